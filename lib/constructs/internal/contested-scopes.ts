import type { IConstruct } from "constructs";
import { explainFindings } from "../checks/own-resources";

/**
 * Acknowledges RAM712 in a construct that chooses the scope of each action itself, and reports the page that it is based
 * on.
 */
export function explainContestedScopes(construct: IConstruct): void {
  explainFindings(construct, "RAM712", "chosen with workspaceScope; the report says on which page each scope rests");
}
