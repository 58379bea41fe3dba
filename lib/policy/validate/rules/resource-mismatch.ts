import { type ActionFacts, type ActionKnowledge, canBeAuthorizedOn } from "../../action-knowledge";
import { quote } from "../../problem";
import { isAnyResource } from "../../patterns/resource-pattern";
import { isPattern } from "../../patterns/wildcard";
import type { Located } from "../policy-view";
import { type RuleReport, type BuiltInRule, eachStatement } from "../rule";

export const resourceMismatch: BuiltInRule = {
  id: "RAM712",
  title: "Action that RAM does not authorize on the resource",
  severity: "warning",
  pack: "recommended",
  allowed: "for each action a resource that RAM authorizes it on, and for each resource an action",
  explanation:
    "The resource must be compatible with the action, otherwise the policy is ineffective. An action without resource-level authorization needs *.",
  source: "RAM authorization pages of Model Studio and PAI, introduction",
  kinds: ["identity", "control", "session"],
  check: eachStatement(({ actionElement, actions, resourceElement, resources }, knowledge) => {
    if (knowledge === undefined || actionElement === "NotAction" || resourceElement === "NotResource") return [];
    if (resources.every(({ text }) => isAnyResource(text))) return [];
    const known = actions.map(({ text }) => factsOf(text, knowledge));
    const fits = (facts: readonly ActionFacts[]): boolean => resources.some(({ text }) => fitsAny(facts, text));
    const idle = actions.flatMap(({ text, path }, index) => {
      const facts = known[index] ?? [];
      return facts.length > 0 && !fits(facts) ? [idleAction(text, path, facts)] : [];
    });
    // A single resource fits some action unless one is idle. Several resources are checked only if every action is known.
    if (resources.length === 1) return idle;
    const all = known.flat();
    const isComplete = known.every((facts) => facts.length > 0) && idle.length === 0;
    return [...idle, ...(isComplete ? resources.filter(({ text }) => !fitsAny(all, text)).map(idleResource) : [])];
  }),
};

function factsOf(action: string, knowledge: ActionKnowledge): readonly ActionFacts[] {
  if (isPattern(action)) return knowledge.matching(action);
  const facts = knowledge.action(action);
  return facts === undefined ? [] : [facts];
}

function fitsAny(actions: readonly ActionFacts[], resource: string): boolean {
  return actions.some((action) => canBeAuthorizedOn(action, resource));
}

function idleAction(text: string, path: string, known: readonly ActionFacts[]): RuleReport {
  const templates = [...new Set(known.flatMap(({ resources = [] }) => resources.map(({ arn }) => arn)))];
  return {
    path,
    found: `${quote(text)}, which RAM authorizes on none of the statement's resources`,
    fix:
      templates.length === 0
        ? 'put it into a statement with "Resource": "*"'
        : `use ${templates.slice(0, 3).join(" or ")}${templates.length > 3 ? " or others" : ""}`,
  };
}

function idleResource({ text, path }: Located): RuleReport {
  return {
    path,
    found: `${quote(text)}, on which RAM authorizes none of the statement's actions`,
    fix: "remove it, or name the intended resource",
  };
}
