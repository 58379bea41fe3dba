import { EvidenceError, generate, generateFormats, headLines, renderGenerated, usageQuery } from "../evidence";
import { isSameName } from "../policy/letter-case";
import { grantsOfSource } from "../review";
import { InputError, type Output, UsageError, exitCodes, missingOption, wrongValue } from "./command";
import { declareCommand } from "./declaration";
import { aboutEvidence, evidenceFrom, evidenceOptions, isPulledListing } from "./evidence-input";
import { readInput } from "./input";
import { reading } from "./reading";
import { workspaceOf } from "./workspace-argument";

/** Makes policies from evidence of what was used. */
export const generateCommand = declareCommand({
  description:
    "Makes policies that allow what the evidence shows in use; the evaluator verifies them. Every output begins with what the evidence covers and what it cannot show.",
  options: {
    from: {
      value: "evidence",
      about: `${aboutEvidence}; also a listing that pull wrote, for the members of groups`,
      path: "read",
      many: true,
    },
    principal: {
      value: "user|role|group:name",
      about: "only this principal, or what the members of a group of a listing used; default: all users and roles seen",
      many: true,
    },
    format: {
      value: "format",
      about:
        "json: a report with the policies; policy: the policy of one principal; typescript: constructs; features: requests by feature; hcl: policies and attachments for Terraform",
      choices: generateFormats,
      default: "json",
    },
    within: { value: "workspace=name", about: "the workspace of resources for which no event names one" },
    ...evidenceOptions,
    "print-query": {
      value: "store",
      about: "print the query that counts calls in a log store; its rows are evidence. sls-roles counts passed roles",
      choices: ["sls", "sls-roles"],
    },
    since: { value: "YYYY-MM-DD", about: "with --print-query: the first day" },
    until: { value: "YYYY-MM-DD", about: "with --print-query: the last day" },
  },
  examples: [
    "agentrun-ram generate --from trail/ --principal role:agentrun-deployer --format features",
    "agentrun-ram generate --print-query sls --principal role:agentrun-deployer --since 2026-08-01",
  ],
  run({ options }, output) {
    const { from = [], principal: principals, within } = options;
    for (const one of principals ?? []) checkPrincipal(one);
    const query = options["print-query"];
    if (query !== undefined) return printQuery({ ...options, query }, output);
    if (options.since !== undefined || options.until !== undefined) {
      throw new UsageError("for --print-query only: evidence has its own window", {
        where: "--since and --until",
        fix: "remove them, or add --print-query",
      });
    }
    if (from.length === 0) throw missingOption("--from", "<evidence>", " or --print-query");
    const listings = from.filter(isPulledListing);
    const evidence = from.filter((one) => !listings.includes(one));
    if (evidence.length === 0) {
      throw new UsageError("only a listing, which says what an account has and not what was called", {
        where: listings.join(", "),
        fix: "give evidence as well",
      });
    }
    const workspace = within === undefined ? {} : { workspace: workspaceOf(within) };
    const run = async () => {
      const groups = groupsIn(listings, output);
      const usage = await evidenceFrom(evidence, options, { ...workspace, ...callerOf(principals) }, output);
      output.step(() => "making policies");
      const grants = generate(usage, {
        ...(principals === undefined ? {} : { principals }),
        groups,
        features: options.format === "json" || options.format === "features",
      });
      if (options.format === "policy") {
        if (grants.length > 1)
          throw new UsageError(`one policy is asked for, and the evidence has ${grants.length} principals`, {
            where: "--format policy",
            fix: "name one --principal",
          });
        for (const line of headLines(usage)) output.note(line);
      }
      output.out(renderGenerated(usage, grants, options.format));
      return grants.length === 0 ? exitCodes.found : exitCodes.ok;
    };
    return run().catch((error: unknown) => {
      throw error instanceof EvidenceError ? new InputError(error.message) : error;
    });
  },
});

interface QueryOptions {
  readonly query: "sls" | "sls-roles";
  readonly from?: readonly string[] | undefined;
  readonly principal?: readonly string[] | undefined;
  readonly since?: string | undefined;
  readonly until?: string | undefined;
}

function printQuery({ query, from, principal = [], since, until }: QueryOptions, { out }: Output) {
  if (from !== undefined)
    throw new UsageError("it reads no evidence", { where: "--print-query", fix: "remove --from" });
  for (const day of [since, until]) {
    if (day !== undefined && !/^\d{4}-\d{2}-\d{2}$/.test(day)) {
      throw wrongValue("--since and --until", day, "a day as YYYY-MM-DD", "write e.g. 2026-08-01");
    }
  }
  out(
    usageQuery({
      principals: principal.map(nameInQuery),
      about: query === "sls" ? "usage" : "roles",
      ...(since === undefined ? {} : { from: since }),
      ...(until === undefined ? {} : { to: until }),
    }),
  );
  return exitCodes.ok;
}

/** The caller for logs that name no principal: the one of `--principal`, if it is a single user or role. */
function callerOf(principals: readonly string[] = []) {
  const [, kind, name = ""] = /^(user|role):(.+)$/s.exec(principals[0] ?? "") ?? [];
  return principals.length === 1 && (kind === "user" || kind === "role") ? { caller: { kind, name } as const } : {};
}

function checkPrincipal(text: string): void {
  if (/^(user|role|group):./s.test(text)) return;
  throw wrongValue("--principal", text, "user:<name>, role:<name> or group:<name>", "write e.g. role:deployer");
}

/** Events have no groups. */
function nameInQuery(principal: string): string {
  if (principal.startsWith("group:")) {
    throw wrongValue("--print-query", principal, "user:<name> or role:<name>", "name no group");
  }
  return principal.replace(/^(user|role):/, "");
}

/** Members by group, of all listings. */
function groupsIn(listings: readonly string[], output: Output): ReadonlyMap<string, readonly string[]> {
  const principals = listings.flatMap((listing) =>
    reading(() => grantsOfSource(readInput(listing, {}, output))).flatMap((model) => model.principals),
  );
  const names = principals.flatMap(({ principal }) => (principal.kind === "group" ? principal.name : []));
  return new Map(
    names.map((group) => [
      group,
      principals.flatMap(({ principal, groups }) =>
        principal.kind === "user" && groups.some((one) => isSameName(one, group)) ? principal.name : [],
      ),
    ]),
  );
}
