import type { PolicyDocument } from "../policy";
import type { GrantedPolicy } from "./grant-model";

/** The document of a policy; `undefined` if it is unknown or unconfirmed. */
export function certainDocument({ document, unconfirmed }: GrantedPolicy): PolicyDocument | undefined {
  return unconfirmed === undefined ? document : undefined;
}
