import { createHash } from "node:crypto";
import path from "node:path";
import { Configuration, leafOfFile } from "../configuration/configuration";
import { fileAt } from "../configuration/files";
import { keys } from "../configuration/step";
import type { Leaf } from "../configuration/leaf";
import { leavesIn } from "../configuration/leaves-in";
import { Budget, type Value, expressionOf } from "../expression";
import { extractExpressions } from "../expressions";
import { Fingerprints } from "../fingerprints";
import { ramResources, argumentNames } from "../ram-resources";
import { parseJson } from "../read-file";
import { type Resource, aliasOf } from "../resource";
import { type NotKnown, type SynthesizedStack, UnreadableStackError, importsOf } from "../synthesized-stack";
import { hasExpression, isPlain, onlyExpression, templateParts } from "../template";
import { templateValue } from "../template-values";
import type { Block, Body, Location } from "./blocks";
import { aliasWithin, leavesOfModule, leavesOfResource } from "./folder-leaves";
import type { ModuleBlocks } from "./module-blocks";
import { type FolderReading, ModuleInstance, type ResourceInstance, bareReference } from "./module-instance";
import { openReads, readsFiles } from "./open-reads";
import { ModuleReader } from "./read-modules";
import { RepositoryFiles } from "./repository-files";
import type { Engine } from "./terraform-files";
import { type GivenVariables, givenVariables } from "./variable-values";
import { textsIn } from "../json-values";

/** How a folder of Terraform files is read. */
export interface TerraformFolderOptions extends GivenVariables {
  /** @default "terraform" */
  readonly engine?: Engine;
  /** The folder whose `.terraform` has the installed modules. @default - the folder itself */
  readonly installedIn?: string;
  /** A folder outside of which no module and no file is read. @default - what the repository of the folder has */
  readonly confinedTo?: string;
}

/**
 * Reads a folder of Terraform files as Terraform does, as far as the files and the given values say it.
 *
 * @throws UnreadableStackError RAM501 for what Terraform refuses to read, with the line; RAM506 without the parser of HCL
 */
export function readTerraformFolder(folder: string, options: TerraformFolderOptions = {}): SynthesizedStack {
  return new FolderReader(folder, options).stack();
}

/** Maximum number of resources in a folder, with all instances of all modules. */
const mostResources = 20_000;

const stepsOfFolder = 20_000_000;

class FolderReader {
  private readonly files: RepositoryFiles;
  private readonly modules: ModuleReader;
  private readonly root: ModuleInstance;
  private readonly given: ReadonlyMap<string, Value>;
  private readonly resources: Resource[] = [];
  private readonly data: Resource[] = [];
  private readonly leaves: Leaf[] = [];
  private readonly notKnown: NotKnown[] = [];
  private readonly unread = new Map<string, UnreadModule>();

  public constructor(
    private readonly folder: string,
    options: TerraformFolderOptions,
  ) {
    const { engine = "terraform", installedIn = folder, confinedTo } = options;
    this.files = new RepositoryFiles(folder, installedIn, confinedTo);
    this.modules = new ModuleReader(folder, engine, this.files, installedIn);
    const blocks = this.modules.blocksIn(".");
    this.given = givenVariables(folder, blocks, options, (file) => {
      this.files.checkOwn(file);
    });
    const reading: FolderReading = {
      budget: new Budget(undefined, { left: stepsOfFolder }),
      readFile: (file) => this.files.contentOf(file),
      listFiles: (place) => this.files.list(place),
      moduleOf: (call, caller) => this.modules.moduleOf(call, caller),
    };
    this.root = new ModuleInstance(blocks, ".", "", reading, this.given);
  }

  public stack(): SynthesizedStack {
    const name = path.basename(path.resolve(this.folder));
    this.readModule(this.root, new Set());
    this.addValues();
    const blocks = this.referredBlocks();
    this.addFiles(blocks);
    const leaves = this.leaves;
    return {
      name,
      file: this.fileOfFolder(),
      resources: this.resources,
      data: this.data,
      outputs: this.outputs(),
      warnings: this.modules.skipped.map((file) => `${file} is not read: ${whySkipped(file)}`),
      blocks,
      configuration: Configuration.ofLeaves(() => leaves),
      unreadModules: [...this.unread].map(([address, module]) => ({ address, ...module })),
      notKnown: this.notKnown,
    };
  }

  /** Adds the resources of a module and of those that it calls. */
  private readModule(module: ModuleInstance, told: Set<string>): void {
    const isImported = this.importsIn(module);
    for (const block of [...module.blocks.resources.values(), ...module.blocks.data.values()]) {
      for (const instance of module.instancesOf(block)) this.addResource(module, instance, isImported);
    }
    for (const call of module.blocks.calls.values()) {
      const inner = module.modulesOf(call);
      if ("unread" in inner) this.addUnread(module, call, inner.unread);
      else for (const one of inner) this.readModule(one, told);
    }
    const place = module.prefix.replace(/\[[^\]]*\]/g, "");
    if (told.has(place)) return;
    told.add(place);
    this.leaves.push(...leavesOfModule(module, (call) => this.unread.has(`${module.prefix}module.${call}`)));
  }

  private importsIn({ blocks, prefix }: ModuleInstance): (address: string) => boolean {
    if (prefix !== "") return this.importsIn(this.root);
    return importsOf(blocks.others.filter(({ type }) => type === "import").map(({ body }) => body));
  }

  private addUnread(module: ModuleInstance, call: Block, why: string): void {
    const address = `${module.prefix}module.${call.labels[0] ?? ""}`;
    const location = call.locate();
    const text = JSON.stringify(module.bodyOf(call));
    this.unread.set(address, { why, text, ...(location === undefined ? {} : { location }) });
  }

  private addResource(
    module: ModuleInstance,
    instance: ResourceInstance,
    isImported: (address: string) => boolean,
  ): void {
    if (this.resources.length + this.data.length >= mostResources) {
      throw new UnreadableStackError(this.folder, `there are more than ${mostResources} resources`, "read parts of it");
    }
    const { block, iteration } = instance;
    const [type = "", name = ""] = block.labels;
    const kind = block.type === "data" ? "data" : "resource";
    const address = `${module.prefix}${kind === "data" ? "data." : ""}${instance.name}`;
    const given = this.withWholeDocuments(type, module.argumentsOf(instance));
    const open = iteration?.open ?? module.open;
    const location = block.locate();
    const alias = providerAlias(module, given["provider"]);
    const resource: Resource = {
      kind,
      type,
      name,
      address,
      arguments: given,
      imported: isImported(address),
      providerAlias: alias,
      path: address,
      ...(open === undefined ? {} : { iterated: `\${${open}}` }),
      ...(location === undefined ? {} : { location, argumentLocations: argumentLocations(block) }),
    };
    (kind === "data" ? this.data : this.resources).push(resource);
    const { prefix } = module;
    this.leaves.push(
      ...leavesOfResource({
        ...{ kind, type, name, prefix, open },
        index: iteration?.index ?? "",
        arguments: alias === "" || !type.startsWith("alicloud_") ? given : { ...given, provider: `alicloud.${alias}` },
      }),
    );
    if (kind === "resource" && ramResources.has(type)) this.addNotKnown(module, instance, resource);
  }

  /** Arguments that could not be evaluated, with the reason. */
  private addNotKnown(module: ModuleInstance, instance: ResourceInstance, { address }: Resource): void {
    const { block } = instance;
    for (const argument of Object.keys(block.body)) {
      const failure = module.failureOf(instance, argument);
      const location = block.locate(argument);
      if (failure === undefined) continue;
      this.notKnown.push({
        address,
        argument,
        reason: failure.reason,
        ...(location === undefined ? {} : { location }),
      });
    }
  }

  /**
   * Makes a document one expression if it is not JSON with tokens in place of its unknown parts: nothing of it is known
   * then.
   */
  private withWholeDocuments(type: string, given: Body): Body {
    const rule = ramResources.get(type)?.document;
    if (rule === undefined) return given;
    const changed = argumentNames(type, rule.argument).flatMap((name) => {
      const text = given[name];
      if (typeof text !== "string" || !hasExpression(text) || onlyExpression(text.trim()) !== undefined) return [];
      if ("value" in parseJson(extractExpressions(text))) return [];
      return [[name, `\${"${quotedParts(text)}"}`] as const];
    });
    return { ...given, ...Object.fromEntries(changed) };
  }

  private outputs(): ReadonlyMap<string, string> {
    const written = [...this.root.blocks.outputs.keys()].map(
      (name) => [name, templateValue(this.root.outputValue(name))] as const,
    );
    return new Map(written.flatMap(([name, value]) => (typeof value === "string" ? [[name, value] as const] : [])));
  }

  /** Values of variables that are not their defaults, and files that expressions read but that are not known here. */
  private addValues(): void {
    for (const [name, value] of this.given) {
      this.leaves.push(...leavesIn(expressionOf(value), keys("variable", name, "value")));
    }
    for (const file of this.modules.rounded) this.addDigest(path.relative(this.folder, file), file);
    for (const file of this.files.notRead) this.addDigest(file, this.files.pathOf(file));
  }

  /**
   * Adds the files that functions read, if an expression that reads files is not fully known. Otherwise values show their
   * content.
   */
  private addFiles(blocks: ReadonlyMap<string, unknown>): void {
    const open = [...this.resources, ...this.data].flatMap(({ arguments: given, iterated }) =>
      textsIn([given, iterated]).filter(hasExpression),
    );
    if (open.length === 0) return;
    const rests = new Fingerprints(blocks, this.resources).of(open);
    if (!readsFiles(rests)) return;
    const lists = new Map(this.files.lists);
    const read = new Set(this.files.read);
    for (const { folder, ending } of openReads(rests)) {
      const files = this.files.list(folder);
      if (files === undefined) continue;
      const possible = files.filter((file) => file.endsWith(ending) && !isConfiguration(file));
      for (const file of possible) read.add(path.posix.join(folder, file));
      lists.set(folder, possible);
    }
    for (const file of [...read].sort()) this.addDigest(file, this.files.pathOf(file));
    for (const folder of this.files.notListed) {
      const name = `${folder}/`;
      this.leaves.push(leafOfFile({ file: name, digest: "it has too many files, or cannot be read", isUnread: true }));
    }
    for (const [folder, files] of lists) this.addLeaf(`${folder}/`, JSON.stringify([...files].sort()));
  }

  /** Adds a file of which only a change can be noticed, by its digest. */
  private addDigest(name: string, file: string): void {
    this.leaves.push(leafOfFile(fileAt(name === "" ? "." : name, file)));
  }

  private addLeaf(name: string, content: string): void {
    const digest = createHash("sha256").update(content).digest("hex");
    this.leaves.push({ path: [{ kind: "file", name }], value: JSON.stringify(digest) });
  }

  /** What open expressions may refer to, for telling whether their values changed. */
  private referredBlocks(): ReadonlyMap<string, unknown> {
    const { blocks } = this.root;
    const found = new Map<string, unknown>();
    for (const [name, { value }] of blocks.locals) found.set(`local.${name}`, value);
    for (const [name, { body }] of blocks.variables) {
      const given = this.given.get(name);
      found.set(`var.${name}`, given === undefined ? body["default"] : expressionOf(given));
    }
    for (const one of this.data) found.set(one.address, one.arguments);
    const byModule = new Map<string, unknown[]>();
    for (const { path: way, value } of this.leaves) {
      const place = way.find(({ kind }) => kind === "instance");
      const module = place?.kind === "instance" ? /^module\.[\w-]+/.exec(place.name)?.[0] : undefined;
      if (module !== undefined) byModule.set(module, [...(byModule.get(module) ?? []), [way, value]]);
    }
    for (const [module, leaves] of byModule) found.set(module, leaves);
    for (const [address, { text }] of this.unread) found.set(address.split(".").slice(0, 2).join("."), text);
    return found;
  }

  private fileOfFolder(): string {
    const blocks = allBlocks(this.root.blocks);
    const files = blocks.map(({ file }) => file).sort();
    return files.find((file) => path.basename(file) === "main.tf") ?? files[0] ?? path.join(this.folder, "main.tf");
  }
}

/** A template as it is written between quotes. */
function quotedParts(template: string): string {
  return templateParts(template)
    .map((part) => (isPlain(part) ? JSON.stringify(part.source).slice(1, -1) : part.source))
    .join("");
}

interface UnreadModule {
  readonly why: string;
  readonly text: string;
  readonly location?: Location;
}

function allBlocks(blocks: ModuleBlocks): readonly Block[] {
  const { resources, data, variables, outputs, calls, others } = blocks;
  return [resources, data, variables, outputs, calls].flatMap((some) => [...some.values()]).concat(others);
}

function argumentLocations(block: Block): ReadonlyMap<string, Location> {
  return new Map(
    Object.keys(block.body).flatMap((name) => {
      const location = block.locate(name);
      return location === undefined ? [] : [[name, location] as const];
    }),
  );
}

/** The alias of a resource's provider in the root module, from where modules may get it under another name. */
function providerAlias(module: ModuleInstance, provider: unknown): string {
  const written = typeof provider === "string" ? provider : "";
  const { caller } = module;
  if (caller === undefined) return aliasOf(written);
  const name = written === "" ? "alicloud" : written;
  const [provided = ""] = name.split(".");
  const own = module.blocks.providers.get(`${provided} ${aliasOf(name)}`);
  if (own !== undefined) return aliasWithin(module, aliasOf(name));
  const passed = caller.call.body["providers"];
  const given = typeof passed === "object" && passed !== null ? (passed as Body)[name] : undefined;
  if (typeof given === "string") return providerAlias(caller.instance, bareReference(given));
  return aliasOf(name) === "" ? providerAlias(caller.instance, "") : aliasWithin(module, aliasOf(name));
}

function whySkipped(file: string): string {
  const isOfTofu = /\.tofu(?:\.json)?$/.test(file);
  const other = path.basename(file).replace(/\.tf(?=\.json$|$)/, ".tofu");
  return isOfTofu ? "only OpenTofu reads it (--engine opentofu)" : `OpenTofu reads ${other} in its place`;
}

/** Files that are read anyway. */
function isConfiguration(file: string): boolean {
  return /\.(?:tf|tofu|tfvars)(?:\.json)?$/.test(file);
}
