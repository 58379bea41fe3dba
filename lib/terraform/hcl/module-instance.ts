import { isJsonObject } from "../../policy/json-value";
import { assembledDocument } from "../assembled-documents";
import {
  type Budget,
  type Expression,
  type ParseResult,
  type Scope,
  type Step,
  type Value,
  evaluate,
  expressionOf,
  failureIn,
  hasUnknown,
  mappingValue,
  parseTemplate,
  sequenceValue,
  textValue,
  unknownValue,
} from "../expression";
import { freeReferences, replaceIn } from "../expression/canonical-source";
import { EvaluationFailure } from "../expression/failures";
import type { Bindings } from "../expression/scope";
import type { Node, ReferenceNode } from "../expression/syntax";
import type { Failure } from "../expression/values";
import { dataFiles } from "../../catalog/data-files";
import { givenArgument, isNameAttribute, ramResources } from "../ram-resources";
import { ramDataSources } from "../ram-resources/data-sources";
import { templateValue } from "../template-values";
import type { Block, Body } from "./blocks";
import { type Iteration, type Iterations, countIterations, forEachIterations, single } from "./iterations-of-block";
import { valueOfJson } from "./json-value";
import { type ModuleBlocks, blockList } from "./module-blocks";
import { conformed, parseConstraint } from "./type-constraint";

/** What all modules of a folder share. */
export interface FolderReading {
  /** Bounds what all evaluations cost together, and how deep they nest. */
  readonly budget: Budget;
  readonly readFile: (file: string) => string | undefined;
  readonly listFiles: (folder: string) => readonly string[] | undefined;
  /** The module that a block calls, read once for each folder. */
  readonly moduleOf: (call: Block, caller: ModuleInstance) => ReadModule;
}

/** A module that a block calls, or why it is not read. */
export type ReadModule =
  { readonly blocks: ModuleBlocks; readonly folder: string; readonly address: string } | { readonly unread: string };

/** The block that calls a module, in one of its instances. */
interface Caller {
  readonly instance: ModuleInstance;
  readonly call: Block;
  readonly iteration: Iteration | undefined;
}

/** An instance of a resource or data source. */
export interface ResourceInstance {
  readonly block: Block;
  /** In its module, without `data.`: e.g. `alicloud_ram_policy.p["a"]`. */
  readonly name: string;
  readonly iteration: Iteration | undefined;
}

type Resolved = { readonly value: Value; readonly used: number } | undefined;

/** One instance of a module: the values of its variables, locals, resources and outputs. Its methods do not throw. */
export class ModuleInstance {
  private readonly values = new Map<string, Value | undefined>();
  private readonly iterations = new Map<Block, Iterations>();
  private readonly modules = new Map<string, ModuleInstance>();

  /**
   * @param folder as Terraform has it in `path.module`
   * @param prefix of addresses in it, e.g. `module.m["a"].`
   * @param given values of variables
   */
  public constructor(
    public readonly blocks: ModuleBlocks,
    public readonly folder: string,
    public readonly prefix: string,
    private readonly reading: FolderReading,
    private readonly given: ReadonlyMap<string, Value> = new Map(),
    public readonly caller?: Caller,
  ) {}

  /** How many modules are around it. */
  public get depth(): number {
    return this.caller === undefined ? 0 : this.caller.instance.depth + 1;
  }

  /** The expression of an iteration around it that is not known. */
  public get open(): string | undefined {
    return this.caller?.iteration?.open ?? this.caller?.instance.open;
  }

  /** The instances of a block with `count` or `for_each`. */
  public iterationsOf(block: Block): Iterations {
    const known = this.iterations.get(block);
    if (known !== undefined) return known;
    // A block whose number of instances depends on itself.
    this.iterations.set(block, { kind: "not known", items: [{ ...openIteration, open: "an iteration of itself" }] });
    const { count, for_each: forEach } = block.body;
    const found =
      count !== undefined && count !== null
        ? countIterations(this.valueOf(count, undefined))
        : forEach !== undefined && forEach !== null
          ? forEachIterations(this.valueOf(forEach, undefined))
          : single;
    this.iterations.set(block, found);
    return found;
  }

  public instancesOf(block: Block): readonly ResourceInstance[] {
    const name = block.labels.join(".");
    const { kind, items } = this.iterationsOf(block);
    if (kind === "one") return [{ block, name, iteration: undefined }];
    return items.map((iteration) => ({ block, name: `${name}${iteration.index}`, iteration }));
  }

  /** The instances of the module that a block calls; why it is not read otherwise. */
  public modulesOf(call: Block): readonly ModuleInstance[] | { readonly unread: string } {
    const module = this.reading.moduleOf(call, this);
    if ("unread" in module) return module;
    const { kind, items } = this.iterationsOf(call);
    const iterations = kind === "one" ? [undefined] : items;
    return iterations.map((iteration) => {
      const prefix = `${this.prefix}module.${call.labels[0] ?? ""}${iteration?.index ?? ""}.`;
      const known = this.modules.get(prefix);
      if (known !== undefined) return known;
      const made = new ModuleInstance(module.blocks, module.folder, prefix, this.reading, new Map(), {
        instance: this,
        call,
        iteration,
      });
      this.modules.set(prefix, made);
      return made;
    });
  }

  /** A value of Terraform JSON. */
  public valueOf(json: unknown, iteration: Iteration | undefined, bindings?: Bindings): Value {
    const read = (text: string): Value => this.template(text, iteration, bindings);
    try {
      return valueOfJson(json, read);
    } catch (error) {
      if (!(error instanceof EvaluationFailure)) throw error;
      return failed(JSON.stringify(json), error);
    }
  }

  private template(text: string, iteration: Iteration | undefined, bindings?: Bindings): Value {
    if (!/[$%]\{/.test(text)) return textValue(text);
    const parsed = parsedTemplate(text);
    if ("problem" in parsed) {
      return failed(text, { kind: "limit", reason: `this version cannot read it: ${parsed.problem.message}` });
    }
    return this.evaluated(parsed.expression, iteration, bindings);
  }

  private evaluated(expression: Expression, iteration: Iteration | undefined, bindings?: Bindings): Value {
    return evaluate(expression, this.scope(iteration), this.reading.budget.forNested(), bindings);
  }

  private scope(iteration: Iteration | undefined): Scope {
    return {
      resolve: (root, steps) => this.resolve(root, steps, iteration),
      readFile: (file) => this.reading.readFile(file),
      listFiles: (folder) => this.reading.listFiles(folder),
    };
  }

  private resolve(root: string, steps: readonly Step[], iteration: Iteration | undefined): Resolved {
    const [first, second] = steps.map(String);
    switch (root) {
      case "var":
        return first === undefined ? undefined : { value: this.variable(first), used: 1 };
      case "local":
        return first === undefined ? undefined : { value: this.local(first), used: 1 };
      case "each":
      case "count":
        return first === undefined ? undefined : this.iterated(root, first, iteration);
      case "path":
        return first === "module" || first === "root"
          ? { value: textValue(first === "root" ? "." : this.folder), used: 1 }
          : this.openHere(root, steps.slice(0, 1));
      case "module":
        return first === undefined ? undefined : this.output(first, steps.slice(1));
      case "data":
        if (first === undefined || second === undefined) return undefined;
        return shifted(this.reference(this.blocks.data.get(`${first}.${second}`), "data", steps.slice(2)), 2);
      case "terraform":
      case "self":
        return this.openHere(root, steps.slice(0, 1));
      default: {
        if (first === undefined) return undefined;
        const block = this.blocks.resources.get(`${root}.${first}`);
        if (block === undefined) return { value: missing(`${this.prefix}${root}.${first}`), used: 1 };
        return shifted(this.reference(block, "resource", steps.slice(1)), 1);
      }
    }
  }

  /** What is not known here, under its name from the root module. */
  private openHere(root: string, steps: readonly Step[]): Resolved {
    const name = [root, ...steps].join(".");
    return { value: openValue(`${this.prefix}${name}`), used: steps.length };
  }

  private iterated(root: "each" | "count", name: string, iteration: Iteration | undefined): Resolved {
    const value = root === "count" || name === "key" ? iteration?.key : iteration?.value;
    const open = iteration?.open ?? "";
    const isOwn = iteration?.by === (root === "count" ? "count" : "for_each");
    return { value: (isOwn ? value : undefined) ?? openValue(`${root}.${name} of ${open}`), used: 1 };
  }

  /** Caches a value. A value that depends on itself is not known. */
  private once(name: string, find: () => Value): Value {
    const known = this.values.get(name);
    if (known !== undefined) return known;
    if (this.values.has(name)) return failed(name, { kind: "error", reason: "its value depends on itself" });
    this.values.set(name, undefined);
    const value = find();
    // An expression is made from those of other values. If it were made later, it would recurse through all of them.
    if (hasUnknown(value)) expressionOf(value);
    this.values.set(name, value);
    return value;
  }

  public variable(name: string): Value {
    return this.once(`var.${name}`, () => {
      const block = this.blocks.variables.get(name);
      if (block === undefined) return missing(`${this.prefix}var.${name}`);
      const { default: byDefault, nullable, type } = block.body;
      const given = this.givenValue(name);
      const isUnset = given === undefined || (given.kind === "null" && nullable === false);
      if (isUnset && byDefault === undefined) {
        return this.caller === undefined ? openValue(`var.${name}`) : missing(`${this.prefix}var.${name}`);
      }
      const value = isUnset ? this.valueOf(byDefault, undefined) : given;
      const constraint = parseConstraint(type);
      if (constraint === undefined) {
        return failed(`${this.prefix}var.${name}`, { kind: "limit", reason: "this version cannot read its type" });
      }
      try {
        return conformed(value, constraint.constraint, (node) =>
          this.evaluated({ source: constraint.source, node }, undefined),
        );
      } catch (error) {
        if (!(error instanceof EvaluationFailure)) throw error;
        return failed(`${this.prefix}var.${name}`, error);
      }
    });
  }

  private givenValue(name: string): Value | undefined {
    if (this.caller === undefined) return this.given.get(name);
    const { instance, call, iteration } = this.caller;
    const written = call.body[name];
    return written === undefined ? undefined : instance.valueOf(written, iteration);
  }

  private local(name: string): Value {
    return this.once(`local.${name}`, () => {
      const local = this.blocks.locals.get(name);
      return local === undefined ? missing(`${this.prefix}local.${name}`) : this.valueOf(local.value, undefined);
    });
  }

  public outputValue(name: string): Value {
    return this.once(`output.${name}`, () => {
      const block = this.blocks.outputs.get(name);
      return block === undefined
        ? missing(`${this.prefix}output.${name}`)
        : this.valueOf(block.body["value"], undefined);
    });
  }

  private output(name: string, steps: readonly Step[]): Resolved {
    const call = this.blocks.calls.get(name);
    const address = `${this.prefix}module.${name}`;
    if (call === undefined) return { value: missing(address), used: 1 };
    const modules = this.modulesOf(call);
    if ("unread" in modules) return { value: openValue(address), used: 1 };
    const { kind, items } = this.iterationsOf(call);
    if (kind === "not known") return { value: openValue(address), used: 1 };
    const [first, second] = steps;
    if (kind === "one") {
      const [only] = modules;
      if (only === undefined) return undefined;
      return typeof first === "string"
        ? { value: only.outputValue(first), used: 2 }
        : { value: only.outputs(), used: 1 };
    }
    const at = items.findIndex(({ index }) => index === `[${JSON.stringify(first)}]`);
    const chosen = modules[at];
    if (first !== undefined && chosen === undefined)
      return { value: missing(`${address}[${JSON.stringify(first)}]`), used: 2 };
    if (chosen !== undefined) {
      return typeof second === "string"
        ? { value: chosen.outputValue(second), used: 3 }
        : { value: chosen.outputs(), used: 2 };
    }
    return {
      value: collected(
        kind,
        items,
        modules.map((one) => one.outputs()),
      ),
      used: 1,
    };
  }

  private outputs(): Value {
    return mappingValue(
      "object",
      [...this.blocks.outputs.keys()].map((name) => [name, this.outputValue(name)] as const),
    );
  }

  /** A reference to a resource or data source, after its type and name. */
  private reference(block: Block | undefined, kind: "resource" | "data", steps: readonly Step[]): Resolved {
    if (block === undefined) return { value: missing(`${this.prefix}${kind} that is not there`), used: 0 };
    const { kind: number, items } = this.iterationsOf(block);
    const address = this.addressOf(block);
    if (number === "not known") return { value: openValue(address), used: 0 };
    const instances = this.instancesOf(block);
    if (number === "one") {
      const [only] = instances;
      return only === undefined ? undefined : this.attributeOrAll(only, steps);
    }
    const [first] = steps;
    if (first === undefined) {
      const all = instances.map((one) => this.wholeObject(one));
      return { value: collected(number, items, all), used: 0 };
    }
    const chosen = instances[items.findIndex(({ index }) => index === `[${JSON.stringify(first)}]`)];
    if (chosen === undefined) return { value: missing(`${address}[${JSON.stringify(first)}]`), used: 1 };
    return shifted(this.attributeOrAll(chosen, steps.slice(1)), 1);
  }

  private attributeOrAll(instance: ResourceInstance, [attribute]: readonly Step[]): Resolved {
    return typeof attribute === "string"
      ? { value: this.attribute(instance, attribute), used: 1 }
      : { value: this.wholeObject(instance), used: 0 };
  }

  public addressOf({ type, labels }: Block): string {
    return `${this.prefix}${type === "data" ? "data." : ""}${labels.join(".")}`;
  }

  private attribute(instance: ResourceInstance, attribute: string): Value {
    const { block, name, iteration } = instance;
    const [type = ""] = block.labels;
    const address = `${this.prefix}${block.type === "data" ? "data." : ""}${name}`;
    return this.once(`${block.type} ${name}.${attribute}`, () => {
      if (block.type === "data") {
        return (
          this.documentOfData(instance, type, attribute) ??
          this.setArgument(block, iteration, attribute) ??
          openValue(`${address}.${attribute}`)
        );
      }
      const nameArgument = isNameAttribute(type, attribute) ? ramResources.get(type)?.name : undefined;
      const argument = nameArgument === undefined ? attribute : givenArgument(type, block.body, nameArgument)?.name;
      const value = argument === undefined ? undefined : this.setArgument(block, iteration, argument);
      if (value !== undefined && value.kind !== "null") return value;
      if (type === "alicloud_ram_policy" && attribute === "type") return textValue("Custom");
      return openValue(`${address}.${attribute}`);
    });
  }

  private setArgument(block: Block, iteration: Iteration | undefined, argument: string): Value | undefined {
    const written = block.body[argument];
    if (written === undefined || metaArguments.has(argument)) return undefined;
    const isBlock = Array.isArray(written) && written.some(isJsonObject);
    const isDynamic = isJsonObject(block.body["dynamic"]) && block.body["dynamic"][argument] !== undefined;
    return isBlock || isDynamic ? undefined : this.valueOf(written, iteration);
  }

  /** The document that a data source assembles. */
  private documentOfData(instance: ResourceInstance, type: string, attribute: string): Value | undefined {
    if (ramDataSources.get(type)?.document !== attribute) return undefined;
    const given = this.argumentsOf(instance);
    const document = assembledDocument("statements", given);
    const parsed = document === undefined ? undefined : parsedTemplate(document);
    if (parsed === undefined || "problem" in parsed) return undefined;
    return evaluate(parsed.expression, { resolve: () => undefined }, this.reading.budget.forNested());
  }

  private wholeObject(instance: ResourceInstance): Value {
    const [type = ""] = instance.block.labels;
    const listed = dataFiles.providerArguments().types[type] ?? "";
    const names = new Set([
      ...["id", "arn", "name", "type"],
      ...(listed.replace(/\([^()]*\)/g, "").match(/\w+/g) ?? []),
      ...Object.keys(instance.block.body).filter((name) => !metaArguments.has(name)),
    ]);
    return mappingValue(
      "object",
      [...names].map((name) => [name, this.attribute(instance, name)] as const),
    );
  }

  /** The arguments of a resource as Terraform JSON, in which texts are templates: what is not known is an expression. */
  public argumentsOf(instance: ResourceInstance): Body {
    const { block, iteration } = instance;
    const { count: _count, for_each: _forEach, dynamic, ...body } = block.body;
    const given = Object.entries(body).map(
      ([name, value]) =>
        [
          name,
          metaArguments.has(name) ? metaArgument(name, value) : this.written(value, iteration, undefined),
        ] as const,
    );
    return this.withDynamic(Object.fromEntries(given), dynamic, iteration, undefined);
  }

  /** Arguments of a block that has no instances, such as a provider. */
  public bodyOf({ body }: Block): Body {
    return Object.fromEntries(Object.entries(body).map(([name, value]) => [name, this.written(value, undefined)]));
  }

  private written(json: unknown, iteration: Iteration | undefined, bindings?: Bindings): unknown {
    if (Array.isArray(json)) return json.map((item) => this.written(item, iteration, bindings));
    if (isJsonObject(json)) {
      const { dynamic, ...body } = json;
      const entries = Object.entries(body).map(
        ([key, item]) =>
          [String(this.written(key, iteration, bindings)), this.written(item, iteration, bindings)] as const,
      );
      return this.withDynamic(Object.fromEntries(entries), dynamic, iteration, bindings);
    }
    if (typeof json === "number") return templateValue(valueOfJson(json, textValue)) ?? String(json);
    if (typeof json !== "string" || !/[$%]\{/.test(json)) return json;
    const reference = this.nameReference(json, iteration);
    if (reference !== undefined) return `\${${reference}}`;
    const value = this.template(json, iteration, bindings);
    return templateValue(value) ?? this.qualified(json, iteration, bindings);
  }

  /**
   * A reference to the name of another resource's object stays a reference, because another object may have the same name.
   */
  private nameReference(template: string, iteration: Iteration | undefined): string | undefined {
    const node = onlyReference(template);
    const [name, ...rest] = node?.steps ?? [];
    const row = node === undefined ? undefined : ramResources.get(node.root);
    if (node === undefined || row?.name === undefined || name?.kind !== "attribute") return undefined;
    const block = this.blocks.resources.get(`${node.root}.${name.name}`);
    const [index, attribute] = rest.length === 2 ? rest : [undefined, rest[0]];
    if (block === undefined || rest.length > 2 || attribute?.kind !== "attribute") return undefined;
    if (!isNameAttribute(node.root, attribute.name)) return undefined;
    if (index !== undefined && index.kind !== "index") return undefined;
    const key = index === undefined ? undefined : this.evaluated({ source: template, node: index.key }, iteration);
    const at =
      key === undefined ? "" : key.kind === "text" || key.kind === "number" ? `[${expressionOf(key)}]` : undefined;
    const found = this.instancesOf(block).find((one) => one.name === `${node.root}.${name.name}${at ?? "?"}`);
    return found === undefined ? undefined : `${this.prefix}${found.name}.${attribute.name}`;
  }

  /** A template as it is written, with the names that its references have from the root module. */
  private qualified(template: string, iteration: Iteration | undefined, bindings: Bindings | undefined): string {
    const parsed = parsedTemplate(template);
    if ("problem" in parsed) return template;
    const { source, node } = parsed.expression;
    const replacements = freeReferences(node).map((reference) => ({
      start: reference.start,
      end: reference.end,
      text: this.qualifiedReference(parsed.expression, reference, iteration, bindings),
    }));
    return replaceIn(source, { start: 0, end: source.length }, replacements);
  }

  private qualifiedReference(
    { source }: Expression,
    node: ReferenceNode,
    iteration: Iteration | undefined,
    bindings: Bindings | undefined,
  ): string {
    const written = source.slice(node.start, node.end);
    const isBound = ["each", "count"].includes(node.root) || isIn(node.root, bindings);
    if (!isBound) return `${this.prefix}${written}`;
    const text = expressionOf(this.evaluated({ source, node }, iteration, bindings));
    return /^[\w.-]+$|^"[^"$%]*"$/.test(text) ? text : `(${text})`;
  }

  /** Adds the blocks that `dynamic` makes. It stays as it is written if it is not known which ones. */
  private withDynamic(
    body: Body,
    dynamic: unknown,
    iteration: Iteration | undefined,
    bindings: Bindings | undefined,
  ): Body {
    if (dynamic === undefined) return body;
    const made: Record<string, unknown> = { ...body };
    const kept: Record<string, unknown> = {};
    for (const [type, blocks] of Object.entries(isJsonObject(dynamic) ? dynamic : {})) {
      const all = blockList(blocks).map((block) => this.dynamicBlocks(type, block, iteration, bindings));
      const known = all.filter((one) => one !== undefined);
      if (known.length === all.length) made[type] = [...blockItems(body[type]), ...known.flat()];
      else kept[type] = this.written(blocks, iteration, bindings);
    }
    return Object.keys(kept).length === 0 && isJsonObject(dynamic)
      ? made
      : { ...made, dynamic: isJsonObject(dynamic) ? kept : dynamic };
  }

  private dynamicBlocks(
    type: string,
    { for_each: forEach, iterator, content }: Body,
    iteration: Iteration | undefined,
    outer: Bindings | undefined,
  ): readonly unknown[] | undefined {
    const collection = this.valueOf(forEach, iteration, outer);
    const items = dynamicItems(collection);
    const named = typeof iterator === "string" ? iterator.replace(/^\$\{\s*|\s*\}$/g, "") : type;
    return items?.map(([key, value]) => {
      const bindings = {
        name: named,
        value: mappingValue("object", [
          ["key", key],
          ["value", value],
        ]),
        outer,
      };
      return this.written(blockList(content)[0] ?? {}, iteration, bindings);
    });
  }

  /** Why an argument of a resource is not known, if evaluating it failed. */
  public failureOf({ block, iteration }: ResourceInstance, argument: string): Failure | undefined {
    const written = block.body[argument];
    return metaArguments.has(argument) ? undefined : failureIn(this.valueOf(written, iteration));
  }
}

/** Arguments that are not evaluated. */
const metaArguments: ReadonlySet<string> = new Set([
  ...["provider", "providers", "depends_on", "lifecycle", "connection", "provisioner", "dynamic", "timeouts"],
]);

/** References without `${` and `}`, as Terraform's JSON syntax has them. */
function metaArgument(name: string, value: unknown): unknown {
  if (typeof value === "string" && name === "provider") return bareReference(value);
  if (name === "depends_on") return bareReferences(value);
  if (name !== "lifecycle") return value;
  const [only, ...more] = blockList(value);
  if (only === undefined || more.length > 0) return value;
  const named = Object.entries(only).map(([key, item]) => [key, referring.has(key) ? bareReferences(item) : item]);
  return Object.fromEntries(named) as Body;
}

/** Arguments of `lifecycle` that name other arguments or resources. */
const referring: ReadonlySet<string> = new Set(["ignore_changes", "replace_triggered_by"]);

function bareReferences(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bareReferences);
  return typeof value === "string" ? bareReference(value) : value;
}

export function bareReference(text: string): string {
  return text.replace(/^\$\{\s*([^]*?)\s*\}$/, "$1");
}

const openIteration = { index: "", key: undefined, value: undefined, by: "for_each" } as const;

function openValue(expression: string): Value {
  return unknownValue(() => expression, new Set([expression]));
}

function missing(what: string): Value {
  return failed(what, { kind: "error", reason: `there is no ${what}` });
}

function failed(expression: string, { kind, reason }: Pick<Failure, "kind" | "reason">): Value {
  return unknownValue(() => expression, new Set([expression]), {
    kind,
    reason,
    position: { offset: 0, line: 1, column: 1 },
  });
}

function shifted(found: Resolved, by: number): Resolved {
  return found === undefined ? undefined : { value: found.value, used: found.used + by };
}

/** All instances together: a tuple with `count`, an object with `for_each`. */
function collected(kind: "count" | "for_each", items: readonly Iteration[], values: readonly Value[]): Value {
  const elements = values.map((value, index): Value => {
    const open = items[index]?.open;
    return open === undefined ? value : { kind: "possible", value, references: new Set([open]) };
  });
  if (kind === "count") return sequenceValue("tuple", elements);
  return mappingValue(
    "object",
    elements.map((value, index) => {
      const key = items[index]?.key;
      return [key?.kind === "text" ? key.text : "", value] as const;
    }),
  );
}

function isIn(name: string, bindings: Bindings | undefined): boolean {
  for (let at = bindings; at !== undefined; at = at.outer) if (at.name === name) return true;
  return false;
}

function blockItems(value: unknown): readonly unknown[] {
  if (value === undefined) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function dynamicItems(collection: Value): readonly (readonly [Value, Value])[] | undefined {
  switch (collection.kind) {
    case "tuple":
    case "list":
    case "set": {
      if (collection.items.some(({ kind }) => kind === "possible")) return undefined;
      return collection.items.map((item, index) => [
        collection.kind === "set" ? item : valueOfJson(index, textValue),
        item,
      ]);
    }
    case "object":
    case "map": {
      if ([...collection.entries.values()].some(({ kind }) => kind === "possible")) return undefined;
      return [...collection.entries].map(([key, item]) => [textValue(key), item]);
    }
    case "null":
      return undefined;
    default:
      return undefined;
  }
}

function onlyReference(template: string): ReferenceNode | undefined {
  const parsed = parsedTemplate(template);
  const node: Node | undefined = "problem" in parsed ? undefined : parsed.expression.node;
  if (node?.kind === "reference") return node;
  const [only, ...more] = node?.kind === "template" ? node.parts : [];
  return only?.kind === "interpolation" && more.length === 0 && only.node.kind === "reference" ? only.node : undefined;
}

const parsedTemplates = new Map<string, ParseResult>();
const mostParsed = 10_000;

function parsedTemplate(text: string): ParseResult {
  const known = parsedTemplates.get(text);
  if (known !== undefined) return known;
  if (parsedTemplates.size >= mostParsed) parsedTemplates.clear();
  const parsed = parseTemplate(text);
  parsedTemplates.set(text, parsed);
  return parsed;
}
