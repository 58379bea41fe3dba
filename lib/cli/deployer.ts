import { stackPermissions } from "../constructs/deployer/stack-permissions";
import { sidesOfPlan } from "../grants/plan-sides";
import { PolicyDocument, formatProblem, minimize, split } from "../policy";
import { type SynthesizedStack, stacksOf } from "../review";
import { plannedSteps } from "../terraform/planned-steps";
import type { DeployStep } from "../terraform/ram-resources/deploy-rule";
import { UsageError, exitCodes, missingOption, wrongValue } from "./command";
import { configurationOptions, workingConfiguration } from "./config/read-configuration";
import { declareCommand } from "./declaration";
import { aboutInput, readInput, synthOptions } from "./input";

/** Prints the policy of the identity that deploys. */
export const deployerCommand = declareCommand({
  description:
    "Prints the policy that the identity needs which deploys stacks, plans or states: as TerraformDeployerPolicy, also for plain Terraform. Of a plan, it covers what the plan creates, changes and destroys, and further changes of the same resources.",
  options: {
    plan: {
      value: "input",
      about: `a plan or state as JSON; also ${aboutInput}`,
      path: "read",
      many: true,
    },
    "only-planned": {
      about:
        "only the calls of this plan, e.g. none that delete where nothing is deleted; the next plan may need others",
    },
    account: {
      value: "id",
      about:
        "the account of the resources; default: as the configuration says, else *, as a policy applies to its own account",
    },
    ...configurationOptions,
    ...synthOptions,
  },
  examples: ["agentrun-ram deployer --plan plan.json > deployer.json"],
  run({ options }, output) {
    const { plan: inputs = [] } = options;
    if (inputs.length === 0) throw missingOption("--plan", "<input>");
    const { settings } = workingConfiguration(options);
    const account = options.account ?? settings.accounts?.id ?? "*";
    if (!/^(\d+|\*)$/.test(account))
      throw wrongValue("--account", account, "the digits of an id", "write e.g. --account 1234567890123456");
    const isOnlyPlanned = options["only-planned"];
    const answers = inputs
      .flatMap((input) => stacksOf(readInput(input, options, output)).map((stack) => ({ input, stack })))
      .flatMap(({ input, stack }) => (isOnlyPlanned ? plannedSides(stack, input) : sides(stack)))
      .map(({ stack, stepsOf }) => stackPermissions(stack, account, stepsOf));
    const statements = answers.flatMap((answer) => answer.statements);
    const warnings = new Set(answers.flatMap((answer) => answer.warnings).map(formatProblem));
    for (const warning of warnings) output.err(`warning: ${warning}`);
    if (statements.length === 0) {
      output.err(
        formatProblem({
          id: "RAM318",
          path: "",
          found: "nothing in the input needs permissions of RAM to be deployed",
          fix: "name the stacks or the plan that is deployed",
        }),
      );
      return exitCodes.found;
    }
    const documents = split(minimize(new PolicyDocument(statements)).document).map(({ document }) => document.toJson());
    output.out(JSON.stringify(documents.length === 1 ? documents[0] : documents, null, 2));
    return warnings.size > 0 ? exitCodes.found : exitCodes.ok;
  },
});

/** What is deployed, and what happens to each resource. */
interface Side {
  readonly stack: SynthesizedStack;
  /** @default - everything */
  readonly stepsOf?: (resource: { readonly address: string }) => readonly DeployStep[];
}

/** A plan also destroys what its state has. */
function sides(stack: SynthesizedStack): readonly Side[] {
  const both = sidesOfPlan(stack);
  return both === undefined ? [{ stack }] : [{ stack: both.before }, { stack: both.after }];
}

/** What a plan replaces is deleted under its name in the state, and created under its planned name. */
function plannedSides(stack: SynthesizedStack, input: string): readonly Side[] {
  const both = sidesOfPlan(stack);
  const plan = stack.configuration?.plan;
  if (both === undefined || plan === undefined)
    throw new UsageError("no plan", { where: input, fix: "name a plan, or remove --only-planned" });
  const stepsAt = plannedSteps(plan);
  const without =
    (step: DeployStep): Required<Side>["stepsOf"] =>
    ({ address }) =>
      stepsAt(address).filter((one) => one !== step);
  return [
    { stack: both.before, stepsOf: without("create") },
    { stack: both.after, stepsOf: without("delete") },
  ];
}
