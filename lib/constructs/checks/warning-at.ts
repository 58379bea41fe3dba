import type { IConstruct } from "constructs";
import type { ConstructWarning } from "./construct-warnings";

/** A warning, and the construct that it is about. */
export interface WarningAt {
  readonly at: IConstruct;
  readonly warning: ConstructWarning;
}
