import type { SynthesizedStack } from "../terraform/synthesized-stack";
import type { Resource } from "../terraform/resource";
import { mapTexts } from "../terraform/iterations";
import { ResourceTexts } from "../terraform/resource-texts";
import { escapeTemplate, hasExpression, mapInterpolations } from "../terraform/template";
import type { Source } from "./source";

/**
 * Code with the ids that an account has given to the resource groups in it, which are the same if their names are: RAM
 * allows each name once in an account. Other references stay as they are.
 */
export function withIdsOfAccount<Code extends Source>(code: Code, account: Source): Code {
  if (code.kind !== "stacks" || account.kind !== "stacks") return code;
  const ids = new Map(
    account.stacks
      .flatMap(({ resources }) => groupsIn(resources))
      .flatMap(({ name, id }) => (id === undefined ? [] : [[name, id] as const])),
  );
  return { ...code, stacks: code.stacks.map((stack) => withIds(stack, ids)) };
}

function withIds(stack: SynthesizedStack, ids: ReadonlyMap<string, string>): SynthesizedStack {
  const known = new Map<string, string>(
    groupsIn(stack.resources).flatMap(({ address, name }) => {
      const id = ids.get(name);
      return id === undefined ? [] : [[`${address}.id`, escapeTemplate(id)] as const];
    }),
  );
  if (known.size === 0) return stack;
  const withKnown = (text: string): string =>
    mapInterpolations(text, (expression, source) => known.get(expression) ?? source);
  const resources = stack.resources.map((resource) => ({
    ...resource,
    arguments: Object.fromEntries(
      Object.entries(resource.arguments).map(([name, value]) => [name, mapTexts(value, withKnown)]),
    ),
  }));
  return { ...stack, resources };
}

interface Group {
  readonly address: string;
  readonly name: string;
  readonly id: string | undefined;
}

/** Resource groups whose names are known. */
function groupsIn(resources: readonly Resource[]): readonly Group[] {
  const texts = new ResourceTexts(resources);
  return resources
    .filter(({ type }) => type === "alicloud_resource_manager_resource_group")
    .flatMap((resource) => {
      const name = texts.textOf(resource, "resource_group_name");
      const { id } = resource.arguments;
      if (name === undefined || hasExpression(name)) return [];
      return [{ address: resource.address, name, id: typeof id === "string" ? id : undefined }];
    });
}
