import { type DocumentedPolicyKey, documentedPolicy } from "../documented-policies";
import { actionOfRow, featureTable, productTitles } from "../feature-table";
import { inferredLevel } from "../inferred-level";
import type { Mentions } from "../mentions";
import type { Provenance } from "../service";
import { policiesThatNameActions, systemPolicy } from "../system-policies";
import type { ImportedPage } from "./imported-page";
import { foldCase, isSameName } from "../../policy/letter-case";

const documentedPolicies: readonly DocumentedPolicyKey[] = ["fullAccess", "leastPrivilege"];

/**
 * Actions that the feature table, the documented policies or the system policies of AgentRun and related services name,
 * but that are not on their service's authorization page. Patterns are left out, because they name no single action.
 * Exception: if a documented policy has only a pattern for a service, the pattern is kept, so that the policy can be
 * built with checks.
 *
 * @param pages authorization pages by RAM code
 * @returns files by RAM code, sorted
 */
export function deriveMentions(pages: Readonly<Record<string, ImportedPage>>): Readonly<Record<string, Mentions>> {
  const found = new Map<string, Set<Provenance>>();
  const patterns = new Set<string>();
  const mention = (action: string, from: Provenance): void => {
    if (from === "documented-policy" && /^[a-z][a-z0-9-]*:\w+\*$/.test(action)) patterns.add(action);
    if (!/^[a-z][a-z0-9-]*:\w+$/.test(action) || isListed(pages, action)) return;
    found.set(action, (found.get(action) ?? new Set()).add(from));
  };
  for (const { rows = [], actions = [] } of Object.values(featureTable().features)) {
    for (const action of [...rows.map(actionOfRow), ...actions]) mention(action, "feature-table");
  }
  for (const key of documentedPolicies) {
    for (const { actions } of documentedPolicy(key).document.statements) {
      for (const action of actions) mention(action, "documented-policy");
    }
  }
  for (const name of policiesThatNameActions()) {
    for (const { actions } of systemPolicy(name)?.document?.statements ?? []) {
      for (const action of actions) mention(action, "system-policy");
    }
  }
  const codes = new Set([...Object.keys(pages), ...[...found.keys()].map(codeOf)]);
  for (const pattern of patterns) {
    if (!codes.has(codeOf(pattern))) found.set(pattern, new Set(["documented-policy"]));
  }
  return filesOf(found);
}

function codeOf(action: string): string {
  return action.slice(0, action.indexOf(":"));
}

function isListed(pages: Readonly<Record<string, ImportedPage>>, action: string): boolean {
  const [code = "", name = ""] = action.split(":");
  return Object.keys(pages[code]?.actions ?? {}).some((known) => isSameName(known, name));
}

function filesOf(found: ReadonlyMap<string, ReadonlySet<Provenance>>): Readonly<Record<string, Mentions>> {
  const titles = productTitles();
  const files: Record<string, { code: string; title: string; actions: Record<string, Mentions["actions"][string]> }> =
    {};
  const seen = new Set<string>();
  for (const [action, from] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
    // The vendor's pages spell some actions differently. RAM compares actions without regard to case.
    if (seen.has(foldCase(action))) continue;
    seen.add(foldCase(action));
    const [code = "", name = ""] = action.split(":");
    files[code] ??= { code, title: titles.get(code) ?? code, actions: {} };
    files[code].actions[name] = { level: inferredLevel(action), from: [...from].sort() };
  }
  return files;
}

/** The text that is hashed to detect changes. */
export function hashedMentions({ code, title, actions }: Mentions): string {
  return JSON.stringify({ code, title, actions });
}

/** The text of the file, one action per line. Sources of actions are not repeated if the catalog's policies have them. */
export function mentionsFileText({ code, title, actions }: Mentions, hash: string): string {
  const { source, read } = featureTable();
  const lines = Object.entries(actions).map(([name, facts]) => `    ${JSON.stringify(name)}: ${JSON.stringify(facts)}`);
  const head = { code, title, source, read, hash };
  const fields = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`);
  return `{\n${fields.join("")}  "actions": {\n${lines.join(",\n")}\n  }\n}\n`;
}
