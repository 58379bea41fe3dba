import type { BuiltInRule } from "../rule";

export const controlWithoutAllow: BuiltInRule = {
  id: "RAM744",
  title: "Control policy without an Allow",
  severity: "info",
  pack: "strict",
  allowed: "an Allow, or FullAliyunAccess attached beside it",
  explanation:
    "At every level of a resource directory some control policy must allow. FullAliyunAccess does, as long as it stays attached; where it was detached, this policy alone refuses everything.",
  source: "Resource Management docs, Control Policy overview",
  kinds: ["control"],
  check: ({ statements }) =>
    statements.some(({ effect }) => effect === "Allow")
      ? []
      : [{ path: "", found: "no statement that allows", fix: "keep FullAliyunAccess attached, or add an Allow" }],
};
