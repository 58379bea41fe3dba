/**
 * RAM's rules for one identity policy, as plainly as they can be written down: nothing is compiled, shared or fast.
 * Tests compare the real evaluator with this one, so it shares no code with it.
 *
 * For a closed world (a key that the context lacks is lacking in the request) and well-formed values only, so that
 * there are three outcomes and never an unknown. Takes documents without placeholders.
 *
 * Sources: RAM's pages on policy elements (2021, 2026), conditional operators (2025) and policy evaluation (2026); the
 * four assumptions of the evaluator hold.
 */
import type {
  AccessRequest,
  ConditionOperator,
  OneOrMany,
  Outcome,
  PolicyDocumentJson,
  RequestContext,
  StatementJson,
} from "cdktf-alicloud-agentrun/policy";

/** Deny wins over Allow, and Allow over nothing at all. */
export function naiveDecision(document: PolicyDocumentJson, request: AccessRequest, context: RequestContext): Outcome {
  const effects = document.Statement.filter((statement) => applies(statement, request, context)).map((s) => s.Effect);
  if (effects.includes("Deny")) return "ExplicitDeny";
  return effects.includes("Allow") ? "Allow" : "ImplicitDeny";
}

function applies(statement: StatementJson, { action, resource }: AccessRequest, context: RequestContext): boolean {
  const { Action, NotAction, Resource, NotResource, Condition = {} } = statement;
  const coversAction = (pattern: string) => glob(pattern.toLowerCase(), action.toLowerCase());
  const coversResource = (pattern: string) => resourceMatches(pattern, resource);
  return (
    (Action === undefined ? !list(NotAction).some(coversAction) : list(Action).some(coversAction)) &&
    (Resource === undefined ? !list(NotResource).some(coversResource) : list(Resource).some(coversResource)) &&
    Object.entries(Condition).every(([operator, keys]) =>
      Object.entries(keys).every(([key, values]) =>
        holds(operator as ConditionOperator, list(values), requestValues(context, key)),
      ),
    )
  );
}

function list(values: OneOrMany | null | undefined): readonly string[] {
  return typeof values === "string" ? [values] : (values ?? []);
}

/** `*` for any characters or none, `?` for one. */
function glob(pattern: string, text: string): boolean {
  if (pattern === "") return text === "";
  const [first, rest] = [pattern.charAt(0), pattern.slice(1)];
  if (first === "*") return glob(rest, text) || (text !== "" && glob(pattern, text.slice(1)));
  return text !== "" && (first === "?" || first === text.charAt(0)) && glob(rest, text.slice(1));
}

/** Field by field, at the first four colons; a pattern that is no ARN covers nothing, unless it is `*`. */
function resourceMatches(pattern: string, resource: string): boolean {
  if (pattern === "*") return true;
  const wanted = arnFields(pattern);
  const given = arnFields(resource);
  if (wanted.length !== 5 || given.length !== 5) return false;
  const ofRam = given[1] === "ram";
  return wanted.every((field, index) => {
    const text = given[index]!;
    if (ofRam && index === 2) return glob(field === "" ? "*" : field, text === "" ? "*" : text);
    if (ofRam && index === 4) return glob(field.toLowerCase(), text.toLowerCase());
    return glob(field, text);
  });
}

function arnFields(arn: string): readonly string[] {
  const parts = arn.split(":");
  return parts.length < 5 ? parts : [...parts.slice(0, 4), parts.slice(4).join(":")];
}

function requestValues(context: RequestContext, key: string): readonly string[] {
  return list(Object.entries(context).find(([name]) => name.toLowerCase() === key.toLowerCase())?.[1]);
}

/** One value of the policy meets one of the request; for a negated operator none does, be it for want of a value. */
function holds(operator: ConditionOperator, wanted: readonly string[], given: readonly string[]): boolean {
  const positive = operator.replace("Not", "") as keyof typeof compare;
  const met = wanted.some((value) => given.some((one) => compare[positive](one, value)));
  return operator === positive ? met : !met;
}

type Positive = Exclude<ConditionOperator, `${string}Not${string}`>;

/** What each operator says of a request's value and a policy's. */
const compare: Readonly<Record<Positive, (given: string, wanted: string) => boolean>> = {
  StringEquals: (given, wanted) => given === wanted,
  StringEqualsIgnoreCase: (given, wanted) => given.toLowerCase() === wanted.toLowerCase(),
  StringLike: (given, wanted) => glob(wanted, given),
  NumericEquals: (given, wanted) => Number(given) === Number(wanted),
  NumericLessThan: (given, wanted) => Number(given) < Number(wanted),
  NumericLessThanEquals: (given, wanted) => Number(given) <= Number(wanted),
  NumericGreaterThan: (given, wanted) => Number(given) > Number(wanted),
  NumericGreaterThanEquals: (given, wanted) => Number(given) >= Number(wanted),
  DateEquals: (given, wanted) => Date.parse(given) === Date.parse(wanted),
  DateLessThan: (given, wanted) => Date.parse(given) < Date.parse(wanted),
  DateLessThanEquals: (given, wanted) => Date.parse(given) <= Date.parse(wanted),
  DateGreaterThan: (given, wanted) => Date.parse(given) > Date.parse(wanted),
  DateGreaterThanEquals: (given, wanted) => Date.parse(given) >= Date.parse(wanted),
  Bool: (given, wanted) => given === wanted,
  IpAddress: inRange,
};

/** Whether an address begins with the bits of a range. Addresses of the two families differ in length. */
function inRange(address: string, range: string): boolean {
  const [start = "", length] = range.split("/");
  const [bits, wanted] = [bitsOf(address), bitsOf(start)];
  return bits.length === wanted.length && bits.startsWith(wanted.slice(0, Number(length ?? wanted.length)));
}

/** An address as a text of 32 or 128 zeros and ones. */
function bitsOf(address: string): string {
  const toBits = (numbers: readonly number[], width: number) =>
    numbers.map((number) => number.toString(2).padStart(width, "0")).join("");
  if (!address.includes(":")) return toBits(address.split(".").map(Number), 8);
  const halves = address.split("::").map((half) => half.split(":").filter((group) => group !== ""));
  const [head = [], tail = []] = halves;
  const left = Array<string>(8 - head.length - tail.length).fill("0"); // none, where nothing is left out
  return toBits(
    [...head, ...left, ...tail].map((group) => parseInt(group, 16)),
    16,
  );
}
