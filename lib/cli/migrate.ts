import type { MigrationOutcome } from "../catalog/migration";
import {
  type MigratedStatement,
  type MigrationReport,
  type MigrationRow,
  type UnreadPolicy,
  migrationReport,
} from "../grants/migration-report";
import { grantsOfSource } from "../review";
import { exitCodes } from "./command";
import { declareCommand } from "./declaration";
import { aboutInput, readInput, synthOptions } from "./input";
import { reading } from "./reading";

/** Reports what grants on AgentRun become in AgentCore. */
export const migrateCommand = declareCommand({
  description:
    "Reports what grants on AgentRun become in AgentCore, as far as the compat packages say. It writes no policy, because no document maps actions of AgentRun to actions of AgentCore.",
  arguments: [{ name: "input", about: aboutInput, path: "read", many: true }],
  options: {
    format: { value: "format", about: "how to print the report", choices: ["text", "json"], default: "text" },
    ...synthOptions,
  },
  examples: ["agentrun-ram migrate cdktf.out", "agentrun-ram migrate policy.json --format json"],
  run({ args: [inputs], options }, output) {
    const report = reading(() =>
      migrationReport(inputs.flatMap((input) => grantsOfSource(readInput(input, options, output)))),
    );
    output.out(options.format === "json" ? JSON.stringify(report, null, 2) : textOf(report));
    return isWhole(report) ? exitCodes.ok : exitCodes.found;
  },
});

function isWhole({ statements, unread, totals }: MigrationReport): boolean {
  const isOpen = statements.some((one) => one.isOpen);
  return unread.length === 0 && !isOpen && totals.partly + totals.none + totals.unproved === 0;
}

function textOf(report: MigrationReport): string {
  const { statements, unread, totals, version, source, read } = report;
  const { counterpart, partly, none, unproved } = totals;
  const counts = `${counterpart} with a counterpart, ${partly} with one for some resources, ${none} without, ${unproved} unproved`;
  return [
    ...(statements.length === 0 ? ["no grant on AgentRun"] : statements.flatMap(statementLines)),
    ...unread.map(unreadLine),
    "",
    ...(statements.length === 0 ? [] : [`Actions: ${counts}.`]),
    `Source: ${source} ${version} (read ${read}). No document maps actions of AgentRun to actions of AgentCore.`,
  ].join("\n");
}

function statementLines({ stack, policy, attachedTo, statement, effect, isOpen, rows }: MigratedStatement) {
  const to = attachedTo.length === 0 ? "attached to nobody" : attachedTo.join(", ");
  const open = isOpen ? ", with a wildcard or an exception that also covers actions nobody knows yet" : "";
  return [
    `${stack}: policy ${policy} (${to}), Statement[${statement}] ${effect}${open}`,
    ...rows.flatMap(rowLines),
    ...(effect === "Deny" ? ["  ! nothing denies any longer what has no counterpart"] : []),
  ];
}

const outcomeWords: Readonly<Record<MigrationOutcome, string>> = {
  counterpart: "counterpart",
  partly: "counterpart for some",
  none: "no counterpart",
  unproved: "unproved",
};

function rowLines({ kind, outcome, agentcore, why, actions, published }: MigrationRow): readonly string[] {
  const to = agentcore.length === 0 ? "" : ` ${agentcore.join(", ")}`;
  return [
    `  ${kind}: ${outcomeWords[outcome]}${to}: ${why}`,
    `    ${actions.join(", ")}`,
    ...published.map(({ action, arn }) => `    published: ${action} on ${arn}`),
  ];
}

function unreadLine({ stack, policy, attachedTo, why }: UnreadPolicy): string {
  const to = attachedTo.length === 0 ? "" : ` (${attachedTo.join(", ")})`;
  return `! not read: ${stack}: ${policy}${to}: ${why}`;
}
