import { documentTextOf } from "../../../lib/terraform/document-text";
import { readTerraformFolder } from "../../../lib/terraform/hcl";
import { ResourceTexts } from "../../../lib/terraform/resource-texts";
import { temporaryFiles } from "../../support/temporary-files";
import { type FolderRow, filesOf, folderRows, recordedPlans } from "./folder-rows";
import { styles } from "./styles";

const { folder, file } = temporaryFiles("styles");

/** Styles whose structure is not known where a text in it is not. */
const notKnown: readonly string[] = ["file and replace"];

/** The document of the folder's policy, with `?` for texts that are not known. */
function documentOf(row: FolderRow): unknown {
  const place = row.title.replace(/\W+/g, "-");
  for (const [path, text] of Object.entries(filesOf(row))) file(`${place}/${path}`, text);
  const { resources } = readTerraformFolder(`${folder}/${place}`);
  const [policy] = resources;
  const found = policy === undefined ? undefined : documentTextOf(policy, new ResourceTexts(resources));
  return found === undefined ? undefined : JSON.parse(found.text.replace(/\$\{TfToken\[[^\]]*\]\}/g, "?"));
}

function isOpen({ style, way }: FolderRow): boolean {
  return way.known.includes("?") && notKnown.includes(style.name);
}

it("knows a document of which only a list is not known, however it is written", () => {
  const lists = ['"Action": ${jsonencode(var.actions)}', '"Action": ${jsonencode([var.one, "oss:GetObject"])}'];
  const found = lists.map((action, index) => {
    const document = `{"Version": "1", "Statement": [{"Effect": "Allow", ${action}, "Resource": "*"}]}`;
    file(
      `lists-${index}/main.tf`,
      `variable "actions" {}\nvariable "one" {}\nresource "alicloud_ram_policy" "p" {\n  policy_document = <<EOT\n${document}\nEOT\n}\n`,
    );
    const { resources } = readTerraformFolder(`${folder}/lists-${index}`);
    return resources.map((policy) => documentTextOf(policy, new ResourceTexts(resources))?.text);
  });
  const [list, item] = found.flat().map((text) => text?.replace(/\$\{TfToken\[[^\]]*\]\}/g, "?").trim());
  expect(list).toBe('{"Version": "1", "Statement": [{"Effect": "Allow", "Action": "?", "Resource": "*"}]}');
  expect(item).toBe(
    '{"Version": "1", "Statement": [{"Effect": "Allow", "Action": ["?","oss:GetObject"], "Resource": "*"}]}',
  );
});

describe("documents of 60 folders", () => {
  it.each(folderRows.map((row) => [row.title, row] as const))("%s", (_, row) => {
    expect(documentOf(row)).toEqual(
      isOpen(row)
        ? undefined
        : {
            Version: "1",
            Statement: [{ Effect: "Allow", Action: ["oss:GetObject", "oss:ListObjects"], Resource: [row.way.known] }],
          },
    );
  });

  it("have a known structure in nine of ten, by folders and by how common a style is", () => {
    const ways = folderRows.length / styles.length;
    const share = styles.reduce((sum, one) => sum + one.share, 0);
    const open = styles.filter(({ name }) => notKnown.includes(name)).reduce((sum, one) => sum + one.share, 0);
    expect(folderRows.length).toBe(60);
    expect((folderRows.length - notKnown.length) / folderRows.length).toBeGreaterThanOrEqual(0.9);
    expect((share * ways - open) / (share * ways)).toBeGreaterThanOrEqual(0.9);
  });
});

describe("documents in recorded plans", () => {
  const planned = recordedPlans();

  it("are there for all folders", () => {
    expect(Object.keys(planned).sort()).toEqual(folderRows.map(({ title }) => title).sort());
  });

  it.each(
    folderRows.filter((row) => planned[row.title] !== null && !isOpen(row)).map((row) => [row.title, row] as const),
  )("%s", (_, row) => {
    const inPlan = JSON.stringify(planned[row.title]).replace(/acs:oss:\*:\d{16}:/, "acs:oss:*:?:");
    expect(withoutListsOfOne(documentOf(row))).toEqual(withoutListsOfOne(JSON.parse(inPlan)));
  });
});

/** The provider's data source writes a text in the place of a list of one, which means the same. */
function withoutListsOfOne(document: unknown): unknown {
  const text = JSON.stringify(document, (_, value: unknown) =>
    Array.isArray(value) && value.length === 1 && typeof value[0] === "string" ? (value[0] as unknown) : value,
  );
  return JSON.parse(text);
}
