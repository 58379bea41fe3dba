import { isJsonObject } from "../policy/json-value";
import { foldCase } from "../policy/letter-case";
import { entriesIn, caseInsensitive } from "../terraform/case-insensitive";

type Json = Readonly<Record<string, unknown>>;

/** The APIs that a pull calls. */
export type PulledApi = "ram" | "resourcemanager" | "sts";

/** Makes one read-only call and resolves to its response as the API sends it. */
export type AccountCall = (
  api: PulledApi,
  action: string,
  parameters: Readonly<Record<string, string>>,
) => Promise<Json>;

/** What a pull says about itself, in addition to the responses. */
export interface PullNote {
  readonly version: 1;
  readonly account: string;
  /** Whether every call was answered, so that the listing is the whole account. */
  readonly complete: boolean;
  /** Calls that were refused or failed, with the error. */
  readonly missing: readonly string[];
}

/** The member with the note. All others are responses by the name of their call. */
export const pullNoteKey = "AgentrunRamListing";

/** There is no response to a call, e.g. because the caller may not make it. */
export class PullError extends Error {
  public override readonly name = "PullError";

  /** @param code the error code of the API */
  public constructor(
    message: string,
    public readonly code?: string,
  ) {
    super(message);
  }
}

/** Codes of an account without a resource directory, which has no control policies. Inferred from their names. */
const noDirectory = /ResourceDirectory(NotInUse|NotExist|NotEnabled)|EntityNotExists?\.ResourceDirectory/;

/** Maximum number of pages of one call. */
const mostPages = 10_000;

/**
 * Reads users, groups, memberships, roles with their trust, custom policies with their documents, attachments, also in
 * resource groups, and control policies. It makes only calls that begin with Get or List, one at a time.
 *
 * The result has the responses by call, as `adopt` takes them, and a note. ResourceManager's calls may fail, because many
 * accounts have no resource directory; the listing is then not complete for them, and says so.
 */
export async function pullAccount(call: AccountCall): Promise<Json> {
  const missing: string[] = [];
  const identity = await call("sts", "GetCallerIdentity", {});
  const account = caseInsensitive(identity).text("AccountId");
  if (account === undefined) throw new PullError("GetCallerIdentity does not name the account");
  const users = await pages("ListUsers", {});
  const groups = await pages("ListGroups", {});
  const roles = await pages("ListRoles", {});
  const policies = await pages("ListPolicies", { PolicyType: "Custom" });
  const named = {
    user: namesIn(users, ["Users", "User"], "UserName"),
    group: namesIn(groups, ["Groups", "Group"], "GroupName"),
    role: namesIn(roles, ["Roles", "Role"], "RoleName"),
  };
  const listing = {
    [pullNoteKey]: { version: 1, account, complete: true, missing } satisfies PullNote,
    GetCallerIdentity: identity,
    ListUsers: users,
    ListGroups: groups,
    ListRoles: roles,
    ListPolicies: policies,
    ListUsersForGroup: await each(named.group, async (GroupName) => pages("ListUsersForGroup", { GroupName })),
    GetRole: await all(named.role, async (RoleName) => call("ram", "GetRole", { RoleName })),
    GetPolicy: await all(namesIn(policies, ["Policies", "Policy"], "PolicyName"), async (PolicyName) =>
      call("ram", "GetPolicy", { PolicyName, PolicyType: "Custom" }),
    ),
    ListPoliciesForUser: await each(named.user, async (UserName) => call("ram", "ListPoliciesForUser", { UserName })),
    ListPoliciesForGroup: await each(named.group, async (GroupName) =>
      call("ram", "ListPoliciesForGroup", { GroupName }),
    ),
    ListPoliciesForRole: await each(named.role, async (RoleName) => call("ram", "ListPoliciesForRole", { RoleName })),
    ...(await optional("ListResourceGroups", async () => numbered("ListResourceGroups", {}))),
    ...(await optional("ListPolicyAttachments", async () => numbered("ListPolicyAttachments", {}))),
    ...(await controlPolicies()),
  };
  return { ...listing, [pullNoteKey]: { ...listing[pullNoteKey], complete: missing.length === 0 } };

  /** All pages by marker. */
  async function pages(action: string, parameters: Readonly<Record<string, string>>): Promise<readonly Json[]> {
    const found: Json[] = [];
    let marker: string | undefined;
    do {
      if (found.length >= mostPages) throw new PullError(`${action} has more than ${mostPages} pages`);
      const answer = await call("ram", action, {
        ...parameters,
        MaxItems: "100",
        ...(marker === undefined ? {} : { Marker: marker }),
      });
      found.push(answer);
      const read = caseInsensitive(answer);
      const next = read.get("IsTruncated") === true ? read.text("Marker") : undefined;
      if (read.get("IsTruncated") === true && (next === undefined || next === marker)) {
        throw new PullError(`${action} has more pages, but gives no marker for them`);
      }
      marker = next;
    } while (marker !== undefined);
    return found;
  }

  /** All pages by number, as ResourceManager has them. */
  async function numbered(action: string, parameters: Readonly<Record<string, string>>): Promise<readonly Json[]> {
    const found: Json[] = [];
    for (let number = 1, seen = 0; ; number += 1) {
      if (found.length >= mostPages) throw new PullError(`${action} has more than ${mostPages} pages`);
      const answer = await call("resourcemanager", action, { ...parameters, PageNumber: `${number}`, PageSize: "100" });
      found.push(answer);
      const read = caseInsensitive(answer);
      const count = countIn(answer);
      seen += count;
      const total = Number(read.get("TotalCount") ?? seen);
      if (count === 0 || seen >= total) return found;
    }
  }

  async function controlPolicies(): Promise<Json> {
    const listed = await optional("ListControlPolicies", async () =>
      numbered("ListControlPolicies", { PolicyType: "Custom" }),
    );
    const found = (listed["ListControlPolicies"] ?? []) as readonly Json[]; // as read in the line above
    const ids = namesIn(found, ["ControlPolicies", "ControlPolicy"], "PolicyId");
    return {
      ...listed,
      ...(await optional("GetControlPolicy", async () =>
        all(ids, async (PolicyId) => call("resourcemanager", "GetControlPolicy", { PolicyId })),
      )),
      ...(await optional("ListTargetAttachmentsForControlPolicy", async () =>
        each(ids, async (PolicyId) => numbered("ListTargetAttachmentsForControlPolicy", { PolicyId })),
      )),
    };
  }

  async function optional(action: string, read: () => Promise<readonly Json[] | Json>): Promise<Json> {
    try {
      return { [action]: await read() };
    } catch (error) {
      if (!(error instanceof PullError)) throw error;
      if (noDirectory.test(error.code ?? "")) return {};
      missing.push(`${action}: ${error.message}`);
      return {};
    }
  }
}

async function each<Answer>(
  names: readonly string[],
  read: (name: string) => Promise<Answer>,
): Promise<Readonly<Record<string, Answer>>> {
  const found: [string, Answer][] = [];
  for (const name of names) found.push([name, await read(name)]);
  return Object.fromEntries(found);
}

async function all(names: readonly string[], read: (name: string) => Promise<Json>): Promise<readonly Json[]> {
  const found: Json[] = [];
  for (const name of names) found.push(await read(name));
  return found;
}

function namesIn(pages: readonly Json[], elements: readonly [string, string], key: string): readonly string[] {
  return pages.flatMap((page) =>
    entriesIn(caseInsensitive(page), elements).map((entry) => {
      const name = entry.text(key);
      if (name === undefined) throw new PullError(`a response has an entry without ${key}`);
      return name;
    }),
  );
}

/** The number of entries in the only list of a response. */
function countIn(answer: Json): number {
  for (const [key, value] of Object.entries(answer)) {
    if (!isJsonObject(value) || foldCase(key) === "accessdenieddetail") continue;
    const list = Object.values(value).find((one) => Array.isArray(one));
    if (Array.isArray(list)) return list.length;
  }
  return 0;
}
