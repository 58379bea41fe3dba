import { type ConditionType, operatorFacts } from "../../condition-operators";
import { isRange, readDecimal, readInstant } from "../../evaluate";
import { partlyKnown } from "../../patterns/partly-known";
import { quote } from "../../problem";
import { type BuiltInRule, eachTest } from "../rule";

interface Form {
  readonly isRight: (text: string) => boolean;
  readonly allowed: string;
  readonly example: string;
}

/** The forms of values by type; texts have none. */
const forms: Readonly<Partial<Record<ConditionType, Form>>> = {
  "Date and time": {
    isRight: (text) => readInstant(text) !== undefined,
    allowed: "ISO 8601 with Z or an offset",
    example: "2026-11-25T17:00:00+08:00",
  },
  Boolean: { isRight: (text) => text === "true" || text === "false", allowed: "true or false", example: "true" },
  Number: { isRight: (text) => readDecimal(text) !== undefined, allowed: "a decimal number", example: "10" },
  "IP address": { isRight: isRange, allowed: "an address or a CIDR block", example: "10.0.0.0/8" },
};

export const valueForm: BuiltInRule = {
  id: "RAM706",
  title: "Value that its operator cannot read",
  severity: "warning",
  pack: "recommended",
  allowed: "ISO 8601 for dates, true or false for Bool, numbers, addresses and CIDR blocks",
  explanation: "It is not documented how RAM treats such a value. A test that cannot be evaluated protects nothing.",
  source: "RAM docs, Policy elements (2021-07-16)",
  needs: { condition: true },
  check: eachTest(({ operator, located }) => {
    const type = operatorFacts(operator)?.type;
    const form = type === undefined ? undefined : forms[type];
    if (form === undefined) return [];
    return located
      .filter(({ text }) => !partlyKnown(text).isUnknown && !form.isRight(text))
      .map(({ text, path }) => ({
        path,
        found: `${quote(text)} with ${operator}`,
        fix: `write ${form.allowed}, e.g. ${form.example}`,
      }));
  }),
};
