/** Kinds of nodes in a Flow Agent that need permissions. */
export const flowNodeKinds = [
  "functionCompute",
  "toolsAndMcp",
  "subWorkflows",
  "sandboxAndAgentRun",
  "triggers",
  "knowledgeBase",
] as const;

/** A kind of nodes in flows; see {@link flowNodeKinds}. */
export type FlowNodeKind = (typeof flowNodeKinds)[number];

/** Kinds of nodes that flows use. `false` omits the permissions of a kind. */
export type FlowNodes = Readonly<Partial<Record<FlowNodeKind, boolean>>>;
