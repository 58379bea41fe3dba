import {
  type Conditions,
  type Problem,
  PolicyDocument,
  PolicyError,
  PolicyStatement,
  checkConditions,
  quote,
} from "../policy";
import { isPattern } from "../policy";
import { type AccessClass, accessClasses, isDangerous, returnsSecret } from "./access-class";
import { actionFacts } from "./action-facts";
import { type ActionName, isUnchecked } from "./action-name";
import { checkArnValue } from "./arn-template";
import { actionsFor, feature, featureKeys } from "./features";
import type { FeatureKey } from "./generated/feature-key";
import { nearest } from "./nearest";
import { type Need, knownNeeds } from "./needs";
import { catalogProblemIds } from "./problem-ids";
import { type Within, checkRestriction, isUnrestricted, resourcesWithin, unusedRestrictions } from "./restriction";
import type { CatalogAction } from "./service";
import { actionsMatching } from "./services";
import { checkAction } from "./statements";

/** Which uses of which features. `manage` takes in `view`, not `invoke`. */
export type FeatureSelection = Readonly<Partial<Record<FeatureKey, AccessClass | readonly AccessClass[]>>>;

/** What someone needs to do, and where. */
export interface LeastPrivilegeRequest {
  readonly features?: FeatureSelection;
  /** Single actions besides. A pattern means the known actions that it covers, without those that return secrets. */
  readonly actions?: readonly ActionName[];
  /** Actions that are taken away again. Each must take something away. */
  readonly except?: readonly ActionName[];
  /** Where. @default - everywhere in the account */
  readonly within?: Within;
  /** Secrets, which no feature grants. */
  readonly secrets?: SecretsRequest;
  /** Names of roles that may be passed to the services of the features. `*` means every role of the account. */
  readonly passRoles?: readonly string[];
  /** When all of it applies, e.g. `{ Bool: { "acs:SecureTransport": "true" } }`. @default - always */
  readonly conditions?: Conditions;
  /**
   * When deletions, secrets and the passing and making of roles apply, beside `conditions`.
   * @default - as everything else
   */
  readonly dangerousConditions?: Conditions;
}

/** Which secrets may be read. */
export interface SecretsRequest {
  /** Names of credentials in the workspace of `within`; `*` for all of them. */
  readonly credentials?: readonly string[];
  /** Tokens that call agents and sandboxes. RAM cannot narrow them. */
  readonly accessTokens?: boolean;
}

/** An action that could not be narrowed to single resources. */
export interface WideAction {
  readonly action: string;
  readonly resources: readonly string[];
  readonly why: string;
}

/** Something that the requested features may need and that was not granted. */
export interface WithheldNeed {
  readonly need: string;
  readonly why: string;
  /** What to write to have it. */
  readonly how: string;
}

/** What a reader of the policy should know. */
export interface LeastPrivilegeReport {
  /** Every action that is granted on more than named resources, sorted. */
  readonly wide: readonly WideAction[];
  readonly withheld: readonly WithheldNeed[];
  /** Parts of `within` that narrow nothing, e.g. `workspace`. Empty unless they were to be reported. */
  readonly unused: readonly string[];
}

/** How strict {@link leastPrivilege} is. */
export interface LeastPrivilegeOptions {
  /**
   * What to do with a part of `within` that nothing in the request can use: it looks narrower than it is.
   * @default "error"
   */
  readonly unusedRestrictions?: "error" | "report";
}

/** The smallest policy for a request. */
export interface LeastPrivilegeResult {
  readonly document: PolicyDocument;
  readonly report: LeastPrivilegeReport;
}

/**
 * The policy that allows what was requested and nothing else, as far as the catalog knows: one statement for each set
 * of resources, and one for all actions that know no single resources.
 *
 * @throws PolicyError RAM621-RAM628 with everything that is wrong with the request
 */
export function leastPrivilege(
  request: LeastPrivilegeRequest,
  options: LeastPrivilegeOptions = {},
): LeastPrivilegeResult {
  const problems = checkRequest(request);
  if (problems.length > 0) throw new PolicyError(problems);
  const grants = grantsOf(request);
  const exceptions = checkExceptions(request, grants);
  if (exceptions.length > 0) throw new PolicyError(exceptions);
  const excepted = new Set((request.except ?? []).flatMap((name) => namesOf(name)));
  const granted = grants.filter(({ action }) => !excepted.has(action.name));
  if (granted.length === 0) throw new PolicyError([emptyRequest("a request that grants nothing")]);
  const unused = unusedRestrictions(
    request.within ?? {},
    granted.map(({ action }) => action),
  ).filter(({ path }) => path !== "within.accountId" || request.passRoles === undefined); // roles are in the account
  if (options.unusedRestrictions !== "report" && unused.length > 0) throw new PolicyError(unused);
  return {
    document: new PolicyDocument(statementsOf(granted, request)),
    report: {
      wide: wideActions(granted),
      withheld: withheldNeeds(request, granted),
      unused: unused.map(({ path }) => path.replace("within.", "")),
    },
  };
}

/** An action on resources, perhaps under a condition of its own. */
interface Grant {
  readonly action: CatalogAction;
  readonly resources: readonly string[];
  readonly passedTo?: readonly string[];
}

function grantsOf({
  features = {},
  actions = [],
  within = {},
  secrets = {},
  passRoles = [],
  ...request
}: LeastPrivilegeRequest) {
  const names = new Set<string>();
  for (const [key, classes] of selectedClasses(features)) {
    for (const { name } of actionsFor(key, classes)) names.add(name);
  }
  const needs = neededBy({ ...request, features, within });
  for (const need of needs) for (const name of need.actions ?? []) names.add(name);
  for (const action of actions) {
    for (const name of namesOf(action)) if (!isPattern(action) || !returnsSecret(name)) names.add(name);
  }
  if (secrets.accessTokens === true) names.add("agentrun:GetAccessToken");
  const services = passedServices(needs);
  const grants = [...names].map((name): Grant => {
    const action = actionFacts(name);
    const passed = name === "ram:PassRole" ? { passedTo: services } : {};
    return { action, resources: resourcesWithin(action, within), ...passed };
  });
  if (secrets.credentials !== undefined) {
    const action = actionFacts("agentrun:GetCredential");
    grants.push({ action, resources: resourcesWithin(action, { ...within, credentials: secrets.credentials }) });
  }
  if (passRoles.length > 0) {
    const resources = passRoles.map((role) => `acs:ram:*:${within.accountId ?? "*"}:role/${role}`);
    grants.push({ action: actionFacts("ram:PassRole"), resources, passedTo: services });
  }
  return grants;
}

/** Known services that roles are passed to: those of the features, or else all that the vendor's policies name. */
function passedServices(needs: readonly Need[]): readonly string[] {
  const ofFeatures = needs.flatMap(({ passRoleTo = [] }) => passRoleTo);
  return ofFeatures.length > 0 ? ofFeatures : knownNeeds().flatMap(({ passRoleTo = [] }) => passRoleTo);
}

function selectedClasses(features: FeatureSelection): readonly (readonly [FeatureKey, AccessClass])[] {
  return featureKeys().flatMap((key) => {
    const selected = features[key];
    if (selected === undefined) return [];
    const classes = typeof selected === "string" ? [selected] : selected;
    return classes.map((one) => [key, one] as const);
  });
}

function neededBy({ features = {}, within = {} }: LeastPrivilegeRequest): readonly Need[] {
  const selected = selectedClasses(features);
  return knownNeeds().filter((need) =>
    need.restriction === undefined
      ? selected.some(([key, one]) => key === need.feature && one === need.class)
      : within[need.restriction] !== undefined && selected.length > 0,
  );
}

/** Known actions that a name or pattern stands for; the name itself where it is not checked. */
function namesOf(name: string): readonly string[] {
  if (isPattern(name) && !isUnchecked(name)) return actionsMatching(name).map((action) => action.name);
  return [actionFacts(name).name];
}

/**
 * One statement for each set of resources and conditions, in the order of their first actions; what is on `*` comes last.
 * Resources may hold tokens of the framework, whose own spelling must not decide an order.
 */
function statementsOf(
  grants: readonly Grant[],
  { conditions, dangerousConditions }: LeastPrivilegeRequest,
): readonly PolicyStatement[] {
  const groups = new Map<string, { readonly grant: Grant; readonly actions: string[]; readonly dangerous: boolean }>();
  for (const grant of [...grants].sort((a, b) => (a.action.name < b.action.name ? -1 : 1))) {
    const dangerous = dangerousConditions !== undefined && isDangerous(grant.action);
    const key = JSON.stringify([[...grant.resources].sort(), grant.passedTo ?? [], dangerous]);
    const group = groups.get(key) ?? { grant, actions: [], dangerous };
    group.actions.push(grant.action.name);
    groups.set(key, group);
  }
  const isOnEverything = ({ grant }: { readonly grant: Grant }): boolean => grant.resources.includes("*");
  const ordered = [...groups.values()];
  return [...ordered.filter((group) => !isOnEverything(group)), ...ordered.filter(isOnEverything)].map(
    ({ grant, actions, dangerous }) => {
      const own: Conditions = grant.passedTo === undefined ? {} : { StringEquals: { "acs:Service": grant.passedTo } };
      const plain = PolicyStatement.allow({ actions, resources: grant.resources });
      return [own, conditions ?? {}, dangerous ? (dangerousConditions ?? {}) : {}].reduce(withConditions, plain);
    },
  );
}

function withConditions(statement: PolicyStatement, conditions: Conditions): PolicyStatement {
  let result = statement;
  for (const [operator, keys] of Object.entries(conditions)) {
    for (const [key, values] of Object.entries(keys)) {
      // The keys of conditions are operators; checkConditions has seen to that.
      result = result.withCondition(operator as keyof Conditions, key, values);
    }
  }
  return result;
}

function wideActions(grants: readonly Grant[]): readonly WideAction[] {
  return grants
    .filter(({ resources }) => resources.some((resource) => resource === "*" || isUnrestricted(resource)))
    .map(({ action, resources }) => ({ action: action.name, resources, why: whyWide(action) }))
    .sort((a, b) => (a.action < b.action ? -1 : 1));
}

function whyWide({ resources }: CatalogAction): string {
  if (resources === undefined) return "no page says which resources the action is authorized on";
  if (resources.length === 0) return "RAM authorizes the action on all resources only";
  return "nothing in `within` narrows it";
}

function withheldNeeds(request: LeastPrivilegeRequest, grants: readonly Grant[]): readonly WithheldNeed[] {
  const granted = new Set(grants.map(({ action }) => action.name));
  const secrets = neededBy(request).flatMap(({ secret, reason }) => (secret === undefined ? [] : [{ secret, reason }]));
  const selected = selectedClasses(request.features ?? {});
  const own = selected.flatMap(([key]) =>
    feature(key)
      .actions.filter(({ name }) => returnsSecret(name))
      .map(({ name }) => ({ secret: name, reason: `the feature ${key} has it, and it returns secrets` })),
  );
  const roles = neededBy(request).flatMap(({ passRoleTo, reason }) => (passRoleTo === undefined ? [] : [{ reason }]));
  const byNeed = new Map<string, WithheldNeed>();
  for (const { secret, reason } of [...own, ...secrets]) {
    if (granted.has(secret) || byNeed.has(secret)) continue;
    const how =
      secret === "agentrun:GetCredential" ? 'secrets: { credentials: ["<name>"] }' : "secrets: { accessTokens: true }";
    byNeed.set(secret, { need: secret, why: reason, how });
  }
  for (const { reason } of roles) {
    if (granted.has("ram:PassRole") || byNeed.has("ram:PassRole")) continue;
    byNeed.set("ram:PassRole", { need: "ram:PassRole", why: reason, how: 'passRoles: ["<role name>"]' });
  }
  return [...byNeed.values()].sort((a, b) => (a.need < b.need ? -1 : 1));
}

function checkRequest(request: LeastPrivilegeRequest): readonly Problem[] {
  const { features = {}, actions = [], except = [], within = {}, secrets = {}, passRoles = [] } = request;
  const asks =
    Object.keys(features).length > 0 ||
    actions.length > 0 ||
    passRoles.length > 0 ||
    secrets.credentials !== undefined ||
    secrets.accessTokens === true;
  return [
    ...(asks ? [] : [emptyRequest("a request without features, actions, secrets or roles")]),
    ...Object.entries(features).flatMap(([key, classes]) => checkSelection(key, classes)),
    ...actions.flatMap((action, index) => checkAction(action, `actions[${index}]`)),
    ...except.flatMap((action, index) => checkAction(action, `except[${index}]`)),
    ...checkRestriction(within),
    ...(secrets.credentials?.length === 0 ? [emptyRequest("an empty list of credentials")] : []),
    ...(secrets.credentials ?? []).flatMap((name, index) => checkArnValue(name, `secrets.credentials[${index}]`)),
    ...passRoles.flatMap((name, index) => checkArnValue(name, `passRoles[${index}]`)),
    ...(request.conditions === undefined ? [] : checkConditions(request.conditions, "conditions")),
    ...(request.dangerousConditions === undefined
      ? []
      : checkConditions(request.dangerousConditions, "dangerousConditions")),
  ];
}

function checkSelection(key: string, selected: AccessClass | readonly AccessClass[] | undefined): readonly Problem[] {
  const found = feature(key);
  if (found === undefined) {
    const near = nearest(key, featureKeys(), 3);
    return [
      {
        id: catalogProblemIds.feature,
        path: `features.${key}`,
        found: "a feature that does not exist",
        allowed: featureKeys().join(", "),
        fix: near.length === 0 ? "choose one of these" : `perhaps ${near.join(" or ")}`,
      },
    ];
  }
  const classes: readonly string[] = typeof selected === "string" ? [selected] : (selected ?? []);
  const wrong = classes.filter(
    (one) => !(accessClasses as readonly string[]).includes(one) || !has(found.classes, one),
  );
  if (classes.length > 0 && wrong.length === 0) return [];
  return [
    {
      id: catalogProblemIds.accessClass,
      path: `features.${key}`,
      found: wrong.length === 0 ? "no access class" : `the access class ${wrong.map(quote).join(" and ")}`,
      allowed: found.classes.length === 0 ? "none: all of it is secrets" : `${found.classes.join(", ")} (what it has)`,
      fix: "name a use that the feature has",
    },
  ];
}

/** `manage` takes in `view`, so a feature that can only be viewed has nothing of its own to manage. */
function has(classes: readonly AccessClass[], wanted: string): boolean {
  return (classes as readonly string[]).includes(wanted);
}

function checkExceptions({ except = [], actions = [] }: LeastPrivilegeRequest, grants: readonly Grant[]) {
  const granted = new Set(grants.map(({ action }) => action.name));
  return except.flatMap((name, index): readonly Problem[] => {
    const path = `except[${index}]`;
    if (actions.some((action) => action === name)) {
      return [contradiction(path, `${quote(name)}, which actions asks for`, "leave it out of both")];
    }
    if (namesOf(name).some((one) => granted.has(one))) return [];
    return [contradiction(path, `${quote(name)}, which takes nothing away`, "leave it out")];
  });
}

function contradiction(path: string, found: string, fix: string): Problem {
  return { id: catalogProblemIds.contradiction, path, found, allowed: "exceptions from what the features grant", fix };
}

function emptyRequest(found: string): Problem {
  return {
    id: catalogProblemIds.emptyRequest,
    path: "",
    found,
    allowed: "a request that grants at least one action",
    fix: 'ask for something, e.g. features: { agents: "view" }',
  };
}
