import { statSync } from "node:fs";
import path from "node:path";
import type { GrantModel } from "./grant-model";
import { grantsOfStack, grantsOfStacks } from "./grants-of-stack";
import { isPlan, planStack } from "../terraform/plan";
import { isPolicyDocument, policyFolderGrants, policyGrants, policyOfText, readText } from "./policy-folder";
import { UnreadableStackError, readJson, readSynthesizedStacks, stackOf } from "../terraform/synthesized-stack";

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
  if (isPlan(json)) return namedByFile(name, grantsOfStack(planStack(name, input, json)));
  if (isPolicyDocument(json)) {
    // One policy is compared with another whatever their files are called.
    return namedByFile(name, [policyGrants(name, [policyOfText("policy", input, readText(input))])]);
  }
  if (json["resource"] === undefined && json["terraform"] === undefined) {
    throw new UnreadableStackError(input, "neither a stack, a plan, nor a policy");
  }
  const models = grantsOfStack({ ...stackOf(stackName(input), input, json), warnings: [] });
  return path.basename(input) === synthesizedName ? models : namedByFile(name, models);
}

/** What `cdktf synth` calls every stack's file. */
const synthesizedName = "cdk.tf.json";

/** Marks the models that have no name but the file's; an alias of the provider is one of their own. */
function namedByFile(name: string, models: readonly GrantModel[]): readonly GrantModel[] {
  return models.map((model) => (model.stack === name ? { ...model, namedByFile: true } : model));
}

/** `cdktf.out/stacks/<name>/cdk.tf.json` is the stack of that name. */
function stackName(file: string): string {
  const base = path.basename(file);
  return base === synthesizedName
    ? path.basename(path.dirname(path.resolve(file)))
    : base.replace(/(\.tf)?\.json$/, "");
}

function kindOf(target: string): "file" | "folder" | undefined {
  try {
    return statSync(target).isDirectory() ? "folder" : "file";
  } catch {
    return undefined;
  }
}
