/** Prints what the stacks of a synth output grant, and to whom: `node scripts/print-summary.mjs cdktf.out`. */
import { readSynthesizedStacks, stackText, UnreadableStackError } from "../dist/review/index.js";

try {
  const stacks = readSynthesizedStacks(process.argv[2] ?? "cdktf.out");
  console.log(stacks.map(stackText).join("\n\n"));
} catch (error) {
  if (!(error instanceof UnreadableStackError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
