import {
  accessClassOf,
  actionsMatching,
  catalogAction,
  feature,
  featureKeys,
  isDangerous,
  removesForGood,
} from "cdktf-alicloud-agentrun/catalog";
// What the vendor's grant page says of each row of its table.
import descriptions from "../fixtures/feature-descriptions.json";
import { dataFiles } from "../../lib/catalog/data-files";
import { actionOfRow } from "../../lib/catalog/feature-table";

const reviewed = dataFiles.reviewedActions();
const { classes, secrets, shell, reveals, dangerous, removals, sources } = reviewed;
const listedRemovals = [...removals.lasting, ...Object.keys(removals.recoverable)];

/** Words for removing and stopping, listed without this library. */
const removalWords =
  /(Delete|Remove|Detach|Stop|Destroy|Unbind|Purge|Disable|Revoke|Cancel|Terminate|Clear|Deregister|Unregister|Untag|Abort|Pause|Suspend|Drop|Kill|Uninstall|Unpublish|Disassociate|Release|Reset|Close|Deactivate)(?=[A-Z]|$)/;

describe("what was decided about single actions", () => {
  it("is about actions that exist, with a reason and a source", () => {
    for (const judged of [classes, secrets, shell, reveals, dangerous]) {
      for (const [action, { reason, from }] of Object.entries(judged)) {
        expect([action, catalogAction(action)?.name]).toEqual([action, action]);
        expect(reason.length).toBeGreaterThan(8);
        expect(Object.keys(sources)).toContain(from);
      }
    }
    for (const { source, read } of Object.values(sources)) {
      expect([source, read]).toEqual([expect.stringMatching(/^https:/), expect.stringMatching(/^\d{4}-\d{2}-\d{2}$/)]);
    }
  });

  it("covers every action whose name says that it removes or stops something, once each, and nothing else", () => {
    const named = actionsMatching("*")
      .map(({ name }) => name)
      .filter((name) => removalWords.test(name));
    expect(named.length).toBeGreaterThan(70);
    expect([...listedRemovals].sort()).toEqual(named);
    expect(new Set(listedRemovals).size).toBe(listedRemovals.length);
  });

  it("makes what removes for good dangerous, whatever its level, and what can be undone not", () => {
    for (const name of removals.lasting) {
      expect([name, removesForGood(catalogAction(name)!), isDangerous(catalogAction(name)!)]).toEqual([
        name,
        true,
        true,
      ]);
    }
    for (const [name, reason] of Object.entries(removals.recoverable)) {
      expect([name, removesForGood(catalogAction(name)!)]).toEqual([name, false]);
      expect(reason.length).toBeGreaterThan(20);
    }
    expect(catalogAction("sfm:DeleteIndex")?.level).toBe("none"); // as its page says
    expect(catalogAction("agentrun:StopSandbox")?.level).toBe("delete"); // no removal by its name alone
  });

  it.each([
    ["agentrun:DeregisterExternalService", true],
    ["fnf:BatchDeleteThings", true],
    ["agentrun:deletething", true],
    ["agentrun:GetDeletedThings", false],
    ["agentrun:CreateStopwatch", false],
  ])("reads the name of an action that the catalog lacks: %s removes %s", (name, removes) => {
    expect(removesForGood({ name, level: "none" })).toBe(removes);
  });
});

describe("the 48 features", () => {
  const actions = [...new Set(featureKeys().flatMap((key) => feature(key).actions))];

  it("are all looked at", () => {
    expect(featureKeys()).toHaveLength(48);
  });

  it("have a judgement for every action without a level", () => {
    const unjudged = actions.filter(({ name, level }) => level === "none" && classes[name] === undefined);
    expect(unjudged.map(({ name }) => name)).toEqual([]);
  });

  it("have the class that the grant page's description says, or a judgement that says why not", () => {
    const reads = /^(get|list|query|retrieve|obtain|check|describe|preview|search|batch get|log on)/i;
    const rows = Object.entries(descriptions);
    expect(rows).toHaveLength(194);
    const surprising = rows.filter(([row, texts]) => {
      const action = catalogAction(actionOfRow(row))!;
      return texts.every((text) => reads.test(text)) !== (accessClassOf(action) === "view");
    });
    expect(
      surprising
        .map(([row]) => actionOfRow(row))
        .filter((name) => classes[name] === undefined)
        .sort(),
    ).toEqual([]);
  });
});
