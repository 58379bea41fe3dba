import { decimalText, fixedText } from "../big-float";
import { giveUp, refuse } from "../failures";
import { booleanOf } from "../operators";
import { type TextPart, type Value, hasUnknown, isSequence, sequenceValue, textOfParts } from "../values";
import { characters, number, text } from "./arguments";
import { type FunctionCall, type FunctionTable, row } from "./function-row";
import { jsonOf, jsonText } from "./json";
import { inBase } from "./numbers";
import { partsOf } from "./texts";

export const formatFunctions: FunctionTable = {
  format: row(
    1,
    Infinity,
    ([template, ...values], call) => {
      if (template === undefined || hasUnknown(template))
        return call.unknown(template === undefined ? values : [template, ...values]);
      return textOfParts(formatted(text(template), values, call.budget));
    },
    "unknown",
  ),
  formatlist: row(
    1,
    Infinity,
    ([template, ...values], call) => {
      const all = template === undefined ? values : [template, ...values];
      if (template === undefined || hasUnknown(template) || values.some(({ kind }) => kind === "unknown"))
        return call.unknown(all);
      const lengths = new Set(values.filter(isSequence).map(({ items }) => items.length));
      if (lengths.size > 1) refuse("the lists differ in length");
      const [length = 1] = lengths;
      call.budget.spend(length);
      const texts = Array.from({ length }, (_, at) => {
        const own = values.map((value) =>
          isSequence(value) ? (value.items[at] ?? refuse("a list is too short")) : value,
        );
        return textOfParts(formatted(text(template), own, call.budget));
      });
      return sequenceValue("list", texts);
    },
    "unknown",
  ),
};

interface Verb {
  readonly letter: string;
  readonly flags: string;
  readonly width: number;
  readonly precision: number | undefined;
}

function formatted(template: string, values: readonly Value[], budget: FunctionCall["budget"]): readonly TextPart[] {
  const parts: TextPart[] = [];
  const verbs = /%(?:%|([-+ #0]*)(\d{0,4})(?:\.(\d{0,3}))?(?:\[(\d{1,4})\])?([a-zA-Z]))/y;
  let [offset, next, used] = [0, 0, 0];
  while (offset < template.length) {
    const plain = template.indexOf("%", offset);
    const end = plain === -1 ? template.length : plain;
    parts.push(template.slice(offset, end));
    offset = end;
    if (offset >= template.length) break;
    verbs.lastIndex = offset;
    const found = verbs.exec(template) ?? refuse("a verb of format is not complete");
    offset = verbs.lastIndex;
    const [whole, flags = "", width = "", precision, index, letter = ""] = found;
    if (whole === "%%") {
      parts.push("%");
      continue;
    }
    const at = index === undefined ? next : Number(index) - 1;
    next = at + 1;
    used = Math.max(used, next);
    const value = values[at] ?? refuse("format has too few arguments");
    const verb = {
      letter,
      flags,
      width: Number(width),
      precision: precision === undefined ? undefined : Number(precision),
    };
    budget.spend(1 + verb.width / 50);
    parts.push(...verbParts(verb, value, budget));
  }
  if (used < values.length) refuse("format has too many arguments");
  return parts;
}

function verbParts(verb: Verb, value: Value, budget: FunctionCall["budget"]): readonly TextPart[] {
  if (value.kind === "null") giveUp("format of null");
  const isPlain = verb.width === 0 && verb.precision === undefined;
  if (hasUnknown(value)) {
    const isText = value.kind === "unknown" || value.kind === "partly known text";
    const isWritten =
      verb.letter === "s" || (verb.letter === "v" && value.kind === "partly known text" && !verb.flags.includes("#"));
    return isPlain && isText && isWritten ? partsOf(value) : giveUp(`%${verb.letter} of a value that is not known`);
  }
  return [padded(verbText(verb, value, budget), verb)];
}

function verbText(verb: Verb, value: Value, budget: FunctionCall["budget"]): string {
  const { letter, flags, precision } = verb;
  switch (letter) {
    case "s":
      return shortened(text(value), precision);
    case "q":
      return jsonText(shortened(text(value), precision));
    case "t":
      return String(booleanOf(value));
    case "v":
      if (value.kind === "text") return flags.includes("#") ? jsonText(value.text) : value.text;
      if (value.kind === "number")
        return flags.includes("#") ? decimalText(value.number) : generalText(decimalText(value.number));
      return jsonOf(value, budget);
    case "g":
      return precision === undefined
        ? signed(generalText(decimalText(number(value))), flags)
        : giveUp("%g with a precision");
    case "d":
      return signed(inBase(number(value), 10), flags);
    case "b":
      return signed(inBase(number(value), 2), flags);
    case "o":
      return signed(inBase(number(value), 8), flags);
    case "x":
      return signed(inBase(number(value), 16), flags);
    case "X":
      return signed(inBase(number(value), 16), flags).replace(/[a-f]/g, (digit) =>
        String.fromCharCode(digit.charCodeAt(0) - 32),
      );
    case "f":
    case "F":
      return signed(fixedText(number(value), precision ?? 6), flags);
    default:
      return giveUp(`%${letter} is not known`);
  }
}

/** The shortest text; very large and small numbers have an exponent. */
function generalText(decimal: string): string {
  const [, sign = "", whole = "", fraction = ""] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(decimal) ?? [];
  const digits = (whole + fraction).replace(/^0+/, "").replace(/0+$/, "");
  const exponent = whole === "0" ? -1 - (/^0*/.exec(fraction)?.[0].length ?? 0) : whole.length - 1;
  if (digits === "" || (exponent >= -4 && exponent < 6)) return decimal;
  const rest = digits.length > 1 ? `.${digits.slice(1)}` : "";
  const power = String(Math.abs(exponent)).padStart(2, "0");
  return `${sign}${digits.charAt(0)}${rest}e${exponent < 0 ? "-" : "+"}${power}`;
}

function shortened(given: string, precision: number | undefined): string {
  return precision === undefined ? given : characters(given).slice(0, precision).join("");
}

function signed(given: string, flags: string): string {
  if (flags.includes("#")) giveUp("the flag # of a number is not known");
  if (given.startsWith("-")) return given;
  return (flags.includes("+") ? "+" : flags.includes(" ") ? " " : "") + given;
}

function padded(given: string, { flags, width, letter }: Verb): string {
  const missing = width - characters(given).length;
  if (missing <= 0) return given;
  if (flags.includes("-")) return given + " ".repeat(missing);
  if (!flags.includes("0")) return " ".repeat(missing) + given;
  if (!/[dboxXfF]/.test(letter)) giveUp("zeros before a text");
  const [, sign = "", digits = ""] = /^([+ -]?)(.*)$/s.exec(given) ?? [];
  return sign + "0".repeat(missing) + digits;
}
