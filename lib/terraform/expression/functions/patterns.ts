import { giveUp, refuse } from "../failures";
import { type Value, mappingValue, nullValue, sequenceValue, textValue } from "../values";
import { text, textList } from "./arguments";
import { type FunctionCall, type FunctionTable, row } from "./function-row";
import { type Pattern, readPattern } from "./re2-pattern";

export const patternFunctions: FunctionTable = {
  replace: row(3, 3, ([given, wanted, by], { budget }) => {
    const [source, part, replacement] = [text(given), text(wanted), text(by)];
    const [, pattern] = /^\/(.+)\/$/s.exec(part) ?? [];
    if (pattern === undefined) return textValue(replacedAll(source, part, replacement));
    const { expression } = checked(pattern, source, budget);
    return textValue(source.replace(expression, (...found: unknown[]) => expanded(replacement, found)));
  }),
  regex: row(2, 2, ([pattern, given], { budget }) => {
    const read = checked(text(pattern), text(given), budget);
    const [first] = text(given).matchAll(read.expression);
    return first === undefined ? refuse("the pattern does not match") : captured(first, read);
  }),
  regexall: row(2, 2, ([pattern, given], { budget }) => {
    const read = checked(text(pattern), text(given), budget);
    const found = [...text(given).matchAll(read.expression)];
    if (read.groups === 0) return textList(found.map(([whole]) => whole));
    return sequenceValue(
      "list",
      found.map((one) => captured(one, read)),
    );
  }),
};

function replacedAll(source: string, part: string, by: string): string {
  if (part !== "") return source.split(part).join(by);
  return by + Array.from(source, (character) => character + by).join("");
}

/** A pattern whose matching is cheap enough. */
function checked(source: string, given: string, budget: FunctionCall["budget"]): Pattern {
  const pattern = readPattern(source, given);
  if (pattern === undefined) return giveUp("JavaScript may read the pattern differently than Terraform");
  budget.spend(Math.min((given.length + 1) ** (pattern.repetitions + 1) / 100, Number.MAX_SAFE_INTEGER));
  return pattern;
}

/** What the groups captured; the whole match if there is none. */
function captured(found: RegExpExecArray, { groups }: Pattern): Value {
  if (groups === 0) return textValue(found[0]);
  const asValue = (part: string | undefined): Value => (part === undefined ? nullValue : textValue(part));
  if (found.groups === undefined) return sequenceValue("tuple", found.slice(1).map(asValue));
  if (Object.keys(found.groups).length < groups) refuse("named and unnamed groups are mixed");
  return mappingValue(
    "object",
    Object.entries(found.groups).map(([name, part]) => [name, asValue(part)] as const),
  );
}

/** A replacement in which `$1`, `${1}`, `$name` and `${name}` are the groups, and `$$` is `$`. */
function expanded(template: string, found: readonly unknown[]): string {
  const named: unknown = found.at(-1);
  const groups = found.filter((part) => typeof part === "string" || part === undefined);
  return template.replace(/\$(?:\$|\{(\w+)\}|(\w+))/g, (whole, braced?: string, bare?: string) => {
    if (whole === "$$") return "$";
    const name = braced ?? bare ?? "";
    const group: unknown = /^\d+$/.test(name)
      ? groups[Number(name)]
      : typeof named === "object" && named !== null
        ? new Map(Object.entries(named)).get(name)
        : undefined;
    return typeof group === "string" ? group : "";
  });
}
