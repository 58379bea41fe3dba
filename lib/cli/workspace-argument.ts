import { isSameName } from "../policy/letter-case";
import { UsageError } from "./command";

/** The name in `--within workspace=<name>`. */
export function workspaceOf(text: string): string {
  const [, part = "", name = ""] = /^(\w+)=([\w.-]+)$/.exec(text) ?? [];
  if (isSameName(part, "workspace")) return name;
  throw new UsageError(`--within takes workspace=<name>; found ${text}`);
}
