import { commandsIn } from "../cli/support/all-commands";
import { commands } from "../../lib/cli/commands";
import { generalOptions } from "../../lib/cli/general-options";
import { page, pages } from "./pages";

/** The flags of every command, by the words that call it. */
const flags: ReadonlyMap<string, readonly string[]> = new Map(
  commandsIn(commands).map(({ name, declaration }) => [
    name,
    [...Object.keys(declaration.options ?? {}).map((option) => `--${option}`), ...Object.keys(generalOptions)],
  ]),
);

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
  const wrong = calls.flatMap(({ file, text }) => {
    const words = text.split(/\s+/);
    if (!/^[a-z]/.test(words[0] ?? "")) return [];
    const name = [words.slice(0, 2).join(" "), words[0] ?? ""].find((one) => flags.has(one));
    // A sentence goes on after the name of the command.
    if (name === undefined) return /^[a-z-]+$/.test(words[0] ?? "") ? [`${file}: no command ${text}`] : [];
    return words
      .filter((word) => /^--[a-z]/.test(word))
      .map((word) => word.replace(/[^a-z-].*$/, ""))
      .filter((flag) => flag !== "--help" && flags.get(name)?.includes(flag) !== true)
      .map((flag) => `${file}: ${name} has no ${flag}`);
  });
  expect(calls.length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});

it("every command is on a page", () => {
  const named = new Set(calls.map(({ text }) => text));
  const all = pages.map(({ text }) => text).join("\n");
  const missing = [...flags.keys()].filter(
    (name) => ![...named].some((text) => text.startsWith(name)) && !all.includes(`\`${name}\``),
  );
  expect(missing).toEqual([]);
});

it.each(["docs/reference/commands.md", "docs/zh/reference/commands.md"])(
  "%s says what every exit code means",
  (file) => {
    const [, section = ""] = /^## (?:Exit codes|退出码)$(.*?)^## /ms.exec(page(file).text) ?? [];
    const rows = [...section.matchAll(/^\| (\d) \| (.+) \|$/gm)];
    expect(rows.map(([, code]) => code)).toEqual(["0", "1", "2", "3", "4", "5"]);
  },
);
