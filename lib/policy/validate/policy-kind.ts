/** Kinds of policies. Each has its own rules. */
export type PolicyKind = "identity" | "trust" | "control" | "session";

/** What RAM accepts of a kind of policies. */
export interface PolicyKindFacts {
  readonly title: string;
  /**
   * Maximum size of a document, in bytes of the text that is sent; `undefined` if no page documents it. Pages say
   * "characters" in some places and "bytes" in others; bytes are stricter.
   */
  readonly maxBytes: number | undefined;
  readonly source: string;
}

/** The kinds of policies, with the limit of each. */
export const policyKinds: Readonly<Record<PolicyKind, PolicyKindFacts>> = {
  identity: {
    title: "an identity policy",
    maxBytes: 6144,
    source: "https://www.alibabacloud.com/help/en/ram/product-overview/limits (read 2025-12-16)",
  },
  trust: {
    title: "a trust policy",
    maxBytes: undefined,
    source: "https://www.alibabacloud.com/help/en/ram/user-guide/edit-the-trust-policy-of-a-ram-role",
  },
  control: {
    title: "a control policy",
    maxBytes: 4096,
    source:
      "https://help.aliyun.com/zh/resource-management/developer-reference/api-resourcedirectorymaster-2022-04-19-createcontrolpolicy",
  },
  session: {
    title: "a session policy",
    maxBytes: 2048,
    source: "RAM API STS 2015-04-01, AssumeRole, parameter Policy (SDK 1.2.0)",
  },
};

/** Whether a word names a kind of policies. */
export function isPolicyKind(word: string): word is PolicyKind {
  return Object.hasOwn(policyKinds, word);
}
