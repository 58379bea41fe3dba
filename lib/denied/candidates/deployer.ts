import { stackPermissions } from "../../constructs/deployer/stack-permissions";
import { PolicyDocument } from "../../policy";
import type { PrincipalName, SynthesizedStack } from "../../review";
import type { Deploying } from "../denial-of-text";
import { Code, constructCode } from "../code-text";
import { attachToOf } from "../principal";
import type { Candidate } from "../proposal";
import type { FindCandidates } from "./candidate-input";

/** `TerraformDeployerPolicy`, for stacks whose deployment needs the action. */
export function deployerCandidates(stacks: readonly SynthesizedStack[]): FindCandidates {
  return ({ denial, principal }) => {
    if (!/^(ram|resourcemanager):/i.test(denial.action)) return [];
    return deployed(stacks, denial.deploying).flatMap((stack) => candidatesFor(stack, principal));
  };
}

function candidatesFor(stack: SynthesizedStack, principal: PrincipalName | undefined): readonly Candidate[] {
  const { statements } = stackPermissions(stack);
  if (statements.length === 0) return [];
  const attachTo = attachToOf(principal);
  return [
    {
      construct: "TerraformDeployerPolicy",
      code: `${constructCode("TerraformDeployerPolicy", "Deployer", { stacks: [new Code("stack")], attachTo })} // stack is ${stack.name}`,
      document: new PolicyDocument(statements),
      whole: `all other permissions that the deployment of stack ${stack.name} needs`,
    },
  ];
}

/** The stacks that were possibly being deployed, narrowed by the stack or resource that Terraform printed. */
function deployed(stacks: readonly SynthesizedStack[], { address, stack }: Deploying): readonly SynthesizedStack[] {
  const named = stacks.filter(({ name }) => name === stack);
  if (named.length > 0) return named;
  const having = stacks.filter(({ resources }) => resources.some((resource) => resource.address === address));
  return having.length > 0 ? having : stacks;
}
