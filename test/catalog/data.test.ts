import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { documentedPolicy, systemPolicy, systemPolicyNameInRightCase, systemPolicyNames } from "../../lib/catalog";
import systemPolicies from "../../lib/catalog/data/system-policies.json";

const root = path.join(__dirname, "..", "..");

describe("system policies", () => {
  it.each(Object.entries(systemPolicies))("%s has the shape that the code takes it to have", (name, entry) => {
    const { kind, knowledge, version, updated, source, note, document } = entry as Record<string, unknown>;
    expect(kind).toBe(name.startsWith("AliyunServiceRolePolicyFor") ? "service-linked" : "system");
    expect(["document", "meaning", "name"]).toContain(knowledge);
    expect(document === undefined).toBe(knowledge === "name");
    if (knowledge === "document") {
      expect(version).toMatch(/^v\d+$/);
      expect(updated).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(source).toMatch(/^https:\/\//);
      expect(systemPolicy(name)?.document?.toJson()).toEqual(document);
    } else if (knowledge === "meaning") {
      expect([version, updated]).toEqual([undefined, undefined]);
      expect(source).toMatch(/^https:\/\//);
      expect(note).toMatch(/\d{4}-\d{2}-\d{2}/);
      expect(systemPolicy(name)?.document?.toJson()).toEqual(document);
    } else {
      expect(note).toMatch(/./);
      expect(systemPolicy(name)).toMatchObject({ name, kind, document: undefined });
    }
  });

  it("are found by their exact name only", () => {
    expect(systemPolicy("AliyunAgentRunReadOnlyAccess").updated).toBe("2025-12-22");
    expect(systemPolicy("aliyunagentrunreadonlyaccess")).toBeUndefined();
    expect(systemPolicy("toString")).toBeUndefined();
    expect(systemPolicyNameInRightCase("aliyunagentrunreadonlyaccess")).toBe("AliyunAgentRunReadOnlyAccess");
    expect(systemPolicyNameInRightCase("AliyunAgentRunReadOnlyAccess")).toBeUndefined();
  });

  it("have names that differ in more than case", () => {
    const names = systemPolicyNames();
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });
});

it("the generated types are made from today's data", () => {
  const fresh = mkdtempSync(path.join(tmpdir(), "types-"));
  execFileSync(process.execPath, [path.join(root, "scripts", "generate-types.mjs"), fresh]);
  const read = (folder: string): string => readFileSync(path.join(folder, "system-policy-name.ts"), "utf8");
  expect(read(path.join(root, "lib", "catalog", "generated"))).toBe(read(fresh));
});

it.each([
  ["fullAccess", 28, 190],
  ["leastPrivilege", 14, 108],
] as const)("the documented policy %s has %d statements and %d action strings", (key, statements, actions) => {
  const { document, source, read } = documentedPolicy(key);
  expect(document.statements).toHaveLength(statements);
  expect(document.statements.flatMap((statement) => statement.actions)).toHaveLength(actions);
  expect(source).toMatch(/^https:\/\//);
  expect(read).toMatch(/^\d{4}-\d{2}-\d{2}$/);
});
