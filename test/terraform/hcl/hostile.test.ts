import { grantsOfSource, readSource } from "../../../lib/review";
import { UnreadableStackError } from "../../../lib/terraform/synthesized-stack";
import { temporaryFiles } from "../../support/temporary-files";

const { folder, file } = temporaryFiles("hostile");
let next = 0;

function read(files: Readonly<Record<string, string>>): string {
  const place = String(next++);
  for (const [name, text] of Object.entries(files)) file(`${place}/${name}`, text);
  try {
    const models = grantsOfSource(readSource(`${folder}/${place}`));
    return `unknown: ${models.flatMap(({ unknown = [] }) => unknown.map(({ what, why }) => `${what} ${why}`)).join("\n")}`;
  } catch (error) {
    if (error instanceof UnreadableStackError) return error.message;
    throw error;
  }
}

const policy = (document: string): string =>
  `resource "alicloud_ram_policy" "p" {\n policy_name = "p"\n policy_document = ${document}\n}\n`;

const nested = (open: string, inner: string, close: string, depth: number): string =>
  open.repeat(depth) + inner + close.repeat(depth);

it.each([
  ["lists nested deeply", { "main.tf": policy(nested("[", "1", "]", 1500)) }],
  ["parentheses nested deeply", { "main.tf": policy(nested("(", "1", ")", 1500)) }],
  ["objects nested deeply", { "main.tf": policy(`jsonencode(${nested("{ a = ", "1", " }", 1500)})`) }],
  ["templates nested deeply", { "main.tf": policy(nested('"${', "1", '}"', 1000)) }],
  ["blocks nested deeply", { "main.tf": nested("x {\n", "", "}\n", 1000) }],
  ["a local that rests on itself", { "main.tf": `${policy("local.a")}locals {\n a = local.b\n b = local.a\n}` }],
  [
    "a variable of a module that rests on its output",
    {
      "main.tf": 'module "m" {\n source = "./m"\n x = module.m.x\n}',
      "m/main.tf": `variable "x" {}\noutput "x" { value = var.x }\n${policy("var.x")}`,
    },
  ],
  [
    "resources that rest on each other",
    {
      "main.tf":
        'resource "alicloud_ram_user" "a" {\n name = alicloud_ram_user.b.name\n}\nresource "alicloud_ram_user" "b" {\n name = alicloud_ram_user.a.name\n}',
    },
  ],
  [
    "a count that rests on itself",
    { "main.tf": 'resource "alicloud_ram_user" "a" {\n count = length(alicloud_ram_user.a)\n name = "x"\n}' },
  ],
  [
    "a chain of many locals",
    {
      "main.tf": `${policy("local.x0")}locals {\n${Array.from({ length: 3000 }, (_, at) => ` x${at} = "\${local.x${at + 1}}"`).join("\n")}\n x3000 = "end"\n}`,
    },
  ],
  [
    "a chain of many counts",
    {
      "main.tf": Array.from(
        { length: 400 },
        (_, at) =>
          `resource "alicloud_ram_user" "u${at}" {\n count = length(alicloud_ram_user.u${at + 1})\n name = "x"\n}`,
      ).join("\n"),
    },
  ],
  [
    "values that grow exponentially",
    {
      "main.tf": `${policy("jsonencode(local.x0)")}locals {\n${Array.from({ length: 40 }, (_, at) => ` x${at} = [local.x${at + 1}, local.x${at + 1}]`).join("\n")}\n x40 = 1\n}`,
    },
  ],
  ["a long range", { "main.tf": policy("jsonencode([for i in range(100000) : [for j in range(100000) : i]])") }],
  ["a large product", { "main.tf": policy("jsonencode(setproduct(range(1000), range(1000), range(1000)))") }],
  ["a slow pattern", { "main.tf": policy(`replace("${"a".repeat(5000)}", "/(a+)+$/", "")`) }],
  ["a large count", { "main.tf": 'resource "alicloud_ram_user" "a" {\n count = 100000000\n name = "x"\n}' }],
  ["a module that calls itself", { "main.tf": 'module "m" {\n source = "./"\n}' }],
  [
    "modules that multiply",
    {
      "main.tf": 'module "m" {\n for_each = toset([for i in range(200) : tostring(i)])\n source = "./a"\n}',
      "a/main.tf": 'module "m" {\n for_each = toset([for i in range(200) : tostring(i)])\n source = "../b"\n}',
      "b/main.tf": 'resource "alicloud_ram_user" "a" {\n count = 600\n name = "x"\n}',
    },
  ],
  [
    "names of JavaScript",
    {
      "main.tf": `locals {\n __proto__ = { constructor = "x" }\n toString = "y"\n}\n${policy("local.__proto__.constructor")}resource "__proto__" "constructor" {\n __proto__ = 1\n}`,
    },
  ],
  ["a link to another folder", { "main.tf": policy('file("/etc/passwd")') }],
  ["no text", { "main.tf": "\u0000\u0001" }],
  ["half a heredoc", { "main.tf": "locals {\n a = <<EOF\n x" }],
  ["half a file", { "main.tf": 'resource "alicloud_ram_policy" "p" {' }],
  ["a byte order mark", { "main.tf": `\uFEFF${policy('"{}"')}` }],
  [
    "a bad list of modules",
    { "main.tf": 'module "m" {\n source = "a/b/c"\n}', ".terraform/modules/modules.json": "[]" },
  ],
])(
  "%s",
  (_, files) => {
    const answer = read(files);
    expect(answer).toMatch(/^(RAM501|unknown)/);
    expect(answer).not.toMatch(/root:|RangeError|TypeError/);
  },
  20_000,
);
