import { type ITerraformDependable, TerraformStack } from "cdktf";
import type { Construct, IConstruct } from "constructs";
import { throwIfAny } from "../../policy/problem";
import {
  type Shape,
  construct,
  dependable,
  either,
  fields,
  flag,
  given,
  having,
  list,
  number,
  object,
  oneOf,
  record,
  text,
} from "./prop-shapes";

const policyShapes = {
  ...{ policyName: text, description: text, tags: record(text), split: flag },
  rotateStrategy: oneOf("DeleteOldestNonDefaultVersionWhenLimitExceeded", "None"),
};

const groupFields = fields({ id: text, accountAlias: text });

/** A resource group to attach a policy in. */
export const resourceGroupShape: Shape = (value, path) => groupFields(value, path, ["id", "accountAlias"]);

/** Principals to attach a policy to. */
export const targetsShape = fields({
  users: list(either(text, having("name"))),
  groups: list(either(text, having("groupName"))),
  roles: list(either(text, having("roleName"))),
  resourceGroup: resourceGroupShape,
});

/** A policy of a role. */
export const rolePolicyShape = either(text, having("policyName"));

/** The shapes of props by name. Equal names mean the same in all constructs. */
const shapes: Readonly<Record<string, Shape>> = {
  ...policyShapes,
  ...{ provider: construct, dependsOn: list(dependable), attachTo: targetsShape },
  ...{ roleName: text, accountId: text, trust: object, trustedService: text, policies: list(rolePolicyShape) },
  ...{ serviceName: text, customSuffix: text, protectFromDestroy: flag, documented: flag, maxSessionDuration: number },
  ...{ document: either(object, list(object)), stacks: list(construct), as: oneOf("system", "custom") },
  ...{ workspace: text, runtime: text, region: text, workspaces: list(text), withoutSecrets: flag },
  workspaceScope: given,
  ...{ runtimes: list(object), nodes: record(flag), mode: given, generation: given },
};

const propsShape = fields(shapes);

/** Parts of a foundation: omitted, made as documented, or with props. */
const partShape = either(flag, object);
export const partShapes: Readonly<Record<string, Shape>> = {
  superAgentRole: object,
  teams: record(object),
  ...Object.fromEntries(
    [
      ...["devsCustomRole", "devsDefaultRole", "functionComputeServiceLinkedRole", "agentRunServiceLinkedRole"],
      ...["flowExecutionRole", "agentRunDefaultRole"],
    ].map((name) => [name, partShape]),
  ),
};

/**
 * Checks the kinds of props, and resolves `dependsOn` to what is in the stack.
 *
 * @param needed required props that nothing else checks
 * @throws PolicyError RAM326 with every value of the wrong kind, with the construct's path
 */
export function readProps<Props extends object>(
  scope: Construct,
  id: string,
  props: Props,
  needed: readonly string[] = [],
  more?: Readonly<Record<string, Shape>>,
): Props {
  const shape = more === undefined ? propsShape : fields({ ...shapes, ...more });
  const problems = shape(props, "", needed);
  if (problems.length > 0) {
    const place = [scope.node.path, id].filter((part) => part !== "").join("/");
    throwIfAny(problems.map((problem) => ({ ...problem, path: `${place} ${problem.path}`.trim() })));
  }
  const { dependsOn }: { readonly dependsOn?: readonly (IConstruct | ITerraformDependable)[] } = props;
  return dependsOn === undefined ? props : { ...props, dependsOn: resolveDependencies(scope, dependsOn) };
}

/**
 * The dependencies that resources of a stack can have in `depends_on`: constructs stand for their resources. A
 * dependency in another stack becomes a dependency on that stack.
 */
function resolveDependencies(scope: Construct, given: readonly (IConstruct | ITerraformDependable)[]) {
  const own = TerraformStack.of(scope);
  return given.flatMap((one): readonly ITerraformDependable[] => {
    if (!("node" in one)) return [one];
    const stack = TerraformStack.of(one);
    if (stack !== own) {
      own.addDependency(stack);
      return [];
    }
    return "fqn" in one ? [one as ITerraformDependable] : one.node.findAll().filter(isResource);
  });
}

/** By shape, not by class, because the resource may come from another copy of the framework. */
function isResource(one: IConstruct): one is IConstruct & ITerraformDependable {
  return "terraformResourceType" in one && "fqn" in one && !("terraformProviderSource" in one);
}
