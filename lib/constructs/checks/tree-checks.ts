import { Annotations, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { type Problem, formatProblem } from "../../policy";
import { checkAccount, namesInEarlierStacks } from "./account-checks";
import { type PlacedFinding, findingsIn } from "./placed-findings";
import { stacksUnder } from "./stack-resources";

/** Trees and stacks that have a validation of ours. */
const watchedTrees = new WeakSet<IConstruct>();
const watchedStacks = new WeakSet<IConstruct>();
/** Stacks whose validation has run. */
const checkedStacks = new WeakSet<IConstruct>();

/** Has the stack of a construct, and all others of its tree, checked at synth. */
export function checkTreeOf(construct: IConstruct): void {
  watchStack(TerraformStack.of(construct));
  // Looking for stacks takes time in proportion to the tree: once here, and again when it is complete.
  if (!watchedTrees.has(construct.node.root)) checkTree(construct);
}

/**
 * Has every stack of the tree that a construct is in checked at synth, once each, for what RAM would refuse and for what
 * only shows over a whole stack.
 */
export function checkTree({ node: { root } }: IConstruct): void {
  watchStacksOf(root);
  if (watchedTrees.has(root)) return;
  watchedTrees.add(root);
  // The framework validates an app after its stacks. By then every stack was checked but one that was made late and
  // stands before all that are watched.
  root.node.addValidation({ validate: () => stacksUnder(root).flatMap(checkIfMissed) });
}

function watchStacksOf(root: IConstruct): void {
  for (const stack of stacksUnder(root)) watchStack(stack);
}

function watchStack(stack: TerraformStack): void {
  if (watchedStacks.has(stack)) return;
  watchedStacks.add(stack);
  stack.node.addValidation({
    validate: () => {
      watchStacksOf(stack.node.root); // those that were made since; they are validated after this one
      checkedStacks.add(stack);
      return checkStack(stack);
    },
  });
}

function checkIfMissed(stack: TerraformStack): string[] {
  return checkedStacks.has(stack) ? [] : checkStack(stack);
}

/** Shows what people regret, and gives what is wrong. */
function checkStack(stack: TerraformStack): string[] {
  const findings = findingsIn(stack).filter(({ acknowledged }) => acknowledged === undefined);
  const isError = ({ severity }: PlacedFinding): boolean => severity === "error";
  const regretted = findings.filter((finding) => !isError(finding)).map(atConstruct);
  for (const warning of [...namesInEarlierStacks(stack), ...regretted]) warnOnce(stack, formatProblem(warning));
  return [...checkAccount(stack), ...findings.filter(isError).map(atConstruct)].map(formatProblem);
}

const warnings = new WeakMap<IConstruct, Set<string>>();

/** Validations run again where a stack is inside another, or is synthesized twice; warnings would add up. */
function warnOnce(stack: TerraformStack, text: string): void {
  const given = warnings.get(stack) ?? new Set<string>();
  warnings.set(stack, given);
  if (!given.has(text)) Annotations.of(stack).addWarning(text);
  given.add(text);
}

/** The finding with the construct that holds the document, and the place in the document. */
function atConstruct({ construct, ...finding }: PlacedFinding): Problem {
  return { ...finding, path: [construct, finding.path].filter((part) => part !== "").join(" ") };
}
