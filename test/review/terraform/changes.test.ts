import { grantsOfSource, readSource, review } from "../../../lib/review";
import { isGain } from "../../../lib/review/report/is-gain";
import { temporaryFiles } from "../../support/temporary-files";

type Folder = Readonly<Record<string, string>>;
type Case = readonly [title: string, before: Folder, after: Folder];

const { folder, file } = temporaryFiles("terraform-changes");
let next = 0;

function reviewed(before: Folder, after: Folder) {
  const [was, is] = [before, after].map((files) => {
    const place = `${next++}/app`;
    for (const [name, text] of Object.entries(files)) file(`${place}/${name}`, text);
    return grantsOfSource(readSource(`${folder}/${place}`));
  });
  return review(was ?? [], is ?? []);
}

const provider = `terraform {
  required_providers {
    alicloud = { source = "aliyun/alicloud" }
  }
}
provider "alicloud" {
  region = "cn-hangzhou"
}
`;

const attached = `
resource "alicloud_ram_user_policy_attachment" "a" {
  user_name   = "alice"
  policy_name = alicloud_ram_policy.p.policy_name
  policy_type = "Custom"
}
`;

const policy = (document: string, more = ""): string =>
  `${provider}${attached}
resource "alicloud_ram_policy" "p" {
  policy_name     = "p"
  policy_document = ${document}
}
${more}`;

/** A document whose only statement has these elements. */
const statement = (elements: string): string =>
  `jsonencode({ Version = "1", Statement = [{ Effect = "Allow", ${elements} }] })`;

const actions = (list: string): string => statement(`Action = ${list}, Resource = ["*"]`);

/** The same folder, with one of two texts in place of \`@\`. */
const swap = (files: Folder, before: string, after: string): readonly [Folder, Folder] => {
  const put = (text: string): Folder =>
    Object.fromEntries(Object.entries(files).map(([name, content]) => [name, content.replaceAll("@", () => text)]));
  return [put(before), put(after)];
};

const [get, put] = ['["oss:GetObject"]', '["oss:GetObject", "oss:PutObject"]'];

const child = `variable "actions" {
  type    = list(string)
  default = []
}
resource "alicloud_ram_policy" "p" {
  policy_name     = "p"
  policy_document = ${actions("var.actions")}
}
resource "alicloud_ram_user_policy_attachment" "a" {
  user_name   = "alice"
  policy_name = alicloud_ram_policy.p.policy_name
  policy_type = "Custom"
}
`;

const lists: readonly Case[] = [
  ["the document", ...swap({ "main.tf": policy(actions("@")) }, get, put)],
  [
    "a heredoc",
    ...swap(
      {
        "main.tf": policy('<<EOT\n{"Version":"1","Statement":[{"Effect":"Allow","Action":@,"Resource":"*"}]}\nEOT\n'),
      },
      get,
      put,
    ),
  ],
  [
    "the default of a variable",
    ...swap({ "main.tf": policy(actions("var.x"), 'variable "x" { default = @ }') }, get, put),
  ],
  [
    "a file of variables",
    ...swap({ "main.tf": policy(actions("var.x"), 'variable "x" {}'), "terraform.tfvars": "x = @\n" }, get, put),
  ],
  [
    "automatic variables",
    ...swap({ "main.tf": policy(actions("var.x"), 'variable "x" {}'), "z.auto.tfvars": "x = @\n" }, get, put),
  ],
  [
    "variables as JSON",
    ...swap({ "main.tf": policy(actions("var.x"), 'variable "x" {}'), "z.auto.tfvars.json": '{"x":@}' }, get, put),
  ],
  ["a local", ...swap({ "main.tf": policy(actions("local.x"), "locals { x = @ }") }, get, put)],
  [
    "a local of a local",
    ...swap({ "main.tf": policy(actions("local.y"), "locals {\n y = concat(local.x)\n x = @\n}") }, get, put),
  ],
  [
    "an override",
    ...swap(
      {
        "main.tf": policy(actions(get)),
        "override.tf": `resource "alicloud_ram_policy" "p" {\n  policy_document = ${actions("@")}\n}`,
      },
      get,
      put,
    ),
  ],
  [
    "an override of a local",
    ...swap(
      { "main.tf": policy(actions("local.x"), "locals { x = [] }"), "x_override.tf": "locals { x = @ }" },
      get,
      put,
    ),
  ],
  ["JSON beside", ...swap({ "main.tf": policy(actions("local.x")), "locals.tf.json": '{"locals":{"x":@}}' }, get, put)],
  ["another file", ...swap({ "main.tf": policy(actions("local.x")), "zz.tf": "locals { x = @ }" }, get, put)],
  [
    "the document of a data source",
    ...swap(
      {
        "main.tf": policy(
          "data.alicloud_ram_policy_document.d.document",
          'data "alicloud_ram_policy_document" "d" {\n version = "1"\n statement {\n effect = "Allow"\n action = @\n resource = ["*"]\n }\n}',
        ),
      },
      get,
      put,
    ),
  ],
  [
    "a dynamic block",
    ...swap(
      {
        "main.tf": policy(
          "data.alicloud_ram_policy_document.d.document",
          'data "alicloud_ram_policy_document" "d" {\n version = "1"\n dynamic "statement" {\n for_each = @\n content {\n effect = "Allow"\n action = [statement.value]\n resource = ["*"]\n }\n }\n}',
        ),
      },
      get,
      put,
    ),
  ],
  [
    "a for expression",
    ...swap({ "main.tf": policy(actions("[for a in local.x : trimspace(a)]"), "locals { x = @ }") }, get, put),
  ],
  [
    "the condition of a for expression",
    ...swap({ "main.tf": policy(actions(`[for a in ${put} : a if a != "@"]`)) }, "oss:PutObject", "oss:ListObjects"),
  ],
  [
    "a conditional",
    ...swap(
      { "main.tf": policy(actions(`var.wide ? ${put} : ${get}`), 'variable "wide" { default = @ }') },
      "false",
      "true",
    ),
  ],
  [
    "a splat",
    ...swap({ "main.tf": policy(actions("local.x[*].name"), "locals { x = [for a in @ : { name = a }] }") }, get, put),
  ],
  [
    "a file that an expression reads",
    ...swap(
      {
        "main.tf": policy('file("p.json")'),
        "p.json": '{"Version":"1","Statement":[{"Effect":"Allow","Action":@,"Resource":"*"}]}',
      },
      get,
      put,
    ),
  ],
  [
    "a template file",
    ...swap(
      {
        "main.tf": policy('templatefile("${path.module}/p.tftpl", { actions = @ })'),
        "p.tftpl": '{"Version":"1","Statement":[{"Effect":"Allow","Action":${jsonencode(actions)},"Resource":"*"}]}',
      },
      get,
      put,
    ),
  ],
  [
    "the call of a module",
    ...swap({ "main.tf": `${provider}module "m" {\n source = "./m"\n actions = @\n}`, "m/main.tf": child }, get, put),
  ],
  [
    "a variable of a module",
    ...swap(
      { "main.tf": `${provider}module "m" {\n source = "./m"\n}`, "m/main.tf": child.replace("[]", "@") },
      get,
      put,
    ),
  ],
  [
    "the module of a module",
    ...swap(
      {
        "main.tf": `${provider}module "m" {\n source = "./m"\n}`,
        "m/main.tf": 'module "inner" {\n source = "../n"\n actions = @\n}',
        "n/main.tf": child,
      },
      get,
      put,
    ),
  ],
  [
    "the output of a module",
    ...swap(
      {
        "main.tf": policy(actions("module.m.actions"), 'module "m" { source = "./m" }'),
        "m/main.tf": 'output "actions" { value = @ }',
      },
      get,
      put,
    ),
  ],
  [
    "the value of an iteration",
    ...swap(
      {
        "main.tf": `${provider}locals { teams = { alice = @ } }
resource "alicloud_ram_policy" "p" {
  for_each = local.teams
  policy_name = each.key
  policy_document = ${actions("each.value")}
}
resource "alicloud_ram_user_policy_attachment" "a" {
  for_each = local.teams
  user_name = each.key
  policy_type = "Custom"
  policy_name = alicloud_ram_policy.p[each.key].name
}`,
      },
      get,
      put,
    ),
  ],
];

const open = (text: string): string => policy(statement(`Action = ["oss:GetObject"], Resource = ${text}`));

const smallPolicy = '{"Version":"1","Statement":[{"Effect":"Allow","Action":@,"Resource":"X"}]}';
const longPolicy = `{"Version":"1","Statement":[{"Effect":"Allow","Action":@,"Resource":"*"}]${" ".repeat(5000)}}`;

/** Documents that are not known as a whole, of a file whose content is: title, expression, files, and more blocks. */
const openlyRead: readonly (readonly [string, string, Folder?, string?])[] = [
  ["a file of an open condition", 'var.x == "a" ? file("p.json") : file("q.json")', undefined],
  ["a file of an open condition, both of which are known", 'var.x == "a" ? file("p.json") : "{}"'],
  ["a file in which an open text is replaced", 'replace(file("p.json"), "X", var.x)'],
  [
    "a file in a local of an open condition",
    'var.x == "a" ? local.p : "{}"',
    undefined,
    'locals { p = file("p.json") }',
  ],
  [
    "a long file in a local of an open condition",
    'var.x == "a" ? local.p : "{}"',
    { "p.json": longPolicy },
    'locals { p = file("p.json") }',
  ],
  ["a file of an open name", 'file("${var.x}.json")'],
  ["a file of an open name in a folder", 'file("policies/${var.x}.json")', { "policies/p.json": smallPolicy }],
  ["a file of an open path", "file(var.x)"],
  [
    "a file of an open name in another folder",
    'file("${path.module}/policies/${var.x}.json")',
    { "policies/p.json": smallPolicy },
  ],
  ["a template of an open name", 'templatefile("${var.x}.json", { X = "*" })'],
  ["a digest", 'var.x == filemd5("p.json") ? "{}" : "[]"'],
  [
    "a template with open names",
    'templatefile("p.tftpl", var.x)',
    { "p.tftpl": '{"Version":"1","Statement":[{"Effect":"Allow","Action":@,"Resource":"${r}"}]}' },
  ],
  ["a file that is decoded, with an open key", 'jsonencode(merge(jsondecode(file("p.json")), { (var.x) = 1 }))'],
];

const openlyListed = `variable "x" {}
resource "alicloud_ram_user_policy_attachment" "a" {
  for_each    = setunion(fileset("users", "*"), var.x)
  user_name   = each.value
  policy_name = "AliyunOSSFullAccess"
  policy_type = "System"
}
`;

const others: readonly Case[] = [
  [
    "another instance",
    ...swap(
      {
        "main.tf": `${provider}resource "alicloud_ram_user_policy_attachment" "a" {\n for_each = toset(@)\n user_name = each.key\n policy_name = "AliyunOSSFullAccess"\n policy_type = "System"\n}`,
      },
      '["a"]',
      '["a", "b"]',
    ),
  ],
  [
    "a count",
    ...swap(
      {
        "main.tf": `${provider}resource "alicloud_ram_user_policy_attachment" "a" {\n count = @\n user_name = "a\${count.index}"\n policy_name = "AliyunOSSFullAccess"\n policy_type = "System"\n}`,
      },
      "1",
      "2",
    ),
  ],
  [
    "an instance of a module",
    ...swap(
      {
        "main.tf": `${provider}module "m" {\n for_each = toset(@)\n source = "./m"\n user = each.key\n}`,
        "m/main.tf":
          'variable "user" {}\nresource "alicloud_ram_user_policy_attachment" "a" {\n user_name = var.user\n policy_name = "AliyunOSSFullAccess"\n policy_type = "System"\n}',
      },
      '["a"]',
      '["a", "b"]',
    ),
  ],
  [
    "a number that is not known",
    ...swap(
      {
        "main.tf": `${provider}variable "n" {}\nresource "alicloud_ram_user_policy_attachment" "a" {\n count = @\n user_name = "a\${count.index}"\n policy_name = "AliyunOSSFullAccess"\n policy_type = "System"\n}`,
      },
      "var.n",
      "var.n + 1",
    ),
  ],
  [
    "an element that may be there",
    ...swap(
      {
        "main.tf": `${provider}variable "skip" {}\nresource "alicloud_ram_user_policy_attachment" "a" {\n for_each = toset([for u in @ : u if u != var.skip])\n user_name = each.key\n policy_name = "AliyunOSSFullAccess"\n policy_type = "System"\n}`,
      },
      '["a"]',
      '["a", "b"]',
    ),
  ],
  [
    "the value of an expression that stays open",
    ...swap({ "main.tf": `${open('"acs:oss:*:*:${var.open}@"')}\nvariable "open" {}` }, "/a", "/*"),
  ],
  [
    "what an open expression refers to",
    ...swap(
      { "main.tf": `${open('"${random_id.x.hex}"')}\nresource "random_id" "x" {\n byte_length = @\n}` },
      "1",
      "2",
    ),
  ],
  [
    "a local that an open expression refers to",
    ...swap(
      { "main.tf": `${open("local.x[var.open]")}\nvariable "open" {}\nlocals { x = { a = ["1"], b = ["@"] } }` },
      "2",
      "*",
    ),
  ],
  [
    "a local in a function that is not known",
    ...swap(
      { "main.tf": `${open("[rsadecrypt(local.x, var.open)]")}\nvariable "open" {}\nlocals { x = "@" }` },
      "2",
      "3",
    ),
  ],
  [
    "a conditional that stays open",
    ...swap({ "main.tf": `${policy(`var.open ? ${actions(get)} : ${actions("@")}`)}\nvariable "open" {}` }, get, put),
  ],
  [
    "a local of a conditional that stays open",
    ...swap(
      {
        "main.tf": `${policy(`var.open ? ${actions(get)} : local.x`)}\nvariable "open" {}\nlocals { x = ${actions("@")} }`,
      },
      get,
      put,
    ),
  ],
  [
    "a local of a module in a conditional that stays open",
    ...swap(
      {
        "main.tf": `${provider}module "m" { source = "./m" }`,
        "m/main.tf": `variable "open" {}\nlocals { x = ${actions("@")} }\n${policy(`random_id.x.hex == "a" ? ${actions(get)} : local.x`).replace(provider, "")}\nresource "random_id" "x" {}`,
      },
      get,
      put,
    ),
  ],
  ["a branch", ...swap({ "main.tf": `${open('[var.open ? "a" : "@"]')}\nvariable "open" {}` }, "b", "*")],
  [
    "an argument of a module that is not read",
    ...swap({ "main.tf": `${provider}module "m" {\n source = "some/thing/alicloud"\n actions = @\n}` }, get, put),
  ],
  [
    "the version of a module that is not read",
    ...swap(
      { "main.tf": `${provider}module "m" {\n source = "some/thing/alicloud"\n version = "@"\n}` },
      "1.0.0",
      "1.0.1",
    ),
  ],
  [
    "a local that a module which is not read gets",
    ...swap(
      { "main.tf": `${provider}module "m" {\n source = "some/thing/alicloud"\n x = local.x\n}\nlocals { x = @ }` },
      get,
      put,
    ),
  ],
  [
    "another account",
    ...swap({ "main.tf": policy(actions(get)).replace('region = "cn-hangzhou"', 'account_id = "@"') }, "1", "2"),
  ],
  [
    "an account by variable",
    ...swap(
      {
        "main.tf": `${policy(actions(get)).replace('region = "cn-hangzhou"', "access_key = var.key")}\nvariable "key" {}`,
        "terraform.tfvars": 'key = "@"',
      },
      "1",
      "2",
    ),
  ],
  [
    "the role of a provider",
    ...swap(
      {
        "main.tf":
          policy(actions(get)).replace('region = "cn-hangzhou"', "assume_role {\n role_arn = local.r\n}") +
          '\nlocals { r = "acs:ram::1:role/@" }',
      },
      "a",
      "b",
    ),
  ],
  [
    "another provider",
    ...swap({ "main.tf": policy(actions(get)).replace("aliyun/alicloud", "@/alicloud") }, "aliyun", "other"),
  ],
  [
    "a provisioner",
    ...swap(
      {
        "main.tf": `${policy(actions(get))}\nresource "null_resource" "n" {\n provisioner "local-exec" {\n command = "@"\n }\n}`,
      },
      "true",
      "false",
    ),
  ],
  [
    "a local that a provisioner runs",
    ...swap(
      {
        "main.tf": `${policy(actions(get))}\nlocals { c = "@" }\nresource "null_resource" "n" {\n provisioner "local-exec" {\n command = local.c\n }\n}`,
      },
      "true",
      "false",
    ),
  ],
  [
    "a change that was ignored",
    ...swap(
      { "main.tf": policy(`${actions(get)}\n lifecycle {\n ignore_changes = [@]\n }`) },
      "policy_document",
      "description",
    ),
  ],
  [
    "an object that Terraform forgets",
    { "main.tf": policy(actions(get)) },
    {
      "main.tf": policy(actions(get), "removed {\n from = alicloud_ram_user.u\n lifecycle {\n destroy = false\n }\n}"),
    },
  ],
  [
    "a block that nobody knows",
    { "main.tf": policy(actions(get)) },
    { "main.tf": policy(actions(get), 'grant "x" {\n to = "all"\n}') },
  ],
  [
    "a resource that nobody knows",
    { "main.tf": policy(actions(get)) },
    { "main.tf": policy(actions(get), 'resource "alicloud_made_up" "x" {\n to = "all"\n}') },
  ],
  [
    "a resource that reviews do not look into",
    ...swap(
      {
        "main.tf": `${provider}resource "alicloud_oss_bucket_acl" "b" {\n bucket = "b"\n acl = local.acl\n}\nlocals { acl = "@" }`,
      },
      "private",
      "public-read",
    ),
  ],
  [
    "the same in a module",
    ...swap(
      {
        "main.tf": `${provider}module "m" {\n source = "./m"\n acl = "@"\n}`,
        "m/main.tf": 'variable "acl" {}\nresource "alicloud_oss_bucket_acl" "b" {\n bucket = "b"\n acl = var.acl\n}',
      },
      "private",
      "public-read",
    ),
  ],
  [
    "a member of a group",
    ...swap(
      {
        "main.tf": `${provider}resource "alicloud_ram_group_policy_attachment" "a" {\n group_name = "g"\n policy_name = "AliyunOSSFullAccess"\n policy_type = "System"\n}\nresource "alicloud_ram_group_membership" "m" {\n group_name = "g"\n user_names = @\n}`,
      },
      '["a"]',
      '["a", "b"]',
    ),
  ],
  [
    "a member list that is not known",
    ...swap(
      {
        "main.tf": `${provider}variable "users" {}\nresource "alicloud_ram_group_policy_attachment" "a" {\n group_name = "g"\n policy_name = "AliyunOSSFullAccess"\n policy_type = "System"\n}\nresource "alicloud_ram_group_membership" "m" {\n group_name = "g"\n user_names = @\n}`,
      },
      "var.users",
      'concat(var.users, ["b"])',
    ),
  ],
  [
    "who is trusted",
    ...swap(
      {
        "main.tf": `${provider}resource "alicloud_ram_role" "r" {\n role_name = "r"\n assume_role_policy_document = jsonencode({ Version = "1", Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { RAM = @ } }] })\n}`,
      },
      '["acs:ram::1:root"]',
      '["acs:ram::1:root", "acs:ram::2:root"]',
    ),
  ],
  [
    "a denial that is gone",
    ...swap(
      {
        "main.tf": policy(
          `jsonencode({ Version = "1", Statement = concat([{ Effect = "Allow", Action = ["*"], Resource = ["*"] }], [for a in @ : { Effect = "Deny", Action = [a], Resource = ["*"] }]) })`,
        ),
      },
      '["oss:PutObject"]',
      "[]",
    ),
  ],
  [
    "a denial of a count of none",
    ...swap(
      {
        "main.tf": policy(
          actions('["*"]'),
          `resource "alicloud_ram_policy" "d" {\n count = @\n policy_name = "d"\n policy_document = jsonencode({ Version = "1", Statement = [{ Effect = "Deny", Action = ["oss:*"], Resource = ["*"] }] })\n}\nresource "alicloud_ram_user_policy_attachment" "d" {\n count = @\n user_name = "alice"\n policy_type = "Custom"\n policy_name = alicloud_ram_policy.d[count.index].name\n}`,
        ),
      },
      "1",
      "0",
    ),
  ],
  ...openlyRead.map(([title, document, files, more = ""]): Case => {
    const main = policy(document, `variable "x" {}\n${more}`);
    return [title, ...swap({ "main.tf": main, ...(files ?? { "p.json": smallPolicy }) }, get, put)];
  }),
  [
    "the names of files that an open iteration lists",
    {
      "main.tf": `${provider}${openlyListed}`,
      "users/ann": "",
    },
    {
      "main.tf": `${provider}${openlyListed}`,
      "users/ann": "",
      "users/bob": "",
    },
  ],
  ["a file outside of the repository", ...swap({ "main.tf": policy('file("../../outside/@.json")') }, "a", "b")],
  [
    "a value of a long number",
    ...swap(
      {
        "main.tf": policy(
          statement('Action = ["oss:GetObject"], Resource = ["acs:oss:*:${local.n}:*"]'),
          "locals { n = @ }",
        ),
      },
      "98765432109876543",
      "98765432109876544",
    ),
  ],
  [
    "a null",
    ...swap(
      {
        "main.tf": policy(
          statement('Action = ["oss:GetObject"], Resource = ["*"], Condition = local.c'),
          "locals { c = @ }",
        ),
      },
      '{ IpAddress = { "acs:SourceIp" = ["10.0.0.0/8"] } }',
      '{ IpAddress = { "acs:SourceIp" = ["0.0.0.0/0"] } }',
    ),
  ],
  [
    "a provider that is passed to a module",
    ...swap(
      {
        "main.tf": `terraform {\n required_providers {\n alicloud = { source = "aliyun/alicloud" }\n }\n}\nprovider "alicloud" {\n alias = "a"\n account_id = "1"\n}\nprovider "alicloud" {\n alias = "b"\n account_id = "2"\n}\nmodule "m" {\n source = "./m"\n providers = { alicloud = alicloud.@ }\n}`,
        "m/main.tf":
          'resource "alicloud_ram_user_policy_attachment" "a" {\n user_name = "u"\n policy_name = "AliyunOSSFullAccess"\n policy_type = "System"\n}',
      },
      "a",
      "b",
    ),
  ],
];

describe("a gain is found in", () => {
  it.each([...lists, ...others])("%s", (_, before, after) => {
    const report = reviewed(before, after);
    expect(["broadened", "possibly broadened"]).toContain(report.verdict);
    expect(report.rows.some(isGain)).toBe(true);
  });
});

describe("a gain is certain in", () => {
  it.each(lists)("%s", (_, before, after) => {
    expect(reviewed(before, after)).toMatchObject({
      verdict: "broadened",
      rows: [{ kind: "permission", actions: ["oss:PutObject"] }],
    });
  });
});

describe("nothing is gained by", () => {
  const spelled: readonly Case[] = [
    ["a comment", { "main.tf": policy(actions(get)) }, { "main.tf": `# new\n${policy(actions(get))}` }],
    ["another file", { "main.tf": policy(actions(get)) }, { "other.tf": policy(actions(get)) }],
    [
      "a local instead of a value",
      { "main.tf": policy(actions(get)) },
      { "main.tf": policy(actions("local.x"), `locals { x = ${get} }`) },
    ],
    [
      "another function of the same result",
      { "main.tf": policy(actions(get)) },
      { "main.tf": policy(actions('[join(":", ["oss", "GetObject"])]')) },
    ],
    [
      "a variable of the same value",
      { "main.tf": policy(actions(get)) },
      { "main.tf": policy(actions("var.x"), 'variable "x" {}'), "terraform.tfvars": `x = ${get}` },
    ],
    [
      "JSON syntax",
      { "main.tf": policy(actions("local.x"), `locals { x = ${get} }`) },
      { "main.tf": policy(actions("local.x")), "x.tf.json": `{"locals":{"x":${get}}}` },
    ],
    ["a description", ...swap({ "main.tf": policy(`${actions(get)}\n description = "@"`) }, "a", "b")],
    ["a local that nothing reads", ...swap({ "main.tf": policy(actions(get), "locals { x = @ }") }, get, put)],
    ["an output", ...swap({ "main.tf": policy(actions(get), 'output "x" { value = @ }') }, get, put)],
    [
      "a test of Terraform",
      { "main.tf": policy(actions(get)) },
      { "main.tf": policy(actions(get)), "a.tftest.hcl": "this is not read" },
    ],
    [
      "a move",
      { "main.tf": policy(actions(get)) },
      { "main.tf": policy(actions(get), "moved {\n from = alicloud_ram_policy.q\n to = alicloud_ram_policy.p\n}") },
    ],
    [
      "an argument of a module that grants the same",
      ...swap(
        { "main.tf": `${provider}module "m" {\n source = "./m"\n actions = @\n}`, "m/main.tf": child },
        get,
        '[lower("oss:GetObject") == "" ? "x" : "oss:GetObject"]',
      ),
    ],
    ["fewer actions", ...swap({ "main.tf": policy(actions("local.x"), "locals { x = @ }") }, put, get)],
    [
      "the same open value",
      { "main.tf": `${open('"${var.open}"')}\nvariable "open" {}` },
      { "main.tf": `${open("var.open")}\nvariable "open" {}` },
    ],
  ];

  it.each(spelled)("%s", (_, before, after) => {
    const report = reviewed(before, after);
    expect(report.rows.filter(isGain)).toEqual([]);
  });
});
