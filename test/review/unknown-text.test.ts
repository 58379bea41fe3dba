import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { evaluate } from "../../lib/policy";
import { partlyKnown } from "../../lib/policy/patterns/partly-known";
import type { GrantModel } from "../../lib/grants/grant-model";
import { grantsOfStack } from "../../lib/grants/grants-of-stack";
import { grantsOfSource } from "../../lib/grants/grants-of-source";
import { readSource } from "../../lib/grants/read-source";
import { review } from "../../lib/review";
import { lintSources } from "../../lib/review/lint-sources";
import { openPlaceholders } from "../../lib/policy/compare/placeholders";
import { placeholderText } from "../../lib/review/placeholder-text";
import { summarize } from "../../lib/review/summary/summarize";
import { extractExpressions } from "../../lib/terraform/expressions";
import { planStack } from "../../lib/terraform/plan";
import { expressionToken } from "../support/tokens";
import { devPolicy, policyText, stackGrants } from "./support/stacks";

const consumers: Readonly<Record<string, (text: string) => string>> = {
  engine: (text) => partlyKnown(text).widest,
  "document of a stack": (text) => partlyKnown(extractExpressions(text)).widest,
  comparison: (text) => openPlaceholders(placeholderText(text)),
  "comparison of a stack": (text) => openPlaceholders(placeholderText(extractExpressions(text))),
};

describe.each([
  ["acs:oss:*:*:${lower({a=1}.a)}-x", "acs:oss:*:*:*-x"],
  ['acs:oss:*:*:${f("}", "${g("}")}")}-x', "acs:oss:*:*:*-x"],
  ["acs:oss:*:*:${a.b}/${c.d}", "acs:oss:*:*:*/*"],
  ["acs:oss:*:*:a", "acs:oss:*:*:a"],
])("%s is the pattern %s", (text, pattern) => {
  it.each(Object.keys(consumers))("to the %s", (name) => {
    expect(consumers[name]?.(text)).toBe(pattern);
  });
});

describe("A literal text that looks like a token of this library", () => {
  const forged = `acs:oss:*:*:${expressionToken("${a}")}`;
  const text = policyText({ allow: "oss:GetObject", on: forged });

  function policyFile(): string {
    const folder = mkdtempSync(path.join(tmpdir(), "forged-"));
    writeFileSync(path.join(folder, "p.json"), text);
    return folder;
  }

  function plan(): readonly GrantModel[] {
    const resources = Object.entries({
      alicloud_ram_policy: { policy_name: "p", policy_document: text },
      alicloud_ram_group_policy_attachment: { policy_name: "p", policy_type: "Custom", group_name: "dev" },
    }).map(([type, values]) => ({ address: `${type}.A`, mode: "managed", type, name: "A", values }));
    return grantsOfStack(planStack("plan", "plan.json", { planned_values: { root_module: { resources } } }));
  }

  const escaped = devPolicy({ allow: "oss:GetObject", on: forged.replace("${", "$${") });
  const inputs: Readonly<Record<string, () => readonly GrantModel[]>> = {
    stack: () => stackGrants(escaped),
    plan,
    "policy file": () => grantsOfSource(readSource(policyFile())),
  };

  it.each(Object.keys(inputs))("of a %s is not known, and shows as it is", (name) => {
    const models = inputs[name]?.() ?? [];
    const policies = models.flatMap(({ principals, unattached }) => [
      ...principals.flatMap(({ account }) => account),
      ...unattached,
    ]);
    const documents = policies.flatMap(({ document }) => document ?? []);
    expect(documents).toHaveLength(1);
    const request = { action: "oss:GetObject", resource: "acs:oss:cn-hangzhou:1:${a}" };
    expect(evaluate({ policies: documents, request }).decision).not.toBe("Allow");
    expect(JSON.stringify(summarize(models))).toContain(forged);
    const report = JSON.stringify(review([], models));
    expect(report).toContain(forged);
    expect(report).not.toContain("acs:oss:*:*:${a}");
  });

  it("shows as it is in findings", () => {
    const folder = policyFile();
    writeFileSync(path.join(folder, "p.json"), text.replace('"Allow"', JSON.stringify(forged)));
    const found = lintSources([readSource(folder)]).findings.map((finding) => finding.found);
    expect(found.join("\n")).toContain(forged);
  });
});
