import { writeFileSync } from "node:fs";
import path from "node:path";
import { run } from "../../../lib/cli/run";
import type { Emulator } from "../../../lib/emulator";
import type { Workspace } from "./workspace";

/** What the command printed. */
export interface Adopted {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `agentrun-ram adopt` on a workspace, with or without a listing of the account. */
export function adopt(workspace: Workspace, listing: string | undefined, ...args: readonly string[]): Adopted {
  const printed = { out: "", err: "" };
  const file = path.join(workspace.folder, "listing.json");
  if (listing !== undefined) writeFileSync(file, listing);
  const given = listing === undefined ? [] : ["--listing", file];
  const code = run(["adopt", workspace.folder, ...given, ...args], {
    out: (text) => (printed.out += `${text}\n`),
    err: (text) => (printed.err += `${text}\n`),
  });
  if (typeof code !== "number") throw new Error("adopt has an answer at once");
  return { code, ...printed };
}

/** The listing that an administrator makes before adopting: unchanged responses of list calls. */
export async function listingOf(emulator: Emulator): Promise<string> {
  const { users, groups, roles } = emulator.state;
  const lists = [
    ...["ListPolicies", "ListRoles", "ListUsers", "ListGroups", "ListPolicyAttachments", "ListResourceGroups"],
    "GetCallerIdentity",
  ];
  const answers: Record<string, unknown> = {};
  for (const action of lists) answers[action] = await emulator.call(action, { PageSize: "100" });
  const about = async (action: string, parameter: string, names: readonly { readonly name: string }[]) => {
    const byName: Record<string, unknown> = {};
    for (const { name } of names) byName[name] = await emulator.call(action, { [parameter]: name });
    answers[action] = byName;
  };
  await about("ListPoliciesForUser", "UserName", users);
  await about("ListPoliciesForGroup", "GroupName", groups);
  await about("ListPoliciesForRole", "RoleName", roles);
  answers["GetRole"] = await Promise.all(roles.map(({ name }) => emulator.call("GetRole", { RoleName: name })));
  return JSON.stringify(answers);
}
