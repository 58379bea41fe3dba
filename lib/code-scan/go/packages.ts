import path from "node:path";
import { ModuleBuilder } from "../program/builder";
import type { Scope } from "../program/syntax";
import type { GoPackage } from "./convert";

/** The packages of the scanned Go files: files in one folder share their declarations. */
export class GoPackages {
  private readonly packages = new Map<string, GoPackage>();
  public readonly scopes = new Map<string, Scope>();

  public of(file: string): GoPackage {
    const folder = path.posix.dirname(file);
    const known = this.packages.get(folder);
    if (known !== undefined) return known;
    const made: GoPackage = { scope: new ModuleBuilder(folder, "go", "").module.scope, types: new Map() };
    this.packages.set(folder, made);
    this.scopes.set(folder, made.scope);
    return made;
  }
}
