import { isJsonObject } from "./json-value";
import { mergedStatements } from "./merged-statements";
import { parseJsonText } from "./json-text";
import { type Problem, PolicyError, quote, throwIfAny } from "./problem";
import { policyProblemIds } from "./problem-ids";
import { type RepeatedKey, repeatedKeys } from "./repeated-keys";
import { type PrintOptions, type StatementJson, PolicyStatement, checkStatement } from "./statement";
import { utf8Length } from "./utf8";

/** An identity policy as JSON. */
export interface PolicyDocumentJson {
  readonly Version: "1";
  readonly Statement: readonly StatementJson[];
}

/**
 * Maximum size of a custom policy in RAM, in bytes of the text that is sent. The vendor's pages say "characters" in one
 * place and "bytes" in another; bytes are stricter. White space counts.
 *
 * Source: https://www.alibabacloud.com/help/en/ram/product-overview/limits (read 2025-12-16).
 */
export const maxPolicyBytes = 6144;

/**
 * An identity policy. Immutable.
 *
 * @example
 * const readers = new PolicyDocument([
 *   PolicyStatement.allow({ actions: "oss:GetObject", resources: "acs:oss:*:*:shop/*" }),
 * ]);
 * console.log(readers.toText());
 */
export class PolicyDocument {
  public readonly statements: readonly PolicyStatement[];

  /** The result of {@link toText} without options, cached. */
  #text: string | undefined;

  /** @throws PolicyError RAM103 without statements */
  public constructor(statements: readonly PolicyStatement[]) {
    throwIfAny(statements.length === 0 ? [noStatement()] : []);
    this.statements = Object.freeze([...statements]);
    Object.freeze(this);
  }

  /**
   * Reads a document from text or parsed JSON, and keeps it exactly as it is: order, plain strings and arrays, `Sid`.
   *
   * @throws PolicyError RAM101-RAM112, RAM115, RAM118 with all problems of the document
   */
  public static fromJson(json: unknown): PolicyDocument {
    const { value, problems } = readJson(json);
    throwIfAny([...problems, ...checkDocument(value)]);
    return PolicyDocument.ofChecked(value as PolicyDocumentJson); // checked above
  }

  /**
   * A document that passed {@link checkDocument}.
   *
   * @internal
   */
  public static ofChecked({ Statement }: PolicyDocumentJson): PolicyDocument {
    return new PolicyDocument(Statement.map((statement) => PolicyStatement.ofChecked(statement)));
  }

  /**
   * One document that allows and denies the same as these documents together, with their statements in order. Of equal
   * statements, the first one is kept. Pass the result to `minimize` to make it smaller.
   *
   * A statement keeps its `Sid`, which RAM's pages do not document for identity policies, unless an earlier, different
   * statement has the same one.
   *
   * @throws PolicyError RAM101 for a value that is not a document, RAM103 without documents, RAM115 for a document of another kind,
   *   e.g. a trust policy
   * @example
   * const agents = leastPrivilege({ features: { agents: "view" }, within: { workspace: "shop" } }).document;
   * const logs = new PolicyDocument([
   *   PolicyStatement.allow({ actions: "log:GetLogStoreLogs", resources: "acs:log:*:*:project/shop/logstore/agents" }),
   * ]);
   * new CustomPolicy(this, "Shop", { document: PolicyDocument.merge(agents, logs) });
   */
  public static merge(...documents: readonly PolicyDocument[]): PolicyDocument {
    throwIfAny(documents.flatMap((one: unknown, index) => checkMergeable(one, `documents[${index}]`)));
    return new PolicyDocument(mergedStatements(documents.flatMap((one) => ofThisCopy(one).statements)));
  }

  /**
   * The document, whose author confirms that these actions exist, see {@link PolicyStatement.saidToExist}.
   *
   * @internal
   */
  public sayingToExist(actions: readonly string[]): PolicyDocument {
    if (actions.length === 0) return this;
    return new PolicyDocument(this.statements.map((statement) => statement.sayingToExist(actions)));
  }

  /**
   * All {@link PolicyStatement.saidToExist} of the statements.
   *
   * @internal
   */
  public get saidToExist(): readonly string[] {
    return this.statements.flatMap(({ saidToExist }) => saidToExist);
  }

  /** Maps every action, resource and condition value. */
  public mapText(map: (text: string) => string): PolicyDocument {
    return new PolicyDocument(this.statements.map((statement) => statement.mapText(map)));
  }

  /** The document as JSON, with elements in RAM's order. */
  public toJson(options: PrintOptions = {}): PolicyDocumentJson {
    return { Version: "1", Statement: this.statements.map((statement) => statement.toJson(options)) };
  }

  /** The document as compact text, as it is sent to RAM. */
  public toText(options: PrintOptions = {}): string {
    if (options.sortKey !== undefined) return JSON.stringify(this.toJson(options));
    this.#text ??= JSON.stringify(this.toJson());
    return this.#text;
  }

  /** Size of {@link toText} in UTF-8 bytes. RAM accepts {@link maxPolicyBytes}. */
  public get byteLength(): number {
    return utf8Length(this.toText());
  }
}

/** By shape, not by class, because the document may come from another copy of this library. */
function checkMergeable(value: unknown, path: string): readonly Problem[] {
  if (value instanceof PolicyDocument) return [];
  const document: { toJson?: unknown; toText?: unknown } = typeof value === "object" && value !== null ? value : {};
  if (typeof document.toJson !== "function" || typeof document.toText !== "function") {
    return [{ ...notADocument(quote(value)), path, allowed: "a PolicyDocument", fix: "read it with fromJson" }];
  }
  const json: unknown = (document as { toJson(): unknown }).toJson();
  const statements: unknown = isJsonObject(json) ? json["Statement"] : undefined;
  const isTrust = Array.isArray(statements) && statements.some((one) => isJsonObject(one) && "Principal" in one);
  if (!isTrust) return checkDocument(json).map((problem) => ({ ...problem, path: `${path}.${problem.path}` }));
  return [
    {
      id: policyProblemIds.elementOfOtherKind,
      path,
      found: "a trust policy among identity policies",
      allowed: "documents of one kind",
      fix: "give it to the role as trust",
    },
  ];
}

function ofThisCopy(document: PolicyDocument): PolicyDocument {
  return document instanceof PolicyDocument ? document : PolicyDocument.fromJson((document as PolicyDocument).toJson());
}

/** All problems for which RAM refuses an identity policy. */
export function checkDocument(value: unknown): readonly Problem[] {
  if (!isJsonObject(value)) return [notADocument(quote(value))];
  const problems = checkFrame(value);
  const statements: unknown = value["Statement"];
  if (!Array.isArray(statements)) return problems;
  for (const [index, statement] of statements.entries()) {
    problems.push(...checkStatement(statement, `Statement[${index}]`));
  }
  return problems;
}

/** Problems outside of the statements, for identity and trust policies. */
export function checkFrame(document: Readonly<Record<string, unknown>>): Problem[] {
  const problems: Problem[] = [];
  for (const name of Object.keys(document)) {
    if (name === "Version" || name === "Statement") continue;
    problems.push({
      id: policyProblemIds.unknownElement,
      path: name,
      found: `the element ${quote(name)}`,
      allowed: "Version and Statement",
      fix: "correct the spelling (case matters) or remove it",
    });
  }
  if (document["Version"] !== "1") {
    problems.push({
      id: policyProblemIds.version,
      path: "Version",
      found: document["Version"] === undefined ? "no Version" : quote(document["Version"]),
      allowed: '"1", as a string',
      fix: `write "Version": "1"${isAwsVersion(document["Version"]) ? " (dates are versions of AWS policies, which RAM does not read)" : ""}`,
    });
  }
  const statements = document["Statement"];
  if (!Array.isArray(statements) || statements.length === 0) problems.push(noStatement(statements));
  return problems;
}

function isAwsVersion(version: unknown): boolean {
  return typeof version === "string" && /^20\d\d-\d\d-\d\d$/.test(version);
}

/**
 * The document as parsed JSON, with problems for repeated keys, which parsing drops.
 *
 * @throws PolicyError RAM101 if the text is not JSON
 */
export function readJson(json: unknown): { readonly value: unknown; readonly problems: readonly Problem[] } {
  if (typeof json !== "string") return { value: json, problems: [] };
  return { value: parseText(json), problems: repeatedKeys(json).map(repeatedProblem) };
}

function parseText(text: string): unknown {
  const json = parseJsonText(text);
  if ("value" in json) return json.value;
  throw new PolicyError([notADocument(json.problem.replace(/^not JSON/, "text that is not JSON"))]);
}

function repeatedProblem({ key, inside }: RepeatedKey): Problem {
  const inCondition = inside[0] === "Statement" && inside[2] === "Condition";
  const inStatement = inCondition ? policyProblemIds.conditionTwice : policyProblemIds.unknownElement;
  return {
    id: inside.length === 0 ? policyProblemIds.notADocument : inStatement,
    path: [...inside, key].reduce<string>((path, step) => pathTo(path, step), ""),
    found: `the ${inCondition ? "operator or condition key" : "element"} ${quote(key)} twice in one object`,
    allowed: "each key once: a JSON parser keeps the last one and drops the others",
    fix: inCondition ? "put all values into one list, or write a second statement" : "keep one of them",
  };
}

function pathTo(outer: string, step: string | number): string {
  if (typeof step === "number") return `${outer}[${step}]`;
  return outer === "" ? step : `${outer}.${step}`;
}

/** RAM101. */
export function notADocument(found: string): Problem {
  return {
    id: policyProblemIds.notADocument,
    path: "",
    found,
    allowed: "a JSON object with Version and Statement",
    fix: "pass the whole policy document",
  };
}

function noStatement(found?: unknown): Problem {
  return {
    id: policyProblemIds.statementList,
    path: "Statement",
    found: found === undefined ? "no statement" : quote(found),
    allowed: "an array of one or more statements",
    fix: "write the statements as a JSON array",
  };
}
