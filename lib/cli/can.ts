import type { AccessCase, AccessDecision } from "../grants/decide-access";
import { dependsOnInWords } from "../grants/depends-on";
import { nearest } from "../policy/nearest";
import { restoreExpressions } from "../terraform/expressions";
import { GrantsUnderTest, type PrincipalUnderTest } from "../testing";
import { asking, modelsOf, questionOptions, requestOptionsOf } from "./access-question";
import { type ExitCode, exitCodes, noSuchPrincipal } from "./command";
import { declareCommand } from "./declaration";
import { aboutPrincipal, principalOf } from "./principal-argument";

const codeOf: Readonly<Record<AccessDecision, ExitCode>> = {
  Allow: exitCodes.ok,
  ExplicitDeny: exitCodes.explicitDeny,
  ImplicitDeny: exitCodes.implicitDeny,
  Depends: exitCodes.depends,
  Partly: exitCodes.depends,
};

/** Answers whether a principal may do something. */
export const canCommand = declareCommand({
  description:
    "Answers whether a user, group or role may do something, and why. Evaluates its own policies and those of its groups that are in the input.",
  arguments: [
    { name: "principal", about: aboutPrincipal },
    { name: "action", about: "e.g. agentrun:GetTool" },
    { name: "resource", about: "an ARN, or a pattern of ARNs; default: any resource", optional: true },
  ],
  options: questionOptions,
  examples: [
    "agentrun-ram can user:alice agentrun:DeleteTool --in cdktf.out",
    "agentrun-ram can role:flow agentrun:GetTool 'acs:agentrun:*:*:workspaces/default/*' --in plan.json",
  ],
  run({ args: [who, action, resource], options }, output) {
    const { kind, name } = principalOf("the principal", who);
    const grants = new GrantsUnderTest(modelsOf(options, output));
    const known = grants.principals;
    const asked = `${kind} ${name}`;
    if (!grants.has(kind, name)) {
      const near = nearest(asked, known);
      throw noSuchPrincipal(
        who,
        known.map((one) => one.replace(" ", ":")),
        near?.replace(" ", ":"),
      );
    }
    const principal = kind === "user" ? grants.user(name) : kind === "group" ? grants.group(name) : grants.role(name);
    const request = requestOptionsOf(options);
    const { answer, message } = asking(action, options.unchecked, (one) =>
      principal.judge("deny", one, resource, request),
    );
    const { decision, cases } = answer;
    output.out(
      options.format === "json"
        ? JSON.stringify({ principal: asked, action, resource: resource ?? "*", decision, cases: cases.map(caseJson) })
        : [sentence(principal, action, resource, decision), ...message.split("\n").slice(1)].join("\n"),
    );
    return codeOf[decision];
  },
});

function sentence(
  { name }: PrincipalUnderTest,
  action: string,
  resource: string | undefined,
  decision: AccessDecision,
): string {
  const one = resource !== undefined && resource !== "*";
  const where = { all: one ? resource : "every resource", any: one ? resource : "any resource" };
  switch (decision) {
    case "Allow":
      return `yes: ${name} may do ${action} on ${where.all}`;
    case "Partly":
      return `in part: ${name} may do ${action} on some resources of ${one ? resource : "the account"}, but not on all`;
    case "Depends":
      return `not known: whether ${name} may do ${action} on ${where.any}`;
    case "ExplicitDeny":
    case "ImplicitDeny":
      return `no: ${name} may not do ${action} on ${where.any}`;
  }
}

function caseJson({ resource, resourceGroup, decision, evaluation, unknown, where }: AccessCase): object {
  const why = decision === "Depends" ? [...unknown, ...dependsOnInWords(evaluation)].map(restoreExpressions) : [];
  return {
    resource: restoreExpressions(resource),
    ...(resourceGroup === undefined ? {} : { resourceGroup }),
    decision,
    ...(why.length === 0 ? {} : { dependsOn: why }),
    ...(where === undefined ? {} : { where }),
  };
}
