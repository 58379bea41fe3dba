import { argumentClass, typeClass } from "../../terraform/configuration/argument-class";
import { type Account, type ComparedStack, type PlacedDifference, unexplained } from "./accountant";

/**
 * Why no accountant may explain a difference: it is written in a way that the semantic comparison does not read, or an
 * expression that only Terraform can evaluate refers to it. `undefined` for all others.
 */
export function whyOpen(
  { place }: PlacedDifference,
  { isReferredTo, isReadUnresolved }: ComparedStack,
): Account | undefined {
  if (!place.isPlain) return unexplained("it is written as a list of blocks or under a key that occurs twice");
  const isRead = isReadUnresolved(place.name) && !(place.block === "resource" && isMeta(place.argument));
  if (!(isReferredTo(place.name) && givesValue(place)) && !(isRead && givesAny(place))) return undefined;
  return { is: "unexplained", why: "an expression that only Terraform can evaluate refers to it", isReference: true };
}

/** As {@link givesValue}, if nothing is resolved: every argument of a resource counts. */
function givesAny(place: PlacedDifference["place"]): boolean {
  return place.block === "resource" || givesValue(place);
}

function isMeta([first = ""]: readonly string[]): boolean {
  return ["lifecycle", "depends_on", "timeouts", "//", "provider"].includes(first);
}

/** Whether references to the block may have the value of the argument, or a value that depends on it. */
function givesValue({ block, type, argument, isReadModule }: PlacedDifference["place"]): boolean {
  const [first = ""] = argument;
  switch (block) {
    case "locals":
    case "data":
      return true;
    case "module":
      return isReadModule !== true || ["count", "for_each", "providers"].includes(first);
    case "variable":
      return ["default", "type", "nullable", "value"].includes(first);
    case "output":
      return first === "value";
    case "resource":
      // What is compared is resolved where expressions refer to it, or is a row of its own.
      return !["compared", "not compared"].includes(classOf(type, argument)) && !describes(argument);
    default:
      return false;
  }
}

function describes([first = ""]: readonly string[]): boolean {
  return ["tags", "description", "lifecycle", "depends_on", "timeouts", "//"].includes(first);
}

/** What an argument has to do with permissions; of a `dynamic` block, what its content has. */
export function classOf(type: string, argument: readonly string[]): ReturnType<typeof argumentClass> {
  const [first = "", , third, ...rest] = argument;
  // `dynamic` writes blocks: what they contain belongs to them.
  const written = first === "dynamic" && third === "content" ? [argument[1] ?? "", ...rest] : argument;
  const own = first === "dynamic" && third !== "content" ? [argument[1] ?? ""] : written;
  return own.length === 0 ? typeClass(type) : argumentClass(type, own.join("."));
}
