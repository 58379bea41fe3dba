import { type ActionFacts, type ActionKnowledge, canBeAuthorizedOn, mayBeAuthorizedOn } from "../../action-knowledge";
import { quote } from "../../problem";
import { isAnyResource } from "../../patterns/resource-pattern";
import { isPattern } from "../../patterns/wildcard";
import type { Located } from "../policy-view";
import { type RuleReport, type BuiltInRule, eachStatement } from "../rule";

export const resourceMismatch: BuiltInRule = {
  id: "RAM712",
  title: "Action that RAM does not authorize on the resource, or may not",
  severity: "warning",
  pack: "recommended",
  allowed: "for each action a resource that RAM authorizes it on, and for each resource an action",
  explanation:
    "The resource must be compatible with the action, otherwise the policy is ineffective. An action without resource-level authorization needs *. About some actions the vendor's pages contradict each other; evaluation then returns Depends.",
  source: "RAM authorization pages of Model Studio and PAI, introduction; workspace practice page of AgentRun",
  kinds: ["identity", "control", "session"],
  check: eachStatement(({ actionElement, actions, resourceElement, resources }, knowledge) => {
    if (knowledge === undefined || actionElement === "NotAction" || resourceElement === "NotResource") return [];
    if (resources.every(({ text }) => isAnyResource(text))) return [];
    const known = actions.map(({ text }) => factsOf(text, knowledge));
    const fits = (facts: readonly ActionFacts[]): boolean => resources.some(({ text }) => fitsAny(facts, text));
    const idle = actions.flatMap(({ text, path }, index) => {
      const facts = known[index] ?? [];
      if (facts.length === 0) return [];
      return fits(facts) ? contestedAction(text, path, facts, resources) : [idleAction(text, path, facts)];
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
  return actions.some((action) => mayBeAuthorizedOn(action, resource));
}

/** An action that suits the statement's resources by one page only, if no resource suits it by all pages. */
function contestedAction(
  text: string,
  path: string,
  known: readonly ActionFacts[],
  resources: readonly Located[],
): readonly RuleReport[] {
  const about = known.find(({ contested }) => contested !== undefined)?.contested?.about;
  if (about === undefined) return [];
  if (known.some((action) => resources.some((resource) => canBeAuthorizedOn(action, resource.text)))) return [];
  return [
    {
      path,
      found: `${quote(text)}, about whose resources the vendor's pages contradict each other: ${about}`,
      fix: 'make a test call; if it is refused, put the action into a statement with "Resource": "*"',
    },
  ];
}

function idleAction(text: string, path: string, known: readonly ActionFacts[]): RuleReport {
  const scopes = known.flatMap(({ resources = [], contested }) => [...resources, ...(contested?.resources ?? [])]);
  const templates = [...new Set(scopes.map(({ arn }) => arn))];
  const [contradiction] = known.flatMap(({ contested }) => contested?.about ?? []);
  const why = contradiction === undefined ? "" : `, whichever page is right: ${contradiction}`;
  return {
    path,
    found: `${quote(text)}, which RAM authorizes on none of the statement's resources${why}`,
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
