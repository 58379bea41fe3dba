import { dataFiles } from "./data-files";
import type { SecretPart } from "./least-privilege/least-privilege-request";
import { judgement } from "./reviewed-actions";

/** A part of a request that grants actions which no feature and no pattern includes. */
export type NamedPart = `secrets.${SecretPart}` | "passRoles" | "shell";

/** The part of a request that grants an action; `undefined` for actions that features include. */
export function namedPartOf(action: string): NamedPart | undefined {
  if (action === "ram:PassRole") return "passRoles";
  if (judgement(dataFiles.reviewedActions().shell, action) !== undefined) return "shell";
  const secret = judgement(dataFiles.reviewedActions().secrets, action);
  return secret === undefined ? undefined : `secrets.${secret.part}`;
}

/** How a part is written in a request. */
export function howToAsk(part: NamedPart): string {
  if (part === "passRoles") return 'passRoles: ["<role name>"]';
  if (part === "shell") return "shell: true";
  const secret = part.slice("secrets.".length);
  return `secrets: { ${secret}: ${part === "secrets.credentials" ? '["<name>"]' : "true"} }`;
}
