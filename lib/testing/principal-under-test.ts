import {
  type AccessRequest,
  type Caller,
  type Evaluation,
  PolicyDocument,
  type RequestContext,
  type World,
  evaluate,
} from "../policy";
import { type EffectiveGrants } from "../review/compare/compare-principal";
import type { GrantedPolicy } from "../review/read/grant-model";
import type { TrustPolicy } from "../policy";

/** What a request is made under. */
export interface RequestOptions {
  /** Values of condition keys, e.g. `{ "acs:SourceIp": "10.0.0.1" }`. @default - none */
  readonly context?: RequestContext;
  /** What a key means that the context lacks. @default "closed" - the request does not have it */
  readonly world?: World;
  /** Id of the resource group that the resource is in. @default - none */
  readonly resourceGroup?: string;
}

/** A user, group or role of a stack, to be asked what it may do. */
export class PrincipalUnderTest {
  /** @param name e.g. `group dev`, for messages */
  public constructor(
    public readonly name: string,
    private readonly grants: EffectiveGrants,
    private readonly trust: TrustPolicy | undefined,
    private readonly restore: (text: string) => string,
  ) {}

  /**
   * Whether the principal may do it for certain.
   *
   * @param resource ARN with a region and an account, since a request has both; `*` for actions without single resources
   * @throws Error where a policy of the principal is not known, so that nobody can tell
   */
  public allows(action: string, resource = "*", options: RequestOptions = {}): boolean {
    return this.explain(action, resource, options).decision === "Allow";
  }

  /** Whether the principal may not do it, for certain. Neither this nor {@link allows} where it depends on something. */
  public denies(action: string, resource = "*", options: RequestOptions = {}): boolean {
    const { decision } = this.explain(action, resource, options);
    return decision === "ExplicitDeny" || decision === "ImplicitDeny";
  }

  /** The decision, and every statement that has to do with it. */
  public explain(action: string, resource = "*", options: RequestOptions = {}): Evaluation {
    const { context = {}, world = "closed", resourceGroup } = options;
    const inGroup = resourceGroup === undefined ? [] : (this.grants.resourceGroups.get(resourceGroup) ?? []);
    return evaluate({
      policies: {
        account: this.documents(this.grants.account),
        ...(inGroup.length === 0 ? {} : { resourceGroup: this.documents(inGroup) }),
      },
      request: { action, resource } satisfies AccessRequest,
      context,
      world,
      explain: true,
    });
  }

  /** The decision in words, with the statements that matter, for messages. */
  public describe(action: string, resource = "*", options: RequestOptions = {}): string {
    const { decision, layers, dependsOn } = this.explain(action, resource, options);
    const policies = [...this.grants.account, ...(this.grants.resourceGroups.get(options.resourceGroup ?? "") ?? [])];
    const lines = layers.flatMap(({ statements }) =>
      statements
        .filter(({ reason }) => reason !== "action not covered")
        .map(({ policy, statement, effect, reason, tests }) => {
          const failed = tests
            .map(({ operator, key, values }) => ` (${key} ${operator} ${values.join(" or ")})`)
            .join("");
          return `  ${policies[policy]?.name ?? "policy"} Statement[${statement}] ${effect}: ${reason}${failed}`;
        }),
    );
    const turns = dependsOn.map(
      ({ key, operator, values }) => `  depends on ${key} ${operator} ${values.join(" or ")}`,
    );
    const found = lines.length + turns.length === 0 ? ["  no statement is about the action"] : [...lines, ...turns];
    return this.restore([`${this.name}: ${decision} of ${action} on ${resource}`, ...found].join("\n"));
  }

  /**
   * Whether a role's trust policy lets someone assume it. Users and roles need a permission of their own besides.
   *
   * @throws Error for a principal without a trust policy
   */
  public trusts(caller: Caller, options: Pick<RequestOptions, "context" | "world"> = {}): boolean {
    if (this.trust === undefined) throw new Error(`${this.name} has no trust policy in the stack`);
    const everything = PolicyDocument.fromJson({
      Version: "1",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Resource: "*" }],
    });
    const { decision } = evaluate({
      policies: { account: [everything], trust: this.trust },
      request: { action: "sts:AssumeRole", resource: "*" },
      caller,
      context: options.context ?? {},
      world: options.world ?? "closed",
    });
    return decision === "Allow";
  }

  private documents(policies: readonly GrantedPolicy[]): readonly PolicyDocument[] {
    return policies.map(({ name, document }) => {
      if (document !== undefined) return document;
      throw new Error(`${this.name} has the policy ${name}, which is neither in the stack nor in the catalog`);
    });
  }
}
