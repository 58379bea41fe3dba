import { isServiceLinkedRoleName } from "../catalog/service-linked-roles";
import type { Explanation } from "./explain";
import { namedPrincipal, principalText } from "./principal";
import type { Proposal } from "./proposal";
import type { StackEvidence, StatementEvidence } from "./stack-evidence";

/** An explanation as text for a terminal. */
export function explanationText(explanation: Explanation): string {
  const lines = [
    ...headLines(explanation),
    "",
    ...adviceLines(explanation),
    ...stackLines(explanation),
    ...trustLines(explanation),
    ...proposalLines(explanation),
  ];
  // Names are the service's and a user's: they may hold whatever a terminal obeys.
  return lines.join("\n").replace(/[^\P{Cc}\n]|[\u2028\u2029]/gu, " ");
}

function headLines({ denial, layer, action }: Explanation): readonly string[] {
  const { resource, policyType, noPermission, diagnostic, matched, code, requestId } = denial;
  const kinds = { ImplicitDeny: "nothing allows it", ExplicitDeny: "a statement refuses it" } as const;
  const by = layer?.policies ?? policyType ?? "policies of a kind that the answer does not say";
  return [
    `Refused: ${denial.action}`,
    `  on   ${resource ?? "a resource that the answer does not say"}`,
    `  to   ${principalText(denial)}`,
    `  by   ${by}${noPermission === undefined ? "" : `: ${kinds[noPermission]} (${noPermission})`}`,
    ...(code === undefined && requestId === undefined
      ? []
      : [`  code ${code ?? "-"}${requestId === undefined ? "" : `, request ${requestId}`}`]),
    ...(action === undefined
      ? ["  The catalog does not know the action: it is newer, or of another service."]
      : [`  The action ${actionText(action)}.`]),
    ...matched.map(
      ({ effect, name, attachedTo }) =>
        `  RAM says that it matched: ${effect} in the policy ${name}${attachedTo.length === 0 ? "" : ` (${attachedTo.join(", ")})`}`,
    ),
    ...(resource === undefined && diagnostic !== undefined
      ? [
          "  For the resource, have the EncodedDiagnosticMessage of the answer decoded, and explain what comes of it:",
          '    aliyun ram DecodeDiagnosticMessage --EncodedDiagnosticMessage "$MESSAGE"',
        ]
      : []),
  ];
}

function actionText({ class: use, features, isSecret, hasResources }: NonNullable<Explanation["action"]>): string {
  const of = features.length === 0 ? "is of no feature" : `is a ${use} action of ${features.join(", ")}`;
  const secret = isSecret ? "; it returns a secret, so it is granted by name only" : "";
  const where =
    hasResources === undefined
      ? "; no page says on which resources it is authorized"
      : hasResources
        ? ""
        : "; RAM authorizes it on all resources only";
  return `${of}${secret}${where}`;
}

function adviceLines({ denial, layer, stacks }: Explanation): readonly string[] {
  const { noPermission, principal } = denial;
  const named = stacks?.principal ?? namedPrincipal(principal);
  if (named?.kind === "role" && isServiceLinkedRoleName(named.name)) {
    return ["The role is a service's own: nobody can grant it more. Ask the service, or Alibaba Cloud's support."];
  }
  const advice = noPermission === "ExplicitDeny" ? layer?.onExplicitDeny : layer?.onImplicitDeny;
  if (advice !== undefined) return [advice];
  return noPermission === "ExplicitDeny"
    ? ["A Deny refuses this. No grant helps while it is there."]
    : ["The answer does not say which policies refused: most often an Allow is missing."];
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
  const title = isKnown ? titleOf(decision, who) : `The stacks give nothing to ${who}.`;
  return [
    title,
    ...denies.map((one) => `  ${one.applies === "yes" ? "refused" : "perhaps refused"} by ${statementText(one)}`),
    ...others.map((one) => `  ${aboutText(one)} ${statementText(one)}`),
    ...(isKnown && statements.length === 0
      ? ["  No statement of its policies is about the action: it is missing."]
      : []),
    ...unread.map(
      (name) => `  What the policy ${name} allows is neither in the stacks nor in the catalog for certain.`,
    ),
    ...(said === "ExplicitDeny" && denies.length === 0
      ? ["  The Deny that refused it is in none of the stacks: look at policies that were made elsewhere."]
      : []),
    ...(decision === "Allow"
      ? ["  Either the stacks are not deployed as they are here, or the refusal comes from outside of them."]
      : []),
  ];
}

function titleOf(decision: StackEvidence["decision"], who: string): string {
  switch (decision) {
    case "Allow":
      return `The stacks allow it to ${who}.`;
    case "ExplicitDeny":
      return `The stacks refuse it to ${who}.`;
    case "ImplicitDeny":
      return `The stacks do not allow it to ${who}.`;
    case "Depends":
      return `Whether the stacks allow it to ${who} depends on what the answer does not say.`;
  }
}

function aboutText({ effect, applies }: StatementEvidence): string {
  if (effect === "Deny") return "not refused by";
  return { yes: "allowed by", perhaps: "perhaps allowed by", no: "not allowed by" }[applies];
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
      : ["To let the caller assume it, proved with the evaluator:", `  ${proposal.code}`]),
  ]);
}

function proposalLines({ proposals }: Explanation): readonly string[] {
  return proposals.flatMap((proposal, index) => [
    "",
    index === 0 ? "To allow it, proved with the evaluator:" : "Or:",
    `  ${proposal.code}`,
    ...grantLines(proposal),
  ]);
}

/** As many as are read; the rest is counted. */
const shown = 6;

/** Longer documents are for machines: the other format has them. */
const longestJson = 600;

function grantLines({ beyond, provided, document }: Proposal): readonly string[] {
  const rest = beyond.length - shown;
  const json = JSON.stringify(document);
  return [
    ...(json.length > longestJson ? [] : [`  as JSON: ${json}`]),
    ...provided.map((test) => `  only if ${test}`),
    ...(beyond.length === 0
      ? ["  It grants exactly this."]
      : ["  It grants more than this:", ...beyond.slice(0, shown).map((one) => `    ${one}`)]),
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
}
