// What runs without cdktf and constructs. Prints what the stack grants, and what is missing for the constructs.
import { readFileSync } from "node:fs";
import { catalogAction } from "cdktf-alicloud-agentrun/catalog";
import { startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { PolicyDocument } from "cdktf-alicloud-agentrun/policy";
import { grantsOf } from "cdktf-alicloud-agentrun/testing";

for (const value of [catalogAction, startEmulator, PolicyDocument]) {
  if (typeof value !== "function") throw new Error("a named import is undefined");
}
const [stack] = process.argv.slice(2);
console.log([...grantsOf(readFileSync(stack, "utf8")).principals, ...grantsOf(stack).principals].join(", "));
try {
  await import("cdktf-alicloud-agentrun");
} catch (error) {
  console.log(`${error.code}: ${/'[^']*'/.exec(error.message)?.[0]}`);
}
