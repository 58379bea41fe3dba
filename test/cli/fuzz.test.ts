import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commands } from "../../lib/cli/commands";
import type { ArgumentDeclaration, CommandDeclaration } from "../../lib/cli/declaration";
import { run } from "../../lib/cli/run";
import { commandsIn } from "./support/all-commands";

const folder = mkdtempSync(path.join(tmpdir(), "cli-fuzz-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: string | Buffer): string {
  const target = path.join(folder, name);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, content);
  return target;
}

const document = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}';
const policy = file("policy.json", document);
const stack = file(
  "stack/cdk.tf.json",
  JSON.stringify({ resource: { alicloud_ram_policy: { p: { policy_name: "p", policy_document: document } } } }),
);
const plan = file(
  "plan.json",
  JSON.stringify({ format_version: "1.2", terraform_version: "1.9.0", planned_values: { root_module: {} } }),
);
const hostileName = "\u001b[31m\u202e\n::error::x";
const garbage = Buffer.from(Array.from({ length: 4096 }, (_, index) => (index * 167 + (index >> 3)) % 256));
const deep = 100_000;

/** What a file argument may name. */
const inputs: Readonly<Record<string, string>> = {
  "a missing file": path.join(folder, "missing.json"),
  "a missing file with a hostile name": path.join(folder, hostileName),
  "a folder": path.dirname(stack),
  "an empty folder": path.dirname(file("empty/.keep", "")),
  "an empty file": file("empty.json", ""),
  "random bytes": file("garbage.json", garbage),
  "deep JSON": file("deep.json", "[".repeat(deep) + "]".repeat(deep)),
  "deep objects": file("deep-objects.json", `${'{"Statement":'.repeat(deep)}1${"}".repeat(deep)}`),
  "a huge number": file("number.json", "9".repeat(400)),
  "a policy of huge numbers": file("numbers.json", `{"Version":1e999,"Statement":[{"Effect":${"9".repeat(400)}}]}`),
  "lone surrogates": file("surrogates.json", document.replace("oss", "\\ud800").replace('"*"', '"\\udfff"')),
  "hostile text": file("hostile.json", JSON.stringify(JSON.parse(document)).replace("oss", JSON.stringify(hostileName).slice(1, -1))), // prettier-ignore
  "a list of everything": file("list.json", '[null,true,1,"x",[],{},{"id":1}]'),
  "an unreadable file": unreadable(),
  "a policy": policy,
  "a stack": stack,
  "a plan": plan,
};

/** A file that cannot be read, whoever the user is: the superuser may read any regular file. */
function unreadable(): string {
  const isSuperuser = process.getuid?.() === 0;
  if (isSuperuser && existsSync("/proc/self/mem")) return "/proc/self/mem";
  const target = file("unreadable.json", document);
  chmodSync(target, 0);
  return target;
}

/** What commands need beside the file that a case is about. */
const needed: Readonly<Record<string, readonly string[]>> = {
  "evaluate --policy": ["--action", "oss:GetObject", "--resource", "*"],
  "evaluate --requests": ["--policy", policy],
  "catalog check": ["--code", "sfm"],
  "catalog import": ["--code", "sfm", "--source", "https://a.example", "--read", "2026-01-01"],
  // Without a file it reads standard input, which may never end.
  "explain-denied --stack": [policy],
  "explain-denied --var-file": [policy],
  "scan --check": ["--principal", "role:r"],
  emulator: ["--", process.execPath, "-e", "0"],
};

/** Arguments that name no file, by the name of the argument. */
const words: Readonly<Record<string, string>> = { principal: "user:ann", action: "oss:GetObject" };

interface Case {
  readonly title: string;
  readonly args: readonly string[];
}

/** For each place of a command that names a file to read, calls with each input there and valid files elsewhere. */
function casesOf(name: string, declaration: CommandDeclaration): readonly Case[] {
  const declared = declaration.arguments ?? [];
  const valueOf = ({ name: argument, path: use }: ArgumentDeclaration): string =>
    use === "read" ? valid(name) : (words[argument] ?? "x");
  const required = declared.filter(({ optional }) => optional !== true).map(valueOf);
  const ofArguments = declared.flatMap(({ name: argument, path: use }, index) => {
    const before = declared.slice(0, index).map(valueOf);
    const after = declared
      .slice(index + 1)
      .filter(({ optional }) => optional !== true)
      .map(valueOf);
    return use === "read" ? [{ place: argument, args: (input: string) => [...before, input, ...after] }] : [];
  });
  const ofOptions = Object.entries(declaration.options ?? {}).flatMap(([option, one]) =>
    one.value !== undefined && one.path === "read"
      ? [{ place: `--${option}`, args: (input: string) => [...required, `--${option}=${input}`] }]
      : [],
  );
  return [...ofArguments, ...ofOptions].flatMap(({ place, args }) =>
    Object.entries(inputs).map(([kind, input]) => ({
      title: `${name} ${place}: ${kind}`,
      args: [...name.split(" "), ...args(input), ...(needed[`${name} ${place}`] ?? needed[name] ?? [])],
    })),
  );
}

/** What a command reads where the case is not about it. */
function valid(name: string): string {
  return ["validate", "minimize", "split"].includes(name) ? policy : stack;
}

const cases = commandsIn(commands).flatMap(({ name, declaration }) => casesOf(name, declaration));

it("covers all places where commands read files", () => {
  const places = new Set(cases.map(({ title }) => title.slice(0, title.indexOf(":"))));
  const configured = ["adopt", "deployer", "lint", "mcp", "review", "summary", "validate"].map(
    (name) => `${name} --config`,
  );
  const others = [
    ...["adopt --listing", "adopt --var-file", "adopt input", "can --in", "can --var-file"],
    ...["catalog check page", "catalog import page", "deployer --plan", "deployer --var-file"],
    ...["emulator --faults", "emulator --system-policies", "evaluate --policy", "evaluate --requests"],
    ...["explain-denied --stack", "explain-denied --var-file", "explain-denied file", "generate --from", "init --from"],
    ...["lint --acknowledge", "lint --var-file", "lint input", "migrate --var-file", "migrate input", "minimize file"],
    ...["render --var-file", "render input", "review --account", "review --acknowledge", "review --baseline"],
    ...["review --var-file", "review after", "review before", "scan --check", "scan --var-file"],
    ...["scan folder", "split file"],
    ...["summary --var-file", "summary input"],
    ...["unused --evidence", "unused --var-file", "unused input", "validate file", "who-can --in"],
    "who-can --var-file",
  ];
  expect([...places].sort()).toEqual([...configured, ...others].sort());
});

it.each(cases.map(({ title, args }) => [title, args] as const))("%s", async (_, args) => {
  const printed: string[] = [];
  const print = (text: string): void => {
    printed.push(...text.split("\n"));
  };
  const code = await run(args, { out: print, err: print });
  expect([0, 1, 2, 3, 4, 5]).toContain(code);
  expect(printed.filter((line) => /^ {4}at |^\s*::|[\p{Cc}\p{Cf}\p{Cs}]/u.test(line))).toEqual([]);
  expect(printed.filter((line) => line.startsWith("RAM909"))).toEqual([]);
});
