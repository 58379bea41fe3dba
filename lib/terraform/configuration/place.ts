import { isRepeated } from "./leaf";
import { modulesOf } from "./instance-place";
import { type ValuePath, keyName } from "./step";

/** Where a leaf is in a stack: the block, and the argument in it. */
export interface Place {
  /** The first key, e.g. `resource`; `file` for another file. */
  readonly block: string;
  /** Type of a resource or data source, name of a provider; empty for other blocks. */
  readonly type: string;
  /** Name in expressions; empty for blocks without one. */
  readonly name: string;
  /** e.g. `alicloud_ram_policy.p`, `var.a`, `module.m`, `module.m.var.a`. */
  readonly address: string;
  /** Steps in the block, without indices of lists, e.g. `["statement", "effect"]`. */
  readonly argument: readonly string[];
  /**
   * Whether it is written in the form that the semantic comparison reads: without lists of blocks, and without repeated
   * keys.
   */
  readonly isPlain: boolean;
  /** Set for the call of a module whose resources are in the input too. */
  readonly isReadModule?: true;
}

/** How many labels a block has before its arguments. */
const labels: Readonly<Record<string, number>> = {
  ...{ terraform: 0, locals: 0, moved: 0, import: 0, removed: 0 },
  ...{ provider: 1, variable: 1, output: 1, module: 1, check: 1 },
  ...{ resource: 2, data: 2, ephemeral: 2 },
};

export function placeOf(path: ValuePath): Place {
  const [first] = path;
  if (first?.kind === "file") return place("file", "", first.name, first.name, [], true);
  const block = keyName(first) ?? "";
  const count = (Object.hasOwn(labels, block) ? labels[block] : undefined) ?? 0;
  const named: string[] = [];
  const rest: string[] = [];
  let isPlain = !isRepeated(path);
  let modules = "";
  let isReadModule: true | undefined;
  for (const step of path.slice(1)) {
    if (step.kind === "index") {
      // Providers, and blocks without labels, are written as lists.
      const isUsual = (block === "provider" && named.length === 1) || (count === 0 && block !== "locals");
      if (rest.length === 0 && !isUsual) isPlain = false;
    } else if (step.kind === "instance") {
      modules = modulesOf(step.name);
    } else if (step.kind === "read module") {
      isReadModule = true;
    } else if (step.kind === "key") {
      (named.length < count ? named : rest).push(step.name);
    }
  }
  if (block === "locals") {
    const [name = "", ...argument] = rest;
    return place(block, "", name, `${modules}local.${name}`, argument, isPlain);
  }
  const [type = "", name = ""] = count === 2 ? named : ["", named[0] ?? ""];
  const found = place(block, type, name, modules + addressOf(block, type, name), rest, isPlain);
  return isReadModule === undefined ? found : { ...found, isReadModule };
}

function place(
  block: string,
  type: string,
  name: string,
  address: string,
  argument: readonly string[],
  isPlain: boolean,
): Place {
  return { block, type, name, address, argument, isPlain };
}

function addressOf(block: string, type: string, name: string): string {
  switch (block) {
    case "resource":
      return `${type}.${name}`;
    case "variable":
      return `var.${name}`;
    default:
      return [block, type, name].filter((one) => one !== "").join(".");
  }
}
