/**
 * Reviews random pairs of inputs, and compares the reports with an oracle, which generated the pairs and so knows their
 * permissions. A gain that the gate lets pass is a failure (exit code 1). Prints the number of gains, and how many harmless
 * changes were stopped.
 *
 * `node bench/review-pairs.mjs [pairs] [first seed]`; `node bench/review-pairs.mjs show <seed>` prints one pair.
 */
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { performance } from "node:perf_hooks";
import ts from "typescript";

const require = createRequire(import.meta.url);
// The generator is a part of the tests, in TypeScript.
require.extensions[".ts"] = (module, file) => {
  const options = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  module._compile(ts.transpileModule(readFileSync(file, "utf8"), { compilerOptions: options }).outputText, file);
};
const { checkPair, emulatePair, filesOf } = require("../test/review/pairs/check-pair.ts");

/** One of this many pairs is also applied to emulators. */
const everyEmulated = 50;

const [first = "10000", second] = process.argv.slice(2);
if (first === "show") show(Number(second));
else await run(Number(first), Number(second ?? Date.now() % 1_000_000_000));

async function run(pairs, seed) {
  console.log(`seed ${seed}`);
  const started = performance.now();
  const missed = [];
  const stopped = new Map();
  let [gains, harmless, emulated, contradictions] = [0, 0, 0, 0];
  for (let index = 0; index < pairs; index++) {
    const result = checkPair(seed + index);
    if (index % everyEmulated === 0) {
      const { gains: calls, contradictions: found } = await emulatePair(result);
      emulated++;
      contradictions += found.length;
      for (const one of found) console.log(`CONTRADICTION seed ${result.seed}: ${one}`);
      if (calls.length > 0) result.gain ??= `in the emulator: ${calls[0]}`;
    }
    if (result.gain !== undefined) {
      gains++;
      if (result.isPassed) missed.push(result);
    } else {
      harmless++;
      const { all = 0, stops = 0 } = stopped.get(result.changed) ?? {};
      stopped.set(result.changed, { all: all + 1, stops: stops + (result.isPassed ? 0 : 1) });
    }
  }
  const kept = [...stopped].filter(([changed]) => changed.startsWith("harmless"));
  const [of, keptStops] = ["all", "stops"].map((name) => kept.reduce((sum, [, one]) => sum + one[name], 0));
  const stops = [...stopped.values()].reduce((sum, one) => sum + one.stops, 0);
  console.log(
    `${pairs} pairs in ${((performance.now() - started) / 1000).toFixed(0)} s: ${gains} gains, ${missed.length} passed`,
  );
  console.log(`${harmless} without a gain that the oracle found, of which ${percent(stops, harmless)} stopped:`);
  console.log(`  ${percent(keptStops, of)} of ${of}: changes that keep the meaning`);
  for (const [changed, one] of [...stopped].sort())
    console.log(`  ${percent(one.stops, one.all)} of ${one.all}: ${changed}`);
  console.log(`${emulated} pairs applied to emulators, ${contradictions} contradictions to the oracle`);
  for (const { seed: at, changed, gain } of missed) console.log(`PASSED seed ${at}: ${changed}: ${gain}`);
  if (missed.length + contradictions > 0) process.exitCode = 1;
}

function show(seed) {
  const result = checkPair(seed);
  const { before, after } = filesOf(result);
  for (const [side, files] of Object.entries({ before, after })) {
    for (const [name, text] of files) console.log(`--- ${side}/${name}\n${pretty(text)}`);
  }
  console.log(`${result.changed}; gain: ${result.gain ?? "none"}; ${result.isPassed ? "passed" : "stopped"}`);
}

function pretty(text) {
  try {
    return JSON.stringify(JSON.parse(text), null, 1);
  } catch {
    return text;
  }
}

function percent(part, whole) {
  return `${((100 * part) / Math.max(whole, 1)).toFixed(1)} %`;
}
