import { knownActions } from "../../../lib/catalog";
import { isResourceGroupId } from "../../../lib/catalog/resource-group-id";
import { conditionKey } from "../../../lib/policy/condition-keys";
import { isDocumentedPrincipal } from "../../../lib/policy/trust-policy";
import {
  type Assumption,
  type AssumptionSwitches,
  type Caller,
  type CallerType,
  type EvaluationInput,
  type PolicyLayers,
  type RequestContext,
} from "../../../lib/policy";
import type { Messages } from "../language";
import { InputProblem } from "../parts/input-problem";
import { readPolicy, readTrustPolicy } from "../parts/read-policy";
import { type Fields, isTicked } from "../store";

/** Layers that a policy can be in, in the order of RAM's decision. */
export const layerChoices = ["account", "resourceGroup", "session", "control", "resource", "trust"] as const;

export type LayerChoice = (typeof layerChoices)[number];

/** A policy as it is typed in. */
export interface TypedPolicy {
  /** In its field, from 1. */
  readonly number: number;
  readonly layer: LayerChoice;
  readonly text: string;
}

/** The policies of the page. The first one always exists. */
export function typedPolicies(fields: Fields): readonly TypedPolicy[] {
  const numbers = new Set([1]);
  for (const name of fields.keys()) {
    const [, number] = /^ask\.(?:policy|layer)\.(\d{1,3})$/.exec(name) ?? [];
    if (number !== undefined) numbers.add(Number(number));
  }
  return [...numbers]
    .sort((a, b) => a - b)
    .map((number) => {
      const layer = fields.get(`ask.layer.${number}`);
      return {
        number,
        layer: layerChoices.find((one) => one === layer) ?? "account",
        text: fields.get(`ask.policy.${number}`) ?? "",
      };
    });
}

/** Reasons why a question cannot be asked. The page has a text for each. */
export class QuestionError extends InputProblem {
  public constructor(
    public readonly why: keyof Messages["questionErrors"],
    found: string,
  ) {
    super(`${why}: ${found}`, ({ questionErrors }) => questionErrors[why](found));
  }
}

/** A question, with the number of the policy for each index in each layer. */
export interface Question {
  readonly input: EvaluationInput;
  readonly numbers: Readonly<Record<LayerChoice, readonly number[]>>;
}

/**
 * The question that is typed in.
 *
 * @throws QuestionError if it is incomplete
 * @throws PolicyError if a policy cannot be read
 */
export function questionOf(fields: Fields, nameOf: (number: number) => string): Question {
  const policies = typedPolicies(fields).filter(({ text }) => text.trim() !== "");
  const inLayer = (wanted: LayerChoice) => policies.filter(({ layer }) => layer === wanted);
  const read = (wanted: LayerChoice, kind: "identity" | "control" | "session") =>
    inLayer(wanted).map(({ text, number }) => readPolicy(text, kind, nameOf(number)));
  const action = fields.get("ask.action")?.trim() ?? "";
  if (action === "") throw new QuestionError("noAction", "");
  // RAM compares actions as texts, so an action with a wildcard or a space would match no request.
  if (!/^[\w-]+:[\w/-]+$/.test(action)) throw new QuestionError("notAnAction", action);
  if (inLayer("session").length > 1) throw new QuestionError("twoSessions", "");
  if (inLayer("trust").length > 1) throw new QuestionError("twoTrusts", "");
  const [session] = read("session", "session");
  const [trust] = inLayer("trust");
  const layers: PolicyLayers = {
    account: read("account", "identity"),
    ...listIfAny("resourceGroup", read("resourceGroup", "identity")),
    ...(session === undefined ? {} : { session }),
    ...listIfAny(
      "control",
      read("control", "control").map((level) => [level]),
    ),
    ...listIfAny("resource", read("resource", "identity")),
    ...(trust === undefined ? {} : { trust: readTrustPolicy(trust.text, nameOf(trust.number)) }),
  };
  const typed = fields.get("ask.resource")?.trim() ?? "";
  const resource = typed === "" ? "*" : typed;
  if (resource !== "*" && !/^acs:(?:[^:]*:){3}.+$/s.test(resource)) throw new QuestionError("notAResource", resource);
  const caller = callerOf(fields);
  const group = fields.get("ask.group")?.trim() ?? "";
  if (group !== "" && !isResourceGroupId(group)) throw new QuestionError("notAGroup", group);
  const input: EvaluationInput = {
    policies: layers,
    request: { action, resource, ...(group === "" ? {} : { resourceGroup: group }) },
    knowledge: knownActions,
    context: contextIn(fields.get("ask.context") ?? ""),
    world: isTicked(fields, "ask.closed") ? "closed" : "open",
    callerType: callerTypes.find((type) => type === fields.get("ask.callerType")) ?? "identity",
    ...(caller === undefined ? {} : { caller }),
    assumptions: switchesIn(fields),
    explain: true,
  };
  const numbersIn = (layer: LayerChoice) => inLayer(layer).map(({ number }) => number);
  return {
    input,
    numbers: {
      account: numbersIn("account"),
      resourceGroup: numbersIn("resourceGroup"),
      session: numbersIn("session"),
      control: numbersIn("control"),
      resource: numbersIn("resource"),
      trust: numbersIn("trust"),
    },
  };
}

/** Warnings about parts of a question that are probably mistakes, in the language of the page. */
export function doubtsAbout(
  fields: Fields,
  { input, numbers }: Question,
  nameOf: (number: number) => string,
): readonly ((messages: Messages) => string)[] {
  const { action } = input.request;
  const empty = typedPolicies(fields).filter(({ number, text }) => text.trim() === "" && isOnPage(fields, number));
  const keys = Object.keys(input.context ?? {}).filter(
    (key) => key.startsWith("acs:") && conditionKey(key) === undefined,
  );
  return [
    ...(knownActions.action(action) === undefined ? [(messages: Messages) => messages.actionNotKnown(action)] : []),
    ...keys.map((key) => (messages: Messages) => messages.keyNotKnown(key)),
    ...empty.map(
      ({ number }) =>
        (messages: Messages) =>
          messages.policyIsEmpty(nameOf(number)),
    ),
    ...callerDoubts(input.caller, numbers.trust.length > 0),
  ];
}

function callerDoubts(caller: Caller | undefined, hasTrust: boolean): readonly ((messages: Messages) => string)[] {
  if (caller === undefined) return [];
  if (!hasTrust) return [(messages) => messages.callerNotUsed];
  return isDocumentedPrincipal(caller.kind, caller.name) ? [] : [(messages) => messages.callerNotKnown(caller.name)];
}

/** Whether a policy was added, or its layer chosen. The first one always exists. */
function isOnPage(fields: Fields, number: number): boolean {
  return fields.has(`ask.layer.${number}`);
}

/** Questions to which pages of the vendor give two answers. */
export const contestedQuestions = ["accountAllowIsFinal", "practicePageHolds"] as const satisfies readonly Assumption[];

function switchesIn(fields: Fields): AssumptionSwitches {
  const chosen = contestedQuestions.flatMap((name) => {
    const answer = fields.get(`ask.${name}`);
    return answer === "yes" || answer === "no" ? [[name, answer === "yes"] as const] : [];
  });
  return Object.fromEntries(chosen);
}

export const callerTypes = [
  "identity",
  "account owner",
  "service-linked role",
] as const satisfies readonly CallerType[];

export const callerKinds = ["RAM", "Service", "Federated"] as const satisfies readonly Caller["kind"][];

function callerOf(fields: Fields): Caller | undefined {
  const name = fields.get("ask.caller")?.trim() ?? "";
  if (name === "") return undefined;
  return { kind: callerKinds.find((kind) => kind === fields.get("ask.callerKind")) ?? "RAM", name };
}

/** Condition keys of the request: `key=value` in each line; a repeated key has several values. */
function contextIn(text: string): RequestContext {
  const context = new Map<string, readonly string[]>();
  for (const line of text.split("\n").map((one) => one.trim())) {
    if (line === "") continue;
    const at = line.indexOf("=");
    const key = line.slice(0, Math.max(0, at)).trim();
    if (!/^[\w-]+:./s.test(key)) throw new QuestionError("contextLine", line);
    context.set(key, [...(context.get(key) ?? []), line.slice(at + 1).trim()]);
  }
  return Object.fromEntries(context);
}

function listIfAny<Name extends string, Item>(
  name: Name,
  items: readonly Item[],
): Partial<Record<Name, readonly Item[]>> {
  return items.length === 0 ? {} : ({ [name]: items } as Record<Name, readonly Item[]>);
}
