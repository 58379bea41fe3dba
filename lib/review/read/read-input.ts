import { statSync } from "node:fs";
import path from "node:path";
import type { GrantModel } from "./grant-model";
import { grantsOfStack, grantsOfStacks } from "./grants-of-stack";
import { isPlan, planStack } from "./plan";
import { isPolicyDocument, policyFolderGrants, policyGrants, policyOfText, readText } from "./policy-folder";
import { UnreadableStackError, readJson, readSynthesizedStacks, stackOf } from "./synthesized-stack";

/**
 * Reads what an input grants: a folder that `cdktf synth` wrote, one `cdk.tf.json`, a plan or state as JSON, a RAM policy,
 * or a folder of them.
 *
 * @throws UnreadableStackError RAM501 with the file that cannot be read, and why
 */
export function readInput(input: string): readonly GrantModel[] {
  if (kindOf(input) === "folder") {
    const isOutput = kindOf(path.join(input, "manifest.json")) === "file";
    return isOutput ? grantsOfStacks(readSynthesizedStacks(input)) : [policyFolderGrants(input)];
  }
  const json = readJson(input);
  const name = path.basename(input).replace(/(\.tf)?\.json$/, "");
  if (isPlan(json)) return grantsOfStack(planStack(name, input, json));
  if (isPolicyDocument(json)) {
    // One policy is compared with another whatever their files are called.
    return [policyGrants(name, [policyOfText("policy", input, readText(input))])];
  }
  if (json["resource"] === undefined && json["terraform"] === undefined) {
    throw new UnreadableStackError(input, "neither a stack, a plan, nor a policy");
  }
  return grantsOfStack({ ...stackOf(stackName(input), input, json), warnings: [] });
}

/** `cdktf.out/stacks/<name>/cdk.tf.json` is the stack of that name. */
function stackName(file: string): string {
  const base = path.basename(file);
  return base === "cdk.tf.json" ? path.basename(path.dirname(path.resolve(file))) : base.replace(/(\.tf)?\.json$/, "");
}

function kindOf(target: string): "file" | "folder" | undefined {
  try {
    return statSync(target).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}
