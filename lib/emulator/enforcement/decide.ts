import { type Evaluation, type PolicyDocument, type RequestContext, evaluate } from "../../policy";
import type { Account } from "../account/account";
import { readTrust } from "../account/documents";
import { roleNameOfArn } from "../account/role-arn";
import { type NamedLayers, type Principal, layersOf, policyLayers } from "./layers";

/** What is decided. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
  /** Id of the resource group that the resource is in. @default - in none that policies are attached in */
  readonly resourceGroupId?: string;
  /** What to take attached policies for of which no confirmed document is known. @default - they say nothing */
  readonly unknownAs?: PolicyDocument | undefined;
  /** Whether to tell of statements that do not match too. @default false */
  readonly explain?: boolean;
}

/** The answer, with the policies that it is about. */
export interface Decided {
  readonly evaluation: Evaluation;
  readonly layers: NamedLayers;
}

/**
 * Decides with the live state of the account. To assume one of its roles takes the role's trust as well.
 *
 * @throws ApiError EntityNotExist.* for a principal that does not exist
 */
export function decide(account: Account, principal: Principal, question: Question): Decided {
  const { action, resource, context, resourceGroupId, unknownAs, explain = false } = question;
  const role = principal.kind === "role" ? account.role(principal.name) : undefined;
  const self = role ?? account.user(principal.name);
  const layers = layersOf(account, principal, resourceGroupId, unknownAs);
  const assumed = action.toLowerCase() === "sts:assumerole" ? roleNameOfArn(resource) : undefined;
  const trusting = assumed === undefined ? undefined : account.table("roles").get(assumed);
  const evaluation = evaluate({
    policies: {
      ...policyLayers(layers),
      ...(trusting === undefined ? {} : { trust: readTrust(trusting.trustDocument) }),
    },
    request: { action, resource },
    context,
    caller: { kind: "RAM", name: account.arnOf(principal.kind, self) },
    callerType: role?.serviceName === undefined ? "identity" : "service-linked role",
    explain,
  });
  return { evaluation, layers };
}
