import { errorCodes } from "../../lib/emulator/error-codes";
import { anchors, page } from "./pages";

const { text } = page("docs/troubleshooting.md");

/** The entries, by their headings. */
const entries = text
  .split(/^## /m)
  .slice(1)
  .map((entry) => ({ heading: entry.split("\n")[0] ?? "", entry }));

// What people meet, by the words that they look for.
it.each([
  "EntityAlreadyExists.Role",
  "EntityAlreadyExists.Role.Policy",
  "EntityNotExist.Role",
  "NoPermission",
  "InvalidAccessKeyId.NotFound",
  "LimitExceeded.Policy.Version",
  "LimitExceeded.Role.Policy",
  "DeleteConflict.Role.Policy",
  "Root resource was present, but now absent",
  "required_providers... version: Required",
  "Provider lock without network",
  "The policy will be ineffective",
  "Instance cannot be destroyed",
  "Throttling, 5xx and lost answers",
])("has an entry for %s", (heading) => {
  expect(entries.map((entry) => entry.heading)).toContain(heading);
});

it.each(entries.map(({ heading, entry }) => [heading, entry]))(
  "%s: says what it means or leaves behind, and what to write",
  (_, entry) => {
    expect(entry).toMatch(/\*\*(?:Means\*\*|Why\*\*|On the first AgentRun call\*\*)/);
    expect(entry).toMatch(/\*\*Write\*\*/);
  },
);

/** Codes of RAM that an apply or destroy can end with, as far as the emulator knows RAM's codes. */
it("names every code that a deploy can end with", () => {
  const codes = Object.keys(errorCodes).filter((code) =>
    /^(?:EntityAlreadyExists|LimitExceeded|DeleteConflict)\.(?:Policy|Role|User|Group)\b/.test(code),
  );
  expect(codes.length).toBeGreaterThan(15);
  const families = (code: string): boolean =>
    text.includes(`\`${code}\``) || entries.some(({ heading }) => heading === code);
  // What only the user resource with its keys, or a default version, could meet, is not made by our constructs.
  const others = ["DeleteConflict.Policy.Version.Default", "DeleteConflict.User.AccessKey", "DeleteConflict.User.Group", "LimitExceeded.User.AccessKey"]; // prettier-ignore
  expect(codes.filter((code) => !families(code) && !others.includes(code))).toEqual([]);
});

it("has no two entries of one name", () => {
  expect(anchors({ file: "", text }).size).toBe(entries.length + 1);
});
