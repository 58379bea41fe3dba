import { type AllowedPrincipal, whoCan } from "../grants/who-can";
import { asking, modelsOf, questionOptions, requestOptionsOf } from "./access-question";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";

/** Lists who may do something. */
export const whoCanCommand = declareCommand({
  description:
    "Lists the users, groups and roles that may do something, and those for which the answer is not known. Evaluates their own policies and those of their groups that are in the input. Everyone else in the input is denied.",
  arguments: [
    { name: "action", about: "e.g. agentrun:GetTool" },
    { name: "resource", about: "an ARN, or a pattern of ARNs; default: any resource", optional: true },
  ],
  options: questionOptions,
  examples: [
    "agentrun-ram who-can agentrun:DeleteTool --in cdktf.out",
    "agentrun-ram who-can ram:PassRole 'acs:ram:*:*:role/flow' --in plan.json --format json",
  ],
  run({ args: [action, resource], options }, output) {
    const models = modelsOf(options, output);
    const found = asking(action, options.unchecked, (one) => whoCan(models, one, resource, requestOptionsOf(options)));
    output.out(options.format === "json" ? JSON.stringify(found) : found.map(line).join("\n") || nobody(action));
    return found.length === 0 ? exitCodes.found : exitCodes.ok;
  },
});

function nobody(action: string): string {
  return `nobody may do ${action}; policies that are attached to nobody do not count`;
}

function line({ kind, name, decision, onAll, resource, resourceGroup, why }: AllowedPrincipal): string {
  const where = onAll ? "" : ` on a part, e.g. ${resource}`;
  const group = resourceGroup === undefined ? "" : ` in the resource group ${resourceGroup}`;
  const doubt = decision === "Allow" ? "" : `, depending on: ${why.join("; ")}`;
  return `${kind} ${name}${decision === "Allow" ? "" : " perhaps"}${where}${group}${doubt}`;
}
