import { add, compareNumbers, divide, multiply, negate, remainder, subtract } from "./big-float";
import { refuse } from "./failures";
import { setKey } from "./sets";
import type { BinaryOperator } from "./syntax";
import { convert } from "./types";
import { type BooleanValue, type NumberValue, type Value, booleanValue, numberValue } from "./values";
import { sameNumber } from "./big-float";
import { isMapping, isSequence } from "./values";

export function numberOf(value: Value): NumberValue["number"] {
  const number = convert(value, "number");
  return number.kind === "number" ? number.number : refuse("a number is required");
}

export function booleanOf(value: Value): boolean {
  const boolean = convert(value, "boolean");
  return boolean.kind === "boolean" ? boolean.boolean : refuse("a boolean is required");
}

/** The value of an operator. The operands are known, except that `==` and `!=` are also asked of partly known ones. */
export function applyBinary(operator: BinaryOperator, left: Value, right: Value): Value {
  switch (operator) {
    case "||":
      return booleanValue([booleanOf(left), booleanOf(right)].includes(true));
    case "&&":
      return booleanValue(![booleanOf(left), booleanOf(right)].includes(false));
    case "==":
      return booleanValue(equal(left, right));
    case "!=":
      return booleanValue(!equal(left, right));
    default:
      return applyNumeric(operator, numberOf(left), numberOf(right));
  }
}

function applyNumeric(
  operator: Exclude<BinaryOperator, "||" | "&&" | "==" | "!=">,
  left: NumberValue["number"],
  right: NumberValue["number"],
): Value {
  const order = (): number => compareNumbers(left, right);
  switch (operator) {
    case "<":
      return booleanValue(order() < 0);
    case ">":
      return booleanValue(order() > 0);
    case "<=":
      return booleanValue(order() <= 0);
    case ">=":
      return booleanValue(order() >= 0);
    case "+":
      return numberValue(add(left, right));
    case "-":
      return numberValue(subtract(left, right));
    case "*":
      return numberValue(multiply(left, right));
    case "/":
      return numberValue(divide(left, right) ?? refuse("division by zero"));
    case "%":
      return numberValue(remainder(left, right) ?? refuse("division by zero"));
  }
}

/** Both are known. Values of different types are never equal. */
export function equal(left: Value, right: Value): boolean {
  if (left.kind !== right.kind) return false;
  if (left.kind === "number" && right.kind === "number") return sameNumber(left.number, right.number);
  if (isSequence(left) && isSequence(right)) {
    return (
      left.items.length === right.items.length && left.items.every((item, at) => equal(item, right.items[at] ?? item))
    );
  }
  if (isMapping(left) && isMapping(right)) {
    return (
      left.entries.size === right.entries.size &&
      [...left.entries].every(([key, item]) => {
        const other = right.entries.get(key);
        return other !== undefined && equal(item, other);
      })
    );
  }
  return setKey(left) === setKey(right);
}

/** What `==` is although a side is not wholly known: a collection or a text is not `null`. */
export function equalDespiteUnknown(left: Value, right: Value): BooleanValue | undefined {
  const isSomething = (value: Value): boolean =>
    isSequence(value) || isMapping(value) || value.kind === "partly known text";
  const differs = (isSomething(left) && right.kind === "null") || (left.kind === "null" && isSomething(right));
  return differs ? booleanValue(false) : undefined;
}

export function applyUnary(operator: "-" | "!", operand: Value): Value {
  return operator === "!" ? booleanValue(!booleanOf(operand)) : numberValue(negate(numberOf(operand)));
}
