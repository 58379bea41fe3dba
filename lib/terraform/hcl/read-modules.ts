import { existsSync, realpathSync } from "node:fs";
import path from "node:path";
import { isJsonObject } from "../../policy/json-value";
import { asList } from "../json-values";
import { UnreadableStackError, readJson, readText } from "../synthesized-stack";
import type { Block } from "./blocks";
import { type ModuleBlocks, moduleBlocks } from "./module-blocks";
import type { ModuleInstance, ReadModule } from "./module-instance";
import { readBlocks } from "./read-blocks";
import { isWithin, repositoryAround } from "../places/repository";
import type { RepositoryFiles } from "./repository-files";
import { type Engine, isTerraformFolder, terraformFilesIn } from "./terraform-files";
import { meetsConstraint } from "./version-constraint";

/** Reads the modules of a folder: those by path, and those that `terraform init` has installed. */
export class ModuleReader {
  private readonly read = new Map<string, ModuleBlocks>();
  private readonly installed: readonly InstalledModule[];
  /** Files that only the other engine reads, by their paths. */
  public readonly skipped: string[] = [];
  /** Files with numbers of which the parser does not keep all digits. */
  public readonly rounded: string[] = [];

  /** @param installedIn the folder whose `.terraform` has the modules */
  public constructor(
    private readonly root: string,
    private readonly engine: Engine,
    private readonly files: RepositoryFiles,
    private readonly installedIn: string,
  ) {
    this.installed = installedModules(installedIn);
  }

  /** The blocks of a module in a folder. @param folder its path from the root module */
  public blocksIn(folder: string): ModuleBlocks {
    const known = this.read.get(folder);
    if (known !== undefined) return known;
    const place = this.files.pathOf(folder);
    const { primary, overrides, skipped } = terraformFilesIn(place, this.engine);
    const inPlace = (names: readonly string[]): readonly string[] => names.map((name) => path.join(place, name));
    const named = (file: string): string => file;
    this.skipped.push(...inPlace(skipped));
    for (const file of inPlace([...primary, ...overrides])) this.files.checkOwn(file);
    const blocks = moduleBlocks(readBlocks(inPlace(primary), named), readBlocks(inPlace(overrides), named));
    this.read.set(folder, blocks);
    this.rounded.push(...inPlace([...primary, ...overrides]).filter((file) => hasLongNumber(readText(file))));
    return blocks;
  }

  public moduleOf(call: Block, caller: ModuleInstance): ReadModule {
    const { source } = call.body;
    if (typeof source !== "string" || /[$%]\{/.test(source)) return { unread: "its source is not a literal text" };
    if (caller.depth >= deepestModule) return { unread: `modules are nested more than ${deepestModule} deep` };
    const address = modulePath(call, caller);
    const found = /^\.{1,2}(?:\/|$)/.test(source)
      ? path.join(caller.folder, source)
      : this.installedPlace(address, source, call.body["version"]);
    if (typeof found !== "string") return found;
    const folder = found.split(path.sep).join("/");
    const real = this.files.pathOf(folder);
    if (!existsSync(real) || !isTerraformFolder(real)) return { unread: `there is no module in ${folder}` };
    const repository = repositoryAround(this.root);
    const isOwn = repository === undefined || isWithin(realpathSync(repository), realpathSync(real));
    const isInstalled = isWithin(realpathSync(this.installedIn), realpathSync(real));
    if (!isOwn && !isInstalled) return { unread: `${folder} is outside of the repository` };
    if (!this.files.isConfined(realpathSync(real))) return { unread: `${folder} is outside of the working folder` };
    this.files.allow(real);
    return { blocks: this.blocksIn(folder), folder, address };
  }

  private installedPlace(address: string, source: string, version: unknown): string | { readonly unread: string } {
    const found = this.installed.find(({ key }) => key === address);
    if (found === undefined) return { unread: `${source} is not installed: run terraform init` };
    if (found.source !== source && !found.source.endsWith(`/${source}`)) {
      return { unread: `another source than ${source} is installed: run terraform init` };
    }
    const isMeant = typeof version !== "string" || meetsConstraint(found.version, version) === true;
    if (!isMeant) return { unread: `version ${found.version} is installed, not ${version}: run terraform init` };
    return found.folder;
  }
}

/** Whether a text may have a number with more digits than the parser keeps. */
function hasLongNumber(text: string): boolean {
  return /(?<![\w"])\d[\d.]{14,}(?![\w"])/.test(text);
}

const deepestModule = 16;

/** The names of the calls that lead to a module, as `terraform init` notes them. */
function modulePath(call: Block, caller: ModuleInstance): string {
  const name = call.labels[0] ?? "";
  return caller.caller === undefined ? name : `${modulePath(caller.caller.call, caller.caller.instance)}.${name}`;
}

interface InstalledModule {
  readonly key: string;
  readonly source: string;
  readonly version: string;
  readonly folder: string;
}

function installedModules(root: string): readonly InstalledModule[] {
  const file = path.join(root, ".terraform", "modules", "modules.json");
  if (!existsSync(file)) return [];
  const json = readJson(file);
  if (!Array.isArray(json["Modules"])) throw new UnreadableStackError(file, "it has no list of modules");
  return asList(json["Modules"]).flatMap((one) => {
    const { Key: key, Source: source, Version: version = "", Dir: folder } = isJsonObject(one) ? one : {};
    const isRead = typeof key === "string" && typeof source === "string" && typeof folder === "string";
    return isRead ? [{ key, source, version: String(version), folder }] : [];
  });
}
