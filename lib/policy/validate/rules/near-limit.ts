import { policyKinds } from "../policy-kind";
import type { BuiltInRule } from "../rule";

export const nearLimit: BuiltInRule = {
  id: "RAM313",
  title: "Document close to the limit",
  severity: "warning",
  pack: "recommended",
  allowed: "documents with room for changes",
  explanation: "From 90 % of the limit, the next statement may not fit when it is needed.",
  source: "https://www.alibabacloud.com/help/en/ram/product-overview/limits (read 2025-12-16)",
  check: ({ kind, byteLength }) => {
    const { maxBytes, title } = policyKinds[kind];
    if (maxBytes === undefined || byteLength > maxBytes || byteLength < 0.9 * maxBytes) return [];
    return [
      {
        path: "",
        found: `${title} of ${byteLength} bytes; RAM accepts ${maxBytes}`,
        fix: "minimize or split it before it grows",
      },
    ];
  },
};
