/**
 * Time to parse and validate, to minimize and to split: the vendor's 28-statement policy, and documents of growing size,
 * per statement as ratios to the smallest. Medians of several runs. Needs a build. `node bench/policy.mjs [runs]`
 */
import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { knownActions } from "../dist/catalog/index.js";
import { PolicyDocument, minimize, split, validate } from "../dist/policy/index.js";

const runs = Number(process.argv[2] ?? 5);
const full = JSON.stringify(
  JSON.parse(readFileSync(new URL("../test/fixtures/full-access-policy.json", import.meta.url), "utf8")),
);
const steps = {
  "parse and validate": ({ text }) => validate(text, "identity", { knowledge: knownActions }),
  minimize: ({ document }) => minimize(document),
  split: ({ document }) => split(document, { maxDocuments: Number.MAX_SAFE_INTEGER }),
};

for (const [name, step] of Object.entries(steps)) {
  const vendor = median(step, { text: full, document: PolicyDocument.fromJson(full) }, 40 * runs);
  console.log(`${name}: ${vendor.toFixed(2)} ms for the 28-statement policy`);
  let smallest;
  // Ten statements fit into one document: there is nothing to split, and no time to compare with.
  for (const count of name === "split" ? [100, 1000, 10000] : [10, 100, 1000, 10000]) {
    const time = median(step, inputOf(count), count < 1000 ? 8 * runs : runs);
    smallest ??= time / count;
    const growth = (time / count / smallest).toFixed(2);
    console.log(
      `${String(count).padStart(7)} statements: ${time.toFixed(2).padStart(8)} ms, ${growth} × per statement`,
    );
  }
}

/** Statements of which some share an action, some a resource, and some are covered by another. */
function inputOf(count) {
  const Statement = Array.from({ length: count }, (_, index) => ({
    Effect: "Allow",
    Action: [index % 5 === 0 ? "agentrun:Get*" : "agentrun:GetTool", `agentrun:Action${index % 97}`],
    Resource: `acs:agentrun:*:*:workspaces/w${index % 31}/tools/t${index}`,
    ...(index % 3 === 0 ? { Condition: { StringEquals: { "acs:ResourceTag/team": `t${index % 7}` } } } : {}),
  }));
  const document = PolicyDocument.fromJson({ Version: "1", Statement });
  return { document, text: document.toText() };
}

/** Milliseconds of a step, after one that is not counted. */
function median(step, input, times) {
  step(input);
  const measured = Array.from({ length: times }, () => {
    const start = performance.now();
    step(input);
    return performance.now() - start;
  });
  return measured.sort((a, b) => a - b)[Math.floor(times / 2)];
}
