import {
  type CodeNeeds,
  type CodeScan,
  ScanError,
  type ScanFormat,
  type ScanPart,
  checkCode,
  grantsForCode,
  lacksSomething,
  needsOf,
  renderCheck,
  renderScan,
  scanFolder,
  scanFormats,
  scanHead,
} from "../code-scan";
import { principalsOf } from "../grants/principal-access";
import { nearest } from "../policy/nearest";
import { grantsOfSource } from "../review";
import { restoreExpressions } from "../terraform/expressions";
import {
  type ExitCode,
  exitCodes,
  InputError,
  missingOption,
  noSuchPrincipal,
  type Output,
  wrongValue,
} from "./command";
import { declareCommand } from "./declaration";
import { type InputArguments, aboutInput, readInput, synthOptions } from "./input";
import { reading } from "./reading";
import { workspaceOf } from "./workspace-argument";

const parts = ["code", "deployment"] as const satisfies readonly ScanPart[];

/** Finds the calls in code, and makes policies for them. */
export const scanCommand = declareCommand({
  description:
    "Finds the API calls in the files of a folder, without running them, and makes a policy for them, with the place of every call. Every output begins with what the scan does not know. Needs parsers, which are optional packages.",
  arguments: [{ name: "folder", about: "the folder to scan, or one file", path: "read" }],
  options: {
    principal: { value: "user|role:name", about: "who runs the code, and gets the policy" },
    format: {
      value: "format",
      about:
        "json: a report with the policies; policy: the policy; typescript: constructs; features: a request by feature; hcl: policies and attachments for Terraform; text: a list; default: json, with --check text",
      choices: scanFormats,
    },
    check: {
      value: "input",
      about: `what the principal has, to compare with what the code calls: ${aboutInput}`,
      path: "read",
      many: true,
    },
    part: {
      value: "part",
      about: "read only code, or only deployment files and commands, which other principals run",
      choices: parts,
    },
    exclude: { value: "path", about: "a folder or file to skip, relative to the scanned folder", many: true },
    within: { value: "workspace=name", about: "the workspace that the code uses" },
    region: { value: "id", about: "the region that the code uses; default: all" },
    account: { value: "id", about: "the account; default: *, because a policy applies to its own account only" },
    ...synthOptions,
  },
  examples: [
    "agentrun-ram scan . --principal role:orders --format features --within workspace=team-a",
    "agentrun-ram scan src --check cdktf.out --principal role:orders",
  ],
  run({ args: [folder], options }, output) {
    if (folder === "-") {
      throw wrongValue(
        "folder",
        folder,
        "a folder or a file, whose name tells its language",
        "name a folder or a file",
      );
    }
    const { within, region, account, part, check, exclude = [] } = options;
    const principal = options.principal === undefined ? undefined : principalOf(options.principal);
    if (region !== undefined && !/^[a-z]{2}-[a-z0-9-]+$/.test(region)) {
      throw wrongValue("--region", region, "the id of a region", "write e.g. --region cn-hangzhou");
    }
    if (account !== undefined && !/^\d+$/.test(account)) {
      throw wrongValue("--account", account, "the digits of an id", "write e.g. --account 1234567890123456");
    }
    const place = {
      ...(within === undefined ? {} : { workspace: workspaceOf(within) }),
      ...(region === undefined ? {} : { region }),
      ...(account === undefined ? {} : { account }),
      ...(part === undefined ? {} : { part }),
    };
    const format: ScanFormat = options.format ?? (check === undefined ? "json" : "text");
    if (check !== undefined && principal === undefined)
      throw missingOption("--principal", "<principal>", ", which --check needs");
    if (check !== undefined && format !== "text" && format !== "json") {
      throw wrongValue("--format", format, "text or json, which --check prints", "write one of them");
    }
    try {
      const scan = scanFolder(folder, { exclude });
      const needs = needsOf(scan, place);
      if (check !== undefined && principal !== undefined && (format === "text" || format === "json")) {
        return compared(scan, needs, { check, principal, format, input: options }, output);
      }
      const grants = grantsForCode(needs, { principal, features: format === "json" || format === "features" });
      if (format === "policy") for (const line of scanHead(scan, needs)) output.note(line);
      output.out(renderScan(scan, grants, format));
      return needs.needs.length === 0 ? exitCodes.found : exitCodes.ok;
    } catch (error) {
      throw error instanceof ScanError ? new InputError(error.message) : error;
    }
  },
});

function principalOf(text: string) {
  const [, kind, name = ""] = /^(user|role):(.+)$/s.exec(text) ?? [];
  if (kind === "user" || kind === "role") return { kind, name } as const;
  throw wrongValue("--principal", text, "user:<name> or role:<name>", "write e.g. --principal role:orders");
}

interface Comparison {
  readonly check: readonly string[];
  readonly principal: { readonly kind: "user" | "role"; readonly name: string };
  readonly format: "text" | "json";
  readonly input: InputArguments;
}

/** @throws UsageError for a principal that the input does not have */
function compared(
  scan: CodeScan,
  needs: CodeNeeds,
  { check: inputs, principal, format, input }: Comparison,
  output: Output,
): ExitCode {
  const models = reading(() => inputs.flatMap((one) => grantsOfSource(readInput(one, input, output))));
  const check = checkCode(scan, needs, models, principal);
  if (check === undefined) {
    const known = principalsOf(models).map(({ kind, name }) => `${kind}:${restoreExpressions(name)}`);
    const asked = `${principal.kind}:${principal.name}`;
    const near = nearest(asked, known);
    throw noSuchPrincipal(asked, known, near);
  }
  output.out(renderCheck(scan, needs, check, format));
  return lacksSomething(check) ? exitCodes.found : exitCodes.ok;
}
