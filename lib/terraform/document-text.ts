import { type PolicyKind, splitTokens } from "../policy";
import { extractExpressions, protectTokens, tokenMeaning } from "./expressions";
import { assembledDocument } from "./assembled-documents";
import { givenArgument, ramResources } from "./ram-resources";
import type { ResourceTexts } from "./resource-texts";
import type { Resource } from "./resource";
import { isPlain, templateParts } from "./template";

/** The policy document in the arguments of a resource. */
export interface DocumentText {
  readonly kind: PolicyKind;
  /** The argument that holds it. */
  readonly argument: string;
  /** JSON with a framework token in place of each value that is not known. */
  readonly text: string;
}

/** The document of a resource; `undefined` if it has none, or if Terraform computes all of it. */
export function documentTextOf(resource: Resource, texts: ResourceTexts): DocumentText | undefined {
  const { type, arguments: given } = resource;
  const rule = ramResources.get(type)?.document;
  if (rule === undefined) return undefined;
  const { name, value: template } = givenArgument(type, given, rule.argument) ?? {
    name: "statement",
    value: assembledDocument(rule.assembledFrom, given),
  };
  if (typeof template !== "string") return undefined;
  if (isMadeByTerraform(template)) return undefined;
  const text = splitTokens(extractExpressions(template))
    .map((part) => (part.kind === "token" ? followed(part.text, texts) : part.text))
    .join("");
  return { kind: rule.kind, argument: name, text };
}

/** Whether the whole document is one expression, which only Terraform can evaluate. */
export function isMadeByTerraform(template: string): boolean {
  const [only, ...more] = templateParts(template.trim());
  return only !== undefined && !isPlain(only) && more.length === 0;
}

/** Resolves an expression in a document, e.g. a reference to the name of a role. Stays a token if it cannot be resolved. */
function followed(token: string, texts: ResourceTexts): string {
  const meaning = tokenMeaning(token);
  if (meaning?.kind !== "expression") return token;
  return extractExpressions(texts.follow(meaning.text), (name) => protectTokens(JSON.stringify(name).slice(1, -1)));
}
