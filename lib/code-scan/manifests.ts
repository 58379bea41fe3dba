import path from "node:path";
import { isJsonObject } from "../policy/json-value";
import type { SourceFile } from "./source-files";

/** Names of the modules and packages that are scanned, by which scanned files import each other. */
export class Manifests {
  /** Folders of Go modules by their paths. */
  public readonly goModules = new Map<string, string>();
  /** Folders of packages of Node.js by their names. */
  public readonly nodePackages = new Map<string, string>();

  public add({ file, text }: SourceFile): void {
    const folder = path.posix.dirname(file);
    if (path.posix.basename(file) === "go.mod") {
      const [, name] = /^module\s+"?([^\s"]+)"?/m.exec(text) ?? [];
      if (name !== undefined) this.goModules.set(name, folder);
      return;
    }
    const name = nameIn(text);
    if (name !== undefined) this.nodePackages.set(name, folder);
  }
}

function nameIn(text: string): string | undefined {
  try {
    const json = JSON.parse(text) as unknown;
    const name = isJsonObject(json) ? json["name"] : undefined;
    return typeof name === "string" ? name : undefined;
  } catch {
    return undefined;
  }
}
