/** A team that looks at agents and works with sandboxes, where somebody has to confirm what is dangerous. */
export const buildExample: Readonly<Record<string, string>> = {
  workspace: "team-a",
  "feature.agents": "view",
  "feature.sandboxes": "manage",
  conditions: "dangerous\tBool\tacs:MFAPresent\ttrue",
};
