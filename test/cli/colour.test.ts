import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { colouredText, hasColours } from "../../lib/cli/colour";
import { withoutGeneralOptions } from "../../lib/cli/general-options";
import { call } from "./support/call";

const escape = "\u001b";
const bare = (text: string): string => text.replaceAll(new RegExp(`${escape}\\[\\d+m`, "g"), "");
const inColour = (text: string): string =>
  text.replaceAll(new RegExp(`${escape}\\[(\\d+)m(.*?)${escape}\\[0m`, "g"), (_, code, part) => `<${code}:${part}>`);

it.each([
  ["Broadened: group dev may do more", "<31:Broadened>: group dev may do more"],
  ["  + may now ram:PassRole", "  <31:+> may now ram:PassRole"],
  ["  + possibly may now ram:PassRole", "  <33:+ possibly> may now ram:PassRole"],
  ["  - may no longer oss:GetObject", "  <32:-> may no longer oss:GetObject"],
  ["cdktf.out: error RAM104 Statement[0]", "cdktf.out: <31:error> RAM104 Statement[0]"],
  ["RAM902: it cannot be read", "<31:RAM902>: it cannot be read"],
  ["RAM501 a.json: not JSON", "<31:RAM501> a.json: not JSON"],
  ["warning RAM701 Statement[0].Sid", "<33:warning> RAM701 Statement[0].Sid"],
  ["yes: user ann may do it", "<32:yes>: user ann may do it"],
  ["not known: whether", "<33:not known>: whether"],
  ["group dev (stack prod)", "<1:group dev> (stack prod)"],
  ["a policy of error RAM", "a policy of error RAM"],
  ['{"error":"no: x"}', '{"error":"no: x"}'],
])("%s", (line, expected) => {
  expect(inColour(colouredText(line))).toBe(expected);
});

const golden = path.join(__dirname, "..", "review", "render", "golden");

it.each(readdirSync(golden).filter((file) => file.endsWith(".txt")))("adds nothing but colours to %s", (file) => {
  const text = readFileSync(path.join(golden, file), "utf8");
  expect(bare(colouredText(text))).toBe(text);
});

it.each(readdirSync(golden).filter((file) => file.endsWith(".json") || file.endsWith(".sarif")))(
  "leaves %s alone",
  (file) => {
    const text = readFileSync(path.join(golden, file), "utf8");
    expect(colouredText(text)).toBe(text);
  },
);

it.each<readonly [string, boolean, readonly string[], NodeJS.ProcessEnv, boolean]>([
  ["on a terminal", true, ["lint", "x"], {}, true],
  ["in a file", false, ["lint", "x"], {}, false],
  ["with NO_COLOR", true, ["lint", "x"], { NO_COLOR: "1" }, false],
  ["with an empty NO_COLOR", true, ["lint", "x"], { NO_COLOR: "" }, true],
  ["on a dumb terminal", true, ["lint", "x"], { TERM: "dumb" }, false],
  ["with --no-color", true, ["lint", "x", "--no-color"], {}, false],
  ["with --no-color of another program", true, ["emulator", "--", "x", "--no-color"], {}, true],
])("colours %s", (_, isTerminal, args, environment, expected) => {
  expect(hasColours(isTerminal, args, environment)).toBe(expected);
});

it("takes --no-color anywhere, and leaves other programs theirs", () => {
  expect(withoutGeneralOptions(["emulator", "--no-color", "--", "x", "--no-color"])).toEqual([
    "emulator",
    "--",
    "x",
    "--no-color",
  ]);
  const help = call("summary", "--help");
  for (const args of [
    ["--no-color", "summary", "--help"],
    ["summary", "--no-color", "--help"],
  ])
    expect(call(...args)).toEqual(help);
  expect(call("--help").out).toContain("--no-color");
});
