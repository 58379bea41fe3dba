import { readTerraformFolder } from "../../../lib/terraform/hcl";
import type { VariableArgument } from "../../../lib/terraform/hcl";
import { temporaryFiles } from "../../support/temporary-files";
import recorded from "./console-folders.json";

/** Folders, and what `terraform console` of Terraform 1.11.4 answered for `local.answers` in each. */
interface RecordedFolder {
  readonly name: string;
  readonly files: Readonly<Record<string, string>>;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly answer: unknown;
}

const { file, folder } = temporaryFiles("console-folders");
const rows = (recorded as unknown as readonly RecordedFolder[]).map((row) => [row.name, row] as const);

test.each(rows)("%s", (name, { files, args, env, answer }) => {
  const place = name.replaceAll(" ", "-");
  for (const [path, text] of Object.entries(files)) file(`${place}/${path}`, text);
  file(`${place}/output.tf`, 'output "answers" {\n  value = jsonencode(local.answers)\n}\n');
  const stack = readTerraformFolder(`${folder}/${place}`, {
    variables: variablesIn(args, `${folder}/${place}`),
    environment: env,
  });
  const text = stack.outputs?.get("answers") ?? "nothing";
  expect(text).not.toMatch(/(?<!\$)\$\{/);
  expect(JSON.parse(text.replaceAll("$${", "${").replaceAll("%%{", "%{"))).toEqual(answer);
});

function variablesIn(args: readonly string[], place: string): readonly VariableArgument[] {
  return args.flatMap((word, index): readonly VariableArgument[] => {
    if (word.startsWith("-var-file=")) return [{ file: `${place}/${word.slice("-var-file=".length)}` }];
    if (word !== "-var") return [];
    const [, variable = "", text = ""] = /^([^=]+)=([^]*)$/.exec(args[index + 1] ?? "") ?? [];
    return [{ name: variable, text }];
  });
}
