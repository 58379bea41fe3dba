/** The command: formats, options, exit codes, and what it says of what it does not know. */
import path from "node:path";
import { PolicyDocument, evaluate } from "cdktf-alicloud-agentrun/policy";
import { optionally } from "../../lib/code-scan/parsers";
import { generateFormats } from "../../lib/evidence";
import { call } from "../cli/support/call";
import { temporaryFiles } from "../support/temporary-files";

const { folder, file } = temporaryFiles("scan");
const sample = path.join(__dirname, "repositories/python-low-level");

interface Report {
  readonly evidence: { readonly head: readonly string[]; readonly unknown: readonly unknown[] };
  readonly principals: readonly {
    readonly principal: string | null;
    readonly policies: readonly object[];
    readonly used: readonly { readonly action: string; readonly resource: string; readonly sites: readonly object[] }[];
  }[];
}

function report(...args: readonly string[]): Report {
  const { code, out } = call("scan", ...args);
  expect(code).toBe(0);
  return JSON.parse(out) as Report;
}

it("prints a policy that allows what the code calls for, with every call site", () => {
  const [grants] = report(sample, "--principal", "role:orders").principals;
  expect(grants!.principal).toBe("role:orders");
  const policies = grants!.policies.map((policy) => PolicyDocument.fromJson(policy));
  for (const { action, resource, sites } of grants!.used) {
    const request = { action, resource: resource === "*" ? "*" : resource.replaceAll("*", "x") };
    expect([action, evaluate({ policies, request }).decision]).toEqual([action, "Allow"]);
    expect(sites.length).toBeGreaterThan(0);
  }
  expect(grants!.used.map(({ action }) => action)).toContain("ram:PassRole");
});

it("limits resources to the workspace, region and account that are given", () => {
  const [grants] = report(
    sample,
    "--within",
    "workspace=team-a",
    "--region",
    "cn-hangzhou",
    "--account",
    "123",
  ).principals;
  const tool = grants!.used.find(({ action }) => action === "agentrun:CreateTool");
  expect(tool!.resource).toMatch(/^acs:agentrun:cn-hangzhou:123:workspaces\/team-a\//);
});

it.each(generateFormats.filter((format) => format !== "policy"))("heads %s with what it does not know", (format) => {
  const { out } = call("scan", sample, "--format", format);
  const head = format === "json" ? out.slice(0, 6000) : out.slice(0, 4000);
  for (const part of ["app/tools.py:36", "app/broken.py:5", "list_im_bots", "agentrun-sdk 0.0.54", "Cannot be seen"]) {
    expect(head).toContain(part);
  }
  expect(out).toContain("app/tools.py:20");
});

it("prints what it does not know beside a bare policy", () => {
  const { out, err } = call("scan", sample, "--format", "policy");
  expect(JSON.parse(out)).toMatchObject({ Version: "1" });
  expect(err).toContain("app/tools.py:36");
});

it("tells what it does not read", () => {
  file(
    "mixed/main.py",
    "import oss2\nfrom alibabacloud_agentrun20250910.client import Client\nClient(None).get_tool('x')\n",
  );
  file("mixed/Main.java", "class Main {}");
  file("mixed/node_modules/x/index.js", "require('@alicloud/fc20230330')");
  file("mixed/data.py", "x = '\0'");
  const { head } = report(path.join(folder, "mixed")).evidence;
  expect(head).toEqual(
    expect.arrayContaining([
      "Not read, because of their language: .java 1",
      "Not entered: node_modules",
      "Not read: data.py:1: it is not text",
      "Not looked at: main.py:1: calls of oss2 are not known: no table has them",
    ]),
  );
});

it("leaves out what is excluded, and says so", () => {
  const { evidence, principals } = report(sample, "--exclude", "app/tools.py");
  expect(evidence.head).toContain("Not entered: app/tools.py");
  expect(principals[0]!.used.map(({ action }) => action)).toEqual(["agentrun:ListCredentials", "fc:ListFunctions"]);
});

it("finds nothing where nothing is called", () => {
  file("nothing/main.py", "print(1)\n");
  expect(call("scan", path.join(folder, "nothing")).code).toBe(2);
});

it.each([
  [["--within", "team=a"], /--within/],
  [["--region", "x"], /--region/],
  [["--account", "me"], /--account/],
  [["--principal", "group:x"], /--principal/],
])("refuses %j", (args, message) => {
  const { code, err } = call("scan", sample, ...args);
  expect(code).toBe(1);
  expect(err).toMatch(message);
});

it("refuses a folder that it cannot read", () => {
  const { code, err } = call("scan", path.join(folder, "missing"));
  expect(code).toBe(1);
  expect(err).toMatch(/^RAM537 .*: cannot be read/);
});

it("says what to install where a parser is missing", () => {
  const missing = (): never => {
    throw Object.assign(new Error("Cannot find module"), { code: "MODULE_NOT_FOUND" });
  };
  expect(() => optionally(missing)).toThrow(
    /^RAM536: .* npm install --save-dev @lezer\/python @lezer\/javascript @lezer\/go yaml first\.$/,
  );
});
