import { keyName } from "../../terraform/configuration/step";
import { type Accountant, irrelevant } from "./accountant";
import { stackAccountants } from "./stack-accountants";

/** What shows in the planned values, which are compared separately. */
const parts: Readonly<Record<string, string>> = {
  format_version: "the form of the plan",
  terraform_version: "the version of Terraform",
  timestamp: "when the plan was made",
  applyable: "whether Terraform would apply the plan",
  complete: "a plan that is not complete is reported separately",
  errored: "a plan with errors is reported separately",
  deferred_changes: "deferred changes are reported separately",
  configuration: "the planned values show the effect of the configuration",
  variables: "the planned values show the effect of variables",
  planned_values: "planned resources are looked at one by one, and outputs grant nothing",
  values: "resources of a state are looked at one by one, and outputs grant nothing",
  prior_state: "what was there before the plan",
  resource_changes: "how Terraform gets to the planned values",
  resource_drift: "what changed outside of Terraform before the plan",
  relevant_attributes: "why Terraform plans something",
  output_changes: "outputs grant nothing",
  checks: "checks change nothing",
};

/** The accountants of a plan. Its planned resources are like those of a stack. */
export const planAccountants: readonly Accountant[] = [
  {
    name: "parts of a plan",
    account: ({ path: [first] }) => {
      const part = keyName(first);
      const reason = part !== undefined && Object.hasOwn(parts, part) ? parts[part] : undefined;
      return reason === undefined ? undefined : irrelevant(reason);
    },
  },
  ...stackAccountants,
];
