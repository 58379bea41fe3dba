import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.join(__dirname, "..", "..");
const data = "lib/catalog/data";
let repository: string;

/** Without what a git hook that runs the tests would say of its own repository. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith("GIT_")));

beforeEach(() => {
  repository = mkdtempSync(path.join(tmpdir(), "catalog-changes-"));
  for (const folder of ["pages", "mentions", "authorizations", "operation-pages", "sdk-operations"]) {
    cpSync(path.join(root, data, folder), path.join(repository, data, folder), { recursive: true });
  }
  git("init", "--quiet");
  git("add", ".");
  git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "all");
});

afterEach(() => {
  rmSync(repository, { recursive: true });
});

function git(...args: readonly string[]): void {
  execFileSync("git", args, { cwd: repository, stdio: "ignore", env });
}

function changes(commit = "HEAD"): readonly string[] {
  const script = path.join(root, "scripts/catalog-changes.mjs");
  const printed = execFileSync(process.execPath, [script, commit, repository], { encoding: "utf8", env });
  return printed.trim().split("\n");
}

interface DataFile {
  title: string;
  actions: Record<string, { level: string; from?: readonly string[]; resources?: readonly object[] }>;
}

function edit(file: string, change: (content: DataFile) => void): void {
  const where = path.join(repository, data, file);
  const content = JSON.parse(readFileSync(where, "utf8")) as DataFile;
  change(content);
  writeFileSync(where, JSON.stringify(content));
}

it.each<[string, () => void, readonly (string | RegExp)[]]>([
  ["nothing", () => undefined, ["no change"]],
  [
    "an action that a page has no more",
    () => {
      edit("pages/agentrun.json", ({ actions }) => delete actions["StopSandbox"]);
    },
    [
      "- BREAKING: agentrun no longer has agentrun:StopSandbox",
      "- was: actions: 86",
      /^- was: actions at level delete: \d+$/,
      /^- was: actions on all resources: \d+$/,
      "- was: action agentrun:StopSandbox: delete, on all resources",
      "- now: actions: 85",
      /^- now: actions at level delete: \d+$/,
      /^- now: actions on all resources: \d+$/,
    ],
  ],
  [
    "an action that nothing mentions any more",
    () => {
      edit("mentions/fnf.json", ({ actions }) => delete actions["StartExecution"]);
    },
    [
      "- BREAKING: fnf no longer has fnf:StartExecution",
      /^- was: action fnf:StartExecution: none, from documented-policy/,
    ],
  ],
  [
    "an action that a table of authorizations has no more",
    () => {
      edit("authorizations/ram.json", ({ actions }) => delete actions["UpdateRole"]);
    },
    [
      "- BREAKING: ram no longer has ram:UpdateRole",
      "- was: action ram:UpdateRole: update, on acs:ram:*:{#accountId}:role/{#roleName}",
    ],
  ],
  [
    "an action of a sibling service whose page is gone, and one without resources",
    () => {
      edit("operation-pages/agentcore.json", ({ actions }) => {
        delete actions["ListMcps"];
        actions["GetTeam"] = { level: "get", from: ["operation-page"] };
      });
    },
    [
      "- BREAKING: agentcore no longer has agentcore:ListMcps",
      /^- was: action agentcore:ListMcps: list, on acs:agentcore:.*mcp/,
      "- now: action agentcore:GetTeam: get, on resources that no page prints",
    ],
  ],
  [
    "operations of SDKs, which are not known to be actions",
    () => {
      edit("sdk-operations/agentcore.json", (content) => {
        const file = content as unknown as { operations: readonly string[] };
        file.operations = [...file.operations.filter((name) => name !== "GetTeam"), "GetTeamX"];
      });
    },
    ["- was: operation agentcore:GetTeam", "- now: operation agentcore:GetTeamX"],
  ],
  [
    "an action that is still mentioned",
    () => {
      edit("authorizations/ram.json", ({ actions }) => delete actions["CreateRole"]);
    },
    ["- was: action ram:CreateRole: create, on acs:ram:*:{#accountId}:role/*"],
  ],
  [
    "an action that moves from a mention to a page",
    () => {
      edit("mentions/agentrun.json", ({ actions }) => delete actions["InvokeRuntime"]);
      edit("pages/agentrun.json", ({ actions }) => (actions["InvokeRuntime"] = { level: "none", resources: [] }));
    },
    [
      "- was: actions: 86",
      /^- was: actions at level none: \d+$/,
      /^- was: actions on all resources: \d+$/,
      "- now: actions: 87",
      /^- now: actions at level none: \d+$/,
      /^- now: actions on all resources: \d+$/,
      "- now: action agentrun:InvokeRuntime: none, on all resources",
      /^- was: action agentrun:InvokeRuntime: none, from /,
    ],
  ],
  [
    "a spelling of an action, which programs name",
    () => {
      edit("mentions/cdn.json", ({ actions }) => {
        actions["describeUserDomains"] = actions["DescribeUserDomains"]!;
        delete actions["DescribeUserDomains"];
      });
    },
    [
      "- BREAKING: cdn no longer has cdn:DescribeUserDomains",
      /^- was: action cdn:DescribeUserDomains: /,
      /^- now: action cdn:describeUserDomains: /,
    ],
  ],
  [
    "a page that is gone",
    () => {
      rmSync(path.join(repository, data, "pages/eas.json"));
    },
    [/^- BREAKING: eas no longer has eas:\w+, /, /^- no longer in the catalog: the page of .* \(97 actions\)$/],
  ],
  [
    "mentions that are gone",
    () => {
      rmSync(path.join(repository, data, "mentions/cr.json"));
    },
    [/^- BREAKING: cr no longer has cr:/, /^- was: action cr:/],
  ],
])("says what became of %s", (_, change, expected) => {
  change();
  const lines = changes();
  for (const [index, one] of expected.entries()) {
    if (typeof one === "string") expect(lines[index]).toBe(one);
    else expect(lines[index]).toMatch(one);
  }
  expect(lines).toHaveLength(expected.length);
});

it("says what is new since an earlier commit", () => {
  git("rm", "--quiet", `${data}/pages/sfm.json`, `${data}/mentions/cr.json`);
  git("-c", "user.name=t", "-c", "user.email=t@example.com", "commit", "--quiet", "-m", "fewer");
  git("checkout", "--quiet", "HEAD~1", "--", ".");
  expect(changes()).toEqual([
    "- new in the catalog: Model Studio (54 actions)",
    expect.stringMatching(/^- now: action cr:ListRepositoryTag: list, from feature-table$/),
  ]);
  expect(changes("HEAD~1")).toEqual(["no change"]);
});

it("fails for a commit that does not exist instead of taking everything for new", () => {
  const script = path.join(root, "scripts/catalog-changes.mjs");
  const { status, stdout } = spawnSync(process.execPath, [script, "no-such-commit", repository], {
    encoding: "utf8",
    env,
  });
  expect(status).not.toBe(0);
  expect(stdout).toBe("");
});
