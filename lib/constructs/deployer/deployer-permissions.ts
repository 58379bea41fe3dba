import { catalogAction } from "../../catalog";
import { type Conditions, PolicyStatement } from "../../policy";
import { ramResources } from "../../terraform/ram-resources";
import { ramDataSources } from "../../terraform/ram-resources/data-sources";
import type { DeployRule } from "../../terraform/ram-resources/deploy-rule";
import type { Resource } from "../../terraform/resource";
import type { ConstructWarning } from "../checks/construct-warnings";
import { constructProblemIds } from "../internal/problem-ids";

/** A resource or data source of a stack as Terraform will see it, whoever made it and from whichever bindings. */
export interface DeployedResource extends Pick<Resource, "kind" | "type" | "path" | "address"> {
  /**
   * The text of an argument, under whichever of its names it is set, with references as Terraform expressions;
   * `undefined` where it is not set or not text.
   */
  text(argument: string): string | undefined;
  /** The texts of an argument that may be one text or a list of them; empty where it is not set, or not known. */
  texts(argument: string): readonly string[];
}

/** An action that deploying a resource takes, and on what. */
interface DeployAction {
  readonly action: string;
  readonly resource: string;
  readonly conditions?: Conditions;
}

/**
 * The statements for deploying resources, and warnings for what is not known.
 *
 * @param isReadOnly whether a resource is only read: what gives the deployer its permissions is deployed by someone else
 */
export function deployerPermissions(
  resources: readonly DeployedResource[],
  nameOf: (text: string) => string,
  accountId: string,
  isReadOnly: (resource: DeployedResource) => boolean,
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
    const needed = deployActions(resource, rule, arguments_);
    warnings.push(...[...arguments_.unknown].map((argument) => unknownName(resource, argument)));
    return isReadOnly(resource) ? needed.filter(({ action }) => reads(action)) : needed;
  });
  return { statements: statementsOf(actions), warnings };
}

function reads(action: string): boolean {
  return /:(Get|List)/.test(action);
}

/** What a resource's arguments say of the names in ARNs and conditions. */
class ResourceArguments {
  /** Arguments that only Terraform will know, or that are no name. */
  public readonly unknown = new Set<string>();

  public constructor(
    private readonly resource: DeployedResource,
    private readonly nameOf: (text: string) => string,
    private readonly accountId: string,
    private readonly rule: DeployRule,
  ) {}

  /** Names that an argument gives, with references replaced; `undefined` where one of them is not known. */
  public known(argument: string): readonly string[] | undefined {
    const values = this.resource.texts(argument).map((text) => this.nameOf(text));
    const isKnown = values.length > 0 && values.every((value) => /^[^\s:/*?{}]+$/.test(value));
    if (!isKnown) this.unknown.add(argument);
    return isKnown ? values : undefined;
  }

  /** All ARNs that a template makes. */
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
  arguments_: ResourceArguments,
): readonly DeployAction[] {
  const documented = [...rule.actions, ...ofSet(rule.whenSet, resource).flat()].flatMap((action) => {
    const conditions = conditionsOf(action, rule, arguments_);
    return templatesOf(action, resource, rule)
      .flatMap((template) => arguments_.fill(template))
      .map((arn) => ({ action, resource: arn, ...(conditions === undefined ? {} : { conditions }) }));
  });
  const assumed = [rule.assumed ?? {}, ...ofSet(rule.assumedWhenSet, resource)]
    .flatMap((actionsByTemplate) => Object.entries(actionsByTemplate))
    .flatMap(([template, actions]) =>
      arguments_.fill(template).flatMap((arn) => actions.map((action) => ({ action, resource: arn }))),
    );
  return [...documented, ...assumed];
}

/** What goes with the arguments that a resource has. */
function ofSet<T>(byArgument: Readonly<Record<string, T>> | undefined, resource: DeployedResource): readonly T[] {
  return Object.entries(byArgument ?? {})
    .filter(([argument]) => resource.texts(argument).length > 0)
    .map(([, value]) => value);
}

/** Templates of what RAM authorizes an action on, without the alternatives that the resource is not about. */
function templatesOf(action: string, resource: DeployedResource, { kind }: DeployRule): readonly string[] {
  const { resources = [] } = catalogAction(action) ?? {};
  if (resources.length === 0) return ["*"];
  const isSystem = resource.text("policy_type") === "System";
  const type = kind?.types[resource.text(kind.argument) ?? ""];
  return resources
    .filter((one) => one.type !== "Policy" || resource.kind === "data" || one.arn.includes(":system:") === isSystem)
    .filter((one) => one.optional !== true || type === undefined || one.type === type)
    .map(({ arn }) => arn);
}

/** Reads are left without: that their condition keys are always there is not said. */
function conditionsOf(action: string, rule: DeployRule, arguments_: ResourceArguments): Conditions | undefined {
  const keys = reads(action) ? [] : (catalogAction(action)?.conditionKeys ?? []);
  const values = keys.flatMap((key) => {
    const argument = rule.conditions?.[key];
    const known = argument === undefined ? undefined : arguments_.known(argument);
    return known === undefined ? [] : [[key, known] as const];
  });
  return values.length === 0 ? undefined : { StringEquals: Object.fromEntries(values) };
}

/** One statement for all actions that share resources and conditions. */
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
    found: `a resource of type ${type}, whose permissions for deployment are not known`,
    allowed: [...ramResources].flatMap(([known, { deploy }]) => (deploy === undefined ? [] : [known])).join(", "),
    fix: "attach a policy of your own for it",
  };
}

function unknownName({ path }: DeployedResource, argument: string): ConstructWarning {
  return {
    id: constructProblemIds.unknownDeployment,
    path,
    subject: `${argument} of ${path}`,
    found: `the argument ${argument}, which only Terraform will know or which is no name, so that the permissions are for every value`,
    allowed: "values that are known at synth",
    fix: "write the value, or accept the wider permission",
  };
}
