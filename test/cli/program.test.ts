import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { commands } from "../../lib/cli/commands";
import { exitsOf } from "../../lib/cli/exit-codes";
import { parseCall } from "../../lib/cli/program";
import { commandsIn } from "./support/all-commands";
import { call } from "./support/call";

const root = path.join(__dirname, "..", "..");
const cli = path.join(root, "dist", "cli", "agentrun-ram.js");
const folder = mkdtempSync(path.join(tmpdir(), "cli-program-"));
const policy = path.join(folder, "policy.json");
writeFileSync(policy, '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}');
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const all = commandsIn(commands).map((command) => [command.name, command] as const);

describe("the help of a command", () => {
  it.each(all)("%s shows what it declares", (name, { declaration }) => {
    const words = name.split(" ");
    const { code, out, err } = call(...words, "--help");
    expect([code, err]).toEqual([0, ""]);
    expect(out).toMatch(new RegExp(`^Usage: agentrun-ram ${name}`));
    for (const argument of declaration.arguments ?? []) expect(out).toMatch(new RegExp(`^  ${argument.name} `, "m"));
    const flat = out.replace(/\s+/g, " ");
    for (const [option, declared] of Object.entries(declaration.options ?? {})) {
      expect(flat).toContain(declared.value === undefined ? ` --${option} ` : ` --${option} <${declared.value}> `);
      if (declared.value === undefined) continue;
      if (declared.default !== undefined) expect(flat).toContain(`default: "${declared.default}"`);
      for (const choice of declared.choices ?? []) expect(flat).toContain(`"${choice}"`);
    }
    for (const [exitCode, meaning] of Object.entries(exitsOf(name)))
      expect(out).toMatch(new RegExp(`^  ${exitCode} +${meaning.replace(/[()]/g, "\\$&")}$`, "m"));
    for (const example of declaration.examples) expect(out).toContain(`\n  ${example}\n`);
    expect(call("help", ...words)).toEqual({ code, out, err });
    // No other command is on it.
    for (const [other] of all) if (other !== name) expect(out).not.toMatch(new RegExp(`^  ${other} `, "m"));
  });

  it.each(all)("%s has examples that the parser takes", (name, { declaration }) => {
    for (const example of declaration.examples) {
      const [, text = ""] = /^agentrun-ram (.+?)(?: [<>] \S+)?$/.exec(example) ?? [];
      const words = [...text.matchAll(/'([^']*)'|"([^"]*)"|(\S+)/g)].map(([, ...forms]) => forms.join(""));
      expect(words.join(" ").startsWith(name)).toBe(true);
      expect(parseCall(words, () => undefined).run).toBeDefined();
    }
  });

  it("of a group lists its commands", () => {
    const { code, out } = call("help", "catalog");
    expect(code).toBe(0);
    for (const word of ["show", "check", "import"]) expect(out).toMatch(new RegExp(`^  ${word} +\\w`, "m"));
    expect(call("catalog")).toEqual({ code: 1, out: "", err: out });
  });
});

describe("every option of every command", () => {
  const general = ["quiet", "no-color", "help"];
  const flags = all.flatMap(([name, { declaration }]) => [
    ...Object.entries(declaration.options ?? {}).flatMap(([option, { value }]) => (value === undefined ? [option] : [])).map((option) => [name, option] as const), // prettier-ignore
    ...general.map((option) => [name, option] as const),
  ]);
  const values = all.flatMap(([name, { declaration }]) =>
    Object.entries(declaration.options ?? {}).flatMap(([option, { value }]) =>
      value === undefined ? [] : [[name, option] as const],
    ),
  );

  it.each(flags)("%s --%s takes no value, and says so", (name, option) => {
    expect(call(...name.split(" "), `--${option}=yes`).err).toBe(
      `RAM901 --${option}: it takes no value; found yes. Fix: write --${option} alone.\n`,
    );
  });

  it.each([...flags, ...values])("%s --%s is found by a name with one letter twice", (name, option) => {
    const [first = "", ...rest] = option;
    for (const given of [`--${first}${first}${rest.join("")}`, `--${first}${first}${rest.join("")}=x`]) {
      expect(call(...name.split(" "), given).err).toMatch(/there is no such option\. Fix: did you mean --\S+\?\n$/);
    }
  });

  it.each(values)("%s --%s needs a value, and says so", (name, option) => {
    expect(call(...name.split(" "), `--${option}`).err).toMatch(new RegExp(`^RAM901 --${option}: it needs a value`));
  });

  it.each(
    all.flatMap(([name, { declaration }]) =>
      Object.entries(declaration.options ?? {}).flatMap(([option, declared]) =>
        declared.value === undefined || declared.choices === undefined
          ? []
          : declared.choices.map((choice) => [name, option, choice] as const),
      ),
    ),
  )("%s --%s says what %s is near to", (name, option, choice) => {
    expect(call(...name.split(" "), `--${option}`, `${choice}x`).err).toMatch(
      new RegExp(`^RAM901 --${option}: found ${choice}x\\. Allowed: .*\\. Fix: did you mean \\S+\\?\n$`),
    );
  });
});

it.each([["--version"], ["-V"]])("%s prints the version of the package", (flag) => {
  const { version } = jest.requireActual<{ version: string }>("../../package.json");
  expect(call(flag)).toEqual({ code: 0, out: `${version}\n`, err: "" });
});

it.each<readonly [string, readonly string[], string]>([
  ["an unknown command", ["reveiw"], " reveiw: there is no such command. Fix: did you mean review?"],
  ["an unknown command of a group", ["catalog", "shwo"], " shwo: there is no such command. Fix: did you mean show?"],
  ["help of an unknown command", ["help", "lnt"], " lnt: there is no such command. Fix: did you mean lint?"],
  [
    "help of an unknown command of a group",
    ["help", "catalog", "chekc"],
    " chekc: there is no such command. Fix: did you mean check?",
  ],
  ["an unknown option", ["review", "--fromat", "x"], " --fromat: there is no such option. Fix: did you mean --format?"],
  [
    "an unknown option without a near one",
    ["expand", "--quux", "x"],
    " --quux: there is no such option. Fix: agentrun-ram expand --help shows the usage.",
  ],
  [
    "an unknown option of every command",
    ["expand", "--quite", "x"],
    " --quite: there is no such option. Fix: did you mean --quiet?",
  ],
  [
    "an unknown option of every command in a group",
    ["catalog", "stale", "--no-colour"],
    " --no-colour: there is no such option. Fix: did you mean --no-color?",
  ],
  [
    "an unknown option of the program",
    ["--versoin"],
    " --versoin: there is no such option. Fix: did you mean --version?",
  ],
  [
    "a flag with a value",
    ["minimize", "--compact=yes", policy],
    " --compact: it takes no value; found yes. Fix: write --compact alone.",
  ],
  [
    "an unknown option with a value",
    ["lint", "--frmat=json", policy],
    " --frmat=json: there is no such option. Fix: did you mean --format?",
  ],
  [
    "an unknown word",
    ["summary", "--format", "htlm", folder],
    " --format: found htlm. Allowed: text, html, json, svg, dot, mermaid. Fix: did you mean html?",
  ],
  [
    "an option without a value",
    ["summary", folder, "--format"],
    " --format: it needs a value. Fix: agentrun-ram summary --help shows the usage.",
  ],
  [
    "an option instead of a value",
    ["review", folder, folder, "--gate", "--one-account"],
    " --gate: it needs a value; found --one-account. Fix: add the value; if this is the value, write --gate=--one-account.",
  ],
  [
    "an option given twice",
    ["review", folder, folder, "--gate", "broadening", "--gate=never"],
    " --gate: it is given 2 times. Fix: give it once.",
  ],
  ["a missing argument", ["split"], " file: missing argument. Fix: agentrun-ram split --help shows the usage."],
  [
    "too many arguments",
    ["expand", "a", "b"],
    ": too many arguments for 'expand'. Expected 1 argument but got 2. Fix: agentrun-ram expand --help shows the usage.",
  ],
])("%s is one line with an id", (_, args, message) => {
  expect(call(...args)).toEqual({ code: 1, out: "", err: `RAM901${message}\n` });
});

it.each(
  all.flatMap(([name, { declaration }]) => {
    const operands = declaration.arguments ?? [];
    const words = operands.map(() => "x");
    return [
      ...operands.flatMap(({ name: place, path: use }, index) =>
        use === undefined ? [] : [[name, place, operands.map((_, at) => (at === index ? "" : "x"))] as const],
      ),
      ...Object.entries(declaration.options ?? {}).flatMap(([option, declared]) =>
        declared.value === undefined || declared.path === undefined
          ? []
          : [[name, `--${option}`, [...words, `--${option}`, ""]] as const],
      ),
    ];
  }),
)("%s refuses an empty %s, as an unset variable of a shell gives it", (name, place, words) => {
  expect(call(...name.split(" "), ...words)).toEqual({
    code: 1,
    out: "",
    err: `RAM901 ${place}: it is empty. Fix: name a file or folder, e.g. . for the working folder.\n`,
  });
});

it.each([
  ["two words", ["--limit", "2048"]],
  ["one word", ["--limit=2048"]],
  ["before the argument", []],
])("takes an option as %s", (_, words) => {
  const args = words.length === 0 ? ["split", "--limit", "2048", policy] : ["split", policy, ...words];
  expect(call(...args)).toMatchObject({ code: 0, err: "" });
});

it("takes words behind -- as arguments", () => {
  expect(call("expand", "--", "--help")).toEqual({ code: 2, out: "", err: "no known action matches --help\n" });
});

it("takes a value that begins with a dash behind =", () => {
  expect(call("split", policy, "--limit=-1").err).toBe(
    "RAM901 --limit: found -1. Allowed: a number of bytes. Fix: write e.g. --limit 6144.\n",
  );
});

it.each([["--help"], ["--version"], ["help"], ["no-such-command"], ["catalog"]])(
  "%s loads neither the catalog nor the review",
  (word) => {
    const program = `
      require(${JSON.stringify(path.join(root, "dist/cli/run.js"))}).run([${JSON.stringify(word)}], { out() {}, err() {} });
      console.log(Object.keys(require.cache).join("\\n"));`;
    const loaded = spawnSync(process.execPath, ["-e", program], { encoding: "utf8" }).stdout.trim().split("\n");
    const rooms = loaded.map((file) =>
      path.relative(path.join(root, "dist"), file).split(path.sep).slice(0, 2).join("/"),
    );
    expect(new Set(rooms.filter((room) => !room.startsWith("cli/") && !room.startsWith("..")))).toEqual(
      new Set([
        ...["edit-distance.js", "letter-case.js", "nearest.js", "patterns", "problem.js"].map(
          (name) => `policy/${name}`,
        ),
        "review/summary",
      ]),
    );
    expect(
      loaded.filter((file) => file.includes(path.join("review", "summary"))).map((file) => path.basename(file)),
    ).toEqual(["visible-text.js"]);
  },
);

describe("what the operating system refuses", () => {
  const shell = (command: string, env: NodeJS.ProcessEnv = process.env) =>
    spawnSync("bash", ["-c", `set -o pipefail; ${command}`], { encoding: "utf8", env });
  const node = `"${process.execPath}" "${cli}"`;

  it("a reader that has seen enough ends a command quietly", () => {
    const { status, stdout, stderr } = shell(`${node} catalog show '*:*' | head -1`);
    expect([status, stderr]).toEqual([0, ""]);
    expect(stdout.split("\n")).toHaveLength(2);
  });

  it("a reader that has seen enough does not change what a command decides", () => {
    const denied = `${node} evaluate --policy ${policy} --action ecs:RunInstances --resource '*'`;
    expect(shell(`${denied} | true`)).toMatchObject({ status: 4, stderr: "" });
  });

  it("a full device is an error", () => {
    expect(shell(`${node} catalog show 'agentrun:*' > /dev/full`)).toEqual(
      expect.objectContaining({
        status: 1,
        stderr:
          "RAM903 standard output: cannot be written: no space left on device (ENOSPC). Fix: make room for the output, or write it elsewhere.\n",
      }),
    );
  });

  it("a folder as the file to write is an error", () => {
    const page = path.join(root, "test/catalog/import/pages/sfm.en.txt");
    const args = ["--code", "sfm", "--source", "https://a.example", "--read", "2026-01-01", "--output", folder];
    expect(call("catalog", "import", page, ...args)).toEqual({
      code: 1,
      out: "",
      err: `RAM902 ${folder}: cannot be written: it is a folder, not a regular file. Fix: name another file.\n`,
    });
  });
});
