import { readdirSync } from "node:fs";
import path from "node:path";
import { UnreadableStackError } from "../synthesized-stack";

/** Which program reads the folder. OpenTofu also reads files that end in `.tofu`. */
export type Engine = "terraform" | "opentofu";

/** The configuration files of one folder by name, in the order in which they are read. */
export interface TerraformFiles {
  readonly primary: readonly string[];
  /** Files whose blocks replace arguments of others. */
  readonly overrides: readonly string[];
  /** Files that only the other engine reads. */
  readonly skipped: readonly string[];
}

/**
 * The files in a folder that are configuration. Tests (`.tftest.hcl`) are none.
 *
 * @throws UnreadableStackError RAM501 if the folder cannot be read
 */
export function terraformFilesIn(folder: string, engine: Engine): TerraformFiles {
  const names = namesIn(folder);
  const ofTofu = names.filter((name) => /\.tofu(?:\.json)?$/.test(name));
  const replaced = new Set(ofTofu.map((name) => name.replace(/\.tofu/, ".tf")));
  const isTofu = engine === "opentofu";
  const read = names.filter(
    (name) => (/\.tf(?:\.json)?$/.test(name) && !(isTofu && replaced.has(name))) || (isTofu && ofTofu.includes(name)),
  );
  return {
    primary: read.filter((name) => !isOverride(name)),
    overrides: read.filter(isOverride),
    skipped: isTofu ? names.filter((name) => replaced.has(name)) : ofTofu,
  };
}

/** Whether a folder has configuration for Terraform or OpenTofu. */
export function isTerraformFolder(folder: string): boolean {
  try {
    return namesIn(folder).some((name) => /\.(?:tf|tofu)(?:\.json)?$/.test(name));
  } catch {
    return false;
  }
}

function isOverride(name: string): boolean {
  return /(?:^|_)override\.(?:tf|tofu)(?:\.json)?$/.test(name);
}

/** Files that editors leave behind are not configuration. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => !entry.isDirectory() && !/^\.|~$|^#.*#$/.test(entry.name))
      .map(({ name }) => name)
      .sort();
  } catch {
    throw new UnreadableStackError(folder, "cannot be read: there is no such folder, or no permission");
  }
}

/** Files with values of variables that are read without being named, in the order in which later ones win. */
export function automaticVariableFiles(folder: string): readonly string[] {
  const names = namesIn(folder);
  return [
    ...["terraform.tfvars", "terraform.tfvars.json"].filter((name) => names.includes(name)),
    ...names.filter((name) => /\.auto\.tfvars(?:\.json)?$/.test(name)),
  ].map((name) => path.join(folder, name));
}
