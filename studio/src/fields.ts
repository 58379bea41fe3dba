import { languages } from "./language";
import { secretFlagNames, secretFlags } from "../../lib/cli/request-flags";
import { contestedQuestions } from "./ask/question";
import { namedRestrictions } from "./build/request";

const known: ReadonlySet<string> = new Set([
  ...["tab", "lang", "theme"],
  ...["workspace", "region", "account", "credentials", "passRoles", "shell", "conditions", "as"],
  ...["team", "team.resourceGroup"],
  ...["actions", "except", "group", "generation", "withoutNodes"],
  ...namedRestrictions.map((part) => `within.${part}`),
  ...secretFlagNames.map((name) => `secret.${secretFlags[name].part}`),
  ...["check.text", "check.kind", "check.rules"],
  ...["compare.before", "compare.after", "compare.complete", "explain.text", "explain.kind", "explain.principal"],
  ...["ask.action", "ask.resource", "ask.context", "ask.closed"],
  ...["ask.callerType", "ask.callerKind", "ask.caller", "ask.group", "workspaceScope"],
  ...contestedQuestions.map((name) => `ask.${name}`),
]);

/** Fields of an address that nothing on the page reads, so that people do not think that they count. */
export function unknownFields(fields: ReadonlyMap<string, string>): readonly string[] {
  return [...fields.keys()].filter(
    (name) => !known.has(name) && !/^(?:feature\.|ask\.(?:policy|layer)\.\d{1,3}$)/.test(name),
  );
}

/** The language that an address or a browser asks for. */
export function languageCode(chosen: string, preferred: readonly string[]): keyof typeof languages {
  const codes = Object.keys(languages) as (keyof typeof languages)[]; // its own keys
  const wanted = [chosen, ...preferred.map((tag) => tag.split("-")[0] ?? "")];
  return wanted.flatMap((code) => codes.filter((one) => one === code))[0] ?? "en";
}
