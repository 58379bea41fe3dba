/** `-` and several files, wherever a command reads files. */
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Readable } from "node:stream";
import { commands } from "../../lib/cli/commands";
import { run } from "../../lib/cli/run";
import { devPolicy } from "../review/support/stacks";
import { temporaryFiles } from "../support/temporary-files";
import { commandsIn } from "./support/all-commands";

let input: string | undefined;
jest.mock("../../lib/terraform/read-file", () => {
  const actual = jest.requireActual<typeof import("../../lib/terraform/read-file")>("../../lib/terraform/read-file");
  const readFileText: typeof actual.readFileText = (file) => {
    if (file !== "-") return actual.readFileText(file);
    const value = input ?? "";
    input = undefined; // it can be read once
    return { value };
  };
  return { ...actual, readFileText };
});

const { file, folder } = temporaryFiles("file-arguments");
const policyOf = (Action: string) => ({ Version: "1", Statement: [{ Effect: "Allow", Action, Resource: "*" }] });
const policy = file("policy.json", policyOf("agentrun:GetTool"));
const other = file("other.json", policyOf("agentrun:DeleteTool"));
const refused = file("refused.json", "{}");
const stack = file("narrow.tf.json", { resource: devPolicy({ allow: "agentrun:GetTool" }) });
const wide = file("wide.tf.json", { resource: devPolicy({ allow: ["agentrun:GetTool", "agentrun:ListTools"] }) });
const denied = file("denied.json", { accessDeniedDetail: { AuthAction: "agentrun:GetTool", NoPermissionType: "ImplicitDeny" } }); // prettier-ignore
const config = file("config.json", { accounts: { id: "1234567890123456" }, severities: { RAM721: "off" } });
const trail = path.join(__dirname, "../evidence/fixtures/management-events.json");
const page = path.join(__dirname, "../catalog/import/pages/agentrun.zh.txt");
const source = ["--code", "agentrun", "--source", "https://help.aliyun.com/page", "--read", "2026-11-01"];
const code = path.join(__dirname, "../code-scan/repositories/shell-scripts");
const asked = ["--action", "agentrun:GetTool", "--resource", "*"];
const accepted = file("accepted.json", [
  { change: "gained", subject: "group dev", items: ["agentrun:ListTools"], resources: ["*"], reason: "x" },
]);
const listing = file("listing.json", { ListPolicies: [], ListUsers: [], ListGroups: [], ListRoles: [] });

/** The file that stands at a place of a call, and the call. */
type Place = readonly [file: string, args: (file: string) => readonly string[]];

const places: Readonly<Record<string, Place>> = {
  "review before": [stack, (one) => ["review", one, wide]],
  "review after": [wide, (one) => ["review", stack, one]],
  "review --acknowledge": [accepted, (one) => ["review", stack, wide, "--acknowledge", one]],
  "review --baseline": [
    file("baseline.json", { version: 1, rows: [], acknowledged: [] }),
    (one) => ["review", stack, wide, "--baseline", one],
  ],
  "review --account": [stack, (one) => ["review", stack, "--account", one]],
  "summary input": [stack, (one) => ["summary", one]],
  "can --in": [stack, (one) => ["can", "group:dev", "agentrun:GetTool", "--in", one]],
  "who-can --in": [stack, (one) => ["who-can", "agentrun:GetTool", "--in", one]],
  "lint input": [policy, (one) => ["lint", one]],
  "lint --acknowledge": [file("none.json", []), (one) => ["lint", policy, "--acknowledge", one]],
  "adopt input": [stack, (one) => ["adopt", one]],
  "adopt --listing": [listing, (one) => ["adopt", stack, "--listing", one]],
  "render input": [stack, (one) => ["render", one]],
  "explain-denied file": [denied, (one) => ["explain-denied", one]],
  "explain-denied --stack": [stack, (one) => ["explain-denied", denied, "--stack", one, "--principal", "group:dev"]],
  "migrate input": [policy, (one) => ["migrate", one]],
  "generate --from": [trail, (one) => ["generate", "--from", one]],
  "unused input": [stack, (one) => ["unused", one, "--evidence", trail]],
  "unused --evidence": [trail, (one) => ["unused", stack, "--evidence", one]],
  "scan --check": [stack, (one) => ["scan", code, "--check", one, "--principal", "role:dev"]],
  "deployer --plan": [stack, (one) => ["deployer", "--plan", one]],
  "validate file": [refused, (one) => ["validate", one]],
  "evaluate --policy": [policy, (one) => ["evaluate", "--policy", one, ...asked]],
  "evaluate --requests": [
    file("requests.jsonl", { action: "agentrun:GetTool", resource: "*" }),
    (one) => ["evaluate", "--policy", policy, "--requests", one],
  ],
  "minimize file": [policy, (one) => ["minimize", one]],
  "split file": [policy, (one) => ["split", one]],
  "emulator --faults": [file("faults.json", []), (one) => ["emulator", "--faults", one, "--", process.execPath, "-e", ""]], // prettier-ignore
  "emulator --system-policies": [file("system.json", {}), (one) => ["emulator", "--system-policies", one, "--", process.execPath, "-e", ""]], // prettier-ignore
  "catalog check page": [page, (one) => ["catalog", "check", one]],
  "catalog import page": [page, (one) => ["catalog", "import", one, ...source]],
  ...Object.fromEntries(
    [
      ["review", stack, wide],
      ["summary", stack],
      ["lint", policy],
      ["adopt", stack],
      ["deployer", "--plan", stack],
      ["validate", policy],
    ].map((args): [string, Place] => [`${args[0] ?? ""} --config`, [config, (one) => [...args, "--config", one]]]),
  ),
};

/** Places that take no `-`, with the reason. */
const noStandardInput: Readonly<Record<string, RegExp>> = {
  "--var-file": /RAM901 --var-file: .* a file, as Terraform takes it/,
  "init --from": /RAM901 --from: .*a packed library/,
  "scan folder": /RAM901 folder: .*a folder or a file/,
  "mcp --config": /RAM901 --config: .*the client writes to standard input/,
};

const declared = commandsIn(commands).flatMap(({ name, declaration }) => [
  ...(declaration.arguments ?? []).map((one) => ({ place: `${name} ${one.name}`, ...one })),
  ...Object.entries(declaration.options ?? {}).map(([option, one]) => ({ place: `${name} --${option}`, ...one })),
]);
const reading = declared.filter((one) => "path" in one && one.path === "read");

async function called(args: readonly string[], text = "") {
  input = text;
  const printed = { out: "", err: "" };
  const stdin = jest.spyOn(process, "stdin", "get").mockReturnValue(Readable.from([Buffer.from(text)]) as never);
  try {
    const code = await run(args, {
      out: (line) => (printed.out += `${line}\n`),
      err: (line) => (printed.err += `${line}\n`),
    });
    return { code, ...printed };
  } finally {
    stdin.mockRestore();
  }
}

it("the table has every place where a command reads a file", () => {
  const excepted = reading
    .map(({ place }) => place)
    .filter((place) => /--var-file$|^init --from$|^scan folder$|^mcp --config$/.test(place));
  expect(Object.keys(places).concat(excepted).sort()).toEqual(reading.map(({ place }) => place).sort());
});

it.each(Object.entries(places))("%s reads standard input for -", async (_, [name, args]) => {
  const ofFile = await called(args(name));
  const ofInput = await called(args("-"), readFileSync(name, "utf8"));
  expect(ofInput.code).toBe(ofFile.code);
  const words = ({ out }: typeof ofFile) =>
    out.replaceAll(name, "-").replaceAll("standard input", "-").split(/\s+/).length;
  expect(words(ofInput)).toBe(words(ofFile));
  expect(ofInput.err === "").toBe(ofFile.err === "");
});

it.each(Object.entries(noStandardInput))("%s takes no -, and says so", async (place, message) => {
  const args: Readonly<Record<string, readonly string[]>> = {
    "--var-file": ["lint", stack, "--var-file", "-"],
    "init --from": ["init", "x", "--from", "-"],
    "scan folder": ["scan", "-"],
    "mcp --config": ["mcp", "--config", "-"],
  };
  expect((await called(args[place] ?? [])).err).toMatch(message);
});

const tfFolder = path.dirname(file("module/main.tf", "locals {}"));
const pipe = path.join(folder, "pipe");
execFileSync("mkfifo", [pipe]);
const utf16 = path.join(folder, "utf16.json");
writeFileSync(utf16, Buffer.from("\uFEFF{}\r\n", "utf16le"));
const unreadable = {
  "a named pipe, without waiting for it": [pipe, /named pipe/],
  "a device": ["/dev/zero", /it is a device/],
  "UTF-16": [utf16, /UTF-16/],
  nothing: [path.join(folder, "none"), /no such file/],
} as const;

/** Every place but those that a folder is named for, and what is read there without being text. */
const readPlaces: Readonly<Record<string, (one: string) => readonly string[]>> = {
  ...Object.fromEntries(Object.entries(places).map(([place, [, args]]) => [place, args])),
  "--var-file": (one) => ["lint", tfFolder, "--var-file", one],
  "init --from": (one) => ["init", path.join(folder, "app"), "--from", one],
  "scan folder": (one) => ["scan", one],
  "mcp --config": (one) => ["mcp", "--config", one],
};

it.each(
  Object.entries(readPlaces).flatMap(([place, args]) =>
    Object.entries(unreadable)
      .filter(([kind]) => kind !== "UTF-16" || !/^(?:init --from|scan folder)$/.test(place))
      .map(([kind, [name, reason]]) => [place, kind, args(name), reason] as const),
  ),
)("%s refuses %s", async (_, __, args, reason) => {
  const { code, err } = await called(args);
  expect([code, err]).toEqual([1, expect.stringMatching(/^RAM\d{3} .*: .* Fix: .*\n$/m)]);
  expect(err).toMatch(reason);
});

const notJson = file("not.json", '{"a":\n  nope}\n');

/** Places that read another format than one JSON, each with a word of what it says of such a file. */
const otherFormats: Readonly<Record<string, RegExp>> = {
  "explain-denied file": /^RAM521 /, // the text of an error may have JSON somewhere
  "evaluate --requests":
    /^RAM501 .*not\.json: not JSON \(the text ends at line 1, column 6: .*\nRAM501 .*\(line 2, column 3: /,
  "generate --from": /^RAM501 .*not\.json: nothing in it can be read; .*not valid JSON/,
  "unused --evidence": /^RAM501 .*not\.json: nothing in it can be read; .*not valid JSON/,
  "catalog check page": /^RAM901 .*it states no RAM code/,
  "catalog import page": /^RAM601 .*not\.json: no line states a RAM code/,
  "--var-file": /^RAM501 .*not\.json/,
  "init --from": /^RAM901/,
};

it.each(Object.entries(readPlaces).filter(([place]) => place !== "scan folder"))(
  "%s says of a file that is not JSON where it stops to be",
  async (place, args) => {
    const { code, err } = await called(args(notJson));
    expect([code, err]).toEqual([
      1,
      otherFormats[place] === undefined
        ? `RAM501 ${notJson}: not JSON (line 2, column 3: expected a value). Fix: correct it, or name another input.\n`
        : expect.stringMatching(otherFormats[place]),
    ]);
  },
);

const large = file("large.json", policyOf(`agentrun:${"x".repeat(1024 * 1024)}`));

it.each([
  "summary input",
  "lint input",
  "migrate input",
  "validate file",
  "minimize file",
  "split file",
  "evaluate --policy",
])("%s refuses a policy that is hundred times as large as RAM takes", async (place) => {
  expect((await called(readPlaces[place]?.(large) ?? [])).err).toBe(
    `RAM501 ${large}: a policy of more than 1 MB, which no command reads; RAM takes 6,144 bytes. Fix: correct it, or name another input.\n`,
  );
});

it("a stack may be that large", async () => {
  const description = "x".repeat(1024 * 1024);
  const big = file("big.tf.json", { resource: devPolicy({ allow: "agentrun:GetTool" }), locals: { description } });
  expect(await called(["summary", big])).toMatchObject({ code: 0, err: "" });
});

/** Places that take one file, with the reason. */
const single: Readonly<Record<string, string>> = {
  "review before": "a review has two sides",
  "review after": "a review has two sides",
  "review --baseline": "a report is of one review",
  "review --account": "drift is from one account",
  "adopt --listing": "a listing is of one account",
  "explain-denied file": "one call is explained",
  "evaluate --requests": "lines of one file",
  "emulator --faults": "one list of rules",
  "emulator --system-policies": "one set of policies",
  "catalog import page": "a data file has one source",
  "init --from": "one library is installed",
  "scan folder": "one repository is scanned",
};

it("every other place takes several files", () => {
  const one = reading.filter((place) => !("many" in place && place.many)).map(({ place }) => place);
  expect(one.filter((place) => !place.endsWith(" --config")).sort()).toEqual(Object.keys(single).sort());
});

it.each<readonly [string, readonly string[], RegExp]>([
  ["summary", ["summary", policy, other], /GetTool|view 1[^]*delete|manage/i],
  [
    "migrate",
    ["migrate", policy, other],
    /policy\.json[^]*other\.json|other\.json[^]*policy\.json|GetTool[^]*DeleteTool/,
  ],
  ["validate", ["validate", refused, policy], /refused\.json: error/],
  ["validate as JSON", ["validate", refused, refused, "--format", "json"], /"file": "[^"]*refused\.json"/],
  ["minimize", ["minimize", policy, other], /GetTool.*\n.*DeleteTool/],
  ["split", ["split", policy, other], /GetTool.*\n.*DeleteTool/],
  ["adopt", ["adopt", stack, wide], /"p"[^]*"p"/],
  ["unused", ["unused", stack, wide, "--evidence", trail], /./],
  ["render", ["render", stack, wide, "--stack", "narrow"], /alicloud_ram_policy/],
  ["review --acknowledge", ["review", stack, wide, "--acknowledge", accepted, "--acknowledge", file("no.json", []), "--gate", "broadening"], /acknowledged/], // prettier-ignore
])("%s takes several", async (_, args, out) => {
  const { out: printed, err } = await called(args);
  expect([printed, err]).toEqual([expect.stringMatching(out), expect.not.stringMatching(/RAM90/)]);
});

it.each([
  ["lint", "-", "-"],
  ["summary", "-", "--config", "-"],
  ["review", "-", policy, "--acknowledge", "-"],
  ["evaluate", "--policy", "-", "--requests", "-"],
  ["evaluate", "--group-policy", "rg-a=-", "--policy", "-", ...asked],
  ["explain-denied", "--stack", "-"],
  ["emulator", "--faults", "-", "--system-policies", "-"],
])("%s %s reads standard input once only", async (...args) => {
  expect((await called(args)).err).toBe(
    "RAM901 -: standard input can be read only once. Fix: name files for the other inputs.\n",
  );
});
