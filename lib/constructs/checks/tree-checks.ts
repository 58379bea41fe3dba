import { Annotations, TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { type Finding, formatProblem } from "../../policy";
import { type AppState, appState } from "../internal/app-state";
import { checkAccount, namedThings, rawPolicyWarnings } from "./account-checks";
import { namesInEarlierStacks } from "./names-in-two-stacks";
import { warningFinding } from "./construct-warnings";
import { type PlacedFinding, constructWarningsOf, findingsIn, openWarnings, warningText } from "./placed-findings";
import { stackResources, stacksUnder } from "./stack-resources";
import { SynthPass } from "./synth-pass";

/** Adds the checks of this library to all stacks of a construct's tree. */
export function checkTreeOf(construct: IConstruct): void {
  const state = appState(construct);
  watchStack(TerraformStack.of(construct), state);
  // Finding all stacks takes time proportional to the tree, so it is done once here and once when the tree is complete.
  if (!state.isTreeWatched) checkTree(construct);
}

/**
 * Adds a validation to every stack of a construct's tree. It runs once per stack at synth, and finds what RAM refuses
 * and what shows only for a whole stack.
 */
export function checkTree({ node: { root } }: IConstruct): void {
  const state = appState(root);
  for (const stack of stacksUnder(root)) watchStack(stack, state);
  if (state.isTreeWatched) return;
  state.isTreeWatched = true;
  root.node.addValidation({ validate: () => checkMissedStacks(root, state) });
}

function watchStack(stack: TerraformStack, state: AppState): void {
  if (state.watchedStacks.has(stack)) return;
  state.watchedStacks.add(stack);
  stack.node.addValidation({
    validate: () => {
      const pass = passOf(stack, state);
      pass.enter(stack);
      return checkStack(stack, state, pass);
    },
  });
}

/**
 * The pass of a stack's validation. A new pass also watches stacks that were created since; they come later in the
 * order.
 */
function passOf(stack: TerraformStack, state: AppState): SynthPass {
  if (state.pass?.includes(stack) === true) return state.pass;
  state.pass = new SynthPass(stack.node.root);
  for (const one of state.pass.stacks) watchStack(one, state);
  return state.pass;
}

/**
 * Checks stacks that were not validated. The framework validates the app after its stacks. A stack can be missed if it
 * was created late and comes before all watched ones.
 */
function checkMissedStacks(root: IConstruct, state: AppState): string[] {
  const validated = state.pass?.validated;
  state.pass = undefined;
  const pass = new SynthPass(root);
  const missed = pass.stacks.filter((stack) => validated?.has(stack) !== true);
  return missed.flatMap((stack) => checkStack(stack, state, pass));
}

/** Shows the warnings of a stack, and returns its errors. */
function checkStack(stack: TerraformStack, state: AppState, pass: SynthPass): string[] {
  const resources = stackResources(stack);
  const named = namedThings(resources);
  const findings = findingsIn(resources).filter(({ acknowledged }) => acknowledged === undefined);
  const isError = ({ severity }: PlacedFinding): boolean => severity === "error";
  for (const { at, warning } of openWarnings(constructWarningsOf(stack))) warnOnce(at, warningFinding(warning), state);
  const ofStack = [...namesInEarlierStacks(stack, named, pass), ...rawPolicyWarnings(resources)];
  for (const { warning } of openWarnings(ofStack)) warnOnce(stack, warningFinding(warning), state);
  for (const finding of findings.filter((one) => !isError(one))) warnOnce(stack, atConstruct(finding), state);
  const errors = findings.filter(isError).map(atConstruct);
  return [...checkAccount(stack, resources, named), ...errors].map(formatProblem);
}

/** Validations run repeatedly for nested stacks and when synthesized twice, so equal warnings must not add up. */
function warnOnce(at: IConstruct, finding: Finding, { warnings }: AppState): void {
  const text = warningText(finding);
  const given = warnings.get(at) ?? new Set<string>();
  warnings.set(at, given);
  if (!given.has(text)) Annotations.of(at).addWarning(text);
  given.add(text);
}

/** The finding with a path of construct and place in the document. */
function atConstruct({ construct, ...finding }: PlacedFinding): Finding {
  return { ...finding, path: [construct, finding.path].filter((part) => part !== "").join(" ") };
}
