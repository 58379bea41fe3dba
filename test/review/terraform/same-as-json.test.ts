import { readFileSync } from "node:fs";
import path from "node:path";
import { grantsOfSource, readSource, review } from "../../../lib/review";
import { renderHcl } from "../../../lib/terraform/hcl-text";
import { type Resources, type Short, devPolicy, trustText } from "../support/stacks";
import { temporaryFiles } from "../../support/temporary-files";

type Stack = Readonly<Record<string, unknown>>;
type Pair = readonly [title: string, before: Stack, after: Stack];

const { folder, file } = temporaryFiles("same-as-json");
let next = 0;

/** A stack in one of both syntaxes, in a folder of one name. */
function grantsOf(stack: Stack, syntax: "json" | "hcl") {
  const place = `${next++}/app`;
  if (syntax === "json") file(`${place}/cdk.tf.json`, stack);
  else file(`${place}/main.tf`, renderHcl(stack));
  return grantsOfSource(readSource(path.join(folder, place)));
}

const verdict = (before: Stack, after: Stack, syntax: "json" | "hcl"): string =>
  review(grantsOf(before, syntax), grantsOf(after, syntax)).verdict;

const get: Short = { allow: ["oss:Get", "oss:List"], on: "acs:oss:*:*:b/*" };

const short = (...statements: readonly Short[]): Stack => ({ resource: devPolicy(...statements) });

const role = (document: string, more: Resources = {}): Stack => ({
  resource: { alicloud_ram_role: { R: { role_name: "r", assume_role_policy_document: document } }, ...more },
});

const open = (expression: string): Stack => ({
  variable: { x: { type: "string" } },
  resource: devPolicy({ allow: "oss:Get", on: expression }),
});

const pairs: readonly Pair[] = [
  ["nothing", short(get), short(get)],
  ["an action more", short(get), short({ ...get, allow: ["oss:Get", "oss:List", "oss:Put"] })],
  ["an action less", short(get), short({ ...get, allow: "oss:Get" })],
  ["a wider resource", short(get), short({ ...get, on: "*" })],
  ["a condition less", short({ ...get, if: { Bool: { "acs:MFAPresent": "true" } } }), short(get)],
  ["a condition more", short(get), short({ ...get, if: { Bool: { "acs:MFAPresent": "true" } } })],
  ["a denial less", short(get, { deny: "oss:List" }), short(get)],
  ["a denial more", short(get), short(get, { deny: "oss:List" })],
  ["an exception", short({ allowNot: "ram:*" }), short({ allowNot: "ram:Create*" })],
  ["a text with signs of Terraform", short({ ...get, on: "$${acs:user}/*" }), short({ ...get, on: "*" })],
  ["an open value", open("${var.x}"), open("${var.x}*")],
  ["the same open value", open("a/${var.x}"), open("a/${var.x}")],
  [
    "a trusted account more",
    role(trustText({ RAM: "acs:ram::1:root" })),
    role(trustText({ RAM: ["acs:ram::1:root", "acs:ram::2:root"] })),
  ],
  [
    "a trusted service instead",
    role(trustText({ RAM: "acs:ram::1:root" })),
    role(trustText({ Service: "fc.aliyuncs.com" })),
  ],
  [
    "a policy attached to all of a list",
    {
      resource: {
        alicloud_ram_user_policy_attachment: {
          A: {
            for_each: '${toset(["a"])}',
            user_name: "${each.key}",
            policy_name: "AliyunOSSFullAccess",
            policy_type: "System",
          },
        },
      },
    },
    {
      resource: {
        alicloud_ram_user_policy_attachment: {
          A: {
            for_each: '${toset(["a", "b"])}',
            user_name: "${each.key}",
            policy_name: "AliyunOSSFullAccess",
            policy_type: "System",
          },
        },
      },
    },
  ],
  [
    "an access list",
    { resource: { alicloud_oss_bucket_acl: { A: { bucket: "b", acl: "private" } } } },
    { resource: { alicloud_oss_bucket_acl: { A: { bucket: "b", acl: "public-read" } } } },
  ],
  [
    "another account",
    { ...short(get), provider: { alicloud: [{ account_id: "1" }] } },
    { ...short(get), provider: { alicloud: [{ account_id: "2" }] } },
  ],
  [
    "a description",
    { resource: { ...devPolicy(get), alicloud_ram_user: { U: { name: "u", comments: "a" } } } },
    { resource: { ...devPolicy(get), alicloud_ram_user: { U: { name: "u", comments: "b" } } } },
  ],
  [
    "a module",
    { terraform: {}, module: { m: { source: "a/b/c", version: "1.0.0" } } },
    { terraform: {}, module: { m: { source: "a/b/c", version: "2.0.0" } } },
  ],
  ["a document of a data source", ...dataSource(["oss:Get"], ["oss:Get", "oss:Put"])],
];

function dataSource(...[before, after]: readonly [readonly string[], readonly string[]]): readonly [Stack, Stack] {
  const stack = (action: readonly string[]): Stack => ({
    data: {
      alicloud_ram_policy_document: { d: { version: "1", statement: [{ effect: "Allow", action, resource: ["*"] }] } },
    },
    resource: {
      ...devPolicy(get),
      alicloud_ram_policy: {
        P: { policy_name: "p", policy_document: "${data.alicloud_ram_policy_document.d.document}" },
      },
    },
  });
  return [stack(before), stack(after)];
}

const golden = path.join(__dirname, "../../examples/golden");
const examples = ["composition", "devs-roles", "flow-execution-role", "invoke"].map(
  (name) => [name, JSON.parse(readFileSync(path.join(golden, `${name}.tf.json`), "utf8")) as Stack] as const,
);

/** Each example becomes the next one. */
const neighbours = examples.map(([name, stack], index): Pair => {
  const [other, after] = examples[(index + 1) % examples.length] ?? ["", {}];
  return [`${name} and ${other}`, stack, after];
});

it.each([...pairs, ...neighbours])("a review of HCL comes to the same as one of JSON: %s", (_, before, after) => {
  expect(verdict(before, after, "hcl")).toBe(verdict(before, after, "json"));
});

it("the table has verdicts of all kinds", () => {
  const found = new Set(pairs.map(([, before, after]) => verdict(before, after, "json")));
  expect([...found].sort()).toEqual(["broadened", "narrowed", "possibly broadened", "unchanged"]);
});
