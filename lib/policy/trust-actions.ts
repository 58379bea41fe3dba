/** What is known of an action that a trust policy may let someone request. */
import { foldCase } from "./letter-case";
export interface TrustActionFacts {
  readonly source: string;
  /** The action of a trust policy that covers it too. */
  readonly coveredBy?: string;
}

/**
 * Actions that trust policies are known to decide, as RAM spells them. The list is not complete: no page of RAM has one.
 */
export const trustActions: Readonly<Record<string, TrustActionFacts>> = {
  "sts:AssumeRole": { source: "RAM API 2015-05-01, CreateRole (R21, 2021-07-16)" },
  "sts:AssumeRoleWithSAML": {
    source: "STS API 2015-04-01; RAM docs, Create a RAM role for a trusted IdP (2021-07-16), write sts:AssumeRole",
    coveredBy: "sts:AssumeRole",
  },
  "sts:AssumeRoleWithOIDC": {
    source: "STS API 2015-04-01; trust policies for OIDC providers write sts:AssumeRole",
    coveredBy: "sts:AssumeRole",
  },
  "sts:SetContext": { source: "aliyun/agent-identity-dev-kit 9638e9a7 (2026-06-25), beside sts:AssumeRole" },
};

const bySpelling = new Map(Object.entries(trustActions).map(([name, facts]) => [foldCase(name), facts]));

/** What is known of a trust action, whatever its letter case. */
export function trustAction(name: string): TrustActionFacts | undefined {
  return bySpelling.get(foldCase(name));
}
