import { PolicyError } from "../policy";
import { type CaseInsensitive, entriesIn, caseInsensitive } from "../terraform/case-insensitive";
import { asList } from "../terraform/json-values";
import { isJsonObject } from "../policy/json-value";
import { jsonValues } from "./json-values";
import type { Listed, ListedAttachment, ListedPolicy, ListedRole, Listing } from "./listing";
import { adoptProblemIds } from "./problem-ids";
import { foldCase } from "../policy/letter-case";

/** A problem of the input. The message says what was found. */
class NoListing extends Error {}

/** Calls that list objects of the account, each with the names of its list element and of its entries. */
const calls = {
  listpolicies: ["Policies", "Policy"],
  listroles: ["Roles", "Role"],
  listusers: ["Users", "User"],
  listgroups: ["Groups", "Group"],
  listpolicyattachments: ["PolicyAttachments", "PolicyAttachment"],
  listresourcegroups: ["ResourceGroups", "ResourceGroup"],
  listcontrolpolicies: ["ControlPolicies", "ControlPolicy"],
} as const;

/** Calls about one principal, group or target. Their responses do not contain its name, so the user writes it as a key. */
const callsByName = {
  listpoliciesforrole: "role",
  listpoliciesforuser: "user",
  listpoliciesforgroup: "group",
  listusersforgroup: "members",
  listcontrolpolicyattachmentsfortarget: "controlled",
} as const;

type Call = keyof typeof calls;

/** Members of responses that are not lists, and what a pulled listing has for other commands. */
const besides: ReadonlySet<string> = new Set([
  "requestid",
  "istruncated",
  "marker",
  "totalcount",
  "pagenumber",
  "pagesize",
  "agentrunramlisting",
  "getpolicy",
  "getcontrolpolicy",
]);

const allowed =
  "concatenated responses, a list of responses, or an object of responses by call: ListPolicies, ListRoles, ListUsers, ListGroups, ListPolicyAttachments, ListResourceGroups, ListControlPolicies, GetRole, GetCallerIdentity; by name, ListPoliciesForRole, ListPoliciesForUser, ListPoliciesForGroup, ListUsersForGroup, ListControlPolicyAttachmentsForTarget";

/**
 * Reads API responses of an account. Keys can be in any letter case. The input has one of these forms:
 *
 * - concatenated responses, as several commands write them to one pipe, or a list of responses
 * - `{ "ListRoles": <response>, ... }`, where a list of responses gives the pages
 *
 * The responses to `ListPoliciesForRole` and similar calls do not contain the name of the role. Write it as a key:
 * `{ "ListPoliciesForRole": { "<role>": <response> } }`.
 *
 * Source of the element names: the API pages of RAM 2015-05-01 and ResourceManager 2020-03-31 (read 2026-11-23).
 *
 * @param file name of the input, for error messages
 * @throws PolicyError RAM511 for any other input and for unknown calls
 */
export function readListing(text: string, file: string): Listing {
  try {
    const values = jsonValues(text);
    if (values === undefined) throw new NoListing(`text that is not JSON`);
    return listingOf(values.flatMap((value) => (Array.isArray(value) ? (value as readonly unknown[]) : [value])));
  } catch (error) {
    if (!(error instanceof NoListing)) throw error;
    const { message: found } = error;
    throw new PolicyError([
      { id: adoptProblemIds.listing, path: file, found, allowed, fix: "pass the responses of the API unchanged" },
    ]);
  }
}

function listingOf(parts: readonly unknown[]): Listing {
  const answers = new Map<Call, CaseInsensitive[]>();
  const byName = new Map<string, CaseInsensitive[]>();
  const roles: CaseInsensitive[] = [];
  const callers: CaseInsensitive[] = [];
  for (const part of parts) {
    if (!isJsonObject(part)) throw new NoListing("a JSON value that is not an object");
    const answer = caseInsensitive(part);
    // The response to GetCallerIdentity has its members at the top level.
    if (answer.has("AccountId") && answer.has("PrincipalId")) callers.push(answer);
    else {
      for (const [key, value] of Object.entries(part)) {
        readPart(foldCase(key), value, part, { answers, byName, roles, callers });
      }
    }
  }
  if (answers.size + byName.size + roles.length + callers.length === 0) throw new NoListing("no responses");
  const listed = <Entry>(call: Call, read: (entry: CaseInsensitive) => Entry): Listed<Entry> | undefined => {
    const pages = answers.get(call);
    return pages === undefined ? undefined : together(pages, calls[call], read);
  };
  const named = <Entry>(
    kinds: readonly string[],
    elements: readonly [string, string],
    read: (entry: CaseInsensitive) => Entry,
    keyOf = (key: string): string => key.slice(key.indexOf(" ") + 1),
  ): ReadonlyMap<string, Listed<Entry>> =>
    new Map(
      [...byName]
        .filter(([key]) => kinds.includes(key.split(" ")[0] ?? ""))
        .map(([key, pages]) => [keyOf(key), together(pages, elements, read)]),
    );
  const single = roles.map(readRole);
  const all = listed("listroles", readRole);
  return {
    accountId: callers.map((caller) => caller.text("AccountId")).find((id) => id !== undefined),
    policies: listed("listpolicies", readPolicy),
    roles:
      single.length === 0
        ? all
        : { entries: [...single, ...(all?.entries ?? [])], isComplete: all?.isComplete ?? false },
    users: listed("listusers", (entry) => ({ name: textOf(entry, "UserName"), id: entry.text("UserId") })),
    groups: listed("listgroups", (entry) => textOf(entry, "GroupName")),
    resourceGroups: listed("listresourcegroups", (entry) => ({ name: textOf(entry, "Name"), id: entry.text("Id") })),
    controlPolicies: listed("listcontrolpolicies", (entry) => ({
      name: textOf(entry, "PolicyName"),
      id: entry.text("PolicyId"),
    })),
    attachments: listed("listpolicyattachments", readAttachment),
    policiesOf: named(["role", "user", "group"], calls.listpolicies, readPolicy, (key) => key),
    members: named(["members"], calls.listusers, (entry) => textOf(entry, "UserName")),
    controlPoliciesOf: named(["controlled"], ["ControlPolicyAttachments", "ControlPolicyAttachment"], (entry) =>
      textOf(entry, "PolicyId"),
    ),
  };
}

interface Answers {
  readonly answers: Map<Call, CaseInsensitive[]>;
  readonly byName: Map<string, CaseInsensitive[]>;
  readonly roles: CaseInsensitive[];
  readonly callers: CaseInsensitive[];
}

function readPart(key: string, value: unknown, part: object, into: Answers): void {
  if (key === "getrole") into.roles.push(...pagesOf(value, key).map((answer) => roleOf(answer)));
  else if (key === "getcalleridentity") into.callers.push(...pagesOf(value, key));
  else if (Object.hasOwn(callsByName, key)) {
    const kind = callsByName[key as keyof typeof callsByName];
    if (!isJsonObject(value)) throw new NoListing(`${key} without names: write { "${key}": { "<name>": <response> } }`);
    for (const [name, answer] of Object.entries(value)) {
      append(into.byName, `${kind} ${foldCase(name)}`, pagesOf(answer, `${key}.${name}`));
    }
  } else if (key === "listtargetattachmentsforcontrolpolicy") readTargets(value, into);
  else if (Object.hasOwn(calls, key)) append(into.answers, key as Call, pagesOf(value, key));
  else if (key === "role") into.roles.push(roleOf(caseInsensitive(part)));
  else {
    const call = (Object.keys(calls) as Call[]).find((one) => foldCase(calls[one][0]) === key);
    if (call !== undefined) append(into.answers, call, [plainAnswer(call, part)]);
    else if (!besides.has(key)) throw new NoListing(`${key}, which is not a supported call`);
  }
}

/** A pull only asks for the targets of custom policies, so a target may have system policies in addition. */
function readTargets(value: unknown, { byName }: Answers): void {
  if (!isJsonObject(value)) return;
  for (const [PolicyId, answer] of Object.entries(value)) {
    for (const page of pagesOf(answer, `ListTargetAttachmentsForControlPolicy.${PolicyId}`)) {
      for (const target of entriesIn(page, ["TargetAttachments", "TargetAttachment"])) {
        const ofTarget = { IsTruncated: true, ControlPolicyAttachments: { ControlPolicyAttachment: [{ PolicyId }] } };
        append(byName, `controlled ${foldCase(textOf(target, "TargetId"))}`, [caseInsensitive(ofTarget)]);
      }
    }
  }
}

/** A response with policies belongs to `ListPolicies`. Entries with `AttachDate` come from `ListPoliciesForRole` or similar. */
function plainAnswer(call: Call, part: object): CaseInsensitive {
  const answer = caseInsensitive(part);
  const isOfSomeone = call === "listpolicies" && entriesIn(answer, calls[call]).some((one) => one.has("AttachDate"));
  if (!isOfSomeone) return answer;
  throw new NoListing('policies of a principal: write { "ListPoliciesForRole": { "<role>": <response> } }');
}

function pagesOf(value: unknown, call: string): readonly CaseInsensitive[] {
  const pages = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  return pages.map((page) => {
    if (!isJsonObject(page)) throw new NoListing(`${call} that is neither a response nor a list of responses`);
    return caseInsensitive(page);
  });
}

function roleOf(answer: CaseInsensitive): CaseInsensitive {
  const role = answer.get("Role");
  if (!isJsonObject(role)) throw new NoListing("a response to GetRole without Role");
  return caseInsensitive(role);
}

function append<Key>(map: Map<Key, CaseInsensitive[]>, key: Key, pages: readonly CaseInsensitive[]): void {
  map.set(key, [...(map.get(key) ?? []), ...pages]);
}

function together<Entry>(
  pages: readonly CaseInsensitive[],
  elements: readonly [string, string],
  read: (entry: CaseInsensitive) => Entry,
): Listed<Entry> {
  const entries = pages.flatMap((page) => entriesIn(page, elements)).map(read);
  const total = pages.map((page) => page.get("TotalCount")).find((count) => typeof count === "number");
  const isEnded = pages.some((page) => page.get("IsTruncated") !== true);
  return { entries, isComplete: isEnded && (total === undefined || total <= entries.length) };
}

function textOf(entry: CaseInsensitive, key: string): string {
  const text = entry.text(key);
  if (text === undefined) throw new NoListing(`an entry without ${key}`);
  return text;
}

function readPolicy(entry: CaseInsensitive): ListedPolicy {
  return { name: textOf(entry, "PolicyName"), type: entry.text("PolicyType") };
}

function readRole(entry: CaseInsensitive): ListedRole {
  return { name: textOf(entry, "RoleName"), services: trustedServices(entry.text("AssumeRolePolicyDocument")) };
}

function readAttachment(entry: CaseInsensitive): ListedAttachment {
  return {
    policy: textOf(entry, "PolicyName"),
    policyType: textOf(entry, "PolicyType"),
    principal: textOf(entry, "PrincipalName"),
    principalType: textOf(entry, "PrincipalType"),
    resourceGroup: textOf(entry, "ResourceGroupId"),
  };
}

function trustedServices(document: string | undefined): readonly string[] {
  if (document === undefined) return [];
  try {
    const { Statement } = JSON.parse(document) as { readonly Statement?: unknown };
    return asList(Statement)
      .filter(isJsonObject)
      .flatMap((statement) => {
        const principal = caseInsensitive(statement).get("Principal");
        const services = isJsonObject(principal) ? caseInsensitive(principal).get("Service") : undefined;
        return (Array.isArray(services) ? (services as readonly unknown[]) : [services]).filter(
          (service) => typeof service === "string",
        );
      });
  } catch {
    return [];
  }
}
