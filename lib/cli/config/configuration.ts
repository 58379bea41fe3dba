import { type Problem, type RulePack, type Severity, quote } from "../../policy";
import { isJsonObject } from "../../policy/json-value";
import { nearest } from "../../policy/nearest";
import { checkOptions } from "../../policy/validate/check-options";
import { type Gate, gates } from "../../review/gate";
import type { InputAcknowledgement } from "../../review/lint-sources";
import { type RowAcknowledgement, readRowAcknowledgements } from "../../review/row-acknowledgement";
import { cliProblemIds } from "../command";
import { lintAcknowledgementForm, isLintAcknowledgement } from "../lint-acknowledgements";

/** The name of the file, in the working folder or a folder above it. */
export const configurationFile = "agentrun-ram.config.json";

/** Defaults of a project for all calls. Options of a call win. */
export interface Configuration {
  /** For the editor; not read. */
  readonly $schema?: string;
  /** A pack, or a list of packs and ids of rules. */
  readonly rules?: RulePack | readonly string[];
  /** Severities by id of rule; `off` switches a rule off. */
  readonly severities?: Readonly<Record<string, Severity | "off">>;
  readonly gates?: {
    readonly review?: Gate;
    /** The warnings that lint tolerates. */
    readonly maxWarnings?: number;
  };
  readonly accounts?: {
    /** The id of the account. */
    readonly id?: string;
    /** Whether all stacks belong to one account. */
    readonly oneAccount?: boolean;
  };
  readonly acknowledgements?: {
    readonly lint?: readonly InputAcknowledgement[];
    readonly review?: readonly RowAcknowledgement[];
  };
  /** A report of an earlier review, from the folder of the configuration. */
  readonly baseline?: string;
}

/** The problems of a value at a path. */
type Check = (value: unknown, path: string) => readonly Problem[];

const checks: Readonly<Record<keyof Configuration, Check>> = {
  $schema: text("the address of a schema"),
  rules: (value, path) =>
    Array.isArray(value) && value.some((one) => typeof one !== "string")
      ? [problem(path, quote(value), "a pack, or a list of packs and ids of rules")]
      : checkOptions({ rules: value }),
  severities: (value) => checkOptions({ severities: value }),
  gates: objectOf({ review: oneOf(gates), maxWarnings: number }),
  accounts: objectOf({ id: accountId, oneAccount: flag }),
  acknowledgements: objectOf({ lint: lintAcknowledgements, review: rowAcknowledgements }),
  baseline: text("the path of a report, from the folder of the configuration"),
};

const checkAll = objectOf(checks);

/** The problems of a parsed configuration, in its order. Without problems, it is a {@link Configuration}. */
export function configurationProblems(json: unknown): readonly Problem[] {
  return checkAll(json, "");
}

function objectOf(parts: Readonly<Record<string, Check>>): Check {
  const names = Object.keys(parts);
  return (value, path) => {
    if (!isJsonObject(value)) return [problem(path, quote(value), `an object with ${names.join(", ")}`)];
    return Object.entries(value).flatMap(([name, part]) => {
      const place = path === "" ? name : `${path}.${name}`;
      const check = Object.hasOwn(parts, name) ? parts[name] : undefined;
      return check?.(part, place) ?? [unknownPart(place, name, names)];
    });
  };
}

function unknownPart(path: string, name: string, names: readonly string[]): Problem {
  const meant = nearest(name, names);
  const fix = meant === undefined ? "remove it" : `did you mean ${meant}?`;
  return problem(path, "a part that does not exist", names.join(", "), fix);
}

function oneOf(allowed: readonly string[]): Check {
  return (value, path) => {
    if (typeof value === "string" && allowed.includes(value)) return [];
    const meant = typeof value === "string" ? nearest(value, allowed) : undefined;
    return [
      problem(path, quote(value), allowed.join(", "), meant === undefined ? undefined : `did you mean ${meant}?`),
    ];
  };
}

function text(allowed: string): Check {
  return (value, path) => (typeof value === "string" && value !== "" ? [] : [problem(path, quote(value), allowed)]);
}

function flag(value: unknown, path: string): readonly Problem[] {
  return typeof value === "boolean" ? [] : [problem(path, quote(value), "true or false")];
}

function number(value: unknown, path: string): readonly Problem[] {
  const isRight = typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
  return isRight ? [] : [problem(path, quote(value), "a whole number from 0")];
}

/** A number would lose digits of some ids. */
function accountId(value: unknown, path: string): readonly Problem[] {
  const isRight = typeof value === "string" && /^\d+$/.test(value);
  return isRight ? [] : [problem(path, quote(value), "the digits of the id as a text")];
}

function lintAcknowledgements(value: unknown, path: string): readonly Problem[] {
  if (!Array.isArray(value)) return [problem(path, quote(value), "a list")];
  return value.flatMap((one: unknown, index) =>
    isLintAcknowledgement(one) ? [] : [problem(`${path}[${index}]`, quote(one), lintAcknowledgementForm)],
  );
}

function rowAcknowledgements(value: unknown, path: string): readonly Problem[] {
  return readRowAcknowledgements(value).problems.map((one) => ({
    ...one,
    path: one.path.replace("acknowledgements", () => path),
  }));
}

function problem(path: string, found: string, allowed: string, fix = "correct it"): Problem {
  return { id: cliProblemIds.configuration, path, found, allowed, fix };
}
