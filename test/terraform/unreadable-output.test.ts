import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { UnreadableStackError, readSynthesizedStacks } from "../../lib/terraform/synthesized-stack";

describe("unreadable input", () => {
  const folder = (files: Readonly<Record<string, string>>): string => {
    const root = mkdtempSync(path.join(tmpdir(), "synth-"));
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(root, name)), { recursive: true });
      writeFileSync(path.join(root, name), text);
    }
    return root;
  };
  const manifest = JSON.stringify({ stacks: { a: { synthesizedStackPath: "stacks/a/cdk.tf.json" } } });

  it.each([
    ["no manifest", {}, "manifest.json"],
    ["a manifest that is not JSON", { "manifest.json": "{" }, "manifest.json"],
    ["a manifest without stacks", { "manifest.json": "{}" }, "manifest.json"],
    ["a missing stack", { "manifest.json": manifest }, "stacks/a/cdk.tf.json"],
    ["a stack that is a list", { "manifest.json": manifest, "stacks/a/cdk.tf.json": "[]" }, "stacks/a/cdk.tf.json"],
    [
      "a resource that is a text",
      { "manifest.json": manifest, "stacks/a/cdk.tf.json": '{"resource":{"alicloud_ram_policy":{"p":"x"}}}' },
      "stacks/a/cdk.tf.json",
    ],
  ])("%s is an error with the file", (_, files, file) => {
    const root = folder(files);
    expect(() => readSynthesizedStacks(root)).toThrow(UnreadableStackError);
    expect(() => readSynthesizedStacks(root)).toThrow(`RAM501 ${path.join(root, file)}: `);
  });
});
