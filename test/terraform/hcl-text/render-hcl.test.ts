import { spawnSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { documentTextOf } from "../../../lib/terraform/document-text";
import { readTerraformFolder } from "../../../lib/terraform/hcl";
import { parseHcl } from "../../../lib/terraform/hcl/parse-hcl";
import { renderHcl } from "../../../lib/terraform/hcl-text";
import { ResourceTexts } from "../../../lib/terraform/resource-texts";
import type { Resource } from "../../../lib/terraform/resource";
import { stackOf } from "../../../lib/terraform/synthesized-stack";
import { templateOf } from "../../../lib/terraform/template";
import { temporaryFiles } from "../../support/temporary-files";

const { folder, file } = temporaryFiles("render-hcl");
const golden = path.join(__dirname, "../../examples/golden");
const examples = readdirSync(golden).map((name) => name.replace(".tf.json", ""));

function stackNamed(name: string): Readonly<Record<string, unknown>> {
  return JSON.parse(readFileSync(path.join(golden, `${name}.tf.json`), "utf8")) as Readonly<Record<string, unknown>>;
}

/** What a resource comes to: its arguments without comments, with references to names resolved, documents as JSON. */
function contentOf(resource: Resource, texts: ResourceTexts): unknown {
  const { arguments: given, imported, providerAlias } = resource;
  const document = documentTextOf(resource, texts);
  const entries = Object.entries(given).flatMap(([name, value]) => {
    if (name === "//" || name === document?.argument) return [];
    return [[name, typeof value === "string" ? texts.follow(value) : value] as const];
  });
  const parsed: unknown = document === undefined ? undefined : JSON.parse(document.text);
  return { ...Object.fromEntries(entries), document: parsed, imported, providerAlias };
}

function byAddress(resources: readonly Resource[], all: readonly Resource[] = resources): unknown {
  const texts = new ResourceTexts(all);
  return Object.fromEntries(resources.map((resource) => [resource.address, contentOf(resource, texts)]));
}

it.each(examples)("%s in HCL has the resources that it has as JSON", (name) => {
  const stack = stackNamed(name);
  file(`${name}/main.tf`, renderHcl(stack));
  const [was, is] = [stackOf(name, name, stack), readTerraformFolder(`${folder}/${name}`)];
  expect(byAddress(is.resources)).toEqual(byAddress(was.resources));
  expect(byAddress(is.data)).toEqual(byAddress(was.data));
  expect(is.notKnown).toEqual([]);
});

it("is formatted as terraform fmt does it", () => {
  const version = spawnSync("terraform", ["version"]);
  if (version.status !== 0) {
    console.warn("NOT RUN: terraform fmt, because terraform is not installed");
    return;
  }
  for (const name of examples) file(`fmt/${name}.tf`, renderHcl(stackNamed(name)));
  const { status, stdout } = spawnSync("terraform", ["fmt", "-check", "-diff", "-no-color"], {
    cwd: path.join(folder, "fmt"),
    encoding: "utf8",
    env: { ...process.env, TF_CLI_CONFIG_FILE: file("terraformrc", "") },
  });
  expect([status, stdout]).toEqual([0, ""]);
});

it("writes references bare, and a comment with the path of the construct", () => {
  expect(renderHcl(stackNamed("composition"))).toContain(`
# composition/Operate/group-alicloud_ram_group.Team.group_name
resource "alicloud_ram_group_policy_attachment" "Operate_group-alicloud_ram_groupTeamgroup_name_29BC1704" {
  group_name  = alicloud_ram_group.Team.group_name
  policy_name = alicloud_ram_policy.Operate_Policy_525FA8E2.policy_name
  policy_type = "Custom"
}
`);
});

it("writes blocks of all kinds as Terraform reads them", () => {
  const body = {
    provider: "alicloud.b",
    for_each: '${toset(["a"])}',
    bucket: "b-${each.key}",
    tags: { "a b": "$${x}", for: "y" },
    lifecycle_rule: [{ enabled: true, expiration: [{ days: 1 }] }, { enabled: false }],
    dynamic: { cors_rule: { for_each: "${var.x}", iterator: "one", content: { allowed_methods: ["${one.value}"] } } },
    lifecycle: { ignore_changes: ["tags", "acl"], precondition: { condition: "${var.x == 1}", error_message: "m" } },
    provisioner: [{ "local-exec": { command: "c" } }],
    depends_on: ["alicloud_ram_user.u"],
  };
  const text = renderHcl({
    terraform: {
      backend: { oss: { bucket: "b" } },
      required_providers: { alicloud: { source: "aliyun/alicloud", configuration_aliases: [] } },
    },
    provider: { alicloud: [{ region: "r", assume_role: { role_arn: "a" } }, { alias: "b" }] },
    variable: { x: { type: "list(string)", default: [], validation: { condition: "${true}", error_message: "e" } } },
    locals: { a: 1, b: [{ c: null }] },
    resource: { alicloud_oss_bucket: { b: body } },
    module: { m: { source: "./m", providers: { alicloud: "alicloud.b" } } },
    moved: [{ from: "a.b", to: "c.d" }],
    import: [{ to: "alicloud_ram_user.u", id: "u" }],
    removed: [{ from: "a.b", lifecycle: { destroy: false } }],
  });
  const [parsed] = parseHcl([{ name: "main.tf", text }]);
  expect(parsed).toEqual({
    json: {
      terraform: [
        {
          backend: { oss: [{ bucket: "b" }] },
          required_providers: [{ alicloud: { source: "aliyun/alicloud", configuration_aliases: [] } }],
        },
      ],
      provider: { alicloud: [{ region: "r", assume_role: [{ role_arn: "a" }] }, { alias: "b" }] },
      variable: {
        x: [{ type: "${list(string)}", default: [], validation: [{ condition: true, error_message: "e" }] }],
      },
      locals: [{ a: 1, b: [{ c: null }] }],
      resource: {
        alicloud_oss_bucket: {
          b: [
            {
              ...body,
              provider: "${alicloud.b}",
              lifecycle_rule: [{ enabled: true, expiration: [{ days: 1 }] }, { enabled: false }],
              dynamic: {
                cors_rule: [
                  { for_each: "${var.x}", iterator: "${one}", content: [{ allowed_methods: ["${one.value}"] }] },
                ],
              },
              lifecycle: [
                {
                  ignore_changes: ["${tags}", "${acl}"],
                  precondition: [{ condition: "${var.x == 1}", error_message: "m" }],
                },
              ],
              provisioner: { "local-exec": [{ command: "c" }] },
              depends_on: ["${alicloud_ram_user.u}"],
            },
          ],
        },
      },
      module: { m: [{ source: "./m", providers: { alicloud: "${alicloud.b}" } }] },
      moved: [{ from: "${a.b}", to: "${c.d}" }],
      import: [{ to: "${alicloud_ram_user.u}", id: "u" }],
      removed: [{ from: "${a.b}", lifecycle: [{ destroy: false }] }],
    },
  });
});

it("reads back every value", () => {
  const text = fc
    .array(
      fc.oneof(fc.string({ unit: "binary", maxLength: 5 }), fc.constantFrom("${", "%{", '"', "\\", "\n", "$", "}")),
      {
        maxLength: 6,
      },
    )
    .map((parts) =>
      parts
        .join("")
        .replace(/\p{Cs}/gu, "?")
        .normalize("NFC"),
    );
  const value = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      text.map((one) => templateOf([{ isLiteral: true, text: one }])),
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.array(tie("value"), { maxLength: 3 }),
      fc.dictionary(
        fc.string({ maxLength: 4 }).map((key) => templateOf([{ isLiteral: true, text: key }])),
        tie("value"),
        { maxKeys: 3 },
      ),
    ),
  })).value;
  fc.assert(
    fc.property(value, (given) => {
      const [parsed] = parseHcl([{ name: "main.tf", text: renderHcl({ locals: { given } }) }]);
      expect(parsed).toEqual({ json: { locals: [{ given }] } });
    }),
    { numRuns: 150 },
  );
});
