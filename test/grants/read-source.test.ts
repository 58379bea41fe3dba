import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { type SourceOptions, grantsOfSource, readSource, review } from "../../lib/review";
import { type LintOptions, lintSources } from "../../lib/review/lint-sources";
import type { GitInputOptions } from "../../lib/grants/git-input";
import { devPolicy, policyText } from "../review/support/stacks";
import { temporaryFiles } from "../support/temporary-files";

const { folder, file } = temporaryFiles("review");

const readInput = (input: string, options?: SourceOptions) => grantsOfSource(readSource(input, options));
const readGitInput = (ref: string, git: GitInputOptions) => readInput(`git:${ref}`, { git });
const lintInput = (input: string, options?: LintOptions) => lintSources([readSource(input)], options);

/** What is granted, as `stack: principal policy statements`. */
function granted(input: string): readonly string[] {
  return readInput(input).flatMap(({ stack, principals, unattached }) => [
    ...principals.flatMap(({ principal, account }) =>
      account.map(
        ({ name, document }) =>
          `${stack}: ${principal.kind} ${principal.name} ${name} ${document?.statements.length ?? "?"}`,
      ),
    ),
    ...unattached.map(({ name }) => `${stack}: nobody ${name}`),
  ]);
}

const resource = devPolicy({ allow: "oss:Get" });

/** A plan as `terraform show -json` prints it. */
function plan(resources: readonly object[], more: object = {}): object {
  return { format_version: "1.2", planned_values: { root_module: { resources, ...more } } };
}

const planned = [
  {
    address: "alicloud_ram_policy.P",
    mode: "managed",
    type: "alicloud_ram_policy",
    name: "P",
    values: { policy_name: "p", policy_document: policyText({ allow: "oss:Get" }), description: null },
  },
  {
    address: "alicloud_ram_user_policy_attachment.A[0]",
    mode: "managed",
    type: "alicloud_ram_user_policy_attachment",
    name: "A",
    values: { policy_type: "Custom", user_name: "u" },
  },
  { address: "data.alicloud_account.a", mode: "data", type: "alicloud_account", name: "a", values: {} },
];

it.each<readonly [string, () => string, readonly string[]]>([
  ["one stack", () => file("team/cdk.tf.json", { resource }), ["team: group dev p 1"]],
  [
    "stacks of an output folder",
    () => {
      file("out/stacks/one/cdk.tf.json", { resource });
      file("out/stacks/two/cdk.tf.json", { resource: { alicloud_ram_policy: resource["alicloud_ram_policy"] } });
      const stacks = Object.fromEntries(
        ["one", "two"].map((name) => [name, { synthesizedStackPath: `stacks/${name}/cdk.tf.json` }]),
      );
      return path.dirname(file("out/manifest.json", { stacks }));
    },
    ["one: group dev p 1", "two: nobody p"],
  ],
  [
    "a plan, a name that is known at apply followed through the configuration",
    () =>
      file("plan.json", {
        ...plan(planned),
        configuration: {
          root_module: {
            resources: [
              {
                address: "alicloud_ram_user_policy_attachment.A",
                expressions: {
                  policy_name: { references: ["alicloud_ram_policy.P.policy_name", "alicloud_ram_policy.P"] },
                },
              },
            ],
          },
        },
      }),
    ["plan: user u p 1"],
  ],
  [
    "a plan with modules",
    () => file("modules.json", plan([], { child_modules: [{ resources: planned.slice(0, 1) }] })),
    ["modules: nobody p"],
  ],
  [
    "a state",
    () => file("state.json", { format_version: "1.0", values: { root_module: { resources: planned.slice(0, 1) } } }),
    ["state: nobody p"],
  ],
  ["one policy", () => file("policy.json", policyText({ allow: "oss:Get" })), ["policy: nobody policy"]],
  [
    "a folder of policies",
    () => path.dirname(path.dirname(file("policies/team/dev.json", policyText({ allow: "oss:Get" })))),
    ["policies: nobody team/dev"],
  ],
  [
    "policies by every name that policies have",
    () => {
      const text = policyText({ allow: "oss:Get" });
      for (const name of ["a.JSON", "b.policy", "b.json", "c.Policy", "notes.txt"]) file(`names/${name}`, text);
      return path.join(folder, "names");
    },
    ["names: nobody a", "names: nobody b", "names: nobody b.policy", "names: nobody c.Policy"],
  ],
  [
    "a policy with a byte order mark",
    () => file("marked.json", `\ufeff${policyText({ allow: "oss:Get" })}`),
    ["marked: nobody policy"],
  ],
  [
    "a folder of policies with byte order marks",
    () => path.dirname(file("marked/dev.json", `\ufeff${policyText({ allow: "oss:Get" })}`)),
    ["marked: nobody dev"],
  ],
  [
    "a stack with a byte order mark",
    () => file("marked/team/cdk.tf.json", `\ufeff${JSON.stringify({ resource })}`),
    ["team: group dev p 1"],
  ],
  [
    "a provider's alias as another account",
    () =>
      file("alias.tf.json", {
        resource: {
          alicloud_ram_policy: {
            P: { policy_name: "p", policy_document: policyText({ allow: "oss:Get" }), provider: "alicloud.prod" },
          },
        },
      }),
    ["alias (prod): nobody p"],
  ],
])("reads %s", (_, input, expected) => {
  expect(granted(input())).toEqual(expected);
});

it.each<readonly [string, () => string, RegExp]>([
  ["a file that is not there", () => path.join(folder, "none.json"), /RAM501 .*none\.json: cannot be read/],
  ["a file that is no JSON", () => file("broken.json", "{"), /RAM501 .*broken\.json: not JSON/],
  [
    "JSON of something else",
    () => file("other.json", { a: 1 }),
    /RAM501 .*other\.json: neither a stack, a plan, a state nor a policy/,
  ],
  ["a list", () => file("list.json", []), /RAM501 .*list\.json/],
  [
    "a plan without values",
    () => file("empty-plan.json", { format_version: "1.2" }),
    /RAM501 .*neither planned_values nor values/,
  ],
  ["a resource without a type", () => file("bad-plan.json", plan([{}])), /RAM501 .*a resource without type or address/],
  [
    "a folder without policies",
    () => path.dirname(file("notes/readme.txt", "x")),
    /RAM501 .*neither a manifest\.json, a cdk\.tf\.json, nor any \.tf, \.json or \.policy file/,
  ],
  [
    "two policies whose names differ in letter case only",
    () => {
      for (const name of ["dev.json", "Dev.json"]) file(`twice/${name}`, policyText({ allow: "oss:Get" }));
      return path.join(folder, "twice");
    },
    /RAM501 .*twice: Dev\.json and dev\.json have the same policy name/,
  ],
  [
    "a policy among others that is none",
    () => path.dirname(file("mixed/a.json", '{"Version":"2"}')),
    /RAM501 .*a\.json: .*RAM102/,
  ],
  [
    "a document of a stack that is none",
    () =>
      file("wrong.tf.json", { resource: { alicloud_ram_policy: { P: { policy_name: "p", policy_document: "{}" } } } }),
    /RAM501 wrong: alicloud_ram_policy\.P\.policy_document: RAM102/,
  ],
])("says which file is wrong: %s", (_, input, message) => {
  expect(() => readInput(input())).toThrow(message);
});

it("a policy in a folder counts for whoever has it, also where it is new", () => {
  const before = path.dirname(file("grows/before/dev.policy", policyText({ allow: "oss:Get" })));
  file("grows/after/new.policy", policyText({ allow: "oss:*" }));
  const after = path.dirname(file("grows/after/dev.policy", policyText({ allow: "oss:Get" })));
  expect(review(readInput(before), readInput(after)).rows).toMatchObject([
    { change: "gained", principal: { kind: "policy", name: "new.policy" }, actions: ["oss:*"] },
  ]);
});

it("compares two files whatever they are called", () => {
  const [one, other] = [
    file("before.json", policyText({ allow: "oss:Get" })),
    file("after.json", policyText({ allow: "oss:*" })),
  ];
  expect(review(readInput(one), readInput(other)).rows).toMatchObject([{ change: "gained", actions: ["oss:*"] }]);
});

describe("a commit", () => {
  const repository = path.join(folder, "repository");
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], {
      cwd: repository,
      encoding: "utf8",
    });
  // What synthesizes is a copy here: what counts is that it runs in a checkout of the commit.
  const synth = "mkdir -p cdktf.out && cp stack.tf.json cdktf.out/";

  beforeAll(() => {
    mkdirSync(repository);
    git("init", "--quiet");
    for (const action of ["oss:Get", "oss:*"]) {
      writeFileSync(path.join(repository, "stack.tf.json"), JSON.stringify({ resource: devPolicy({ allow: action }) }));
      git("add", ".");
      git("commit", "--quiet", "-m", action);
    }
  });

  it("is checked out, synthesized, read and removed", () => {
    const options = { synth, output: "cdktf.out/stack.tf.json", repository };
    const [was, is] = ["HEAD~1", "HEAD"].map((ref) => readGitInput(ref, options));
    expect(review(was!, is!).rows).toMatchObject([
      { change: "gained", actions: ["oss:*"], principal: { name: "dev" } },
    ]);
    expect(is!.map(({ file: where }) => where)).toEqual(["cdktf.out/stack.tf.json"]);
    expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
  });

  it.each([
    ["with a link to each package", true, "lib"],
    ["without them", false, ""],
  ])("leaves what is installed alone, %s", (_, linkModules, seen) => {
    const installed = path.join(repository, "node_modules");
    for (const name of ["lib", "@scope/lib"]) {
      mkdirSync(path.join(installed, name), { recursive: true });
      writeFileSync(path.join(installed, name, "index.js"), "");
    }
    // What `npm ci` does first: it empties node_modules.
    const emptying = 'for one in node_modules/* node_modules/@scope/*; do rm -rf "$one"; done; rm -rf node_modules';
    const listing = "mkdir -p cdktf.out; ls node_modules 2> /dev/null | grep -x lib > cdktf.out/seen";
    const command = `${listing}; ${emptying}; cp cdktf.out/seen ${folder}/seen; ${synth}`;
    readGitInput("HEAD", { synth: command, output: "cdktf.out/stack.tf.json", repository, linkModules });
    expect(readFileSync(path.join(folder, "seen"), "utf8").trim()).toBe(seen);
    for (const name of ["lib", "@scope/lib"]) expect(existsSync(path.join(installed, name, "index.js"))).toBe(true);
    rmSync(installed, { recursive: true });
  });

  it("is synthesized in the same folder of it, whatever the command prints", () => {
    const infra = path.join(repository, "infra");
    mkdirSync(infra);
    const options = { synth: "cp ../stack.tf.json .", output: "stack.tf.json", repository: infra };
    expect(() => readGitInput("HEAD", options)).toThrow(/RAM501 git:HEAD: this folder is not in the commit/);
    writeFileSync(path.join(infra, "keep"), "");
    git("add", ".");
    git("commit", "--quiet", "-m", "infra");
    const loud = `${process.execPath} -e 'console.log("x".repeat(3e6))'`;
    expect(readGitInput("HEAD", { ...options, synth: `${loud} && ${options.synth}` })).toHaveLength(1);
    const failing = () => readGitInput("HEAD", { ...options, synth: `${loud}; exit 3` });
    expect(failing).toThrow(/failed \(exit code 3\): x{1000}\./);
  });

  it("names a folder below that has .tf files", () => {
    const main = path.join(repository, "live", "prod", "main.tf");
    mkdirSync(path.dirname(main), { recursive: true });
    writeFileSync(main, "");
    git("add", ".");
    git("commit", "--quiet", "-m", "live");
    const cwd = jest.spyOn(process, "cwd").mockReturnValue(repository);
    expect(() => readSource("git:HEAD:live")).toThrow(
      /RAM501 git:HEAD:live: .*e\.g\. git:HEAD:live\/prod, or give --synth/,
    );
    cwd.mockRestore();
  });

  it.each([
    ["a ref that is none", "nothing", synth, /RAM501 git:nothing: .*nothing/],
    ["a ref that is an option", "--orphan", synth, /RAM501 git:--orphan: not a ref/],
    [
      "a command that fails",
      "HEAD",
      "echo no provider; exit 3",
      /RAM501 git:HEAD: the synth command failed \(exit code 3\): no provider/,
    ],
    ["a silent command that fails", "HEAD", "exit 3", /the synth command failed \(exit code 3\): it printed nothing/],
    ["a command that writes nothing", "HEAD", "true", /RAM501 .*cannot be read/],
  ])("says what is wrong: %s", (_, ref, command, message) => {
    expect(() => readGitInput(ref, { synth: command, repository })).toThrow(message);
    expect(git("worktree", "list").trim().split("\n")).toHaveLength(1);
  });
});

describe("the validator over an input", () => {
  it("names the place of each finding, and takes acknowledgements by place", () => {
    const input = file("lint.tf.json", {
      resource: {
        alicloud_ram_policy: Object.fromEntries(
          ["P", "Q"].map((name) => [
            name,
            { policy_name: name, policy_document: policyText({ allow: "ram:AttachPolicyToUser" }) },
          ]),
        ),
        alicloud_ram_role: { R: { role_name: "r", assume_role_policy_document: policyText({ allow: "*" }) } },
      },
    });
    const lines = (acknowledgements: LintOptions) =>
      lintInput(input, acknowledgements).findings.map(({ place, severity, id }) => `${place} ${severity} ${id}`);
    const [p, q] = ["P", "Q"].map((name) => `lint: alicloud_ram_policy.${name} warning RAM721`);
    const role = lines({}).filter((line) => line.includes("alicloud_ram_role.R error"));
    expect(role.length).toBeGreaterThan(0);
    expect(lines({})).toEqual([p, q, ...role]);
    const acknowledgement = {
      ...{ id: "RAM721", found: "ram:AttachPolicyToUser on *", reason: "administrators" },
      place: "lint: alicloud_ram_policy.P",
    };
    expect(lines({ acknowledgements: [acknowledgement] })).toEqual([q, ...role]);
    expect(lines({ acknowledgements: [{ ...acknowledgement, place: "elsewhere" }] })).toEqual([
      p,
      q,
      ...role,
      "acknowledgements error RAM790",
    ]);
    expect(lintInput(input).documents).toBe(3);
  });

  it("names documents that Terraform makes, which can be acknowledged", () => {
    const made = "${data.alicloud_ram_policy_document.d.document}";
    const input = file("made.tf.json", {
      resource: {
        alicloud_ram_policy: {
          P: { policy_name: "p", policy_document: made },
          Q: { policy_name: "q", statement: [{}] },
        },
        alicloud_ram_role: { R: { role_name: "r", document: made } },
        alicloud_ram_user: { U: { name: "u" } },
      },
    });
    const { findings, documents } = lintInput(input);
    expect(documents).toBe(3);
    expect(
      findings.map(({ id, severity, file: where, address, found }) => [id, severity, where, address, found]),
    ).toEqual([
      ["RAM504", "warning", input, "alicloud_ram_policy.P", made],
      ["RAM504", "warning", input, "alicloud_ram_policy.Q", "no text in policy_document or document"],
      ["RAM504", "warning", input, "alicloud_ram_role.R", made],
    ]);
    const acknowledgements = ["P", "Q"].map((name) => {
      return {
        ...{ id: "RAM504", found: name === "P" ? made : "no text in policy_document or document" },
        ...{ reason: "looked at there", place: `${input} alicloud_ram_policy.${name}` },
      };
    });
    expect(lintInput(input, { acknowledgements }).findings.map(({ address }) => address)).toEqual([
      "alicloud_ram_role.R",
    ]);
  });

  it("names files from where it runs, of folders and of commits", () => {
    const input = path.dirname(file("lint/a.JSON", policyText({ allow: "*" })));
    file("lint/team/b.policy", `\ufeff${policyText({ allow: "*" })}`);
    const places = lintInput(input).findings.map(
      ({ file: where, place }) => `${path.relative(folder, where)} ${place}`,
    );
    expect(new Set(places)).toEqual(new Set(["lint/a.JSON a.JSON", "lint/team/b.policy team/b.policy"]));
  });

  it("finds nothing in an input without documents", () => {
    expect(lintInput(file("nothing.tf.json", { resource: {} }))).toEqual({
      documents: 0,
      findings: [],
      acknowledged: [],
    });
  });
});
