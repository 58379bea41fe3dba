import { commonTexts } from "../../../lib/review/summary/common-texts";
import { matchesPattern } from "../../../lib/policy";

it("ends for patterns of hundreds of wildcards, with texts that match both", () => {
  const pattern = `${"*a".repeat(200)}b`;
  const texts = commonTexts(pattern, pattern, "x", 32);
  expect(texts.length).toBeGreaterThan(0);
  for (const text of texts) expect(matchesPattern(pattern, text)).toBe(true);
});
