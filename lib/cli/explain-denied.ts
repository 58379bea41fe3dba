import { type Explanation, explainDenial, explanationJson, explanationText, principalsOf, readDenial } from "../denied";
import { type PrincipalName, type SynthesizedStack, stacksOf } from "../review";
import { readText, shownFile } from "./arguments";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { aboutInput, readInput, synthOptions } from "./input";
import { principalOf } from "./principal-argument";
import { reading } from "./reading";
import { checkStandardInput } from "./standard-input";

const renderers = { text: explanationText, json: explanationJson } as const;

const formats = Object.keys(renderers) as (keyof typeof renderers)[];

/** Explains a refused call. */
export const explainDeniedCommand = declareCommand({
  description:
    "Explains a refused call of AgentRun, RAM or another service: which statement denies it or is missing, and which construct grants just that call.",
  arguments: [
    {
      name: "file",
      about:
        "the response body, a decoded diagnostic message, or an error text with one of them; - reads standard input",
      path: "read",
      optional: true,
    },
  ],
  options: {
    stack: { value: "input", about: aboutInput, path: "read", many: true },
    principal: { value: "user|group|role:name", about: "who was refused, if the error does not name the principal" },
    format: { value: "format", about: "how to print the explanation", choices: formats, default: "text" },
    ...synthOptions,
  },
  examples: [
    "agentrun-ram explain-denied answer.json --stack cdktf.out",
    "agentrun-ram explain-denied --stack cdktf.out --principal user:alice < terraform.log",
  ],
  run({ args: [file = "-"], options: values }, output) {
    const { format } = values;
    const principal = values.principal === undefined ? undefined : principalOf("--principal", values.principal);
    const { stack: inputs = [] } = values;
    checkStandardInput(file, ...inputs);
    const stacks = inputs.flatMap((input) => stacksOf(readInput(input, values, output)));
    const denial = readDenial(readText(file), shownFile(file));
    const explanation = reading(() =>
      explainDenial(denial, { stacks, ...(principal === undefined ? {} : { principal }) }),
    );
    output.out(renderers[format](explanation));
    if (inputs.length === 0 || explanation.stacks?.isKnown === true) return exitCodes.ok;
    if (principal !== undefined && isOfDeploying(explanation)) return exitCodes.ok;
    output.err(unknownPrincipal(stacks, explanation.stacks?.principal));
    return exitCodes.found;
  },
});

/** The deploying identity is usually in none of the stacks, so its name is enough. */
function isOfDeploying({ proposals }: Explanation): boolean {
  return proposals.some(({ construct }) => construct === "TerraformDeployerPolicy");
}

function unknownPrincipal(stacks: readonly SynthesizedStack[], principal: PrincipalName | undefined): string {
  const who =
    principal === undefined
      ? "the error does not name the principal; find the name for its id with ListUsers, and give --principal user:<name>"
      : `the stacks have no ${principal.kind} ${principal.name}`;
  return `${who}. Principals in the stacks: ${principalsOf(stacks).join(", ") || "none"}`;
}
