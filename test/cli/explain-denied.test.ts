import { execFileSync, spawnSync } from "node:child_process";
import path from "node:path";
import { run } from "../../lib/cli/run";
import { devPolicy } from "../review/support/stacks";
import { temporaryFiles } from "../support/temporary-files";

const { folder, file } = temporaryFiles("explain-denied");

function call(...args: readonly string[]) {
  const printed = { out: "", err: "" };
  const code = run(["explain-denied", ...args], {
    out: (text) => (printed.out += `${text}\n`),
    err: (text) => (printed.err += `${text}\n`),
  });
  return { code, ...printed };
}

const details = { authAction: "oss:PutObject", authPrincipalType: "SubUser", noPermissionType: "ImplicitDeny" };
const body = file("body.json", { accessDeniedDetail: { ...details, authPrincipalDisplayName: "2001" } });
const stack = file("team/cdk.tf.json", { resource: devPolicy({ allow: "oss:GetObject" }) });

it("explains without a stack", () => {
  const { code, out, err } = call(body);
  expect([code, err]).toEqual([0, ""]);
  expect(out).toMatch(/^Refused: oss:PutObject\n {2}on {3}a resource that the error does not name/);
});

it("says that an id is no name, and takes the name", () => {
  const unnamed = call(body, "--stack", stack);
  expect(unnamed.code).toBe(2);
  expect(unnamed.err).toMatch(
    /does not name the principal.*--principal user:<name>\. Principals in the stacks: group dev/,
  );
  const named = call(body, "--stack", path.dirname(stack), "--principal", "group:dev");
  expect([named.code, named.err]).toEqual([0, ""]);
  expect(named.out).toContain("The stacks do not allow this for group dev.");
  expect(call(body, "--stack", stack, "--principal", "user:eve")).toMatchObject({
    code: 2,
    err: expect.stringMatching(/the stacks have no user eve/) as string,
  });
});

it("needs no more than the name of who deploys stacks, who is in none of them", () => {
  const refused = {
    AuthAction: "ram:CreatePolicy",
    AuthResource: "acs:ram:*:1:policy/*",
    NoPermissionType: "ImplicitDeny",
  };
  const answer = file("deploying.json", { AccessDeniedDetail: refused });
  expect(call(answer, "--stack", stack).code).toBe(2);
  const { code, out, err } = call(answer, "--stack", stack, "--principal", "user:ci");
  expect([code, err]).toEqual([0, ""]);
  expect(out).toContain('attachTo: { users: ["ci"] } }); // stack is team');
});

it("prints JSON, the same for the same input", () => {
  const { code, out } = call(body, "--format", "json", "--stack", stack, "--principal", "group:dev");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({
    version: 1,
    denial: { action: "oss:PutObject" },
    stacks: { decision: "ImplicitDeny", principal: { kind: "group", name: "dev" } },
  });
  expect(call(body, "--format", "json", "--stack", stack, "--principal", "group:dev").out).toBe(out);
});

it.each([
  ["a text without a refused call", [file("none.txt", "all is well")], /^RAM521 .*none\.txt: no JSON/],
  ["a file that is not there", [path.join(folder, "missing")], /^RAM902 .*missing: cannot be read/],
  ["two files", [body, body], /^RAM901: too many arguments/],
  ["a principal of no kind", [body, "--principal", "alice"], /--principal: .*user:<name>/],
  ["a format that does not exist", [body, "--format", "xml"], /--format: found \w+\. Allowed: text, json/],
  ["a stack that is none", [body, "--stack", body], /^RAM501 .*neither a stack/],
  [
    "a stack with a broken document",
    [body, "--principal", "user:a", "--stack", file("x/cdk.tf.json", { resource: { alicloud_ram_policy: { p: { policy_name: "p", policy_document: "{}" } } } })], // prettier-ignore
    /^RAM501/,
  ],
])("a wrong call: %s", (_, args, text) => {
  expect(call(...args)).toMatchObject({ code: 1, out: "", err: expect.stringMatching(text) as string });
});

it("reads standard input, where no file is named", () => {
  const program = path.join(__dirname, "..", "..", "dist", "cli", "agentrun-ram.js");
  const input = JSON.stringify({ accessDeniedDetail: details });
  expect(execFileSync(process.execPath, [program, "explain-denied"], { input, encoding: "utf8" })).toMatch(
    /^Refused: oss/,
  );
  const empty = spawnSync(process.execPath, [program, "explain-denied", "-"], { input: "", encoding: "utf8" });
  expect([empty.status, empty.stderr]).toEqual([1, expect.stringMatching(/^RAM521 standard input: an empty text/)]);
});
