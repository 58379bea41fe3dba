import { documentTextOf } from "../../../lib/terraform/document-text";
import { readTerraformFolder } from "../../../lib/terraform/hcl";
import { ResourceTexts } from "../../../lib/terraform/resource-texts";
import { temporaryFiles } from "../../support/temporary-files";
import { type Style, styles } from "./styles";

const { folder, file } = temporaryFiles("styles");

/** How the values of a document are given, and what the document then has. `?` stands for a text that is not known. */
const ways = [
  {
    name: "literal values",
    actions: '["oss:GetObject", "oss:ListObjects"]',
    resource: '"acs:oss:*:*:logs/*"',
    more: {},
    known: "acs:oss:*:*:logs/*",
  },
  {
    name: "variables with values in files",
    actions: "var.actions",
    resource: '"acs:oss:*:${var.account}:${var.bucket}/*"',
    more: {
      "variables.tf":
        'variable "actions" {}\nvariable "account" { type = string }\nvariable "bucket" {\n  default = "logs"\n}\n',
      "terraform.tfvars": 'actions = ["oss:GetObject", "oss:ListObjects"]\naccount = 123\n',
    },
    known: "acs:oss:*:123:logs/*",
  },
  {
    name: "a text that only the provider knows",
    actions: '["oss:GetObject", "oss:ListObjects"]',
    resource: '"acs:oss:*:${data.alicloud_account.me.id}:logs/*"',
    more: { "account.tf": 'data "alicloud_account" "me" {}\n' },
    known: "acs:oss:*:?:logs/*",
  },
];

const rows = ways.flatMap((way) => styles.map((style) => ({ style, way })));

function documentOf(style: Style, way: (typeof ways)[number]): unknown {
  const place = `${style.name} ${way.name}`.replaceAll(" ", "-");
  for (const [path, text] of Object.entries({ ...style.files(way), ...way.more })) file(`${place}/${path}`, text);
  const { resources } = readTerraformFolder(`${folder}/${place}`);
  const [policy] = resources;
  const found = policy === undefined ? undefined : documentTextOf(policy, new ResourceTexts(resources));
  return found === undefined ? undefined : JSON.parse(found.text.replace(/\$\{TfToken\[[^\]]*\]\}/g, "?"));
}

describe("documents of 60 folders", () => {
  /** Styles whose structure is not known where a text in it is not. */
  const notKnown: readonly string[] = ["file and replace"];

  it.each(rows.map((row) => [row.style.name, row.way.name, row] as const))("%s with %s", (_, __, { style, way }) => {
    const isOpen = way.known.includes("?") && notKnown.includes(style.name);
    expect(documentOf(style, way)).toEqual(
      isOpen
        ? undefined
        : {
            Version: "1",
            Statement: [{ Effect: "Allow", Action: ["oss:GetObject", "oss:ListObjects"], Resource: [way.known] }],
          },
    );
  });

  it("have a known structure in nine of ten, by folders and by how common a style is", () => {
    const share = styles.reduce((sum, one) => sum + one.share, 0);
    const open = styles.filter(({ name }) => notKnown.includes(name)).reduce((sum, one) => sum + one.share, 0);
    expect(rows.length).toBe(60);
    expect((rows.length - notKnown.length) / rows.length).toBeGreaterThanOrEqual(0.9);
    expect((share * ways.length - open) / (share * ways.length)).toBeGreaterThanOrEqual(0.9);
  });
});
