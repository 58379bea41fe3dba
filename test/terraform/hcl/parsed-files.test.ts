import { positionsIn } from "../../../lib/terraform/hcl/block-positions";
import { readTerraformFolder } from "../../../lib/terraform/hcl";
import { parseHcl } from "../../../lib/terraform/hcl/parse-hcl";
import { temporaryFiles } from "../../support/temporary-files";

const { folder, file } = temporaryFiles("parsed-files");
let next = 0;

/** What an output has, as Terraform 1.11.4 answered for the same expression in its console. */
function outputOf(expression: string): string | undefined {
  const place = String(next++);
  file(`${place}/main.tf`, `locals {\n  x = "X"\n}\n\noutput "o" {\n  value = ${expression}\n}\n`);
  return readTerraformFolder(`${folder}/${place}`).outputs?.get("o");
}

it.each([
  ['"${"$"}{local.x}"', "$${local.x}"],
  ['"${ "a$" }{local.x}"', "a$${local.x}"],
  ['"${"%"}{ if true }x"', "%%{ if true }x"],
  ['"p${"$"}${local.x}"', "p$X"],
  ['<<A\n${"$"}{local.x}\nA\n', "$${local.x}\n"],
  ['"a$$${local.x}"', "a$$${local.x}"],
])("a text stays a text where the parser joins literals: %s", (expression, template) => {
  expect(outputOf(expression)).toBe(template);
});

it("refuses an escape that the parser would make the sign of a sequence", () => {
  expect(() => outputOf(String.raw`"\u0024{local.x}"`)).toThrow(/RAM501 \S+main\.tf:6: .*write \$\$\{/);
});

const source = `# comment { " <<EOF
resource "alicloud_ram_policy" "p" { # {
  policy_name = "a\\"\${upper("}")}{" // "
  document = <<-EOT
    } \${jsonencode({ a = "}" })}
  EOT
  statement {
    effect = "Allow" }
  dynamic "statement" {
    for_each = [for a in ["{"] : { x = a }]
    content {}
  }
  /* } */ tags = {
    a = 1
  }
}
locals { a = 1 }
locals {
  b = "$\${"
}
`.replace('    effect = "Allow" }', '    effect = "Allow"\n  }');

function parsedJson(text: string): Readonly<Record<string, unknown>> {
  const [parsed] = parseHcl([{ name: "main.tf", text }]);
  if (parsed === undefined || "problem" in parsed) throw new Error(JSON.stringify(parsed));
  return parsed.json;
}

it("finds blocks and arguments where the parser reads them", () => {
  const found = positionsIn(source, parsedJson(source));
  expect(found?.blocks.map(({ type, line, column }) => [type, line, column])).toEqual([
    ["resource", 2, 1],
    ["locals", 18, 1],
    ["locals", 19, 1],
  ]);
  const [policy] = found?.blocks ?? [];
  expect([...(policy?.arguments ?? [])].map(([name, { line, column }]) => [name, line, column])).toEqual([
    ["policy_name", 3, 3],
    ["document", 4, 3],
    ["tags", 14, 11],
  ]);
});

it("gives no position where its structure differs from the parser's", () => {
  const json = parsedJson(source);
  expect(positionsIn(source, { ...json, more: [{}] })).toBeUndefined();
  expect(positionsIn(source, { ...json, locals: [{}] })).toBeUndefined();
  expect(positionsIn(`${source}}`, json)).toBeUndefined();
});

it.each([
  ['resource "alicloud_ram_user" "a" "b" {', "resource alicloud_ram_user a has more"],
  ['resource "alicloud_ram_user" "a" b {', "resource alicloud_ram_user a has more"],
  ['resource "alicloud_ram_user" {', "resource alicloud_ram_user has fewer"],
  ["resource {", "resource has fewer"],
  ['locals "a" {', "locals has more"],
  ['module "a" "b" {', "module a has more"],
])("refuses a block whose labels Terraform does not take: %s", (block, why) => {
  const place = String(next++);
  file(`${place}/main.tf`, `${block}\n  name = "x"\n}\n`);
  expect(() => readTerraformFolder(`${folder}/${place}`)).toThrow(`a block ${why} labels than Terraform takes`);
});

it("shows the part of a line that an error is in, with tabs as blanks", () => {
  const problemOf = (text: string): string => {
    const place = String(next++);
    file(`${place}/main.tf`, text);
    try {
      readTerraformFolder(`${folder}/${place}`);
    } catch (error) {
      return String(error);
    }
    return "";
  };
  expect(problemOf("locals {\n\tx\t= 1 2\n}\n")).toContain("\n   x = 1 2\n         ^");
  const long = problemOf(`locals {\n  x = "${"a".repeat(5000)}" 2 ${"b".repeat(5000)}\n}\n`);
  expect(long.length).toBeLessThan(700);
  expect(long).toContain(`${"a".repeat(50)}" 2 b`);
});

it("says which file OpenTofu reads in place of another", () => {
  const place = String(next++);
  for (const name of ["a.tf", "a.tofu"]) file(`${place}/${name}`, "locals {}\n");
  const { warnings } = readTerraformFolder(`${folder}/${place}`, { engine: "opentofu" });
  expect(warnings.join()).toMatch(/a\.tf is not read: OpenTofu reads a\.tofu in its place/);
});
