import type { AccessClass } from "../access-class";
import { dataFiles } from "../data-files";
import type { FeatureKey } from "../generated/feature-key";
import type { Generation } from "../generation";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import type { NamedRestriction } from "./restriction";
import { selectedClasses } from "./selected-classes";

/** What a use of a feature, or a restriction, needs in addition to its own actions. */
export interface Need {
  readonly feature?: FeatureKey;
  /** `manage` includes the needs of `view`. */
  readonly class?: AccessClass;
  readonly restriction?: NamedRestriction;
  /** Only for this generation of names. @default - all */
  readonly generation?: Generation;
  /** Actions that are granted with it. */
  readonly actions?: readonly string[];
  /** Only reported, not granted, because it must be requested by name. */
  readonly secret?: "agentrun:GetCredential" | "agentrun:GetAccessToken";
  /** Services that a role is passed to. Only reported, because roles must be requested by name. */
  readonly passRoleTo?: readonly string[];
  readonly reason: string;
}

/** All known needs for a generation of names. */
export function knownNeeds(generation: Generation = "devs"): readonly Need[] {
  return dataFiles.needs().filter((need) => need.generation === undefined || need.generation === generation);
}

/** The needs of the features and restrictions in a request. */
export function neededBy({ features = {}, within = {}, generation }: LeastPrivilegeRequest): readonly Need[] {
  const selected = selectedClasses(features);
  return knownNeeds(generation).filter((need) =>
    need.restriction === undefined
      ? selected.some(([key, one]) => key === need.feature && takesIn(one, need.class))
      : within[need.restriction] !== undefined && selected.length > 0,
  );
}

function takesIn(selected: AccessClass, needed: AccessClass | undefined): boolean {
  return selected === needed || (selected === "manage" && needed === "view");
}
