import type { Leaf } from "../configuration/leaf";
import { leavesIn } from "../configuration/leaves-in";
import { type Step, keys } from "../configuration/step";
import { modulesOf } from "../configuration/instance-place";
import type { Body } from "./blocks";
import { aliasIn } from "./module-blocks";
import type { ModuleInstance } from "./module-instance";

/** A resource or data source as it was read. */
export interface ReadResource {
  readonly kind: "resource" | "data";
  readonly type: string;
  /** Without index. */
  readonly name: string;
  /** The modules that it is in, e.g. `module.m["a"].` */
  readonly prefix: string;
  readonly index: string;
  readonly arguments: Body;
  readonly open: string | undefined;
}

/** The leaves of a resource: its arguments as they were evaluated. */
export function leavesOfResource(resource: ReadResource): readonly Leaf[] {
  const { kind, type, name, prefix, index, arguments: given, open } = resource;
  const path = [...keys(kind, type, name), ...placeStep(`${prefix}${index}`)];
  // With null, an argument is not set.
  const isSet = ([, value]: readonly [string, unknown]): boolean => value !== null;
  const set = Object.fromEntries(Object.entries(given).filter(isSet));
  const iterator = open === undefined ? [] : leavesIn(`\${${open}}`, [...path, ...keys("for_each")]);
  return [...leavesIn(set, path), ...iterator];
}

function placeStep(place: string): readonly Step[] {
  return place === "" ? [] : [{ kind: "instance", name: place }];
}

/**
 * The leaves of a module's other blocks, as they are written. Their values show in the resources, unless something there is
 * not known.
 */
export function leavesOfModule(module: ModuleInstance, isUnread: (call: string) => boolean): readonly Leaf[] {
  const { blocks } = module;
  const prefix = modulesOf(module.prefix);
  const within = placeStep(prefix);
  const named = (blocksByName: ReadonlyMap<string, { readonly body: Body }>, type: string): readonly Leaf[] =>
    [...blocksByName].flatMap(([name, { body }]) => leavesIn(body, [...keys(type, name), ...within]));
  const calls = [...blocks.calls].flatMap(([name, { body }]): readonly Leaf[] => {
    const path = [...keys("module", name), ...within];
    if (isUnread(name)) return leavesIn(body, path);
    const given = Object.entries(body).filter(([argument]) => !metaArguments.has(argument));
    const meta = Object.fromEntries(Object.entries(body).filter(([argument]) => metaArguments.has(argument)));
    const inside = placeStep(`${prefix}module.${name}.`);
    return [
      ...leavesIn(meta, [...path, { kind: "read module", name: "" }]),
      ...given.flatMap(([variable, value]) =>
        leavesIn(value, [...keys("variable", variable), ...inside, ...keys("value")]),
      ),
    ];
  });
  return [
    ...named(blocks.variables, "variable"),
    ...named(blocks.outputs, "output"),
    ...[...blocks.locals].flatMap(([name, { value }]) =>
      leavesIn(value, [...keys("locals"), ...within, ...keys(name)]),
    ),
    ...calls,
    ...[...blocks.providers.values()].flatMap((block) =>
      leavesIn(module.bodyOf(block), [
        ...keys("provider", block.labels[0] ?? ""),
        { kind: "alias", name: aliasWithin(module, aliasIn(block)) },
      ]),
    ),
    ...othersOf(module, within),
  ];
}

/** Arguments of a module call that are not variables of the module. */
const metaArguments: ReadonlySet<string> = new Set([
  ...["source", "version", "providers", "count", "for_each", "depends_on"],
]);

function othersOf({ blocks: { others } }: ModuleInstance, within: readonly Step[]): readonly Leaf[] {
  const counts = new Map<string, number>();
  return others.flatMap(({ type, labels, body }) => {
    const name = JSON.stringify([type, ...labels]);
    const index = counts.get(name) ?? 0;
    counts.set(name, index + 1);
    const at: readonly Step[] = type === "terraform" || labels.length > 0 ? [] : [{ kind: "index", index }];
    return leavesIn(body, [...keys(type, ...labels), ...within, ...at]);
  });
}

/** A name for an alias that a module itself defines. No other provider of the folder has it. */
export function aliasWithin({ prefix }: ModuleInstance, alias: string): string {
  return prefix === "" ? alias : `${prefix.replaceAll(".", "/")}${alias}`;
}
