import type { SynthesizedStack } from "../terraform/synthesized-stack";
import type { Resource } from "../terraform/resource";
import { ramDataSources } from "../terraform/ram-resources/data-sources";
import { mapTexts } from "../terraform/iterations";
import { ResourceTexts } from "../terraform/resource-texts";
import { escapeTemplate, hasExpression, mapInterpolations } from "../terraform/template";
import type { Source } from "./source";

/**
 * The code, completed with what only the account knows: its own id, and the ids of resource groups. A resource group of the
 * code is that of the account with the same name, because names are unique in an account. This applies to resources of the
 * default provider; other references stay as they are.
 */
export function withIdsOfAccount(code: Source, account: Source): Source {
  if (code.kind !== "stacks" || account.kind !== "stacks" || account.accountId === undefined) return code;
  const groups = new Map(
    account.stacks
      .flatMap(({ resources }) => groupsIn(resources))
      .flatMap(({ name, id }) => (id === undefined ? [] : [[name, id] as const])),
  );
  const { accountId } = account;
  return { ...code, stacks: code.stacks.map((stack) => withIds(stack, accountId, groups)) };
}

function withIds(stack: SynthesizedStack, accountId: string, groups: ReadonlyMap<string, string>): SynthesizedStack {
  const known = new Map([
    ...accountIds(stack, accountId),
    ...groupsIn(stack.resources).flatMap(({ address, name }) => {
      const id = groups.get(name);
      return id === undefined ? [] : [[`${address}.id`, id] as const];
    }),
  ]);
  if (known.size === 0) return stack;
  const withKnown = (text: string): string =>
    mapInterpolations(text, (expression, source) => {
      const value = known.get(expression);
      return value === undefined ? source : escapeTemplate(value);
    });
  const filled = (resource: Resource): Resource => ({
    ...resource,
    arguments: Object.fromEntries(
      Object.entries(resource.arguments).map(([name, value]) => [name, mapTexts(value, withKnown)]),
    ),
  });
  const { resources, data, outputs } = stack;
  return {
    ...stack,
    resources: resources.map(filled),
    data: data.map(filled),
    ...(outputs === undefined
      ? {}
      : { outputs: new Map([...outputs].map(([name, text]) => [name, withKnown(text)] as const)) }),
  };
}

/** Expressions that have the id of the account, or the ARN of a role in it. */
function accountIds({ resources, data }: SynthesizedStack, accountId: string): readonly (readonly [string, string])[] {
  const texts = new ResourceTexts(resources);
  const ids = data
    .filter(({ providerAlias }) => providerAlias === "")
    .flatMap(({ type, address }) =>
      (ramDataSources.get(type)?.accountId ?? []).map((attribute) => [`${address}.${attribute}`, accountId] as const),
    );
  const arns = resources
    .filter(({ type, providerAlias }) => type === "alicloud_ram_role" && providerAlias === "")
    .flatMap((role) => {
      const name = texts.nameOf(role);
      return hasExpression(name) ? [] : [[`${role.address}.arn`, `acs:ram::${accountId}:role/${name}`] as const];
    });
  return [...ids, ...arns];
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
    .filter(({ type, providerAlias }) => type === "alicloud_resource_manager_resource_group" && providerAlias === "")
    .flatMap((resource) => {
      const name = texts.textOf(resource, "resource_group_name");
      const { id } = resource.arguments;
      if (name === undefined || hasExpression(name)) return [];
      return [{ address: resource.address, name, id: typeof id === "string" ? id : undefined }];
    });
}
