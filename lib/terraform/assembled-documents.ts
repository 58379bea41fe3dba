import { splitTokens } from "../policy";
import { extractExpressions, tokenMeaning } from "./expressions";
import { asList } from "./json-values";
import { isJsonObject } from "../policy/json-value";
import type { AssembledForm } from "./ram-resources/ram-resource";
import { onlyExpression, templateOf } from "./template";

type Arguments = Readonly<Record<string, unknown>>;

export const assembledArguments: Readonly<Record<AssembledForm, readonly string[]>> = {
  statements: ["statement", "dynamic", "version"],
  "trusted names": ["dynamic", "services", "ram_users", "version"],
};

/**
 * The document that the provider assembles from other arguments, as a Terraform template. `undefined` if these arguments
 * are not set, or if Terraform computes some of them.
 */
export function assembledDocument(form: AssembledForm | undefined, given: Arguments): string | undefined {
  if (form === undefined || given["dynamic"] !== undefined) return undefined;
  if (form === "trusted names") return roleTrust(given);
  const statements = blockList(given["statement"])?.map(statementJson);
  if (statements === undefined || statements.length === 0) return undefined;
  const read = statements.filter((statement) => statement !== undefined);
  return read.length < statements.length ? undefined : documentText(given, read);
}

function roleTrust(given: Arguments): string | undefined {
  const [users, services] = [textList(given["ram_users"] ?? []), textList(given["services"] ?? [])];
  if (users === undefined || services === undefined || users.length + services.length === 0) return undefined;
  const principals = {
    ...(users.length === 0 ? {} : { RAM: users }),
    ...(services.length === 0 ? {} : { Service: services }),
  };
  return documentText(given, [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: principals }]);
}

function statementJson(block: unknown): object | undefined {
  if (!isJsonObject(block) || block["dynamic"] !== undefined) return undefined;
  const { effect = "Allow" } = block;
  const [action, resource] = [textList(block["action"]), textList(block["resource"] ?? [])];
  if (typeof effect !== "string" || action === undefined || action.length === 0 || resource === undefined) {
    return undefined;
  }
  const principals = pairs(block["principal"], ({ entity, identifiers }) => {
    const names = textList(identifiers);
    return typeof entity === "string" && names !== undefined ? [entity, names] : undefined;
  });
  const tests = pairs(block["condition"], ({ operator, variable, values }) => {
    const all = textList(values);
    return typeof operator === "string" && typeof variable === "string" && all !== undefined
      ? [operator, { [variable]: all }]
      : undefined;
  });
  if (principals === undefined || tests === undefined) return undefined;
  // If an operator or a kind of principal occurs twice, it is not known which one the provider keeps.
  if ([principals, tests].some((list) => new Set(list.map(([name]) => name)).size < list.length)) return undefined;
  return {
    Effect: effect,
    Action: action,
    ...(resource.length === 0 ? {} : { Resource: resource }),
    ...(principals.length === 0 ? {} : { Principal: Object.fromEntries(principals) }),
    ...(tests.length === 0 ? {} : { Condition: Object.fromEntries(tests) }),
  };
}

function pairs(
  blocks: unknown,
  read: (block: Arguments) => readonly [string, unknown] | undefined,
): readonly (readonly [string, unknown])[] | undefined {
  const all = blockList(blocks ?? [])?.map((block) => (isJsonObject(block) ? read(block) : undefined));
  const known = all?.filter((pair) => pair !== undefined);
  return known?.length === all?.length ? known : undefined;
}

/** Terraform JSON has a list of blocks, or an object for a single block. */
function blockList(blocks: unknown): readonly unknown[] | undefined {
  if (isJsonObject(blocks)) return [blocks];
  return Array.isArray(blocks) ? asList(blocks) : undefined;
}

/** A list that only Terraform knows is a single text here. */
function textList(value: unknown): readonly string[] | undefined {
  if (typeof value === "string") return onlyExpression(value.trim()) === undefined ? undefined : [value];
  return Array.isArray(value) && value.every((item) => typeof item === "string") ? value : undefined;
}

/** As a Terraform template: expressions stay, and literal texts that look like one are escaped. */
function documentText({ version = "1" }: Arguments, statements: readonly object[]): string {
  const text = JSON.stringify({ Version: version, Statement: statements }, (_, value: unknown) =>
    typeof value === "string" ? extractExpressions(value) : value,
  );
  const parts = splitTokens(text).map(({ text: part }) => {
    const meaning = tokenMeaning(part);
    return { isLiteral: meaning?.kind !== "expression", text: meaning?.text ?? part };
  });
  return templateOf(parts);
}
