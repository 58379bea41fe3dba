import { secretFlagNames, secretFlags, restrictionFlagNames, restrictionFlags } from "../../../lib/cli/request-flags";
import { literal } from "../../../lib/denied/code-text";

type Request = Readonly<Record<string, unknown>>;

/** The request without parts of `within` that narrow nothing, which constructs and the command line refuse. */
export function withoutUnused(request: Request, unused: readonly string[]): Request {
  const within = Object.fromEntries(membersOf(request, "within").filter(([name]) => !unused.includes(name)));
  const { within: _, ...rest } = request;
  return Object.keys(within).length === 0 ? rest : { ...rest, within };
}

/** The request as a construct in TypeScript, attached to a group where one is named. */
export function typeScriptOf(request: Request, group: string): string {
  return constructText("LeastPrivilege", group, {
    ...request,
    ...(group === "" ? {} : { attachTo: { groups: [group] } }),
  });
}

/** A construct in TypeScript, named after what it is for. */
export function constructText(construct: string, name: string, props: Request): string {
  return [
    `import { ${construct} } from "cdktf-alicloud-agentrun";`,
    "",
    `new ${construct}(this, ${JSON.stringify(constructIdOf(name))}, {`,
    ...Object.entries(props).flatMap(([prop, value]) => memberLines(prop, value)),
    "});",
    "",
  ].join("\n");
}

const longestLine = 100;

function memberLines(name: string, value: unknown): readonly string[] {
  const line = `  ${name}: ${literal(value)},`;
  if (line.length <= longestLine || typeof value !== "object" || value === null) return [line];
  if (Array.isArray(value)) return [`  ${name}: [`, ...value.map((one) => `    ${literal(one)},`), "  ],"];
  return [
    `  ${name}: {`,
    ...Object.entries(value).map((one) => `    ${literal(Object.fromEntries([one])).slice(2, -2)},`),
    "  },",
  ];
}

/** `sandbox-team` as the id of a construct: `SandboxTeam`. */
function constructIdOf(group: string): string {
  const words = group.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("") || "Team";
}

/** The request as arguments of `agentrun-ram`. */
export function argumentsOf(request: Request): readonly string[] {
  const within = new Map(membersOf(request, "within"));
  const secrets = new Map(membersOf(request, "secrets"));
  return [
    "least-privilege",
    ...membersOf(request, "features").flatMap(([key, classes]) => [
      "--feature",
      `${key}=${textsIn(classes).join(",")}`,
    ]),
    ...many("--action", request["actions"]),
    ...many("--except", request["except"]),
    ...restrictionFlagNames.flatMap((name) => many(`--${name}`, within.get(restrictionFlags[name].within))),
    ...many("--credential", secrets.get("credentials")),
    ...secretFlagNames.filter((name) => secrets.has(secretFlags[name].part)).map((name) => `--${name}`),
    ...(request["shell"] === true ? ["--shell"] : []),
    ...membersOf(request, "nodes").flatMap(([kind]) => ["--without-nodes", kind]),
    ...many("--pass-role", request["passRoles"]),
    ...tests(request, "conditions").flatMap((test) => ["--condition", test]),
    ...tests(request, "dangerousConditions").flatMap((test) => ["--dangerous-condition", test]),
    ...many("--workspace-scope", request["workspaceScope"]),
    ...many("--generation", request["generation"]),
  ];
}

/** A command line for POSIX shells, each option on a line of its own. */
export function shellTextOf(words: readonly string[]): string {
  const lines = words.reduce<readonly string[]>((done, word) => {
    const last = done.at(-1);
    if (last === undefined || word.startsWith("--")) return [...done, word];
    return [...done.slice(0, -1), `${last} ${shellWord(word)}`];
  }, []);
  return `${["npx agentrun-ram", ...lines].join(" \\\n  ").replace(" \\\n  ", " ")}\n`;
}

function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function tests(request: Request, part: string): readonly string[] {
  return membersOf(request, part).flatMap(([operator, keys]) =>
    Object.entries(keys as object).flatMap(([key, values]) =>
      textsIn(values).map((value) => `${operator}:${key}=${value}`),
    ),
  );
}

function many(flag: string, values: unknown): readonly string[] {
  return textsIn(values).flatMap((value) => [flag, value]);
}

function textsIn(value: unknown): readonly string[] {
  if (value === undefined) return [];
  return (Array.isArray(value) ? value : [value]).map(String);
}

function membersOf(request: Request, part: string): readonly (readonly [string, unknown])[] {
  const members = request[part];
  return typeof members === "object" && members !== null ? Object.entries(members) : [];
}
