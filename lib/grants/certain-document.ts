import type { PolicyDocument } from "../policy";
import type { GrantedPolicy } from "./grant-model";

/** What a policy says for certain: `undefined` where its document is not known, or where RAM may have another one. */
export function certainDocument({ document, unconfirmed }: GrantedPolicy): PolicyDocument | undefined {
  return unconfirmed === undefined ? document : undefined;
}
