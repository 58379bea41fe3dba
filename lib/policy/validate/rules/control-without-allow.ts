import type { BuiltInRule } from "../rule";

export const controlWithoutAllow: BuiltInRule = {
  id: "RAM744",
  title: "Control policy without an Allow",
  severity: "info",
  pack: "strict",
  allowed: "an Allow, or FullAliyunAccess attached as well",
  explanation:
    "At every level of a resource directory, a control policy must allow the request. FullAliyunAccess does, while it is attached. Without it, this policy alone denies everything.",
  source: "Resource Management docs, Control Policy overview",
  kinds: ["control"],
  check: ({ statements }) =>
    statements.some(({ effect }) => effect === "Allow")
      ? []
      : [{ path: "", found: "no statement that allows", fix: "keep FullAliyunAccess attached, or add an Allow" }],
};
