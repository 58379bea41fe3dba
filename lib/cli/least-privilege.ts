import { exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { answerTo, reportLines, requestOf, requestOptions } from "./least-privilege-request";

/** Prints the smallest policy for features. */
export const leastPrivilegeCommand = declareCommand({
  description: "Prints the smallest policy as JSON. Reports what cannot be narrowed on standard error.",
  options: requestOptions,
  examples: ["agentrun-ram least-privilege --feature sandboxes=manage --feature agents=view --workspace team-a"],
  run({ options: values }, output) {
    const { document, report } = answerTo(requestOf(values));
    output.out(JSON.stringify(document.toJson(), null, 2));
    // Attached in the account, the policy would grant more than requested, so --quiet does not hide this.
    if (values["resource-group-form"] === "attachment") {
      const groups = (values["resource-group"] ?? []).join(", ");
      output.err(
        `attach the policy in ${groups}, not in the account, because the policy itself names no resource group`,
      );
    }
    for (const line of reportLines(report, values)) output.note(line);
    return exitCodes.ok;
  },
});
