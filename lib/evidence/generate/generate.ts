import type { PolicyDocument } from "../../policy";
import { isSameName } from "../../policy/letter-case";
import { EvidenceError, evidenceProblemIds } from "../problem-ids";
import { type Principal, principalText } from "../identify";
import type { Usage, UsageRow } from "../usage";
import { type FeatureRequest, featureRequestFor } from "./feature-request";
import { documentsFor } from "./policy";
import { type Proof, prove } from "./proof";

/** Who gets policies: a principal that was seen, or a group for what its members were seen to use. */
export type Grantee = Principal | (Omit<Principal, "kind"> & { readonly kind: "group" });

/** What a principal was seen to use, and policies that allow it. */
export interface GeneratedGrants {
  readonly principal: Grantee;
  /** Members of a group without any use. @default - none */
  readonly unseenMembers?: readonly string[];
  readonly rows: readonly UsageRow[];
  /** Documents that allow the rows and nothing else; several if RAM's size limit requires it. */
  readonly documents: readonly PolicyDocument[];
  readonly proof: Proof;
  /** The request by features; `undefined` unless the options ask for it. */
  readonly features: FeatureRequest | undefined;
}

/** What to generate. */
export interface GenerateOptions {
  /** As `user:alice`, `role:deployer`, or `group:dev` for a group in `groups`. @default - all that were seen */
  readonly principals?: readonly string[];
  /** Names of users by the name of their group, which no event contains. @default - none are known */
  readonly groups?: ReadonlyMap<string, readonly string[]>;
  /** Whether to look for the smallest request by features, which takes longer. @default false */
  readonly features?: boolean;
}

/**
 * Policies for what was seen, proved by the evaluator: every row is allowed, and no action is granted that was not seen.
 *
 * @throws EvidenceError RAM531 for a principal that the evidence does not have; RAM532 if the proof fails
 * @example
 * import { createReadStream } from "node:fs";
 *
 * const usage = await readEvidence([{ name: "trail.json.gz", chunks: createReadStream("trail.json.gz") }]);
 * for (const { documents } of generate(usage, { principals: ["role:deployer"] })) {
 *   for (const document of documents) console.log(document.toText());
 * }
 */
export function generate(
  usage: Usage,
  { principals, features = false, groups = new Map() }: GenerateOptions = {},
): readonly GeneratedGrants[] {
  const found: readonly Grantee[] = [...principalsIn(usage), ...groupsSeen(usage, groups)];
  const missing = (principals ?? []).filter((wanted) => !found.some((one) => isSameName(principalText(one), wanted)));
  if (missing.length > 0) {
    throw new EvidenceError(
      `the evidence has no use by ${missing.join(", ")}`,
      `name one that it has: ${found.map(principalText).join(", ") || "none"}`,
    );
  }
  return found
    .filter((one) =>
      principals === undefined
        ? one.kind !== "group"
        : principals.some((wanted) => isSameName(principalText(one), wanted)),
    )
    .map((principal) => {
      if (principal.kind !== "group") {
        return grantsFor(
          principal,
          usage.rows.filter((row) => row.principal === principal),
          features,
        );
      }
      const members = groups.get(principal.name) ?? [];
      const rows = usage.rows.filter((row) => isMember(row, members));
      const unseenMembers = members.filter((name) => !rows.some((row) => isMember(row, [name])));
      return { ...grantsFor(principal, rows, features), unseenMembers };
    });
}

/** Groups of which a member was seen. */
function groupsSeen({ rows }: Usage, groups: ReadonlyMap<string, readonly string[]>): readonly Grantee[] {
  return [...groups]
    .filter(([, members]) => rows.some((row) => isMember(row, members)))
    .map(([name]) => ({ kind: "group", name, account: undefined }));
}

function isMember({ principal: { kind, name } }: UsageRow, members: readonly string[]): boolean {
  return kind === "user" && members.some((one) => isSameName(one, name));
}

/** The principals with a row, in the order of the rows. */
export function principalsIn({ rows }: Usage): readonly Principal[] {
  return [...new Set(rows.map(({ principal }) => principal))];
}

function grantsFor(principal: Grantee, rows: readonly UsageRow[], withFeatures: boolean): GeneratedGrants {
  const documents = documentsFor(rows);
  const proof = prove(documents, rows);
  const wrong = [...proof.refused.map(({ action, resource }) => `${action} on ${resource} is refused`)]
    .concat(proof.unseen.map((action) => `${action} was not seen`))
    .concat(proof.wider.map((pair) => `${pair} was not seen`));
  if (wrong.length > 0) {
    throw new EvidenceError(
      `the result for ${principalText(principal)} is wrong: ${wrong.slice(0, 5).join("; ")}`,
      "report it",
      evidenceProblemIds.proof,
    );
  }
  return { principal, rows, documents, proof, features: withFeatures ? featureRequestFor(rows) : undefined };
}
