import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import {
  documentedPolicy,
  knownActions,
  systemPolicy,
  systemPolicyNameInRightCase,
  systemPolicyNames,
} from "../../lib/catalog";
import { validate } from "../../lib/policy";
import list from "../../lib/catalog/data/system-policy-names.json";
import { policies } from "../../lib/catalog/data/system-policies.json";
// SHA-256 of the names and of each document that the vendor's pages print, made without this library.
import digests from "../fixtures/system-policy-digests.json";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

/** Compact JSON with sorted keys. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

const root = path.join(__dirname, "..", "..");

describe("system policies", () => {
  it.each(Object.entries(policies))("%s has the shape that the code takes it to have", (name, entry) => {
    const { kind, knowledge, version, updated, source, note, unconfirmed, document } = entry as Record<string, unknown>;
    expect(kind).toBe(name.startsWith("AliyunServiceRolePolicyFor") ? "service-linked" : "system");
    expect(["document", "meaning", "name"]).toContain(knowledge);
    expect(document === undefined).toBe(knowledge === "name");
    expect([undefined, true]).toContain(unconfirmed);
    if (unconfirmed === true) {
      expect([knowledge, note]).toEqual(["document", expect.stringMatching(/./)]);
      expect(systemPolicy(name)).toMatchObject({ documentCertainty: "unconfirmed", note, source, version });
    } else if (knowledge === "document") {
      expect(systemPolicy(name)).toMatchObject({ documentCertainty: "confirmed", note: undefined, source });
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

  it.each(Object.entries(digests.documents))("%s is what the vendor's page prints, and is valid", (name, digest) => {
    const { document } = systemPolicy(name)!;
    expect(sha256(canonical(document?.toJson())).slice(0, 16)).toBe(digest);
    const { findings } = validate(document!.toText(), "identity", { knowledge: knownActions });
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(document!.statements.filter(({ effect }) => effect === "Deny")).toEqual([]); // comparisons rely on it
  });

  it("are as many as were read, and names are marked as they were seen", () => {
    const names = systemPolicyNames();
    expect(Object.keys(digests.documents)).toHaveLength(204);
    expect(names.filter((name) => systemPolicy(name)?.document !== undefined)).toHaveLength(205); // AdministratorAccess
    expect(names.filter((name) => systemPolicy(name)?.documentCertainty === "unconfirmed")).toHaveLength(34);
    const listed = Object.keys(list.names);
    expect(listed).toHaveLength(1071);
    expect(names.filter((name) => !listed.includes(name))).toEqual([
      "AliyunFCFunctionAIAgentrunDeployPolicy",
      "AliyunFCFunctionAIServicesDeployPolicy",
    ]);
    const marked = listed.map((name) => {
      const { nameCertainty, kind, source, read } = systemPolicy(name)!;
      expect(kind).toBe(name.startsWith("AliyunServiceRolePolicyFor") ? "service-linked" : "system");
      expect([source, read]).toEqual([
        expect.stringMatching(/^https:\/\/[^{}]+$/),
        expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/),
      ]);
      return nameCertainty === "unconfirmed" ? `${name} unconfirmed` : name;
    });
    expect(marked.filter((text) => text.endsWith(" unconfirmed"))).toHaveLength(67);
    expect(sha256(marked.join("\n"))).toBe(digests.names);
  });

  it("have names that differ in more than case", () => {
    const names = systemPolicyNames();
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });
});

it("no file of the library imports data, which would be read when the package loads", () => {
  const lib = path.join(root, "lib");
  const files = readdirSync(lib, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.startsWith("provider-alicloud"),
  );
  expect(files.length).toBeGreaterThan(300);
  const importing = files.filter((file) => /^import .*\.json"/m.test(readFileSync(path.join(lib, file), "utf8")));
  expect(importing).toEqual([]);
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
