import path from "node:path";
import { sdkPackage } from "../sdk/packages";
import type { Module, Scope } from "./syntax";
import type { Value } from "./values";

/** The files of a scan, by their paths with slashes from the scanned folder. */
export interface ScannedFiles {
  readonly modules: ReadonlyMap<string, Module>;
  /** Scopes of Go packages by folder. */
  readonly goPackages: ReadonlyMap<string, Scope>;
  /** Folders of Go modules and of packages of Node.js, by their names. */
  readonly goModules: ReadonlyMap<string, string>;
  readonly nodePackages: ReadonlyMap<string, string>;
}

/** Finds what an import refers to. Files of the scan take precedence, because they hide packages of the same name. */
export class ImportResolver {
  private readonly folders: ReadonlySet<string>;

  public constructor(private readonly files: ScannedFiles) {
    const folders = new Set<string>();
    for (const file of files.modules.keys()) {
      for (let folder = path.posix.dirname(file); folder !== "."; folder = path.posix.dirname(folder)) {
        if (folders.has(folder)) break;
        folders.add(folder);
      }
    }
    this.folders = folders;
  }

  public resolve(specifier: string, { file, language }: Module): Value | undefined {
    const local =
      language === "python"
        ? this.pythonModule(specifier, file)
        : language === "javascript"
          ? this.nodeModule(specifier, file)
          : this.goPackage(specifier);
    if (local !== undefined) return local;
    const found = sdkPackage(specifier, language);
    return found === undefined ? undefined : { kind: "package", package: found };
  }

  private readonly assigned = new Map<string, boolean>();

  /** Whether any file of the scan assigns to a member with this name, e.g. `settings.NAME = ...`. */
  public isAssignedElsewhere(name: string): boolean {
    const known = this.assigned.get(name);
    if (known !== undefined) return known;
    const pattern = new RegExp(`\\.\\s*${name}\\s*(?:[-+*/%&|^@]|\\*\\*|\\?\\?)?=(?!=)`);
    const found = [...this.files.modules.values()].some(({ text }) => pattern.test(text));
    this.assigned.set(name, found);
    return found;
  }

  /** A module of a package: `b` of the folder `a`. */
  public below(folder: string, name: string): Value | undefined {
    return this.pythonFile(folder === "" ? name : `${folder}/${name}`);
  }

  private pythonModule(specifier: string, file: string): Value | undefined {
    const [dots = ""] = /^\.*/.exec(specifier) ?? [];
    const parts = specifier.slice(dots.length).split(".").filter(Boolean);
    if (dots !== "") {
      let folder = path.posix.dirname(file);
      for (let level = 1; level < dots.length; level++) folder = path.posix.dirname(folder);
      return this.pythonFile(path.posix.join(folder, ...parts));
    }
    for (let folder = path.posix.dirname(file); ; folder = path.posix.dirname(folder)) {
      const found = this.pythonFile(path.posix.join(folder, ...parts));
      // A folder alone does not hide a package, because many projects have a folder with the name of a package that they
      // use.
      if (found !== undefined && (found.kind !== "folder" || sdkPackage(specifier, "python") === undefined))
        return found;
      if (folder === ".") break;
    }
    const inSource = this.pythonFile(path.posix.join("src", ...parts));
    return inSource?.kind === "module" ? inSource : undefined;
  }

  private pythonFile(base: string): Value | undefined {
    const normal = path.posix.normalize(base);
    const module =
      this.files.modules.get(`${normal}.py`) ?? this.files.modules.get(path.posix.join(normal, "__init__.py"));
    if (module !== undefined) return { kind: "module", module };
    return this.folders.has(normal) || normal === "." ? { kind: "folder", folder: normal } : undefined;
  }

  private nodeModule(specifier: string, file: string): Value | undefined {
    const inRoot = /^[@~]\/(.+)$/.exec(specifier)?.[1];
    const own = [...this.files.nodePackages].find(([name]) => specifier === name || specifier.startsWith(`${name}/`));
    const bases = specifier.startsWith(".")
      ? [path.posix.join(path.posix.dirname(file), specifier)]
      : inRoot !== undefined
        ? rootsOf(file).flatMap((root) => [path.posix.join(root, "src", inRoot), path.posix.join(root, inRoot)])
        : own === undefined
          ? []
          : [path.posix.join(own[1], "src", specifier.slice(own[0].length)), path.posix.join(own[1], specifier.slice(own[0].length))]; // prettier-ignore
    for (const base of bases) {
      for (const candidate of candidatesOf(base)) {
        const module = this.files.modules.get(candidate);
        if (module !== undefined) return { kind: "module", module };
      }
    }
    return undefined;
  }

  private goPackage(specifier: string): Value | undefined {
    for (const [name, folder] of this.files.goModules) {
      if (specifier !== name && !specifier.startsWith(`${name}/`)) continue;
      const inner = path.posix.normalize(path.posix.join(folder, specifier.slice(name.length)));
      const scope = this.files.goPackages.get(inner);
      if (scope !== undefined) return { kind: "module", module: scope.module };
    }
    return undefined;
  }
}

/** The folder of a file, and those around it. */
function rootsOf(file: string): readonly string[] {
  const roots: string[] = [];
  for (let folder = path.posix.dirname(file); ; folder = path.posix.dirname(folder)) {
    roots.push(folder);
    if (folder === "." || folder === "/") return roots;
  }
}

const extensions = [".ts", ".tsx", ".mts", ".cts", ".js", ".jsx", ".mjs", ".cjs"];

/** The files that an import of a path may mean. In TypeScript, `./a.js` is the file `a.ts`. */
function candidatesOf(base: string): readonly string[] {
  const normal = path.posix.normalize(base).replace(/\/$/, "");
  const stem = normal.replace(/\.(js|jsx|mjs|cjs|ts|tsx)$/, "");
  return [
    normal,
    ...extensions.map((extension) => `${normal}${extension}`),
    ...(stem === normal ? [] : extensions.map((extension) => `${stem}${extension}`)),
    ...extensions.map((extension) => `${normal === "." ? "" : `${normal}/`}index${extension}`),
  ];
}
