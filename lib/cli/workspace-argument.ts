import { isSameName } from "../policy/letter-case";
import { wrongValue } from "./command";

/** The name in `--within workspace=<name>`. */
export function workspaceOf(text: string): string {
  const [, part = "", name = ""] = /^(\w+)=([\w.-]+)$/.exec(text) ?? [];
  if (isSameName(part, "workspace")) return name;
  throw wrongValue("--within", text, "workspace=<name>", "write e.g. --within workspace=team-a");
}
