import type { Plane } from "./method-facts";

/** Actions of calls that go to data planes, and how certain they are; a text where no action is known. */
export const planes: Readonly<Record<Plane, { readonly action: string; readonly why: string } | string>> = {
  runtime: {
    action: "agentrun:InvokeRuntime",
    why: "the vendor documents the action for calls of a runtime with credentials of RAM",
  },
  sandbox: { action: "agentrun:InvokeSandbox", why: "inferred: no page names the action of calls within sandboxes" },
  model: "calls a model; no page names an action for it",
  tool: "calls a tool; no page names an action for it",
  tablestore: "reads and writes Tablestore; which actions it needs depends on the instance and the tables",
  other: "calls another service; which one depends on the object",
};
