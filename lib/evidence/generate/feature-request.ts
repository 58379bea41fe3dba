import {
  type AccessClass,
  type LeastPrivilegeRequest,
  type SecretPart,
  catalogAction,
  leastPrivilege,
} from "../../catalog";
import { namedPartOf } from "../../catalog/asked-by-name";
import { variablesOf } from "../../catalog/arn-template";
import { type PolicyDocument, PolicyError } from "../../policy";
import { compareText } from "../../policy/text-list";
import { type NamedRestriction, variableOf } from "../../catalog/least-privilege/restriction";
import type { UsageRow } from "../usage";
import { coverByFeatures } from "./feature-cover";
import { type Proof, prove } from "./proof";
import type { NeededAccess } from "./shown-grants";

/** A request for {@link leastPrivilege} whose features cover what was seen. */
export interface FeatureRequest<Row extends NeededAccess = UsageRow> {
  readonly request: LeastPrivilegeRequest;
  readonly document: PolicyDocument;
  /** Actions that the request grants and nobody used, sorted. */
  readonly beyond: readonly string[];
  readonly proof: Proof<Row>;
  /** Rows that no request allows, because it limits their action to the resources of the vendor's policy. */
  readonly uncovered: readonly Row[];
  /** False if the search for the features ended before all combinations were tried. */
  readonly isSmallest: boolean;
}

/** The smallest request by features that allows the rows; `undefined` without rows. */
export function featureRequestFor<Row extends NeededAccess>(rows: readonly Row[]): FeatureRequest<Row> | undefined {
  if (rows.length === 0) return undefined;
  const actions = [...new Set(rows.map(({ action }) => action))].sort(compareText);
  const byFeature = actions.filter((action) => namedPartOf(action) === undefined);
  const { uses, rest, isSmallest } = coverByFeatures(byFeature);
  const features: Record<string, AccessClass | readonly AccessClass[]> = {};
  for (const [key, use] of uses) {
    const others = [features[key] ?? []].flat();
    features[key] = others.length === 0 ? use : [...others, use];
  }
  const named = namedParts(rows);
  const attempts: readonly LeastPrivilegeRequest[] = [
    requestOf(features, rest, named),
    // Passing roles by name needs a feature with services that they are passed to.
    requestOf(features, [...rest, ...(named.passRoles === undefined ? [] : ["ram:PassRole"])], {
      ...named,
      passRoles: undefined,
    }),
    requestOf({}, byFeature, named),
    requestOf({}, actions, {}),
  ];
  for (const attempt of attempts) {
    const answer = narrowed(attempt, rows);
    if (answer !== undefined) return { ...answer, uncovered: answer.proof.refused, isSmallest };
  }
  return undefined;
}

interface NamedParts {
  readonly secrets?: Readonly<Partial<Record<SecretPart, true | readonly string[]>>> | undefined;
  readonly shell?: true | undefined;
  readonly passRoles?: readonly string[] | undefined;
}

function requestOf(features: object, actions: readonly string[], named: NamedParts): LeastPrivilegeRequest {
  // leastPrivilege checks every name.
  return {
    ...(Object.keys(features).length === 0 ? {} : { features }),
    ...(actions.length === 0 ? {} : { actions }),
    ...Object.fromEntries(Object.entries(named).filter(([, value]) => value !== undefined)),
  } as LeastPrivilegeRequest;
}

/** The parts of a request for actions that features never include. */
function namedParts(rows: readonly NeededAccess[]): NamedParts {
  const secrets = new Map<SecretPart, true | readonly string[]>();
  const credentials = new Set<string>();
  const roles = new Set<string>();
  let shell: true | undefined;
  for (const { action, resource } of rows) {
    const part = namedPartOf(action);
    const name = resource.split("/").at(-1) ?? "*";
    if (part === "shell") shell = true;
    else if (part === "passRoles") roles.add(name);
    else if (part === "secrets.credentials") {
      credentials.add(name);
      secrets.set("credentials", [...credentials].sort(compareText));
    } else if (part !== undefined) secrets.set(part.slice("secrets.".length) as SecretPart, true); // its own prefix
  }
  return {
    ...(secrets.size === 0 ? {} : { secrets: Object.fromEntries(secrets) }),
    ...(shell === undefined ? {} : { shell }),
    ...(roles.size === 0 ? {} : { passRoles: [...roles].sort(compareText) }),
  };
}

/** What a request grants, compared with rows. */
type Answer<Row extends NeededAccess> = Pick<FeatureRequest<Row>, "request" | "document" | "beyond" | "proof">;

/** The request with every part of `within` that makes it refuse no further row; `undefined` for an invalid request. */
function narrowed<Row extends NeededAccess>(request: LeastPrivilegeRequest, rows: readonly Row[]) {
  const first = answerTo(request, rows);
  if (first === undefined) return undefined;
  let best: Answer<Row> = first;
  for (const part of Object.keys(variableOf) as NamedRestriction[]) {
    const value = valueSeen(part, rows);
    if (value === undefined) continue;
    const next = answerTo({ ...best.request, within: { ...best.request.within, [part]: value } }, rows);
    if (next !== undefined && isNoWorse(next, best, part)) best = next;
  }
  return best;
}

/**
 * Whether a narrower request refuses no further row. A workspace also narrows actions that another page of the vendor has on
 * all resources only; on those they get a policy of their own, so that everything else stays in the workspace.
 */
function isNoWorse<Row extends NeededAccess>(next: Answer<Row>, best: Answer<Row>, part: NamedRestriction): boolean {
  const before = new Set(best.proof.refused);
  const added = next.proof.refused.filter((row) => !before.has(row));
  return added.length === 0 || (part === "workspace" && added.every(({ resource }) => resource === "*"));
}

function answerTo<Row extends NeededAccess>(
  request: LeastPrivilegeRequest,
  rows: readonly Row[],
): Answer<Row> | undefined {
  try {
    const { document } = leastPrivilege(request);
    const proof = prove([document], rows);
    return { request, document, beyond: proof.unseen, proof };
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}

/**
 * The value that all rows have for a part of `within`; `undefined` if a row does not name it, or if there are several
 * places.
 */
function valueSeen(part: NamedRestriction, rows: readonly NeededAccess[]): string | readonly string[] | undefined {
  const variable = variableOf[part];
  const found = new Set<string>();
  for (const { action, resource } of rows) {
    for (const { arn } of catalogAction(action)?.resources ?? []) {
      const index = variablesOf(arn).indexOf(variable);
      const value = index < 0 ? undefined : valuesIn(arn, resource)?.[index];
      if (value !== undefined) found.add(value);
    }
  }
  if (found.size === 0 || found.has("*")) return undefined;
  const names = [...found].sort(compareText);
  if (part !== "region" && part !== "accountId" && part !== "workspace") return names;
  return names.length === 1 ? names[0] : undefined;
}

/** The values of a template's variables in an ARN; `undefined` for an ARN of another template. */
function valuesIn(template: string, resource: string): readonly string[] | undefined {
  const parts = template.split(/\{#\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join("([^/:]*)")}$`).exec(resource)?.slice(1);
}
