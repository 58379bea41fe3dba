import type { ActionName } from "../catalog";
import { plainAction } from "../catalog/action-name";
import { certainDocument } from "../grants/certain-document";
import { checkedRequest } from "../grants/checked-request";
import {
  type AccessAnswer,
  type AccessCase,
  type AccessDecision,
  type RequestOptions,
  decideAccess,
  policiesFor,
} from "../grants/decide-access";
import { dependsOnInWords } from "../grants/depends-on";
import type { GrantedPolicy } from "../grants/grant-model";
import type { PrincipalAccess } from "../grants/principal-access";
import type { ChosenDocument } from "../grants/open-conditions";
import { conditionTexts, leavesOf } from "../terraform/document-branches";
import {
  Arn,
  type Caller,
  type Decision,
  type Evaluation,
  type LayerName,
  type TrustPolicy,
  isPattern,
} from "../policy";
import { evaluateTrust } from "../policy/evaluate/evaluate-trust";
import { isDocumentedPrincipal } from "../policy/trust-policy";
import { restoreExpressions } from "../terraform/expressions";

/** An action. Editors complete those of the catalog; any other text is accepted too. */
export type TestedAction = ActionName | (string & Record<never, never>);

/** What a test expects. */
export type Expected = "allow" | "deny";

/**
 * A user, group or role, for assertions about what it may do.
 *
 * @example
 * const dev = grantsOf("cdktf.out").group("dev");
 * if (!dev.denies("agentrun:DeleteAgentRuntime")) throw new Error(dev.describe("agentrun:DeleteAgentRuntime"));
 */
export class PrincipalUnderTest {
  /** @param trustPolicies one for each stack that creates the role */
  public constructor(
    private readonly access: PrincipalAccess,
    private readonly trustPolicies: readonly TrustPolicy[],
    private readonly chosenTrusts: readonly ChosenDocument<TrustPolicy>[] = [],
  ) {}

  /** e.g. `group dev`, for messages */
  public get name(): string {
    const { kind, name } = this.access.principal;
    return `${kind} ${restoreExpressions(name)}`;
  }

  /**
   * Whether the principal is certainly allowed, on all resources that are asked about.
   *
   * @param resource an ARN or a pattern of ARNs. @default - every resource
   * @throws Error for an action, resource or context that cannot be in a request, and if a policy or group of the
   * principal is not known and no known policy denies the request
   */
  public allows(action: TestedAction, resource?: string, options: RequestOptions = {}): boolean {
    return this.isAsExpected("allow", this.known("allow", action, resource, options));
  }

  /**
   * Whether the principal is certainly denied, on all resources that are asked about. Both this and {@link allows} are
   * false if it is allowed on some of them, or if the answer is not certain.
   *
   * @param resource an ARN or a pattern of ARNs. @default - any resource
   * @throws Error as {@link allows}
   */
  public denies(action: TestedAction, resource?: string, options: RequestOptions = {}): boolean {
    return this.isAsExpected("deny", this.known("deny", action, resource, options));
  }

  /**
   * The decision, with a case for each group of resources that the policies treat differently.
   *
   * @throws Error for an action, resource or context that cannot be in a request
   */
  public explain(action: TestedAction, resource?: string, options: RequestOptions = {}): AccessAnswer {
    return this.answer("deny", action, resource, options);
  }

  /**
   * The decision as text, with the relevant statements, for messages.
   *
   * @throws Error for an action, resource or context that cannot be in a request
   */
  public describe(action: TestedAction, resource?: string, options: RequestOptions = {}): string {
    return this.judge("deny", action, resource, options).message;
  }

  /**
   * Whether an expectation is certainly met, and the decision as text.
   *
   * @throws Error for an action, resource or context that cannot be in a request
   */
  public judge(
    expected: Expected,
    action: TestedAction,
    resource: string | undefined,
    options: RequestOptions = {},
  ): { readonly isMet: boolean; readonly answer: AccessAnswer; readonly message: string } {
    const answer = this.answer(expected, action, resource, options);
    return {
      isMet: this.isAsExpected(expected, answer.decision),
      answer,
      message: this.inWords(answer, plainAction(action), resource),
    };
  }

  /**
   * Whether the role's trust policy lets a caller assume it. Users and roles also need a permission of their own.
   *
   * @throws Error for a principal without a trust policy, for a name that cannot be a caller, and if the answer depends
   * on context that the options do not have
   */
  public trusts(caller: Caller, options: Pick<RequestOptions, "context" | "world"> = {}): boolean {
    const all = [...this.trustPolicies, ...this.chosenTrusts.flatMap(({ branches }) => leavesOf(branches))];
    if (all.length === 0) throw new Error(`${this.name} has no trust policy in the stack`);
    const isNamed = all
      .flatMap(({ statements }) => statements)
      .some(({ principals }) => [principals[caller.kind] ?? []].flat().includes(caller.name));
    if (!isNamed && !canBeCaller(caller)) {
      const wanted = "the ARN of a user, a role or an identity provider, or a service such as fc.aliyuncs.com";
      throw new Error(`no caller is ${JSON.stringify(caller.name)}: write ${wanted}`);
    }
    const { context = {}, world = "open" } = options;
    const ask = (trust: TrustPolicy): Evaluation => evaluateTrust(trust, caller, { context, world });
    const answers = this.trustPolicies.map(ask);
    if (answers.some(({ decision }) => decision === "Allow")) return true;
    const chosen = this.chosenTrusts.map(({ branches }) => ({
      conditions: conditionTexts(branches),
      answers: leavesOf(branches).map(ask),
    }));
    if (chosen.some((one) => one.answers.every(({ decision }) => decision === "Allow"))) return true;
    const open = [...answers, ...chosen.flatMap((one) => one.answers)].filter(({ decision }) => decision === "Depends");
    const conditions = chosen
      .filter((one) => one.answers.some(({ decision }) => decision === "Allow" || decision === "Depends"))
      .flatMap((one) => one.conditions);
    if (open.length + conditions.length === 0) return false;
    const what = [...new Set([...conditions, ...open.flatMap(dependsOnInWords)])].join(" and ");
    throw new Error(restoreExpressions(`whether ${this.name} trusts ${caller.name} depends on ${what}`));
  }

  private isAsExpected(expected: Expected, decision: AccessDecision): boolean {
    return expected === "allow" ? decision === "Allow" : decision === "ExplicitDeny" || decision === "ImplicitDeny";
  }

  private answer(
    expected: Expected,
    action: TestedAction,
    resource: string | undefined,
    options: RequestOptions,
  ): AccessAnswer {
    const request = checkedRequest(action, resource ?? "*");
    // RAM may authorize the action on resources that no page lists, so an expected denial is checked for all resources.
    const isOnlyResource =
      request.resource === "*" &&
      request.facts?.resources?.length === 0 &&
      (expected === "allow" || resource !== undefined);
    return decideAccess(this.access, { action: request.action, resource: request.resource, isOnlyResource, options });
  }

  private known(
    expected: Expected,
    action: TestedAction,
    resource: string | undefined,
    options: RequestOptions,
  ): AccessDecision {
    const { decision, cases } = this.answer(expected, action, resource, options);
    const unknown = cases.find((one) => one.decision === "Depends" && one.unknown.length > 0);
    if (decision === "Depends" && unknown !== undefined) throw new Error(this.nobodyCanTell(unknown, action));
    return decision;
  }

  private nobodyCanTell({ unknown }: AccessCase, action: string): string {
    return restoreExpressions(
      `${this.name} ${unknown.join("; it ")}: it is not known whether it may ${plainAction(action)}`,
    );
  }

  private inWords(answer: AccessAnswer, action: string, resource: string | undefined): string {
    const asked = resource === undefined || resource === "*" ? "any resource" : resource;
    const header = `${this.name}: ${answer.decision} of ${action} on ${asked}`;
    const limit = [
      ...(answer.complete ? [] : ["  there are too many groups of resources to check: name a single resource"]),
      ...(answer.dependsOnResourceGroup ? ["  depends on the resource group: name it in `resourceGroup`"] : []),
    ];
    const found = decisions.flatMap((decision) => {
      const one = answer.cases.find((other) => other.decision === decision);
      if (one === undefined) return [];
      const lines = this.statementsOf(one, action);
      if (answer.cases.length === 1) return lines;
      const place = one.resourceGroup === undefined ? "" : ` in the resource group ${one.resourceGroup}`;
      return [`  ${one.decision} on ${one.resource}${place}:`, ...lines.map((line) => `  ${line}`)];
    });
    return restoreExpressions([header, ...limit, ...found].join("\n"));
  }

  private statementsOf(one: AccessCase, action: string): readonly string[] {
    const { account, resourceGroup } = policiesFor(one.grants ?? this.access.grants, one.resourceGroup);
    const policiesOf = (layer: LayerName): readonly GrantedPolicy[] =>
      (layer === "AccountLevelIdentityBasedPolicy" ? account : resourceGroup).filter(
        (policy) => certainDocument(policy) !== undefined,
      );
    const lines = one.evaluation.layers.flatMap(({ layer, statements }) =>
      statements
        .filter(({ reason }) => reason !== "action not covered")
        .map(({ policy, statement, effect, reason, tests }) => {
          const failed = tests
            .map(({ operator, key, values }) => ` (${key} ${operator} ${values.join(" or ")})`)
            .join("");
          return `  ${policiesOf(layer)[policy]?.name ?? "policy"} Statement[${statement}] ${effect}: ${reason}${failed}`;
        }),
    );
    // What was evaluated is one of several cases.
    if (one.where !== undefined) return one.unknown.map((what) => `  it ${what}`);
    if (one.decision !== "Depends") return lines.length === 0 ? ["  no statement is about the action"] : lines;
    const turns = one.unknown.length > 0 ? [`  ${this.nobodyCanTell(one, action)}`] : dependsLines(one);
    return [...lines, ...turns];
  }
}

/** Whether a name has the form of a caller, because a trust policy can trust no other name. */
function canBeCaller({ kind, name }: Caller): boolean {
  return kind === "RAM" ? Arn.check(name, "").length === 0 && !isPattern(name) : isDocumentedPrincipal(kind, name);
}

const decisions: readonly Decision[] = ["Allow", "Depends", "ExplicitDeny", "ImplicitDeny"];

function dependsLines(one: AccessCase): readonly string[] {
  const turns = dependsOnInWords(one.evaluation).map((what) => `  depends on ${what}`);
  const isOnContext = one.evaluation.dependsOn.length > 0;
  const isContested = one.evaluation.dependsOnAssumptions.includes("practicePageHolds");
  return [
    ...turns,
    ...(isContested ? ['  set workspaceScope to "practice" or "documented" to ask by one of the pages'] : []),
    ...(isOnContext ? ["  set the keys of the request in `context`, with null for a key that the request lacks"] : []),
  ];
}
