import { TrustPolicy, type TrustPolicyJson } from "../policy";
import { evaluateTrust } from "../policy/evaluate/evaluate-trust";
import { type SynthesizedStack, grantsOfStacks } from "../review";
import { restoreExpressions } from "../terraform/expressions";
import type { Denial } from "./denial-of-text";
import { trustName } from "./principal";
import type { Proposal } from "./proposal";
import { foldCase, isSameName } from "../policy/letter-case";

/** What a role's trust policy says about the caller that wanted to assume it. */
export interface TrustEvidence {
  readonly role: string;
  readonly stack: string;
  /** The principals that it already trusts. */
  readonly trusted: readonly string[];
  /** What to add; `undefined` if the caller's name is unknown or it is already trusted. */
  readonly proposal: Proposal | undefined;
}

/** If the refused request was to assume a role: the trust policies of that role in the stacks that create it. */
export function trustEvidence(denial: Denial, stacks: readonly SynthesizedStack[]): readonly TrustEvidence[] {
  const role = /^acs:ram:[^:]*:[^:]*:role\/(.+)$/i.exec(denial.resource ?? "")?.[1];
  if (foldCase(denial.action) !== "sts:assumerole" || role === undefined) return [];
  return grantsOfStacks(stacks).flatMap(({ stack, principals }) =>
    principals.flatMap(({ principal, trust }) => {
      if (principal.kind !== "role" || !isSameName(principal.name, role)) return [];
      if (trust === undefined) return [];
      const trusted = (["Service", "RAM", "Federated"] as const).flatMap((kind) =>
        trust.principals(kind).map(restoreExpressions),
      );
      return [{ role: principal.name, stack, trusted, proposal: proposalFor(denial, trust) }];
    }),
  );
}

function proposalFor(denial: Denial, trust: TrustPolicy): Proposal | undefined {
  const name = trustName(denial);
  if (name === undefined || isTrusted(trust, name, denial)) return undefined;
  const wider = trust.withStatement({ principals: { RAM: [name] } });
  if (!isTrusted(wider, name, denial)) return undefined; // a Deny overrides it
  const document = restoredJson(wider.toJson());
  return {
    construct: "Role",
    code: `trust: ${JSON.stringify(document)}`,
    document,
    beyond: [],
    provided: [],
  };
}

function restoredJson(json: TrustPolicyJson): TrustPolicyJson {
  // Only texts change.
  return JSON.parse(JSON.stringify(json), (_, value: unknown) =>
    typeof value === "string" ? restoreExpressions(value) : value,
  ) as TrustPolicyJson;
}

function isTrusted(trust: TrustPolicy, name: string, { resource = "*", context }: Denial): boolean {
  return evaluateTrust(trust, { kind: "RAM", name }, { resource, context }).decision === "Allow";
}
