import type { AccessClass } from "../access-class";
import { dataFiles } from "../data-files";
import type { FeatureKey } from "../generated/feature-key";
import type { Generation } from "../generation";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import type { Within } from "./restriction";
import { selectedClasses } from "./selected-classes";

/** Something that a use of a feature, or a restriction, needs beside its own actions. */
export interface Need {
  readonly feature?: FeatureKey;
  /** `manage` takes in what `view` needs. */
  readonly class?: AccessClass;
  readonly restriction?: keyof Within;
  /** Only for this generation of names. @default - for all */
  readonly generation?: Generation;
  /** Granted with it. */
  readonly actions?: readonly string[];
  /** Not granted with it, only pointed out: it is asked for by name. */
  readonly secret?: "agentrun:GetCredential" | "agentrun:GetAccessToken";
  /** Services that a role is passed to. Not granted with it: the roles are asked for by name. */
  readonly passRoleTo?: readonly string[];
  readonly reason: string;
}

/** All needs that are known, for a generation of names. */
export function knownNeeds(generation: Generation = "devs"): readonly Need[] {
  return dataFiles.needs().filter((need) => need.generation === undefined || need.generation === generation);
}

/** What the features and restrictions of a request need. */
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
