import { type ImportedPage, pageChanges, statistics } from "../../../lib/catalog/import";
import { codes, fixturePage } from "./support";

it.each(codes)("%s: one fact per line, actions in order", (code) => {
  const page = fixturePage(code);
  const facts = statistics(page);
  const actions = facts.filter((fact) => fact.startsWith("action "));
  expect(actions).toHaveLength(Object.keys(page.actions).length);
  expect(actions).toEqual([...actions].sort());
  expect(new Set(facts).size).toBe(facts.length);
  for (const fact of facts) expect(fact).not.toContain("\n");
});

it("counts what the page of AgentRun says", () => {
  expect(statistics(fixturePage("agentrun")).slice(0, 9)).toEqual([
    "service agentrun: AgentRun, granularity resource",
    "actions: 86",
    "actions at level create: 16",
    "actions at level delete: 15",
    "actions at level get: 20",
    "actions at level list: 19",
    "actions at level none: 1",
    "actions at level update: 15",
    "actions on all resources: 49",
  ]);
});

function changed(change: (actions: Record<string, ImportedPage["actions"][string]>) => void): ImportedPage {
  const page = fixturePage("agentrun");
  const actions = { ...page.actions };
  change(actions);
  return { ...page, actions };
}

it.each([
  [
    "an added action",
    (actions: Record<string, ImportedPage["actions"][string]>) => {
      actions["GetIMBot"] = { level: "get", resources: [] };
    },
    { breaking: [], added: ["action agentrun:GetIMBot: get, on all resources"], removed: [] },
  ],
  [
    "a removed action",
    (actions: Record<string, ImportedPage["actions"][string]>) => {
      delete actions["StopSandbox"];
    },
    {
      breaking: ["agentrun:StopSandbox"],
      added: [],
      removed: ["action agentrun:StopSandbox: delete, on all resources"],
    },
  ],
  [
    "a renamed action",
    (actions: Record<string, ImportedPage["actions"][string]>) => {
      actions["HaltSandbox"] = actions["StopSandbox"]!;
      delete actions["StopSandbox"];
    },
    {
      breaking: ["agentrun:StopSandbox"],
      added: ["action agentrun:HaltSandbox: delete, on all resources"],
      removed: ["action agentrun:StopSandbox: delete, on all resources"],
    },
  ],
  [
    "another level",
    (actions: Record<string, ImportedPage["actions"][string]>) => {
      actions["StopSandbox"] = { level: "update", resources: [] };
    },
    {
      breaking: [],
      added: ["action agentrun:StopSandbox: update, on all resources"],
      removed: ["action agentrun:StopSandbox: delete, on all resources"],
    },
  ],
])("%s is in the changes", (_, change, expected) => {
  const { breaking, added, removed } = pageChanges(fixturePage("agentrun"), changed(change));
  const actionsOnly = (facts: readonly string[]) => facts.filter((fact) => fact.startsWith("action "));
  expect({ breaking, added: actionsOnly(added), removed: actionsOnly(removed) }).toEqual(expected);
});

it("has no changes between a page and itself", () => {
  for (const code of codes) {
    expect(pageChanges(fixturePage(code), fixturePage(code))).toEqual({ breaking: [], added: [], removed: [] });
  }
});
