import { spawnSync } from "node:child_process";
import path from "node:path";
import { Testing } from "cdktf";
import { documentTextOf } from "../../../lib/terraform/document-text";
import { readTerraformFolder } from "../../../lib/terraform/hcl";
import { renderHcl } from "../../../lib/terraform/hcl-text";
import { type ModuleFiles, moduleNames } from "../../../lib/terraform/module-text";
import type { Resource } from "../../../lib/terraform/resource";
import { ResourceTexts } from "../../../lib/terraform/resource-texts";
import { stackOf } from "../../../lib/terraform/synthesized-stack";
import { newStack } from "../../constructs/support";
import { temporaryFiles } from "../../support/temporary-files";
import { moduleRows } from "./module-rows";

const { folder, file } = temporaryFiles("render-module");

/** The resources of a stack, without what depends on where they are written. */
function contents(resources: readonly Resource[]): readonly string[] {
  const texts = new ResourceTexts(resources);
  const policies = new Map<unknown, unknown>();
  for (const { type, arguments: given } of resources) {
    if (type === "alicloud_ram_policy") policies.set(given["policy_name"], given["description"]);
  }
  return resources
    .filter(({ type }) => type !== "alicloud_ram_group")
    .map((resource) => {
      const { type, arguments: given } = resource;
      const document = documentTextOf(resource, texts);
      const entries = Object.entries(given).flatMap(([name, value]) => {
        if (name === "//" || name === document?.argument || name === "count" || name === "for_each") return [];
        if (name === "tags" && JSON.stringify(value) === "{}") return [];
        const text = typeof value === "string" ? texts.follow(value) : value;
        // The construct of a team derives the names of its policies from its path.
        return [[name, name === "policy_name" ? (policies.get(text) ?? text) : text] as const];
      });
      const parsed = document === undefined ? undefined : sorted(JSON.parse(document.text) as unknown);
      return JSON.stringify(sorted({ type, ...Object.fromEntries(entries), document: parsed }));
    })
    .sort();
}

/** JSON without the order of lists and keys, and without what a list has twice. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => JSON.stringify(sorted(item)));
    return [...new Set(items)].sort().map((item) => JSON.parse(item) as unknown);
  }
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, sorted(item)] as const);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function placeOf(title: string): string {
  return title.replace(/\W+/g, "-");
}

function write(title: string, files: ModuleFiles): string {
  for (const [name, text] of Object.entries(files)) file(`${placeOf(title)}/${name}`, text);
  return path.join(folder, placeOf(title));
}

it("has a row for every module", () => {
  expect(moduleNames.filter((name) => moduleRows[name] === undefined && name !== "LeastPrivilege")).toEqual([]);
});

it.each(Object.entries(moduleRows))("%s does what the construct does", (title, { files, construct, call }) => {
  const place = write(title, files);
  if (call !== undefined) {
    file(`${placeOf(title)}/call/main.tf`, renderHcl({ module: { m: { source: "..", ...call } } }));
  }
  const is = readTerraformFolder(call === undefined ? path.join(place, "examples/basic") : path.join(place, "call"));
  const stack = newStack();
  construct(stack);
  const was = stackOf("test", "test", JSON.parse(Testing.synth(stack, true)) as Readonly<Record<string, unknown>>);
  expect(is.notKnown).toEqual([]);
  expect(is.unreadModules).toEqual([]);
  expect(contents(is.resources)).toEqual(contents(was.resources));
});

it("is formatted as terraform fmt does it", () => {
  if (spawnSync("terraform", ["version"]).status !== 0) {
    console.warn("NOT RUN: terraform fmt, because terraform is not installed");
    return;
  }
  for (const [title, { files }] of Object.entries(moduleRows)) write(`fmt ${title}`, files);
  const { status, stdout } = spawnSync("terraform", ["fmt", "-check", "-diff", "-no-color", "-recursive"], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, TF_CLI_CONFIG_FILE: file("terraformrc", "") },
  });
  expect([status, stdout]).toEqual([0, ""]);
});
