/** Facts that were read long ago: all of them, each with its source. */
import { datedFacts, staleFacts } from "../../lib/catalog/dated-facts";
import { dataFiles } from "../../lib/catalog/data-files";
import { serviceFiles } from "../../lib/catalog/generated/service-files";
import { rules } from "../../lib/policy/validate/rules";
import { call } from "./support/call";

const all = datedFacts();
const textOf = (day: string, ...more: readonly string[]) => call("catalog", "stale", "--today", day, ...more);

it("knows the source of every service, rule and file", () => {
  const what = all.flatMap((one) => one.what).join("\n");
  for (const code of Object.keys(serviceFiles)) expect(what).toContain(` of ${code}`);
  for (const { id } of rules) expect(what).toContain(`rule ${id}`);
  for (const { source } of Object.values(dataFiles.reviewedActions().sources)) {
    expect(all.map((one) => one.source)).toContain(source);
  }
  for (const { source, what: facts, read = "2026-01-01" } of all) {
    expect([source.length > 0, facts.length > 0, /^\d{4}-\d{2}-\d{2}$/.test(read)]).toEqual([true, true, true]);
  }
});

it("lists what is older than 180 days, the oldest first, and what has no date", () => {
  const pageRead = "2026-11-22";
  const on = (day: string) => staleFacts(day, 180).filter(({ read }) => read === pageRead).length;
  expect([on("2027-05-21"), on("2027-05-22") > 0]).toEqual([0, true]); // 180 and 181 days
  const days = staleFacts("2027-06-01", 180).map(({ read = "" }) => read);
  expect(days).toEqual([...days].sort());
  expect(days[0]).toBe("");
});

it("takes no version of an API for a day", () => {
  const of = (name: string) => all.find(({ what }) => what.includes(name))?.read;
  expect(of("condition key ram:ServiceName")).toBeUndefined();
  expect(of("condition key sts:ExternalId")).toBeUndefined();
  expect(of("condition key ram:ServiceNames")).toBe("2026-11-28");
  expect(of("trust action sts:AssumeRoleWithSAML")).toBe("2021-07-16");
});

it("prints the age of each source, or JSON", () => {
  const { code, out } = textOf("2026-11-28");
  expect([code, out]).toEqual([2, expect.stringContaining("2021-07-16, 1961 days: ") as string]);
  expect(out).toMatch(/^no date: /);
  expect(out).not.toContain("authorization page of agentrun");
  expect(textOf("2027-06-01").out).toContain("2026-11-22, 191 days: authorization page of agentrun (https://");
  const { facts, ...rest } = JSON.parse(textOf("2026-11-28", "--format", "json", "--days", "365").out) as {
    readonly facts: readonly { readonly read?: string }[];
  };
  expect(rest).toEqual({ today: "2026-11-28", days: 365 });
  expect(facts.every(({ read = "" }) => read < "2025-11-28")).toBe(true);
});

it.each([
  ["2027-02-30", /--today: .*a day as/],
  ["tomorrow", /--today: .*a day as/],
])("%s is no day", (day, message) => {
  expect(textOf(day)).toMatchObject({ code: 1, err: expect.stringMatching(message) as string });
});
