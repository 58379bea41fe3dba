import { execFileSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../lib/cli/run";

const folder = mkdtempSync(path.join(tmpdir(), "adopt-"));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function file(name: string, content: unknown): string {
  const target = path.join(folder, name);
  mkdirSync(path.dirname(target), { recursive: true });
  writeFileSync(target, JSON.stringify(content));
  return target;
}

function call(...args: readonly string[]) {
  const printed = { out: "", err: "" };
  const code = run(["adopt", ...args], {
    out: (text) => (printed.out += `${text}\n`),
    err: (text) => (printed.err += `${text}\n`),
  });
  return { code, ...printed };
}

const policies = {
  alicloud_ram_policy: { p: { policy_name: "P1" } },
  alicloud_ram_role: { it_s: { role_name: "it's", provider: "alicloud.west" } },
};
const output = path.join(folder, "cdktf.out");
const one = file("cdktf.out/stacks/one/cdk.tf.json", { resource: policies });
file("cdktf.out/stacks/two/cdk.tf.json", { resource: { alicloud_ram_user: { u: { name: "alice" } } } });
file("cdktf.out/manifest.json", {
  stacks: Object.fromEntries(
    ["one", "two"].map((name) => [name, { synthesizedStackPath: `stacks/${name}/cdk.tf.json`, annotations: [] }]),
  ),
});
const listing = file("listing.json", [
  { Policies: { Policy: [{ PolicyName: "p1", PolicyType: "Custom" }] } },
  { Users: { User: [{ UserName: "alice", UserId: "2001" }] } },
  { Roles: { Role: [] } },
]);

const blocksOfOne = `import {
  to = alicloud_ram_policy.p
  id = "P1"
}
import {
  to = alicloud_ram_role.it_s
  id = "it's"
  provider = alicloud.west
}
`;

it.each([
  ["a file", one],
  ["the folder of a stack", path.dirname(one)],
])("prints blocks for %s", (_, input) => {
  expect(call(input)).toEqual({ code: 0, err: "", out: `# stack one in ${path.dirname(one)}\n${blocksOfOne}` });
});

it("prints the JSON of one stack", () => {
  const { code, out } = call(output, "--stack", "one", "--format", "json");
  expect(code).toBe(0);
  expect(JSON.parse(out)).toEqual({
    import: [
      { to: "alicloud_ram_policy.p", id: "P1" },
      { to: "alicloud_ram_role.it_s", id: "it's", provider: "alicloud.west" },
    ],
  });
});

it("commands survive a shell", () => {
  const { out } = call(one, "--format", "commands");
  const shown = execFileSync("sh", ["-c", `terraform() { printf '%s|' "$@"; echo; }\n${out}`], { encoding: "utf8" });
  expect(shown).toBe("import|alicloud_ram_policy.p|P1|\nimport|alicloud_ram_role.it_s|it's|\n");
});

it("takes all stacks, says what is not known, and tells by the exit code", () => {
  const { code, out, err } = call(output, "--format", "commands");
  expect(code).toBe(2);
  expect(out).toContain(`terraform -chdir='${path.dirname(one)}' import 'alicloud_ram_policy.p' 'P1'`);
  expect(out).toContain("# stack two in ");
  expect(err).toBe(
    "not known: two: alicloud_ram_user.u: its import id is assigned by the account: give --listing with the response to ListUsers\n",
  );
});

it("with a listing, only what is there, as it is spelt there", () => {
  const { code, out, err } = call(output, "--listing", listing);
  expect(code).toBe(2);
  expect(out).toContain('id = "p1"');
  expect(out).toContain('id = "2001"');
  expect(out).not.toContain("alicloud_ram_role");
  expect(err).toMatch(
    /^other letter case: one: alicloud_ram_policy\.p: the account spells P1 as p1; use the account's spelling/,
  );
  expect(err).toMatch(/to be created: one: alicloud_ram_role\.it_s: the account does not have the role it's/);
  expect(err).toMatch(/note: the stacks have several providers/);
});

it("writes files beside the stacks, and empties those that are no longer right", () => {
  const written = path.join(path.dirname(one), "import.tf.json");
  const imports = () => (JSON.parse(readFileSync(written, "utf8")) as { import: readonly unknown[] }).import;
  expect(call(output, "--write").out).toBe(`${written}\n`);
  expect(imports()).toHaveLength(2);
  const empty = file("empty.json", [{ Policies: { Policy: [] } }, { Roles: { Role: [] } }, { Users: { User: [] } }]);
  expect(call(output, "--write", "--listing", empty)).toMatchObject({ code: 0, out: `${written}\n` });
  expect(imports()).toEqual([]);
});

it.each([
  ["no input", [], /^RAM901 input: missing argument/],
  ["an input that is not there", [path.join(folder, "none")], /^RAM501/],
  ["a file that is no stack", [listing], /^RAM501/],
  ["a file of no kind", [file("other.json", { a: 1 })], /^RAM501 .*neither a stack/],
  ["a stack that is not there", [output, "--stack", "three"], /no stack three. Allowed: one, two/],
  ["a format that does not exist", [one, "--format", "yaml"], /--format: found \w+\. Allowed: blocks, json, commands/],
  [
    "JSON of several stacks",
    [output, "--format", "json"],
    /only the imports of one can be printed as json. Fix: select one with --stack/,
  ],
  ["written blocks", [one, "--write", "--format", "blocks"], /because --write writes it/],
  [
    "a listing that is none",
    [one, "--listing", one],
    /^RAM511 .*cdk\.tf\.json: resource, which is not a supported call/,
  ],
  ["a listing that is not there", [one, "--listing", path.join(folder, "none")], /cannot be read/],
])("a wrong call: %s", (_, args, text) => {
  expect(call(...args)).toMatchObject({ code: 1, out: "", err: expect.stringMatching(text) as string });
});

describe("--write", () => {
  const stack = (name: string, place: string) => {
    const root = path.join(folder, name);
    file(`${name}/${place}/cdk.tf.json`, { resource: policies });
    file(`${name}/out/manifest.json`, {
      stacks: {
        s: { synthesizedStackPath: path.relative(path.join(root, "out"), path.join(root, place, "cdk.tf.json")) },
      },
    });
    return { out: path.join(root, "out"), written: path.join(root, place, "import.tf.json") };
  };

  it("stays in the output folder, whatever the manifest says", () => {
    const { out, written } = stack("outside", "elsewhere");
    expect(call(out, "--write")).toMatchObject({ code: 1, err: expect.stringContaining("is not in it") as string });
    expect(existsSync(written)).toBe(false);
    const linked = stack("linked", "out/real");
    mkdirSync(path.join(folder, "linked/target"));
    renameSync(path.join(linked.out, "real/cdk.tf.json"), path.join(folder, "linked/target/cdk.tf.json"));
    rmSync(path.join(linked.out, "real"), { recursive: true });
    symlinkSync(path.join(folder, "linked/target"), path.join(linked.out, "real"));
    expect(call(linked.out, "--write")).toMatchObject({
      code: 1,
      err: expect.stringContaining("is not in it") as string,
    });
    expect(existsSync(path.join(folder, "linked/target/import.tf.json"))).toBe(false);
  });

  it("replaces its own file, and another one only with --force", () => {
    const { out, written } = stack("own", "out/s");
    expect(call(out, "--write").code).toBe(0);
    expect(call(out, "--write").code).toBe(0);
    const own = readFileSync(written, "utf8");
    for (const text of [
      own.replace('"P1"', '"P2"'),
      own.replace("Written", "written"),
      '{"import":[]}',
      "by hand",
      "",
    ]) {
      writeFileSync(written, text);
      expect(call(out, "--write")).toMatchObject({
        code: 1,
        err: expect.stringMatching(/^RAM902 .*--force/) as string,
      });
      expect(readFileSync(written, "utf8")).toBe(text);
    }
    expect(call(out, "--write", "--force").code).toBe(0);
    expect(readFileSync(written, "utf8")).toBe(own);
    rmSync(written);
    writeFileSync(`${written}-target`, own);
    symlinkSync(`${written}-target`, written);
    expect(call(out, "--write", "--force")).toMatchObject({
      code: 1,
      err: expect.stringContaining("a link") as string,
    });
  });

  it("--force without it is an error", () => {
    expect(call(output, "--force")).toMatchObject({
      code: 1,
      err: expect.stringContaining("--force: for --write only") as string,
    });
  });
});
