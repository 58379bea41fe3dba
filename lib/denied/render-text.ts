import { isServiceLinkedRoleName } from "../catalog/service-linked-roles";
import type { Explanation } from "./explanation";
import { namedPrincipal, principalText } from "./principal";
import type { Proposal } from "./proposal";
import type { StackEvidence, StatementEvidence } from "./stack-evidence";

/** An explanation as text for a terminal. */
export function explanationText(explanation: Explanation): string {
  const lines = [
    ...headLines(explanation),
    "",
    ...adviceLines(explanation),
    ...contestedLines(explanation),
    ...stackLines(explanation),
    ...trustLines(explanation),
    ...proposalLines(explanation),
  ];
  // Names may contain control characters that a terminal would obey.
  return lines.join("\n").replace(/[^\P{Cc}\n]|[\u2028\u2029]/gu, " ");
}

function headLines({ denial, layer, action }: Explanation): readonly string[] {
  const { resource, policyType, noPermission, diagnostic, matched, code, requestId } = denial;
  const kinds = { ImplicitDeny: "no statement allows it", ExplicitDeny: "a statement denies it" } as const;
  const by = layer?.policies ?? policyType ?? "policies of a kind that the error does not name";
  return [
    `Refused: ${denial.action}`,
    `  on   ${resource ?? "a resource that the error does not name"}`,
    `  to   ${principalText(denial)}`,
    `  by   ${by}${noPermission === undefined ? "" : `: ${kinds[noPermission]} (${noPermission})`}`,
    ...(code === undefined && requestId === undefined
      ? []
      : [`  code ${code ?? "-"}${requestId === undefined ? "" : `, request ${requestId}`}`]),
    ...(action === undefined
      ? ["  The catalog does not know the action. It may be newer than the catalog, or belong to another service."]
      : [`  The action ${actionText(action)}.`]),
    ...matched.map(
      ({ effect, name, attachedTo }) =>
        `  RAM reports a matched statement: ${effect} in the policy ${name}${attachedTo.length === 0 ? "" : ` (${attachedTo.join(", ")})`}`,
    ),
    ...(resource === undefined && diagnostic !== undefined
      ? [
          "  To find the resource, decode the EncodedDiagnosticMessage of the response, and explain the result:",
          '    aliyun ram DecodeDiagnosticMessage --EncodedDiagnosticMessage "$MESSAGE"',
        ]
      : []),
  ];
}

/** What the catalog knows of the action, as the rest of a sentence about it. */
export function actionText({
  class: use,
  features,
  isSecret,
  hasResources,
  contested,
}: NonNullable<Explanation["action"]>): string {
  const of = features.length === 0 ? "belongs to no feature" : `is a ${use} action of ${features.join(", ")}`;
  const secret = isSecret ? "; it returns a secret, so it must be granted by name" : "";
  const where =
    contested !== undefined
      ? "; the vendor's pages contradict each other about its resources"
      : hasResources === undefined
        ? "; no page documents the resources that it is authorized on"
        : hasResources
          ? ""
          : "; RAM authorizes it only on all resources (*)";
  return `${of}${secret}${where}`;
}

/** What to do about a refusal by policies of this kind. */
export function adviceLines({ denial, layer, stacks }: Explanation): readonly string[] {
  const { noPermission, principal } = denial;
  const named = stacks?.principal ?? namedPrincipal(principal);
  if (named?.kind === "role" && isServiceLinkedRoleName(named.name)) {
    return ["Nobody can attach policies to a service-linked role. Ask the support of the service or of Alibaba Cloud."];
  }
  const advice = noPermission === "ExplicitDeny" ? layer?.onExplicitDeny : layer?.onImplicitDeny;
  if (advice !== undefined) return [advice];
  return noPermission === "ExplicitDeny"
    ? ["A Deny refuses this. No grant overrides a Deny: narrow or remove it."]
    : ["The error does not name the policies that refused. The most common cause is a missing Allow."];
}

/** What a refusal says about two pages that contradict each other, and the switch that chooses between them. */
export function contestedLines({ denial, action }: Explanation): readonly string[] {
  const { resource } = denial;
  if (action?.contested === undefined) return [];
  const other = 'set workspaceScope: "documented" in LeastPrivilege (--workspace-scope documented)';
  const asked =
    resource === undefined
      ? `If the action is granted in a workspace only, RAM may need it on all resources: ${other}.`
      : /^\*+$/.test(resource)
        ? `RAM was asked about all resources, as the authorization page says. A grant in a workspace has no effect: ${other}.`
        : "RAM was asked about a resource in a workspace, as the other page says. A grant in that workspace is enough.";
  return ["", `Contested: ${action.contested}.`, asked];
}

function stackLines({ denial, stacks }: Explanation): readonly string[] {
  if (stacks === undefined) return [];
  return ["", ...evidenceLines(stacks, denial.noPermission)];
}

function evidenceLines(evidence: StackEvidence, said: "ImplicitDeny" | "ExplicitDeny" | undefined): readonly string[] {
  const { principal, isKnown, decision, statements, unread } = evidence;
  const who = `${principal.kind} ${principal.name}`;
  const denies = statements.filter(({ effect, applies }) => effect === "Deny" && applies !== "no");
  const others = statements.filter((one) => !denies.includes(one));
  const title = isKnown ? titleOf(decision, who) : `The stacks grant nothing to ${who}.`;
  return [
    title,
    ...denies.map((one) => `  ${one.applies === "yes" ? "denied" : "possibly denied"} by ${statementText(one)}`),
    ...others.map((one) => `  ${aboutText(one)} ${statementText(one)}`),
    ...(isKnown && statements.length === 0 ? ["  No statement in its policies covers the action."] : []),
    ...unread.map(
      (name) =>
        `  The document of the policy ${name} is not known: neither the stacks nor the catalog have a confirmed copy.`,
    ),
    ...(said === "ExplicitDeny" && denies.length === 0
      ? ["  None of the stacks has the Deny that refused it. Look at policies that were created elsewhere."]
      : []),
    ...(decision === "Allow"
      ? ["  Either the deployed stacks differ from these, or a policy outside of them refused the call."]
      : []),
  ];
}

function titleOf(decision: StackEvidence["decision"], who: string): string {
  switch (decision) {
    case "Allow":
      return `The stacks allow this for ${who}.`;
    case "ExplicitDeny":
      return `The stacks explicitly deny this for ${who}.`;
    case "ImplicitDeny":
      return `The stacks do not allow this for ${who}.`;
    case "Depends":
      return `Whether the stacks allow this for ${who} depends on details that the error does not have.`;
  }
}

function aboutText({ effect, applies }: StatementEvidence): string {
  if (effect === "Deny") return "not denied by";
  return { yes: "allowed by", perhaps: "possibly allowed by", no: "not allowed by" }[applies];
}

function statementText(one: StatementEvidence): string {
  const { stack, construct, policy, statement, scope, through, why } = one;
  const place = construct ?? `stack ${stack}`;
  const inScope = scope === "account" ? "" : `, ${scope}`;
  const by = through === undefined ? "" : `, through group ${through}`;
  return `${policy} Statement[${statement}] (${place}${inScope}${by})${why === undefined ? "" : `: ${why}`}`;
}

function trustLines({ trust }: Explanation): readonly string[] {
  return trust.flatMap(({ role, stack, trusted, proposal }) => [
    "",
    `The role ${role} of stack ${stack} trusts ${trusted.join(", ") || "nobody"}.`,
    ...(proposal === undefined
      ? []
      : ["To let the caller assume it (verified with the evaluator):", `  ${proposal.code}`]),
  ]);
}

function proposalLines({ proposals }: Explanation): readonly string[] {
  return proposals.flatMap((proposal, index) => [
    "",
    index === 0 ? "To allow it (verified with the evaluator):" : "Or:",
    `  ${proposal.code}`,
    ...grantLines(proposal),
  ]);
}

/** The maximum number of lines about what a proposal grants beyond the request. */
const shown = 6;

/** Longer documents are only in the JSON format. */
const longestJson = 600;

function grantLines({ beyond, provided, document }: Proposal): readonly string[] {
  const rest = beyond.length - shown;
  const json = JSON.stringify(document);
  return [
    ...(json.length > longestJson ? [] : [`  as JSON: ${json}`]),
    ...provided.map((test) => `  only if ${test}`),
    ...(beyond.length === 0
      ? ["  It grants exactly this request."]
      : ["  It also grants:", ...beyond.slice(0, shown).map((one) => `    ${one}`)]),
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
}
