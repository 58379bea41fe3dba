import { run } from "../../lib/cli/run";
import { pages } from "./pages";

/** Usage of every command, as the help prints it. */
function usages(): ReadonlyMap<string, string> {
  let help = "";
  const code = run(["--help"], { out: (text) => (help += text), err: () => undefined });
  expect(code).toBe(0);
  // A command's words come before its first argument.
  return new Map(
    [...help.matchAll(/^ {2}agentrun-ram (.+)$/gm)].map(([, line = ""]) => {
      const words = /^[a-z-]+(?: [a-z][a-z-]*)?(?= |$)/.exec(line)?.[0] ?? "";
      return [words, line] as const;
    }),
  );
}

interface Call {
  readonly file: string;
  readonly text: string;
}

/** Calls of the command in prose and in blocks, lines that go on joined; without what another program is called with. */
const calls: readonly Call[] = pages.flatMap(({ file, text }) =>
  [...text.replace(/\\\n\s*/g, " ").matchAll(/agentrun-ram((?: +[^\s`|&;()<>]+| +'[^']*'| +<[^>\n]*>)+)/g)].map(
    ([, rest = ""]) => ({ file, text: rest.trim().split(/ (?:--|#)(?: |$)/)[0] ?? "" }),
  ),
);

it("every command that a page calls exists, and has the flags that it is called with", () => {
  const known = usages();
  const wrong = calls.flatMap(({ file, text }) => {
    const words = text.split(/\s+/);
    if (!/^[a-z]/.test(words[0] ?? "")) return [];
    const name = [words.slice(0, 2).join(" "), words[0] ?? ""].find((one) => known.has(one));
    // A sentence goes on after the name of the command.
    if (name === undefined) return /^[a-z-]+$/.test(words[0] ?? "") ? [`${file}: no command ${text}`] : [];
    const usage = known.get(name) ?? "";
    return words
      .filter((word) => /^--[a-z]/.test(word))
      .map((word) => word.replace(/[^a-z-].*$/, ""))
      .filter((flag) => flag !== "--help" && !new RegExp(`${flag}(?![a-z-])`).test(usage))
      .map((flag) => `${file}: ${name} has no ${flag}`);
  });
  expect(calls.length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});

it("every command is on a page", () => {
  const named = new Set(calls.map(({ text }) => text));
  const all = pages.map(({ text }) => text).join("\n");
  const missing = [...usages().keys()].filter(
    (name) => ![...named].some((text) => text.startsWith(name)) && !all.includes(`\`${name}\``),
  );
  expect(missing).toEqual([]);
});
