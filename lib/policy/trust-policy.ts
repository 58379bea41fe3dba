import { Arn } from "./arn";
import {
  type Conditions,
  canonicalConditions,
  checkConditions,
  freezeConditions,
  mapConditionValues,
} from "./conditions";
import { checkFrame, notADocument, readJson } from "./document";
import { hasToken, isCompoundToken, literalText, splitTokens, startsWithToken } from "./patterns/framework-token";
import { isJsonObject } from "./json-value";
import { type Problem, quote, throwIfAny } from "./problem";
import { policyProblemIds } from "./problem-ids";
import { type Effect, type PrintOptions, checkEffect } from "./statement";
import {
  type WorkloadIdentity,
  workloadIdentityArn,
  workloadIdentityKey,
  workloadIdentityService,
} from "./workload-identity";
import { type OneOrMany, checkTextList, freezeValues, sortedUnique, toList } from "./text-list";

const assumeRole = "sts:AssumeRole";

/** Kinds of principals, in the order of printing. */
const principalKinds = ["Service", "RAM", "Federated"] as const;

/** A kind of principal that may assume a role. */
export type PrincipalKind = (typeof principalKinds)[number];

/** The principals that may assume a role. */
export interface TrustPrincipals {
  /** Services, e.g. `fc.aliyuncs.com`. A plain name means that the service acts for the role's own account. */
  readonly Service?: OneOrMany;
  /** Accounts, users and roles, e.g. `acs:ram::1234567890123456:root`. */
  readonly RAM?: OneOrMany;
  /** SAML and OIDC providers, e.g. `acs:ram::1234567890123456:oidc-provider/github`. */
  readonly Federated?: OneOrMany;
}

/** Props of a statement of a trust policy. */
export interface TrustStatementProps {
  /** Whether the principals may assume the role, or may not. A `Deny` takes precedence. @default "Allow" */
  readonly effect?: Effect;
  /**
   * Actions that may be requested for the role, e.g. `["sts:AssumeRole", "sts:SetContext"]`. A string is printed as a
   * string, a list as a list.
   * @default "sts:AssumeRole" - for services, accounts and identity providers
   */
  readonly actions?: OneOrMany;
  /** At least one principal. */
  readonly principals: TrustPrincipals;
  /** Conditions, e.g. `{ StringEquals: { "sts:ExternalId": "..." } }`. @default - none */
  readonly conditions?: Conditions;
}

/** A statement of a trust policy, with defaults filled in. */
export interface TrustStatement extends TrustStatementProps {
  readonly effect: Effect;
  readonly actions: OneOrMany;
}

/**
 * A statement of a trust policy as JSON. The action is a string unless a list was given, because provider 1.226 failed on
 * lists.
 */
export interface TrustStatementJson {
  readonly Effect: Effect;
  readonly Action: OneOrMany;
  readonly Principal: Readonly<Partial<Record<PrincipalKind, readonly string[]>>>;
  readonly Condition?: Conditions;
}

/** A trust policy as JSON. */
export interface TrustPolicyJson {
  readonly Version: "1";
  readonly Statement: readonly TrustStatementJson[];
}

/**
 * Which principals are accepted: `documented` forms of RAM's pages, or `any` text, as for a policy that was read. No
 * page says that RAM refuses other forms. A rule of `validate` reports them, and the evaluator treats them as unknown.
 */
export type PrincipalForms = "documented" | "any";

/**
 * A trust policy (`AssumeRolePolicyDocument`): who may assume a role. Immutable.
 *
 * @example
 * new Role(this, "Deployer", {
 *   roleName: "deployer",
 *   trust: new TrustPolicy([
 *     {
 *       principals: { RAM: "acs:ram::123456789012:user/alice" },
 *       conditions: { Bool: { "acs:MFAPresent": "true" } },
 *     },
 *   ]),
 * });
 */
export class TrustPolicy {
  public readonly statements: readonly TrustStatement[];
  private readonly forms: PrincipalForms;

  /** @throws PolicyError RAM103, RAM105, RAM108-RAM114, RAM118 with all problems */
  public constructor(statements: readonly TrustStatementProps[], forms: PrincipalForms = "documented") {
    const complete = statements.map(({ effect = "Allow", actions = assumeRole, ...statement }) => ({
      ...statement,
      effect,
      actions,
    }));
    throwIfAny(checkTrustDocument({ Version: "1", Statement: complete.map(toStatementJson) }, forms));
    this.statements = Object.freeze(complete.map(freezeStatement));
    this.forms = forms;
    Object.freeze(this);
  }

  /**
   * Trust in services that act for the role's own account.
   *
   * @param services e.g. `fnf.aliyuncs.com`
   * @throws PolicyError RAM113 for a name of another form, RAM108 without a service
   */
  public static forServices(...services: readonly string[]): TrustPolicy {
    return new TrustPolicy([{ principals: { Service: services } }]);
  }

  /**
   * Trust in all users and roles of an account. They also need permission from the account's administrator.
   *
   * @param accountId digits, or a token
   * @throws PolicyError RAM113
   */
  public static forAccount(accountId: string): TrustPolicy {
    return new TrustPolicy([{ principals: { RAM: `acs:ram::${accountId}:root` } }]);
  }

  /**
   * Trust in workload identities of Agent Identity, e.g. for the execution role of an agent. The service assumes the role
   * for these identities only, and names the identity in the context of the request.
   *
   * Source: aliyun/agent-identity-dev-kit 9638e9a7 (2026-06-25).
   * @param identities ARNs, or region, account and name
   * @throws PolicyError RAM124 for a text that is not a workload identity, RAM108 without an identity
   * @example
   * TrustPolicy.forWorkloadIdentity({ region: "cn-hangzhou", accountId: "1234567890123456", name: "shop-agent" });
   */
  public static forWorkloadIdentity(...identities: readonly WorkloadIdentity[]): TrustPolicy {
    const arns = identities.map(workloadIdentityArn);
    return new TrustPolicy([
      {
        principals: { Service: workloadIdentityService },
        actions: ["sts:AssumeRole", "sts:SetContext"],
        conditions: { StringEquals: { [workloadIdentityKey]: arns } },
      },
    ]);
  }

  /**
   * Reads a trust policy from text or parsed JSON.
   *
   * @param forms `documented` makes principals of other forms an error
   * @throws PolicyError RAM101-RAM105, RAM108-RAM115, RAM118 with all problems of the document
   */
  public static fromJson(json: unknown, forms: PrincipalForms = "any"): TrustPolicy {
    const { value, problems } = readJson(json);
    throwIfAny([...problems, ...checkTrustDocument(value, forms)]);
    const { Statement } = value as TrustPolicyJson; // checked above
    return new TrustPolicy(
      Statement.map(({ Effect, Action, Principal, Condition }) => ({
        effect: Effect,
        actions: Action,
        principals: Principal,
        ...(Condition === undefined ? {} : { conditions: Condition }),
      })),
      forms,
    );
  }

  /** The principals of a kind in all `Allow` statements, without duplicates. */
  public principals(kind: PrincipalKind): readonly string[] {
    return [
      ...new Set(
        this.statements
          .filter(({ effect }) => effect === "Allow")
          .flatMap(({ principals }) => toList(principals[kind] ?? [])),
      ),
    ];
  }

  /** Maps every principal and condition value. */
  public mapText(map: (text: string) => string): TrustPolicy {
    return new TrustPolicy(
      this.statements.map(({ effect, actions, principals, conditions }) => ({
        effect,
        actions,
        principals: Object.fromEntries(
          Object.entries(principals).map(([kind, values]: [string, OneOrMany]) => [kind, toList(values).map(map)]),
        ),
        ...(conditions === undefined ? {} : { conditions: mapConditionValues(conditions, map) }),
      })),
      this.forms,
    );
  }

  /** The trust policy with an additional statement. */
  public withStatement(statement: TrustStatementProps): TrustPolicy {
    return new TrustPolicy([...this.statements, statement], this.forms);
  }

  /** The trust policy as JSON, in canonical form. */
  public toJson(options: PrintOptions = {}): TrustPolicyJson {
    const sortKey = options.sortKey ?? ((text: string) => text);
    return {
      Version: "1",
      Statement: this.statements.map((statement) => {
        const { Action, Principal, Condition, ...rest } = toStatementJson(statement);
        return {
          ...rest,
          Action: typeof Action === "string" ? Action : sortedUnique(Action, sortKey),
          Principal: Object.fromEntries(
            Object.entries(Principal).map(([kind, values]) => [kind, sortedUnique(values, sortKey)]),
          ),
          ...(Condition === undefined ? {} : { Condition: canonicalConditions(Condition, sortKey) }),
        };
      }),
    };
  }

  /** The trust policy as compact text, as it is sent to RAM. */
  public toText(options: PrintOptions = {}): string {
    return JSON.stringify(this.toJson(options));
  }
}

function toStatementJson(statement: TrustStatementProps): TrustStatementJson {
  // JavaScript callers may omit them or pass null, which the check reports.
  const principals = (statement as { readonly principals?: TrustPrincipals | null }).principals ?? {};
  const { effect = "Allow", actions = assumeRole } = statement; // no defaults for null, which is an error
  return {
    Effect: effect,
    Action: actions,
    Principal: Object.fromEntries(
      [...principalKinds, ...Object.keys(principals).filter((kind) => !isPrincipalKind(kind))]
        .map((kind) => [kind, principals[kind as PrincipalKind]] as const) // keeps unknown kinds for the check
        .filter((entry): entry is readonly [string, OneOrMany] => entry[1] !== undefined)
        .map(([kind, values]) => [kind, toList(values)]),
    ),
    ...(statement.conditions === undefined ? {} : { Condition: statement.conditions }),
  };
}

function freezeStatement<T extends TrustStatementProps>(statement: T): T {
  return Object.freeze({
    ...statement,
    ...(statement.actions === undefined ? {} : { actions: freezeValues(statement.actions) }),
    principals: Object.freeze(
      Object.fromEntries(
        Object.entries(statement.principals).map(([kind, values]: [string, OneOrMany]) => [kind, freezeValues(values)]),
      ),
    ),
    ...(statement.conditions === undefined ? {} : { conditions: freezeConditions(statement.conditions) }),
  });
}

function isPrincipalKind(kind: string): kind is PrincipalKind {
  return (principalKinds as readonly string[]).includes(kind);
}

const trustElements = new Set(["Effect", "Action", "Principal", "Condition"]);

/**
 * All problems for which RAM refuses a trust policy, or for which the Terraform provider fails to read it back.
 *
 * Errors are: elements outside of RAM's grammar, which is closed (policy elements, updated 2026-03-19), because such a
 * statement would have no defined meaning; `Resource`, which the pages exclude from trust policies; and other kinds of
 * principals than the three that the pages name and the provider accepts. Forms of principals' names are checked
 * according to {@link PrincipalForms}.
 */
export function checkTrustDocument(value: unknown, forms: PrincipalForms = "any"): readonly Problem[] {
  if (!isJsonObject(value)) return [notADocument(quote(value))];
  const statements = value["Statement"];
  return [
    ...checkFrame(value),
    ...(Array.isArray(statements)
      ? Array.from(statements, (statement, index) =>
          checkTrustStatement(statement, `Statement[${index}]`, forms),
        ).flat()
      : []),
  ];
}

function checkTrustStatement(json: unknown, path: string, forms: PrincipalForms): readonly Problem[] {
  if (!isJsonObject(json)) {
    return [
      {
        id: policyProblemIds.statementList,
        path,
        found: quote(json),
        allowed: "a statement object",
        fix: 'write { "Effect": "Allow", "Action": "sts:AssumeRole", "Principal": ... }',
      },
    ];
  }
  return [
    ...Object.keys(json)
      .filter((name) => !trustElements.has(name))
      .map((name) => strayElement(name, `${path}.${name}`)),
    ...checkEffect(json["Effect"], `${path}.Effect`),
    ...checkTrustAction(json["Action"], `${path}.Action`),
    ...checkPrincipals(json["Principal"], `${path}.Principal`, forms),
    ...(json["Condition"] === undefined ? [] : checkConditions(json["Condition"], `${path}.Condition`)),
  ];
}

function strayElement(name: string, path: string): Problem {
  if (name === "Resource" || name === "NotResource") {
    return {
      id: policyProblemIds.elementOfOtherKind,
      path,
      found: `${name} in a trust policy`,
      allowed: "no resource: a trust policy applies to its own role",
      fix: "remove it",
    };
  }
  return {
    id: policyProblemIds.unknownElement,
    path,
    found: `the element ${quote(name)}`,
    allowed: [...trustElements].join(", "),
    fix: "correct the spelling (case matters) or remove it",
  };
}

/**
 * Accepts all actions of STS, because no page lists those that RAM supports. A rule of `validate` reports unlisted
 * ones.
 */
function checkTrustAction(action: unknown, path: string): readonly Problem[] {
  const actions: readonly unknown[] = Array.isArray(action) ? action : [action];
  const isOfSts = (one: unknown): boolean => typeof one === "string" && /^sts:[A-Za-z0-9*?]+$/i.test(one);
  if (actions.length > 0 && actions.every(isOfSts)) return [];
  return [
    {
      id: policyProblemIds.trustAction,
      path,
      found: action === undefined ? "no Action" : quote(action),
      allowed: "actions of STS, because a trust policy only decides who may assume its role",
      fix: 'write "Action": "sts:AssumeRole"',
    },
  ];
}

function checkPrincipals(value: unknown, path: string, forms: PrincipalForms): readonly Problem[] {
  if (!isJsonObject(value) || Object.keys(value).length === 0) {
    return [principalProblem(path, value === undefined ? "no Principal" : quote(value))];
  }
  return Object.entries(value).flatMap(([kind, names]) => {
    if (!isPrincipalKind(kind)) return [principalProblem(`${path}.${kind}`, `the principal kind ${quote(kind)}`)];
    const values: readonly unknown[] = Array.isArray(names) ? names : [names];
    return [
      ...checkTextList(names, `${path}.${kind}`, "not empty"),
      ...values.flatMap((name) =>
        forms === "documented" && typeof name === "string" && name !== "" && !isCompoundToken(name)
          ? checkPrincipal(kind, name, `${path}.${kind}`)
          : [],
      ),
    ];
  });
}

const identityResources: Readonly<Record<Exclude<PrincipalKind, "Service">, RegExp>> = {
  RAM: /^(root|user\/.+|role\/.+)$/,
  Federated: /^(saml|oidc)-provider\/.+$/,
};

/** Whether a resource can be an identity of the kind. A token may stand for the name, or for more before the slash. */
function isIdentity(kind: keyof typeof identityResources, resource: string): boolean {
  const [known] = splitTokens(resource);
  if (known?.kind === "token" || (hasToken(resource) && known?.text.includes("/") === false)) return true;
  return identityResources[kind].test(resource);
}

const servicePattern = /^([0-9]+@)?([a-z0-9-]+\.)+aliyuncs\.com$/;

/**
 * Whether a principal has a documented form: a service whose name ends in aliyuncs.com; the root, a user or a role of an
 * account; a SAML or OIDC provider; without wildcards.
 *
 * Source: RAM docs, Edit the trust policy of a RAM role (2021-07-16).
 */
export function isDocumentedPrincipal(kind: string, name: string): boolean {
  return isPrincipalKind(kind) && checkPrincipal(kind, name, "").length === 0;
}

function checkPrincipal(kind: PrincipalKind, name: string, path: string): readonly Problem[] {
  if (/[*?]/.test(literalText(name))) {
    return [principalProblem(path, `${quote(name)}, which could let anyone assume the role`)];
  }
  if (kind === "Service") {
    const right = hasToken(name) ? /^[a-z0-9.@-]*$/.test(literalText(name)) : servicePattern.test(name);
    return right ? [] : [principalProblem(path, quote(name))];
  }
  if (startsWithToken(name)) return [];
  if (Arn.check(name, path).length > 0) return [principalProblem(path, quote(name))];
  const { service, region, account, resource } = Arn.parse(name);
  const named = service === "ram" && region === "" && /^\d*$/.test(literalText(account)) && isIdentity(kind, resource);
  return named ? [] : [principalProblem(path, quote(name))];
}

function principalProblem(path: string, found: string): Problem {
  return {
    id: policyProblemIds.principal,
    path,
    found,
    allowed:
      "an object of Service (e.g. fc.aliyuncs.com), RAM (acs:ram::<account>:root, user/<name> or role/<name>) " +
      "and Federated (acs:ram::<account>:saml-provider/<name> or oidc-provider/<name>), without wildcards",
    fix: "write each principal in full",
  };
}
