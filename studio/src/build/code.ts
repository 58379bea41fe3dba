import { literal } from "../../../lib/denied/code-text";

/** The request, as a construct or a function of the library takes it. */
export type Request = Readonly<Record<string, unknown>>;

/** The request without parts of `within` that narrow nothing, which constructs and the command line refuse. */
export function withoutUnused(request: Request, unused: readonly string[]): Request {
  const { within = {}, ...rest } = request;
  const used = Object.entries(within as object).filter(([name]) => !unused.includes(name));
  return used.length === 0 ? rest : { ...rest, within: Object.fromEntries(used) };
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
function constructIdOf(name: string): string {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("") || "Team";
}
