import { languages } from "./language";
import { secretFlagNames, secretFlags } from "../../lib/cli/request-flags";
import { policyKinds, rulePacks } from "../../lib/policy";
import { callerKinds, callerTypes, contestedQuestions, layerChoices } from "./ask/question";
import { formats } from "./build/forms";
import { principalKinds } from "./explain/refused-call";
import { tabNames } from "./tab-names";
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

const ticks = [
  ...["shell", "ask.closed", "compare.complete"],
  ...secretFlagNames.map((name) => `secret.${secretFlags[name].part}`),
];

/** Allowed values of choices. The engine reports wrong choices for a request. */
const choices: Readonly<Record<string, readonly string[]>> = {
  ...{ tab: tabNames, lang: Object.keys(languages), theme: ["dark", "light"], as: formats },
  ...{ "check.kind": Object.keys(policyKinds), "check.rules": Object.keys(rulePacks) },
  ...{ "ask.callerType": callerTypes, "ask.callerKind": callerKinds, "explain.kind": principalKinds },
  ...Object.fromEntries(contestedQuestions.map((name) => [`ask.${name}`, ["yes", "no"]])),
  ...Object.fromEntries(ticks.map((name) => [name, ["1"]])),
};

/** The parts of an address that the page does not read. They are reported, so that nobody relies on them. */
export function unknownFields(fields: ReadonlyMap<string, string>): readonly string[] {
  return [...fields].flatMap(([name, value]) => {
    const isPolicy = /^ask\.(?:policy|layer)\.\d{1,3}$/.test(name);
    if (!known.has(name) && !isPolicy && !name.startsWith("feature.")) return [name];
    const values = name.startsWith("ask.layer.") ? layerChoices : Object.hasOwn(choices, name) ? choices[name] : [];
    const isKnown = values === undefined || values.length === 0 || values.some((one) => one === value);
    return isKnown ? [] : [`${name}=${value}`];
  });
}

/** The language that an address or a browser asks for. */
export function languageCode(chosen: string, preferred: readonly string[]): keyof typeof languages {
  const codes = Object.keys(languages) as (keyof typeof languages)[]; // its own keys
  const wanted = [chosen, ...preferred.map((tag) => tag.split("-")[0] ?? "")];
  return wanted.flatMap((code) => codes.filter((one) => one === code))[0] ?? "en";
}
