import { type Branches, type Branching, decided, isBranching } from "../terraform/document-branches";

/** A document that is one of several in the input. Conditions that only Terraform can evaluate decide which one. */
export interface ChosenDocument<Document> {
  /** File of the stack. An equal condition of another stack may have another answer. */
  readonly stack: string;
  readonly branches: Branching<Document>;
}

/** An answer to a condition that only Terraform can evaluate. */
export interface ConditionAnswer {
  /** The condition as an expression. */
  readonly condition: string;
  readonly isTrue: boolean;
}

/** One of the cases that conditions distinguish: their answers, by key. */
export type ConditionCase = ReadonlyMap<string, ConditionAnswer>;

/** With more cases, nothing is decided. */
const mostCases = 16;

/** All cases that documents distinguish; a single one without answers if there are no conditions. `undefined` if too many. */
export function conditionCases(documents: readonly ChosenDocument<object>[]): readonly ConditionCase[] | undefined {
  const found: ConditionCase[] = [];
  const open: ConditionCase[] = [new Map()];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const answers = next;
    const condition = firstOpen(documents, answers);
    if (condition === undefined) found.push(answers);
    else {
      for (const isTrue of [false, true]) {
        open.push(new Map([...answers, [condition.key, { condition: condition.text, isTrue }]]));
      }
    }
    if (found.length + open.length > mostCases) return undefined;
  }
  return found;
}

function firstOpen(documents: readonly ChosenDocument<object>[], answers: ConditionCase) {
  for (const one of documents) {
    const left = chosenIn(one, answers);
    if (isBranching(left)) return { key: keyOf(one.stack, left.condition), text: left.text };
  }
  return undefined;
}

/** The document in a case; what is left of the choice if the case does not decide it. */
export function chosenIn<Document extends object>(
  { stack, branches }: ChosenDocument<Document>,
  answers: ConditionCase,
): Branches<Document> {
  return decided(branches, (condition) => answers.get(keyOf(stack, condition))?.isTrue);
}

/** The answers in a case that a choice depends on. */
export function answersFor(
  { stack, branches }: ChosenDocument<object>,
  answers: ConditionCase,
): readonly ConditionAnswer[] {
  const found = new Map<string, ConditionAnswer>();
  decided(branches, (condition) => {
    const key = keyOf(stack, condition);
    const answer = answers.get(key);
    if (answer !== undefined) found.set(key, answer);
    return answer?.isTrue;
  });
  return [...found.values()];
}

/** Equal for conditions that have the same answer. */
function keyOf(stack: string, condition: string): string {
  return JSON.stringify([stack, condition]);
}

/** e.g. `var.x is true and var.y is false` */
export function caseInWords(answers: Iterable<ConditionAnswer>): string {
  return [...answers]
    .map(({ condition, isTrue }) => `${/\s/.test(condition) ? `(${condition})` : condition} is ${String(isTrue)}`)
    .join(" and ");
}
