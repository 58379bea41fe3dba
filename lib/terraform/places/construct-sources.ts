import { existsSync, readFileSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { lazy } from "../../catalog/lazy";
import { type ClassBody, type Creation, type SourceOutline, outlineOf } from "./creations";
import { foldersFrom, pathWithin, repositoryOf } from "./repository";
import type { SourcePlace } from "./source-place";
import { TextLines } from "./text-lines";
import { typeScriptFilesIn } from "./typescript-files";

interface PlacedCreation extends Creation {
  readonly file: string;
  readonly text: string;
}

/** Where source code is searched: a git checkout, and the folder in it with a `cdktf.json`, or else all of it. */
export interface SourceProject {
  readonly root: string;
  readonly project: string;
}

/** The project that a file is in; `undefined` outside of a git checkout. */
export function projectOf(file: string): SourceProject | undefined {
  const root = repositoryOf(file);
  if (root === undefined) return undefined;
  const folders = foldersFrom(path.dirname(path.resolve(file))).filter(
    (folder) => folder === root || pathWithin(root, folder) !== undefined,
  );
  return { root, project: folders.find((folder) => existsSync(path.join(folder, "cdktf.json"))) ?? root };
}

/** Finds the lines of source code that create constructs, in the repository that a stack is in. */
export class ConstructSources {
  private readonly outlines = lazy(() =>
    typeScriptFilesIn(this.of.project).map(({ file, text }) => ({ file, text, ...outlineOf(text) })),
  );
  private readonly created = lazy(() => creationsById(this.outlines()));
  private readonly found = new Map<string, readonly SourcePlace[]>();

  public constructor(private readonly of: SourceProject) {}

  /** The innermost line of a stack trace that is in the repository's own source; `undefined` if none is. */
  public ofTrace(trace: readonly string[]): SourcePlace | undefined {
    for (const { named, line, column } of trace.slice(0, mostFrames).flatMap(frameOf)) {
      const file = this.ownFile(named);
      // The file may have changed since.
      const isThere = file !== undefined && line <= new TextLines(readFileSync(file, "utf8")).count;
      if (isThere) return { file, line, column };
    }
    return undefined;
  }

  /**
   * Where the source creates the construct of a path, then the constructs around it, as far as that is certain. Constructs of
   * packages are not in the source, but what they are in is.
   */
  public ofPath(constructPath: string): readonly SourcePlace[] {
    const known = this.found.get(constructPath);
    if (known !== undefined) return known;
    const found = this.creationsOf(constructPath).map(({ file, text, offset, length }) =>
      new TextLines(text).placeOf(file, offset, length),
    );
    this.found.set(constructPath, found);
    return found;
  }

  /** The innermost first. */
  private creationsOf(constructPath: string): readonly PlacedCreation[] {
    const [stackId = "", ...ids] = constructPath.split("/");
    const stacks = this.created().get(stackId) ?? [];
    const [stack] = stacks.length === 1 ? stacks : [];
    const found: PlacedCreation[] = [];
    for (const id of ids) {
      const [parent = stack] = found;
      const body = parent === undefined ? undefined : this.classNamed(parent.className);
      const all = this.created().get(id) ?? [];
      const inside = body === undefined ? [] : all.filter(({ within }) => within === body);
      const isOfStack = found.length === 0 && inside.length === 0 && mayBeOutside(stack, body);
      const [next, ...more] = isOfStack ? all.filter(isInStack) : inside;
      if (next === undefined || more.length > 0) break;
      found.unshift(next);
    }
    return found;
  }

  /** The class of a name, if the source declares exactly one. */
  private classNamed(name: string): ClassBody | undefined {
    const [only, ...more] = this.outlines().flatMap(({ classes }) => classes.filter((one) => one.name === name));
    return more.length > 0 ? undefined : only;
  }

  /** The path of a source file of the repository, except in installed packages and compiled code. */
  private ownFile(named: string): string | undefined {
    const file = named.startsWith("file:///") ? fileURLToPath(named) : path.resolve(this.of.project, named);
    if (!/\.[mc]?[jt]sx?$/.test(file) || statSync(file, { throwIfNoEntry: false })?.isFile() !== true) return undefined;
    // A trace has real paths; the root may be reached through a link.
    const within = pathWithin(realpathSync(this.of.root), realpathSync(file));
    if (within === undefined || /(?:^|\/)(?:node_modules|dist|build|\.[^/]*)\//.test(within)) return undefined;
    if (/\.[mc]?jsx?$/.test(file) && readFileSync(file, "utf8").includes("//# sourceMappingURL=")) return undefined;
    return path.join(this.of.root, within);
  }
}

const mostFrames = 100;

/** Reads `new Team (/app/main.ts:7:3)`, `at /app/main.ts:7:3` or `/app/main.ts:7:3`. */
function frameOf(text: string) {
  const end = /:(\d+):(\d+)\)?$/.exec(text);
  if (end === null) return [];
  const named = text
    .slice(text.lastIndexOf("(", end.index) + 1, end.index)
    .trim()
    .replace(/^at /, "");
  return named === "" ? [] : [{ named, line: Number(end[1]), column: Number(end[2]) }];
}

function creationsById(
  outlines: readonly (SourceOutline & { readonly file: string; readonly text: string })[],
): ReadonlyMap<string, readonly PlacedCreation[]> {
  const found = new Map<string, PlacedCreation[]>();
  for (const { file, text, creations } of outlines) {
    for (const one of creations) found.set(one.id, [...(found.get(one.id) ?? []), { ...one, file, text }]);
  }
  return found;
}

/** Whether constructs of a stack may be created elsewhere than in its class: it is a plain one, or its id is not literal. */
function mayBeOutside(stack: Creation | undefined, body: ClassBody | undefined): boolean {
  return stack === undefined || body !== undefined || stack.className === "TerraformStack";
}

/** Whether a construct may be created right in a stack: by a class of stacks, or by code outside of classes. */
function isInStack({ within }: Creation): boolean {
  return within === undefined || within.base.endsWith("Stack");
}
