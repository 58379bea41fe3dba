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
    "Prints the policy that an identity needs to deploy stacks, plans or states, as TerraformDeployerPolicy grants it; also for plain Terraform. For a plan, the policy covers what the plan creates, changes and destroys, and later changes of the same resources.",
  options: {
    plan: {
      value: "input",
      about: `a plan or state as JSON; also ${aboutInput}`,
      path: "read",
      many: true,
    },
    "only-planned": {
      about:
        "permit only the calls of this plan, e.g. no deletion if the plan deletes nothing; the next plan may need more",
    },
    account: {
      value: "id",
      about:
        "the account of the resources; default: from the configuration, else *, because a policy applies to its own account only",
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

/** The resources that are deployed, and what happens to each. */
interface Side {
  readonly stack: SynthesizedStack;
  /** @default - everything */
  readonly stepsOf?: (resource: { readonly address: string }) => readonly DeployStep[];
}

/** Adds the resources of the state that a plan destroys. */
function sides(stack: SynthesizedStack): readonly Side[] {
  const both = sidesOfPlan(stack);
  return both === undefined ? [{ stack }] : [{ stack: both.before }, { stack: both.after }];
}

/** A replaced resource is deleted under its name in the state, and created under its planned name. */
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
