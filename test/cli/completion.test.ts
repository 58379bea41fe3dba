import { spawnSync } from "node:child_process";
import { commands } from "../../lib/cli/commands";
import { completionCandidates } from "../../lib/cli/completion-candidates";
import { completionScripts } from "../../lib/cli/completion-scripts";
import { commandsIn } from "./support/all-commands";
import { call } from "./support/call";

const wordsFor = (...words: string[]): readonly string[] =>
  completionCandidates(words).candidates.map(({ word }) => word);
const filesFor = (...words: string[]): boolean => completionCandidates(words).files;

it("offers every command, and every command of a group", () => {
  expect(wordsFor("")).toEqual([...Object.keys(commands), "help"]);
  expect(wordsFor("catalog", "")).toEqual(expect.arrayContaining(["show", "search", "features", "check", "import"]));
});

describe.each(commandsIn(commands).map(({ name, declaration }) => [name, declaration] as const))("%s", (name, one) => {
  const words = name.split(" ");

  it("offers every option once, and its values", () => {
    const options = Object.entries(one.options ?? {});
    expect(wordsFor(...words, "--")).toEqual([...options.map(([option]) => `--${option}`), "--help"]);
    for (const [option, declared] of options) {
      const isRepeatable = declared.value !== undefined && declared.many === true;
      const value = declared.value === undefined ? [] : ["x"];
      expect(wordsFor(...words, `--${option}`, ...value, "--").includes(`--${option}`)).toBe(isRepeatable);
      if (declared.value === undefined) continue;
      const values = declared.choices ?? declared.completions?.() ?? [];
      expect(wordsFor(...words, `--${option}`, "")).toEqual(values);
      expect(wordsFor(...words, `--${option}`, "=", "")).toEqual(values);
      expect(wordsFor(...words, `--${option}`, "=")).toEqual(values);
      expect(wordsFor(...words, `--${option}=`)).toEqual(values.map((choice) => `--${option}=${choice}`));
      expect(filesFor(...words, `--${option}`, "")).toBe(declared.path !== undefined);
    }
  });

  it("offers files where an argument is one", () => {
    for (const [index, argument] of (one.arguments ?? []).entries()) {
      const before = Array.from({ length: index }, () => "x");
      expect(filesFor(...words, ...before, "")).toBe(argument.path !== undefined);
      const option = Object.entries(one.options ?? {}).find(([, declared]) => declared.value !== undefined);
      if (option !== undefined)
        expect(filesFor(...words, `--${option[0]}`, "x", ...before, "")).toBe(argument.path !== undefined);
    }
  });
});

it.each<readonly [string, readonly string[]]>([
  ["an unknown command", ["reveiw", ""]],
  ["a name of every object", ["constructor", ""]],
  ["an unknown value", ["summary", "--format", "x"]],
  ["a value of an unknown option", ["summary", "--fromat", ""].slice(0, 2)],
])("offers nothing for %s", (_, words) => {
  expect(completionCandidates(words).candidates).toEqual([]);
});

it.each<readonly [string, readonly string[], readonly string[]]>([
  ["features", ["catalog", "features", "sandboxe"], ["sandboxes"]],
  ["uses of features", ["least-privilege", "--feature", "agents"], ["agents=view", "agents=manage"]],
  ["uses of a feature in bash", ["least-privilege", "--feature", "agents", "=", "m"], ["manage"]],
  ["all uses of a feature in bash", ["least-privilege", "--feature", "agents", "="], ["view", "manage"]],
  ["shells", ["completion", ""], ["bash", "zsh", "fish"]],
  ["commands after help", ["help", "rev"], ["review"]],
  ["commands of a group after help", ["help", "catalog", "sh"], ["show"]],
  ["nothing behind a command after help", ["help", "review", ""], []],
])("offers %s", (_, words, offered) => {
  expect(wordsFor(...words)).toEqual(offered);
});

it("prints words with what they mean, and a script for each shell", () => {
  expect(call("completion", "bash", "--", "rev").out).toBe(
    "review compare effective permissions, and stop changes that broaden them\n",
  );
  expect(call("completion", "zsh", "--", "summary", "").out).toBe(":files\n");
  for (const [shell, script] of Object.entries(completionScripts)) {
    expect(call("completion", shell)).toEqual({ code: 0, out: `${script}\n`, err: "" });
  }
  expect(call("completion", "powershell")).toEqual({
    code: 1,
    out: "",
    err: "RAM901 shell: found powershell. Allowed: bash, zsh, fish. Fix: write one of them.\n",
  });
});

const hasBash = spawnSync("bash", ["-c", "type compgen"]).status === 0;

(hasBash ? it : it.skip)("completes in bash", () => {
  const asked = `agentrun-ram() { printf '%s\\n' "$*" >&2; printf ':files\\n--format how to print\\n'; }
${completionScripts.bash}
COMP_WORDS=(agentrun-ram summary ./packag); COMP_CWORD=2
_agentrun_ram
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", asked.replace(" 2>/dev/null)", ")")], { encoding: "utf8" });
  expect(stderr).toBe("completion bash -- summary ./packag\n");
  expect(stdout.split("\n")).toEqual(expect.arrayContaining(["./package.json", "--format"]));
});
