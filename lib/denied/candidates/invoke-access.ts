import { systemPolicy } from "../../catalog";
import { invokeStatements } from "../../constructs/internal/invoke-statements";
import { PolicyDocument } from "../../policy";
import { constructCode } from "../code-text";
import { attachToOf } from "../principal";
import type { Candidate } from "../proposal";
import type { CandidateInput } from "./candidate-input";

/** `InvokeAccess`: for the runtime if the error names one, and the vendor's policy. */
export function invokeAccessCandidates({ denial, principal }: CandidateInput): readonly Candidate[] {
  const { action, resource = "" } = denial;
  if (!/^agentrun:Invoke(Runtime|Sandbox)$/i.test(action)) return [];
  const attachTo = attachToOf(principal);
  const [, region, accountId, workspace, runtime] =
    /^acs:agentrun:([^:*]+):(\d+):workspaces\/([^/*]+)\/runtimes\/([^/*]+)(?:\/.*)?$/.exec(resource) ?? [];
  const { document } = systemPolicy("AliyunAgentRunInvokeOnlyAccess");
  const system: readonly Candidate[] =
    document === undefined
      ? []
      : [{ construct: "InvokeAccess", code: constructCode("InvokeAccess", "Callers", { attachTo }), document }];
  if (region === undefined || accountId === undefined || workspace === undefined || runtime === undefined)
    return system;
  const runtimes = [{ workspace, runtime, region, accountId }];
  return [
    {
      construct: "InvokeAccess",
      code: constructCode("InvokeAccess", "Callers", { as: "custom", runtimes, attachTo }),
      document: new PolicyDocument(invokeStatements(runtimes)),
    },
    ...system,
  ];
}
