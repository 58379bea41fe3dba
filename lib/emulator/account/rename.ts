import type { Account } from "./account";
import { foldCase } from "../../policy/letter-case";

/** Updates the name of a user or group in all attachments, memberships and access keys that refer to it. */
export function renamePrincipal(account: Account, kind: "user" | "group", from: string, to: string): void {
  if (from === to) return;
  const { store } = account;
  for (const attachment of account.allAttachmentsOf(kind, from)) {
    store.remove("attachments", attachment);
    store.put("attachments", { ...attachment, principalName: to });
  }
  const folded = foldCase(from);
  for (const membership of [...store.tables.memberships.values()]) {
    if (foldCase(membership[kind]) !== folded) continue;
    store.remove("memberships", membership);
    store.put("memberships", { ...membership, [kind]: to });
  }
  if (kind === "group") return;
  for (const key of account.accessKeysOf(from)) store.put("accessKeys", { ...key, user: to });
}
