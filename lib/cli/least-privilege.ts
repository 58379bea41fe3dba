import { type LeastPrivilegeRequest, leastPrivilege } from "../catalog";
import { parseArguments } from "./arguments";
import { type Command, UsageError, exitCodes } from "./command";

/** Prints the smallest policy for features. */
export const leastPrivilegeCommand: Command = {
  name: "least-privilege",
  usage:
    "--feature <key>=<view|manage|invoke> ... [--action <action>] [--except <action>] [--workspace <name>] [--region <id>] [--account <id>] [--runtime <name>] [--credential <name>] [--access-tokens] [--pass-role <name>]",
  summary: "prints the smallest policy as JSON; what could not be narrowed goes to standard error",
  run(args, output) {
    const many = { type: "string", multiple: true } as const;
    const { values, positionals } = parseArguments({
      args: [...args],
      allowPositionals: true,
      options: {
        feature: many,
        action: many,
        except: many,
        workspace: { type: "string" },
        region: { type: "string" },
        account: { type: "string" },
        runtime: many,
        credential: many,
        "access-tokens": { type: "boolean" },
        "pass-role": many,
      },
    });
    if (positionals.length > 0) throw new UsageError(`unexpected ${positionals.join(" ")}`);
    const request = {
      features: features(values.feature ?? []),
      ...(values.action === undefined ? {} : { actions: values.action }),
      ...(values.except === undefined ? {} : { except: values.except }),
      within: {
        ...(values.workspace === undefined ? {} : { workspace: values.workspace }),
        ...(values.region === undefined ? {} : { region: values.region }),
        ...(values.account === undefined ? {} : { accountId: values.account }),
        ...(values.runtime === undefined ? {} : { runtimes: values.runtime }),
      },
      secrets: {
        ...(values.credential === undefined ? {} : { credentials: values.credential }),
        ...(values["access-tokens"] === true ? { accessTokens: true } : {}),
      },
      ...(values["pass-role"] === undefined ? {} : { passRoles: values["pass-role"] }),
    };
    // leastPrivilege checks every name, also those that the compiler cannot see.
    const { document, report } = leastPrivilege(request as LeastPrivilegeRequest, {
      unusedRestrictions: "report",
    });
    output.out(JSON.stringify(document.toJson(), null, 2));
    for (const { action, why } of report.wide) output.err(`not narrowed: ${action} (${why})`);
    for (const { need, why, how } of report.withheld) output.err(`not granted: ${need} (${why}); see ${how}`);
    for (const name of report.unused) output.err(`no effect: nothing that is granted can be narrowed by ${name}`);
    return exitCodes.ok;
  },
};

function features(selections: readonly string[]): Readonly<Record<string, readonly string[]>> {
  const selected: Record<string, string[]> = {};
  for (const selection of selections) {
    const [key = "", ...classes] = selection.split(/[=,]/);
    if (key === "" || classes.length === 0) {
      throw new UsageError(`--feature takes <key>=<view|manage|invoke>, e.g. sandboxes=manage; found ${selection}`);
    }
    (selected[key] ??= []).push(...classes);
  }
  return selected;
}
