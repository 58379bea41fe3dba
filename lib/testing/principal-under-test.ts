import {
  type Caller,
  type ConditionTest,
  type Evaluation,
  type LayerName,
  type PolicyDocument,
  type RequestContext,
  type TrustPolicy,
  type World,
  assumptions,
  evaluate,
} from "../policy";
import { evaluateTrust } from "../policy/evaluate/evaluate-trust";
import { type EffectiveGrants } from "../review/compare/compare-principal";
import { certainDocument } from "../grants/certain-document";
import type { GrantedPolicy } from "../grants/grant-model";
import { restoreExpressions } from "../terraform/expressions";
import { checkedRequest } from "./checked-request";

/** What a request is made under. */
export interface RequestOptions {
  /** Values of condition keys, e.g. `{ "acs:SourceIp": "10.0.0.1" }`. @default - none */
  readonly context?: RequestContext;
  /** What a key means that the context lacks. @default "closed" - the request does not have it */
  readonly world?: World;
  /** Id of the resource group that the resource is in. @default - none */
  readonly resourceGroup?: string;
}

/** What a principal has or not, which only Terraform, or another stack, knows. */
export interface PossibleGrants {
  /** e.g. `may be in the group dev, whose members only Terraform knows` */
  readonly why: string;
  /** What it has in that case; `undefined` where that is not known either. */
  readonly grants: EffectiveGrants | undefined;
}

/** A user, group or role of a stack, to be asked what it may do. */
export class PrincipalUnderTest {
  /**
   * @param name e.g. `group dev`, for messages
   * @param trustPolicies one for each stack that makes the role
   */
  public constructor(
    public readonly name: string,
    private readonly grants: EffectiveGrants,
    private readonly possible: readonly PossibleGrants[],
    private readonly trustPolicies: readonly TrustPolicy[],
  ) {}

  /**
   * Whether the principal may do it for certain.
   *
   * @param resource ARN with a region and an account, since a request has both; `*` for actions without single resources
   * @throws Error for what no request has, and where a policy or a group of the principal is not known, so that nobody can
   * tell, unless a known policy denies it
   */
  public allows(action: string, resource = "*", options: RequestOptions = {}): boolean {
    return this.explain(action, resource, options).decision === "Allow";
  }

  /**
   * Whether the principal may not do it, for certain. Neither this nor {@link allows} where it depends on something.
   *
   * @throws Error as {@link allows}
   */
  public denies(action: string, resource = "*", options: RequestOptions = {}): boolean {
    const { decision } = this.explain(action, resource, options);
    return decision === "ExplicitDeny" || decision === "ImplicitDeny";
  }

  /**
   * The decision, and every statement that has to do with it.
   *
   * @throws Error as {@link allows}
   */
  public explain(action: string, resource = "*", options: RequestOptions = {}): Evaluation {
    const { context = {}, world = "closed" } = options;
    const { account, resourceGroup } = policiesFor(this.grants, options);
    const input = { request: checkedRequest(action, resource), context, world };
    const evaluation = evaluate({
      ...input,
      policies: {
        account: account.flatMap(documentOf),
        ...(resourceGroup.length === 0 ? {} : { resourceGroup: resourceGroup.flatMap(documentOf) }),
      },
      explain: true,
    });
    const matters = (policy: GrantedPolicy): boolean => {
      const document = certainDocument(policy);
      return document === undefined || evaluate({ ...input, policies: [document] }).decision !== "ImplicitDeny";
    };
    const unknown = [
      ...[...account, ...resourceGroup].flatMap((policy) => doubtOf(policy, evaluation)),
      ...this.possible
        .filter(
          ({ grants }) => grants === undefined || Object.values(policiesFor(grants, options)).flat().some(matters),
        )
        .map(({ why }) => why),
    ];
    // A Deny is final, whatever else there is.
    if (unknown.length === 0 || evaluation.decision === "ExplicitDeny") return evaluation;
    throw new Error(`${this.name} ${unknown.join("; it ")}: nobody can tell whether it may ${action}`);
  }

  /** The decision in words, with the statements that matter, for messages. */
  public describe(action: string, resource = "*", options: RequestOptions = {}): string {
    const { decision, layers, dependsOn, dependsOnAssumptions } = this.explain(action, resource, options);
    const { account, resourceGroup } = policiesFor(this.grants, options);
    const policiesOf = (layer: LayerName): readonly GrantedPolicy[] =>
      (layer === "AccountLevelIdentityBasedPolicy" ? account : resourceGroup).filter(
        (policy) => certainDocument(policy) !== undefined,
      );
    const lines = layers.flatMap(({ layer, statements }) =>
      statements
        .filter(({ reason }) => reason !== "action not covered")
        .map(({ policy, statement, effect, reason, tests }) => {
          const failed = tests.map((test) => ` (${testText(test)})`).join("");
          return `  ${policiesOf(layer)[policy]?.name ?? "policy"} Statement[${statement}] ${effect}: ${reason}${failed}`;
        }),
    );
    const turns = [
      ...dependsOn.map((test) => `  depends on ${testText(test)}`),
      ...dependsOnAssumptions.map((assumption) => `  depends on whether ${assumptions[assumption]}`),
    ];
    const found = lines.length + turns.length === 0 ? ["  no statement is about the action"] : [...lines, ...turns];
    return [`${this.name}: ${decision} of ${action} on ${resource}`, ...found].join("\n");
  }

  /**
   * Whether a role's trust policy lets someone assume it. Users and roles need a permission of their own besides.
   *
   * @throws Error for a principal without a trust policy
   */
  public trusts(caller: Caller, options: Pick<RequestOptions, "context" | "world"> = {}): boolean {
    if (this.trustPolicies.length === 0) throw new Error(`${this.name} has no trust policy in the stack`);
    const { context = {}, world = "closed" } = options;
    return this.trustPolicies.some((trust) => evaluateTrust(trust, caller, { context, world }).decision === "Allow");
  }
}

function testText({ key, operator, values }: ConditionTest): string {
  return restoreExpressions(`${key} ${operator} ${values.join(" or ")}`);
}

/** The policies that apply to a request. */
function policiesFor({ account, resourceGroups }: EffectiveGrants, { resourceGroup: id }: RequestOptions) {
  return { account, resourceGroup: id === undefined ? [] : (resourceGroups.get(id) ?? []) };
}

function documentOf(policy: GrantedPolicy): readonly PolicyDocument[] {
  const document = certainDocument(policy);
  return document === undefined ? [] : [document];
}

/** Why a policy leaves a decision open. System policies refuse nothing, so an unconfirmed one cannot undo an `Allow`. */
function doubtOf({ name, document, unconfirmed }: GrantedPolicy, { decision }: Evaluation): readonly string[] {
  if (document === undefined) return [`has the policy ${name}, which is neither in the stack nor in the catalog`];
  return unconfirmed === undefined || decision === "Allow" ? [] : [`has the policy ${name}, and ${unconfirmed}`];
}
