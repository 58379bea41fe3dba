import { knownCorrections } from "../../../lib/catalog/import";

const fields = {
  api: ["action", "kind", "meant", "printed", "reason", "service"],
  arn: ["action", "kind", "meant", "printed", "reason", "service"],
  level: ["action", "kind", "meant", "printed", "reason", "service"],
  title: ["kind", "meant", "printed", "reason", "service"],
  "feature-row": ["kind", "meant", "printed", "product", "reason"],
} as const;

it("gives each correction with all its fields and a reason", () => {
  for (const correction of knownCorrections()) {
    expect(Object.keys(correction).sort()).toEqual(fields[correction.kind]);
    expect(correction.reason.length).toBeGreaterThan(10);
  }
});

it("gives each correction once", () => {
  const keys = knownCorrections().map(({ reason: _, ...correction }) => JSON.stringify(correction));
  expect(new Set(keys).size).toBe(keys.length);
});
