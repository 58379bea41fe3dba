import { writeFileSync } from "node:fs";
import path from "node:path";
import { type FolderRow, filesOf, folderRows, recordedPlans } from "../terraform/hcl/folder-rows";
import { scenario } from "./support/scenario";

/** Replaces a document that the engine refuses to plan. */
const refused = null;

const requirement = `terraform {
  required_providers {
    alicloud = {
      source = "aliyun/alicloud"
    }
  }
}
`;

const provider = `provider "alicloud" {
  region = "cn-hangzhou"
}
`;

/** The files of a folder, and the requirements of each of its modules. */
function deployedFiles(row: FolderRow): Readonly<Record<string, string>> {
  const files = filesOf(row);
  const folders = new Set(Object.keys(files).map((file) => path.dirname(file)));
  const requirements = [...folders].map((folder) => [path.join(folder, "versions.tf"), requirement] as const);
  return { ...files, ...Object.fromEntries(requirements), "provider.tf": provider };
}

const planned = new Map<string, unknown>();

for (const row of folderRows) {
  scenario(`14 plan of a folder with ${row.title}: the document that was recorded`, async (stage) => {
    const workspace = stage.workspace(deployedFiles(row));
    const { code } = await workspace.planExitCode();
    const changes = code === 1 ? [] : await workspace.plannedChanges();
    const [policy] = changes.filter(({ type }) => type === "alicloud_ram_policy");
    const text = policy?.after["policy_document"] ?? policy?.after["document"];
    planned.set(row.title, typeof text === "string" ? JSON.parse(text) : refused);
    if (process.env["RECORD_PLANS"] === undefined) expect(planned.get(row.title)).toEqual(recordedPlans()[row.title]);
  });
}

afterAll(() => {
  if (process.env["RECORD_PLANS"] === undefined) return;
  const file = path.join(__dirname, "../terraform/hcl/planned-documents.json");
  const plans = { ...recordedPlans(), ...Object.fromEntries(planned) };
  writeFileSync(file, `${JSON.stringify(plans, undefined, 2)}\n`);
});
