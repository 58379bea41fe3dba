import { catalogAction } from "../../catalog";
import { type Conditions, PolicyStatement } from "../../policy";
import { ramResources } from "../../terraform/ram-resources";
import { ramDataSources } from "../../terraform/ram-resources/data-sources";
import { type DeployRule, type DeployStep, deploySteps } from "../../terraform/ram-resources/deploy-rule";
import type { Resource } from "../../terraform/resource";
import type { ConstructWarning } from "../checks/construct-warnings";
import { constructProblemIds } from "../internal/problem-ids";

/** A resource or data source of a stack as Terraform sees it, whichever code and bindings made it. */
export interface DeployedResource extends Pick<Resource, "kind" | "type" | "path" | "address" | "arguments"> {
  /**
   * The text of an argument, by any of its names, with references as Terraform expressions; `undefined` if it is not
   * set or not text.
   */
  text(argument: string): string | undefined;
  /** The texts of an argument that is a text or a list of texts; empty if it is not set or not known. */
  texts(argument: string): readonly string[];
}

/** An action that is needed to deploy a resource, and its resources. */
interface DeployAction {
  readonly action: string;
  readonly resource: string;
  readonly conditions?: Conditions;
}

/** How some resources are deployed. */
export interface DeployScope {
  /**
   * Whether a resource is only read, e.g. the policy that gives the deployer its permissions, which someone else deploys.
   * @default - none
   */
  readonly isReadOnly?: (resource: DeployedResource) => boolean;
  /** What Terraform does with a resource. @default - everything */
  readonly stepsOf?: (resource: DeployedResource) => readonly DeployStep[];
}

/** The statements that are needed to deploy resources, and warnings for unknown permissions. */
export function deployerPermissions(
  resources: readonly DeployedResource[],
  nameOf: (text: string) => string,
  accountId: string,
  { isReadOnly = () => false, stepsOf = () => deploySteps }: DeployScope = {},
): { readonly statements: readonly PolicyStatement[]; readonly warnings: readonly ConstructWarning[] } {
  const warnings: ConstructWarning[] = [];
  const actions = resources.flatMap((resource) => {
    const table = resource.kind === "data" ? ramDataSources : ramResources;
    const rule = table.get(resource.type)?.deploy;
    if (rule === undefined) {
      warnings.push(unknownType(resource));
      return [];
    }
    const arguments_ = new ResourceArguments(resource, nameOf, accountId, rule);
    const needed = deployActions(resource, rule, stepsOf(resource), arguments_);
    warnings.push(...[...arguments_.unknown].map((argument) => unknownName(resource, argument)));
    return isReadOnly(resource) ? needed.filter(({ action }) => reads(action)) : needed;
  });
  return { statements: statementsOf(actions), warnings };
}

function reads(action: string): boolean {
  return /:(Get|List)/.test(action);
}

/** The values of a resource's arguments for ARNs and conditions. */
class ResourceArguments {
  /** Arguments whose values are only known to Terraform, or are not names. */
  public readonly unknown = new Set<string>();

  public constructor(
    private readonly resource: DeployedResource,
    private readonly nameOf: (text: string) => string,
    private readonly accountId: string,
    private readonly rule: DeployRule,
  ) {}

  /** The names in an argument, with references resolved; `undefined` if one of them is not known. */
  public known(argument: string): readonly string[] | undefined {
    const values = this.resource.texts(argument).map((text) => this.nameOf(text));
    const isKnown = values.length > 0 && values.every((value) => /^[^\s:/*?{}]+$/.test(value));
    if (!isKnown) this.unknown.add(argument);
    return isKnown ? values : undefined;
  }

  /** All ARNs of a template. */
  public fill(template: string): readonly string[] {
    const [first = "", ...parts] = template.split(/\{#(\w+)\}/);
    let arns: readonly string[] = [first];
    for (let index = 0; index < parts.length; index += 2) {
      const values = this.valuesOf(parts[index] ?? "");
      arns = arns.flatMap((arn) => values.map((value) => `${arn}${value}${parts[index + 1] ?? ""}`));
    }
    return arns;
  }

  private valuesOf(variable: string): readonly string[] {
    if (variable === "accountId") return [this.accountId];
    const derived = this.rule.derived?.[variable];
    if (derived !== undefined) return [derived((argument) => this.resource.text(argument))];
    const argument = this.rule.names?.[variable];
    return (argument === undefined ? undefined : this.known(argument)) ?? ["*"];
  }
}

function deployActions(
  resource: DeployedResource,
  rule: DeployRule,
  steps: readonly DeployStep[],
  arguments_: ResourceArguments,
): readonly DeployAction[] {
  const forced = steps.includes("delete") && isForced(resource) ? rule.forced : undefined;
  const called = new Set([
    ...[...rule.calls.read, ...(forced?.calls ?? [])],
    ...steps.flatMap((step) => rule.calls[step]),
  ]);
  const assumedRows = [rule.assumed, forced?.assumed].flatMap((rows) => Object.entries(rows ?? {}));
  const withAssumedArns = new Set(assumedRows.flatMap(([, actions]) => actions));
  const withKnownArns = [...called].filter((action) => !withAssumedArns.has(action));
  const documented = [...withKnownArns, ...ofSet(rule.whenSet, resource).flat()].flatMap((action) => {
    const conditions = conditionsOf(action, rule, arguments_);
    return templatesOf(action, resource, rule)
      .flatMap((template) => arguments_.fill(template))
      .map((arn) => ({ action, resource: arn, ...(conditions === undefined ? {} : { conditions }) }));
  });
  const assumed = [
    ...assumedRows.map(([template, actions]) => [template, actions.filter((action) => called.has(action))] as const),
    ...ofSet(rule.assumedWhenSet, resource).flatMap((byTemplate) => Object.entries(byTemplate)),
  ].flatMap(([template, actions]) =>
    actions.length === 0
      ? []
      : arguments_.fill(template).flatMap((arn) => actions.map((action) => ({ action, resource: arn }))),
  );
  return [...documented, ...assumed];
}

function isForced({ arguments: { force } }: DeployedResource): boolean {
  return force === true || force === "true";
}

/** The entries for arguments that a resource has. */
function ofSet<T>(byArgument: Readonly<Record<string, T>> | undefined, resource: DeployedResource): readonly T[] {
  return Object.entries(byArgument ?? {})
    .filter(([argument]) => resource.texts(argument).length > 0)
    .map(([, value]) => value);
}

/** ARN templates of an action, without alternatives for other kinds of resources. */
function templatesOf(
  action: string,
  resource: DeployedResource,
  { kind, forced, names }: DeployRule,
): readonly string[] {
  const { resources = [] } = catalogAction(action) ?? {};
  if (resources.length === 0) return ["*"];
  const isSystem = resource.text("policy_type") === "System";
  // Before a principal is deleted, any policy may have to be detached from it.
  const isAnyPolicy =
    resource.kind === "data" || (names?.["policyName"] === undefined && forced?.calls.includes(action) === true);
  const type = kind?.types[resource.text(kind.argument) ?? ""];
  return resources
    .filter((one) => one.type !== "Policy" || isAnyPolicy || one.arn.includes(":system:") === isSystem)
    .filter((one) => one.optional !== true || type === undefined || one.type === type)
    .map(({ arn }) => arn);
}

/** Actions that read get no conditions, because no page says that their condition keys are always present. */
function conditionsOf(action: string, rule: DeployRule, arguments_: ResourceArguments): Conditions | undefined {
  const keys = reads(action) ? [] : (catalogAction(action)?.conditionKeys ?? []);
  const values = keys.flatMap((key) => {
    const argument = rule.conditions?.[key];
    const known = argument === undefined ? undefined : arguments_.known(argument);
    return known === undefined ? [] : [[key, known] as const];
  });
  return values.length === 0 ? undefined : { StringEquals: Object.fromEntries(values) };
}

/** One statement for all actions with the same resources and conditions. */
function statementsOf(actions: readonly DeployAction[]): readonly PolicyStatement[] {
  const resourcesByAction = new Map<string, { readonly one: DeployAction; readonly resources: Set<string> }>();
  for (const one of actions) {
    const key = JSON.stringify([one.action, one.conditions ?? {}]);
    const entry = resourcesByAction.get(key) ?? { one, resources: new Set() };
    entry.resources.add(one.resource);
    resourcesByAction.set(key, entry);
  }
  const groups = new Map<
    string,
    { readonly one: DeployAction; readonly resources: string[]; readonly names: string[] }
  >();
  for (const { one, resources } of resourcesByAction.values()) {
    const sorted = [...resources].sort();
    const key = JSON.stringify([sorted, one.conditions ?? {}]);
    const group = groups.get(key) ?? { one, resources: sorted, names: [] };
    group.names.push(one.action);
    groups.set(key, group);
  }
  return [...groups]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { one, resources, names }]) =>
      PolicyStatement.allow({
        actions: names,
        resources,
        ...(one.conditions === undefined ? {} : { conditions: one.conditions }),
      }),
    );
}

function unknownType({ type, path }: DeployedResource): ConstructWarning {
  return {
    id: constructProblemIds.unknownDeployment,
    path,
    subject: `${type} ${path}`,
    found: `a resource of type ${type}, whose deployment permissions are not known`,
    allowed: [...ramResources].flatMap(([known, { deploy }]) => (deploy === undefined ? [] : [known])).join(", "),
    fix: "attach a policy of your own with its permissions",
  };
}

function unknownName({ path }: DeployedResource, argument: string): ConstructWarning {
  return {
    id: constructProblemIds.unknownDeployment,
    path,
    subject: `${argument} of ${path}`,
    found: `the argument ${argument}, which only Terraform knows or which is not a name, so that the permissions are for all values`,
    allowed: "values that are known at synth",
    fix: "write the value literally, or accept the broader permission",
  };
}
