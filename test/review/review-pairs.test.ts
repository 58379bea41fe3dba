import { type PairResult, checkPair, emulatePair } from "./pairs/check-pair";

const seeds = Array.from({ length: 200 }, (_, index) => index);

it("the gate stops every gain of random pairs", () => {
  const results = seeds.map((seed) => checkPair(seed, 1));
  const missed = results.filter(({ gain, isPassed }) => gain !== undefined && isPassed).map(shown);
  expect(missed).toEqual([]);
  expect(results.filter(({ gain }) => gain !== undefined).length).toBeGreaterThan(seeds.length / 6);
});

it("and emulators agree on what the pairs allow", async () => {
  for (const seed of [3, 8, 21]) {
    const result = checkPair(seed);
    const { gains, contradictions } = await emulatePair(result);
    expect([seed, contradictions]).toEqual([seed, []]);
    expect([seed, gains.length > 0 && result.isPassed]).toEqual([seed, false]);
  }
});

function shown({ seed, changed, gain }: PairResult): string {
  return `seed ${seed}: ${changed}: ${gain ?? ""}`;
}
