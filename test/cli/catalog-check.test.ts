/** Pages and SDKs, compared with the catalog in one call. */
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { serviceFiles } from "../../lib/catalog/generated/service-files";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { folder, file } = temporaryFiles("catalog-check");
const page = (name: string) => path.join(__dirname, "..", "catalog/import/pages", name);
const listed = serviceFiles["agentrun"]!.sdk!().operations;

/** The package of a generated client, with these operations. */
function sdk(name: string, client: string, call_: (operation: string) => string, operations = listed): string {
  const root = path.join(folder, name.replace(/\W/g, "_"));
  mkdirSync(path.join(root, path.dirname(client)), { recursive: true });
  writeFileSync(path.join(root, client), operations.map(call_).join("\n"));
  return root;
}
const python = (operation: string) => `            action = '${operation}',`;
const go = (operation: string) => `		Action:      dara.String("${operation}"),`;
const typescript = (operation: string) => `      action: "${operation}",`;

it.each<[string, () => string]>([
  ["Python", () => sdk("alibabacloud_agentrun20250910-5.7.5", "alibabacloud_agentrun20250910/client.py", python)],
  [
    "Go",
    () => {
      const root = sdk("go", "client/client.go", go);
      writeFileSync(path.join(root, "go.mod"), "module github.com/alibabacloud-go/agentrun-20250910/v5\n");
      return root;
    },
  ],
  [
    "TypeScript",
    () => {
      const root = sdk("ts", "src/client.ts", typescript);
      writeFileSync(path.join(root, "package.json"), '{ "name": "@alicloud/agentrun20250910" }');
      return root;
    },
  ],
  ["a JSON file", () => file("operations.json", { code: "agentrun", operations: listed })],
  [
    "a JSON file of objects",
    () => file("objects.json", { ramCode: "agentrun", operations: listed.map((operation) => ({ operation })) }),
  ],
])("an SDK and the catalog agree: %s", (_, input) => {
  const { code, out, err } = call("catalog", "check", input());
  expect({ code, err, out }).toEqual({
    code: 0,
    err: "",
    out: "agentrun: the SDK and the catalog agree (100 operations, read on 2026-11-28)\n",
  });
});

it("lists what is new, gone and back in an SDK", () => {
  const operations = [
    ...listed.filter((name) => name !== "GetTool"),
    "CreateFunagent",
    "RetrieveMemory",
    "InvokeRuntime",
  ];
  const input = file("changed.json", { code: "agentrun", operations });
  const { code, out } = call("catalog", "check", input);
  expect([code, out.trim().split("\n")]).toEqual([
    2,
    [
      "- operation agentrun:GetTool",
      "+ operation agentrun:CreateFunagent: the catalog has no action of this name",
      "+ operation agentrun:InvokeRuntime: the catalog has the action",
      "+ operation agentrun:RetrieveMemory: no longer retired",
    ],
  ]);
  expect(call("catalog", "check", input, "--changelog").out.split("\n")[0]).toBe("- was: operation agentrun:GetTool");
});

it("takes pages and SDKs together, and prints lines for the changelog", () => {
  const text = readFileSync(page("agentrun.zh.txt"), "utf8");
  const newer = path.join(folder, "newer.txt");
  writeFileSync(newer, text.replaceAll("GetTool", "GetToolX"));
  const same = path.join(folder, "same.txt");
  copyFileSync(page("sfm.en.txt"), same);
  const operations = file("list.json", { code: "agentrun", operations: listed });
  const { code, out } = call("catalog", "check", same, newer, operations);
  expect(code).toBe(2);
  expect(out).toMatch(
    /^sfm: the page and the catalog agree[^]*- action agentrun:GetTool[^]*\+ action agentrun:GetToolX/,
  );
  const lines = call("catalog", "check", same, newer, operations, "--changelog").out.trim().split("\n");
  expect(lines[0]).toBe("- BREAKING: agentrun no longer has agentrun:GetTool");
  expect(lines.every((line) => /^- (BREAKING|was|now): /.test(line))).toBe(true);
  expect(call("catalog", "check", same, operations, "--changelog")).toMatchObject({ code: 0, out: "no change\n" });
});

it.each<[string, () => readonly string[], RegExp]>([
  ["no service", () => [file("plain.json", listed)], /does not say of which service.*give one of them with --code/],
  ["an unknown service", () => [file("other.json", { code: "quux", operations: ["Get"] })], /no service quux/],
  ["a list of nothing", () => [file("empty.json", { code: "agentrun", operations: [] })], /no list of operations/],
  ["a list of other things", () => [file("odd.json", { code: "agentrun", operations: ["get tool"] })], /no list of/],
  ["a folder without a client", () => [sdk("empty", "client/readme.py", python)], /^RAM901 .*no operations/],
  ["a client without operations", () => [sdk("none", "client.py", () => "pass")], /^RAM901 .*no operations/],
  ["one code for two inputs", () => [page("sfm.en.txt"), page("eas.en.txt"), "--code", "sfm"], /for a single input/],
])("nothing agrees for the wrong reason: %s", (_, args, message) => {
  expect(call("catalog", "check", ...args())).toMatchObject({ code: 1, err: expect.stringMatching(message) as string });
});

it("compares with the actions of a service without a list of operations", () => {
  const { code, out } = call(
    "catalog",
    "check",
    file("fcsandbox.json", { code: "fcsandbox", operations: ["ListQuota", "GetTeam"] }),
  );
  expect([code, out]).toEqual([2, "+ operation fcsandbox:GetTeam: the catalog has no action of this name\n"]);
});
