import { actionsFor, feature, featureKeys, searchCatalog } from "cdktf-alicloud-agentrun/catalog";
import { call } from "./support/call";

describe("catalog search", () => {
  it.each([
    ["two words", ["delete", "sandbox"], "agentrun:DeleteSandbox"],
    ["beginnings of words", ["del", "sandb"], "agentrun:DeleteSandbox"],
    ["words of a title", ["observability", "trace"], "arms:DescribeTraceLicenseKey"],
    ["a whole name", ["agentrun:ListTools"], "agentrun:ListTools"],
    ["other letter case", ["LISTTOOLS"], "agentrun:ListTools"],
  ])("finds %s", (_, words, name) => {
    const { code, out } = call("catalog", "search", ...words);
    expect(code).toBe(0);
    expect(out).toMatch(new RegExp(`^action ${name}  `, "m"));
  });

  it("has features before actions, and better matches before others", () => {
    const lines = call("catalog", "search", "sandbox").out.split("\n");
    expect(lines[0]).toBe("feature sandboxes  Sandbox and template management (view, manage)");
    const { actions } = searchCatalog(["sandbox"]);
    const own = actions.map(({ name }) => /sandbox/i.test(name));
    expect(own.indexOf(false)).toBeGreaterThan(own.lastIndexOf(true));
  });

  it("says how many more there are", () => {
    const { actions } = searchCatalog(["list"]);
    const { out } = call("catalog", "search", "list");
    expect(out).toContain(`and ${actions.length - 25} more: --all lists them\n`);
    const all = call("catalog", "search", "list", "--all").out;
    expect(all.split("\n").filter((line) => line.startsWith("action ")).length).toBe(actions.length);
  });

  it("finds nothing", () => {
    for (const words of [["quux"], ["sandbox", "quux"], ["-- "]]) {
      const { code, out, err } = call("catalog", "search", "--", ...words);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toMatch(/^nothing in the catalog matches /);
    }
  });
});

describe("catalog features", () => {
  it("lists every feature", () => {
    const lines = call("catalog", "features").out.trim().split("\n");
    expect(lines.map((line) => line.split(" ")[0])).toEqual(featureKeys());
  });

  it.each(featureKeys())("shows %s with exactly the actions of its classes", (key) => {
    const { code, out } = call("catalog", "features", key, "--format", "json");
    expect(code).toBe(0);
    const shown = JSON.parse(out) as {
      readonly classes: Readonly<Record<string, readonly { readonly name: string }[]>>;
      readonly byName: readonly { readonly name: string }[];
    };
    const { classes } = feature(key);
    expect(Object.keys(shown.classes)).toEqual(classes);
    const names = (list: readonly { readonly name: string }[] = []) => list.map(({ name }) => name);
    for (const wanted of classes) {
      const included =
        wanted === "manage"
          ? [...names(shown.classes["view"]), ...names(shown.classes["manage"])]
          : names(shown.classes[wanted]);
      expect(included.sort()).toEqual(names(actionsFor(key, wanted)).sort());
    }
    const all = [...Object.values(shown.classes).flat(), ...shown.byName];
    expect(names(all).sort()).toEqual(names(feature(key).actions).sort());
    const text = call("catalog", "features", key).out;
    for (const { name } of all) expect(text).toContain(`    ${name}  `);
  });

  it("suggests a feature", () => {
    expect(call("catalog", "features", "sandbxes").err).toMatch(
      /sandbxes: there is no such feature. Fix: did you mean sandboxes\?/,
    );
  });
});
