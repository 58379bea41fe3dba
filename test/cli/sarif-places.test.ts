/** Where results of SARIF are: the line of the source, or else that of the file that was read. */
import { execFileSync } from "node:child_process";
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { policyText, trustText } from "../review/support/stacks";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { folder, file } = temporaryFiles("sarif-places");
let next = 0;

interface Location {
  readonly physicalLocation: {
    readonly artifactLocation: { readonly uri: string; readonly uriBaseId: string };
    readonly region: { readonly startLine: number; readonly startColumn?: number };
  };
}
interface Log {
  readonly runs: readonly {
    readonly results: readonly {
      readonly locations: readonly Location[];
      readonly relatedLocations?: readonly Location[];
    }[];
  }[];
}

/** The locations of all results without repeats; those of related places after a `<`. */
function placesOf(...args: readonly string[]): readonly string[] {
  const { out } = call(...args, "--format", "sarif");
  expect(out).not.toMatch(/file:\/\/|sarif-places-/);
  const shown = ({ physicalLocation: { artifactLocation, region } }: Location): string =>
    `${artifactLocation.uri}:${region.startLine}:${region.startColumn ?? "-"}`;
  const { results } = (JSON.parse(out) as Log).runs[0]!;
  return [
    ...new Set(
      results.map(({ locations, relatedLocations = [] }) =>
        [locations.map(shown).join(" "), ...relatedLocations.map(shown)].join(" < "),
      ),
    ),
  ];
}

type Json = Readonly<Record<string, unknown>>;

/** A checkout with these files, those that are not texts as JSON with an indent. Returns its path. */
function checkout(files: Readonly<Record<string, Json | string>>): string {
  const root = `checkout-${next++}`;
  file(`${root}/.git`, "gitdir: elsewhere");
  for (const [name, content] of Object.entries(files)) {
    file(`${root}/${name}`, typeof content === "string" ? content : JSON.stringify(content, null, 1));
  }
  return path.join(folder, root);
}

const attachment = (more: Json = {}): Json => ({
  alicloud_ram_group_policy_attachment: {
    a: { group_name: "dev", policy_name: "${alicloud_ram_policy.p.policy_name}", policy_type: "Custom", ...more },
  },
});

const metadata = (constructPath: string, stackTrace?: readonly string[]): Json => ({
  "//": { metadata: { path: constructPath, uniqueId: "p", stackTrace } },
});

function stackOf(action: string, more: Json = {}, attached: Json = attachment()): Json {
  const policy = { p: { policy_name: "p", policy_document: policyText({ allow: action }), ...more } };
  return { resource: { alicloud_ram_policy: policy, ...attached } };
}

const stackPath = "cdktf.out/stacks/shop/cdk.tf.json";
const manifest = { stacks: { shop: { synthesizedStackPath: "stacks/shop/cdk.tf.json" } } };

function app(stack: Json, more: Readonly<Record<string, Json | string>> = {}): string {
  return path.join(checkout({ "cdktf.out/manifest.json": manifest, [stackPath]: stack, ...more }), "cdktf.out");
}

const main = `new TerraformStack(app, "shop");\n\nnew LeastPrivilege(stack, "Team", {});\n`;
const role = (principal: string): Json => ({
  alicloud_ram_role: { r: { role_name: "r", assume_role_policy_document: trustText({ Service: principal }) } },
});

const before = app(stackOf("oss:Get"));
const plan = (action: string): Json => ({
  format_version: "1.2",
  planned_values: {
    root_module: {
      resources: Object.entries(stackOf(action)["resource"] as Readonly<Record<string, Json>>).flatMap(
        ([type, named]) =>
          Object.entries(named).map(([name, values]) => ({
            address: `${type}.${name}`,
            mode: "managed",
            type,
            name,
            values,
          })),
      ),
    },
  },
});

describe("review", () => {
  it.each<readonly [title: string, before: string, after: string, places: readonly string[]]>([
    ["the document of a policy", before, app(stackOf("oss:*")), [`${stackPath}:6:24`]],
    [
      "the line that creates the construct, then the document",
      before,
      app(stackOf("oss:*", metadata("shop/Team/Custom/Policy")), { "main.ts": main }),
      [`main.ts:3:1 < ${stackPath}:6:24`],
    ],
    [
      "the line of the stack trace",
      before,
      app(
        stackOf("oss:*", metadata("shop/Team", ["new Team (/elsewhere/main.ts:9:9)", "new Team (lib/team.ts:2:3)"])),
        {
          "main.ts": main,
          "lib/team.ts": "1\n2",
        },
      ),
      [`lib/team.ts:2:3 < ${stackPath}:6:24`],
    ],
    [
      "the attachment, where it is new and the policy is not",
      app(stackOf("oss:*", {}, {})),
      app(stackOf("oss:*")),
      [`${stackPath}:10:4`],
    ],
    [
      "the attachment of a system policy",
      before,
      app({
        resource: {
          ...(stackOf("oss:Get")["resource"] as Json),
          ...attachment({ policy_name: "AliyunOSSFullAccess", policy_type: "System" }),
        },
      }),
      [`${stackPath}:10:4`, `${stackPath}:6:24`],
    ],
    [
      "the trust of a role",
      app({ resource: role("fc.aliyuncs.com") }),
      app({ resource: role("oss.aliyuncs.com") }),
      [`${stackPath}:6:36`],
    ],
    [
      "what is gone, where it was",
      app({ resource: { ...role("fc.aliyuncs.com"), ...(stackOf("oss:Get")["resource"] as Json) } }),
      app(stackOf("oss:Get")),
      [`${stackPath}:4:4`, `${stackPath}:6:36`],
    ],
    [
      "a variable",
      app({ ...stackOf("${var.a}"), variable: { a: { type: "string", default: "oss:Get" } } }),
      app({ ...stackOf("${var.a}"), variable: { a: { type: "string", default: "oss:*" } } }),
      [`${stackPath}:4:4`],
    ],
    [
      "a setting of the provider",
      app({ ...stackOf("oss:Get"), provider: { alicloud: [{ profile: "a" }] } }),
      app({ ...stackOf("oss:Get"), provider: { alicloud: [{ profile: "b" }] } }),
      [`${stackPath}:18:3`],
    ],
    [
      "a file beside the stack",
      app(stackOf("oss:Get")),
      app(stackOf("oss:Get"), { "cdktf.out/stacks/shop/extra.tf.json": {} }),
      ["cdktf.out/stacks/shop/extra.tf.json:1:-"],
    ],
    [
      "a resource of a plan",
      path.join(checkout({ "plan.json": plan("oss:Get") }), "plan.json"),
      path.join(checkout({ "plan.json": plan("oss:*") }), "plan.json"),
      ["plan.json:13:26"],
    ],
    [
      "the statement of a policy",
      path.join(checkout({ "policies/a.json": policyText({ allow: "oss:Get" }) }), "policies"),
      path.join(
        checkout({
          "policies/a.json": JSON.parse(policyText({ allow: "oss:Get" }, { allow: ["oss:Get", "oss:Put"] })) as Json,
        }),
        "policies",
      ),
      ["policies/a.json:13:5"],
    ],
  ])("%s", (_, was, is, places) => {
    expect(placesOf("review", was, is)).toEqual(places);
  });
});

it("a review of a commit names lines of the commit, and no source of the working folder", () => {
  const root = app(stackOf("oss:Get"), { "main.ts": main });
  const git = (...args: readonly string[]) =>
    execFileSync("git", ["-c", "user.name=t", "-c", "user.email=t@example.com", ...args], { cwd: root, stdio: "pipe" });
  rmSync(path.join(root, "../.git"));
  git("init", "--quiet", "..");
  writeFileSync(
    path.join(root, "stacks/shop/cdk.tf.json"),
    JSON.stringify(stackOf("oss:*", metadata("shop/Team/Policy")), null, 1),
  );
  git("add", "--all", "..");
  git("commit", "--quiet", "-m", "wider");
  const home = process.cwd();
  process.chdir(path.dirname(root));
  try {
    expect(placesOf("review", before, "git:HEAD", "--synth", "true")).toEqual([`${stackPath}:6:24`]);
    expect(placesOf("review", before, "cdktf.out")).toEqual([`main.ts:3:1 < ${stackPath}:6:24`]);
  } finally {
    process.chdir(home);
  }
});

describe("lint", () => {
  const escalates = stackOf("ram:AttachPolicyToUser", metadata("shop/Team/Custom/Policy"));

  it.each<readonly [title: string, input: string, places: readonly string[]]>([
    ["the document of a policy", app(escalates), [`${stackPath}:6:24`]],
    [
      "the line that creates the construct, then the document",
      app(escalates, { "main.ts": main }),
      [`main.ts:3:1 < ${stackPath}:6:24`],
    ],
    [
      "what is wrong in a policy",
      path.join(
        checkout({
          "policies/a.json": JSON.parse(policyText({ allow: ["oss:Get", "ram:AttachPolicyToUser"] })) as Json,
          "policies/b.json": {
            Version: "1",
            Statement: { Effect: "Allow", Action: "ram:AttachPolicyToUser", Resource: "*" },
          },
        }),
        "policies",
      ),
      ["policies/a.json:8:5", "policies/b.json:3:2"],
    ],
  ])("%s", (_, input, places) => {
    expect(placesOf("lint", input)).toEqual(places);
  });

  it("an acknowledgement that is stale", () => {
    const root = checkout({ "policies/a.json": JSON.parse(policyText({ allow: "oss:Get" })) as Json });
    const known = file(
      `${path.basename(root)}/known.json`,
      '[\n {"id": "RAM721", "found": "ram:AttachPolicyToUser on *", "reason": "x"}\n]',
    );
    expect(placesOf("lint", path.join(root, "policies"), "--acknowledge", known)).toEqual(["known.json:2:2"]);
  });
});
