/** The facts about an action in trust policies. */
import { foldCase } from "./letter-case";
export interface TrustActionFacts {
  readonly source: string;
  /** The action that also covers this one in a trust policy. */
  readonly coveredBy?: string;
}

/**
 * Known actions of trust policies, in RAM's spelling. The list is incomplete, because no page of RAM has one.
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

/** The facts about a trust action, in any letter case. */
export function trustAction(name: string): TrustActionFacts | undefined {
  return bySpelling.get(foldCase(name));
}
