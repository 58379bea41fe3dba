import type { IConstruct } from "constructs";
import type { ConstructWarning } from "./construct-warnings";

/** A warning with its construct. */
export interface WarningAt {
  readonly at: IConstruct;
  readonly warning: ConstructWarning;
}
