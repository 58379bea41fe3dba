import { type WorkspaceScope, knownActions } from "../../catalog";
import { switchesFor } from "../../catalog/workspace-scope";
import { type Evaluation, type PolicyDocument, type RequestContext, evaluate } from "../../policy";
import type { Account } from "../account/account";
import { readTrust } from "../account/documents";
import { roleNameOfArn } from "../account/role-arn";
import { type NamedLayers, type Principal, layersOf, policyLayers } from "./layers";
import { foldCase } from "../../policy/letter-case";

/** A request to decide on. */
export interface Question {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
  /** Id of the resource's resource group; `null` if it is in none. @default - not known */
  readonly resourceGroupId?: string | null;
  /** Which of two contradicting pages is right about an action's resources. @default - not known */
  readonly workspaceScope?: WorkspaceScope | undefined;
  /** The document to assume for attached policies without a confirmed document. @default - they grant nothing */
  readonly unknownAs?: PolicyDocument | undefined;
  /** Whether the result includes statements that do not match. @default false */
  readonly explain?: boolean;
}

/** A decision and the policies that it is based on. */
export interface Decided {
  readonly evaluation: Evaluation;
  readonly layers: NamedLayers;
}

/**
 * Evaluates a request by the current policies of the account. `sts:AssumeRole` also evaluates the role's trust policy.
 *
 * @throws ApiError EntityNotExist.* if the principal does not exist
 */
export function decide(account: Account, principal: Principal, question: Question): Decided {
  const { action, resource, context, resourceGroupId, unknownAs, workspaceScope, explain = false } = question;
  const role = principal.kind === "role" ? account.role(principal.name) : undefined;
  const self = role ?? account.user(principal.name);
  const layers = layersOf(account, principal, resourceGroupId, unknownAs);
  const assumed = foldCase(action) === "sts:assumerole" ? roleNameOfArn(resource) : undefined;
  const trusting = assumed === undefined ? undefined : account.table("roles").get(assumed);
  const evaluation = evaluate({
    policies: {
      ...policyLayers(layers),
      ...(trusting === undefined ? {} : { trust: readTrust(trusting.trustDocument) }),
    },
    request: { action, resource, ...(resourceGroupId === undefined ? {} : { resourceGroup: resourceGroupId }) },
    context,
    caller: { kind: "RAM", name: account.arnOf(principal.kind, self) },
    callerType: role?.serviceName === undefined ? "identity" : "service-linked role",
    assumptions: switchesFor(workspaceScope),
    knowledge: knownActions,
    explain,
  });
  return { evaluation, layers };
}
