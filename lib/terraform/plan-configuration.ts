import { type AddressStep, parseAddress } from "./resource-address";
import { asList, recordOf } from "./json-values";
import { isJsonObject } from "../policy/json-value";

type Json = Readonly<Record<string, unknown>>;

/** An instance of a module. */
interface Scope {
  readonly module: Json;
  /** The prefix of addresses in it, e.g. `module.m["x"].` */
  readonly prefix: string;
  /** The call of the module; `undefined` for the root module. */
  readonly caller: { readonly scope: Scope; readonly call: Json; readonly index: string } | undefined;
}

const maxDepth = 16;

/** Reads the configuration in a plan. For an expression, a plan lists only its references, not its text. */
export class PlanConfiguration {
  private readonly root: Scope;
  private readonly providers: Json;

  public constructor(configuration: unknown) {
    const json = isJsonObject(configuration) ? configuration : {};
    this.root = { module: recordOf(json["root_module"]), prefix: "", caller: undefined };
    this.providers = recordOf(json["provider_config"]);
  }

  /** Alias of a resource's provider; empty for the default provider, or if the plan does not name one. */
  public aliasOf(address: string): string {
    const key = this.find(address)?.resource["provider_config_key"];
    if (typeof key !== "string") return "";
    const alias = recordOf(this.providers[key])["alias"];
    if (typeof alias === "string") return alias;
    return /^[^.]*\.([\w-]+)$/.exec(key.slice(key.lastIndexOf(":") + 1))?.[1] ?? "";
  }

  /**
   * The arguments of a resource that have references, as expressions. Variables and module outputs are resolved. An
   * argument with several references becomes a list of them, because a plan does not say how they are combined.
   */
  public argumentsOf(address: string): Readonly<Record<string, string>> {
    const found = this.find(address);
    if (found === undefined) return {};
    const { resource, scope, index } = found;
    const given = Object.entries(recordOf(resource["expressions"])).flatMap(([argument, expression]) => {
      const leaves = leavesOf(expression, scope, { owner: resource, index }, 0);
      return leaves.length === 0 ? [] : [[argument, expressionOf(leaves)] as const];
    });
    return Object.fromEntries(given);
  }

  /** Whether a resource runs programs when it is created. */
  public hasProvisioners(address: string): boolean {
    return asList(this.find(address)?.resource["provisioners"]).length > 0;
  }

  /** Names of the arguments that the configuration of a resource sets. */
  public setArguments(address: string): readonly string[] {
    return Object.keys(recordOf(this.find(address)?.resource["expressions"]));
  }

  /** Names of the arguments in which anything refers to another object. */
  public referringArguments(address: string): readonly string[] {
    const expressions = recordOf(this.find(address)?.resource["expressions"]);
    return Object.keys(expressions).filter((argument) => hasReferences(expressions[argument]));
  }

  private find(address: string) {
    const { modules, resource: step } = parseAddress(address);
    const scope = modules.reduce<Scope | undefined>((outer, inner) => outer && enter(outer, inner), this.root);
    const resource = asList(scope?.module["resources"])
      .filter(isJsonObject)
      .find((one) => one["address"] === step.name);
    return scope === undefined || resource === undefined ? undefined : { scope, resource, index: step.index };
  }
}

function hasReferences(expression: unknown): boolean {
  if (Array.isArray(expression)) return expression.some(hasReferences);
  if (!isJsonObject(expression)) return false;
  return asList(expression["references"]).length > 0 || Object.values(expression).some(hasReferences);
}

function enter(scope: Scope, { name, index }: AddressStep): Scope | undefined {
  const call = recordOf(scope.module["module_calls"])[name];
  if (!isJsonObject(call)) return undefined;
  const prefix = `${scope.prefix}module.${name}${index}.`;
  return { module: recordOf(call["module"]), prefix, caller: { scope, call, index } };
}

/** The block that `each` and `count` belong to, and the index of the instance. */
interface Iteration {
  readonly owner: Json;
  readonly index: string;
}

/** What an expression refers to once variables and outputs are resolved: addresses from the root, or JSON of constants. */
function leavesOf(expression: unknown, scope: Scope, iteration: Iteration, depth: number): readonly string[] {
  const references = asList(recordOf(expression)["references"]).filter((one) => typeof one === "string");
  if (depth > maxDepth) return references.map((one) => scope.prefix + one);
  // A plan lists `a.b.c` together with its prefix `a.b`.
  const own = references.filter(
    (one) => !references.some((other) => other.startsWith(`${one}.`) || other.startsWith(`${one}[`)),
  );
  const repeats = own.some((one) => /^(?:each|count)\./.test(one));
  const leaves = own.flatMap((one): readonly string[] => {
    if (/^(?:each\.key|count\.index)$/.test(one)) return [];
    if (/^each\.value\b/.test(one))
      return leavesOf(iteration.owner["for_each_expression"], scope, iteration, depth + 1);
    const variable = /^var\.([\w-]+)/.exec(one)?.[1];
    if (variable !== undefined) return leavesOfVariable(variable, scope, depth + 1);
    const [, module, index = "", output = ""] = /^module\.([\w-]+)(\[[^\]]*\])?\.([\w-]+)/.exec(one) ?? [];
    const inner = module === undefined ? undefined : enter(scope, { name: module, index });
    const block = recordOf(inner?.module["outputs"])[output];
    if (inner === undefined || !isJsonObject(block)) return [scope.prefix + one];
    return leavesOf(block["expression"], inner, { owner: {}, index: "" }, depth + 1);
  });
  const distinct = [...new Set(leaves)];
  const [only = "", ...more] = distinct;
  // `policy[each.key]`, and `each.value` of `for_each = policy`, refer to the instance with the same index.
  const isRepeated = repeats && more.length === 0 && /^[a-z]\w*\.[\w-]+$/.test(only.slice(scope.prefix.length));
  return isRepeated ? [only + iteration.index] : distinct;
}

function leavesOfVariable(name: string, { caller, prefix }: Scope, depth: number): readonly string[] {
  if (caller === undefined) return [`${prefix}var.${name}`];
  const { scope, call, index } = caller;
  const expression = recordOf(call["expressions"])[name];
  const constant = recordOf(expression)["constant_value"];
  if (constant !== undefined) return [JSON.stringify(constant)];
  const leaves = leavesOf(expression, scope, { owner: call, index }, depth);
  return leaves.length === 0 ? [`${prefix}var.${name}`] : leaves;
}

function expressionOf(leaves: readonly string[]): string {
  return leaves.length === 1 ? `\${${leaves.join("")}}` : `\${[${leaves.join(", ")}]}`;
}
