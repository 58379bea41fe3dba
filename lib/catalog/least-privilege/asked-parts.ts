import { type NamedPart, namedPartOf } from "../asked-by-name";
import { dataFiles } from "../data-files";
import { feature } from "../features";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { selectedClasses } from "./selected-classes";

/** The parts of a request that ask by name for what no feature takes along. */
export function askedParts({ secrets = {}, passRoles = [], shell }: LeastPrivilegeRequest): readonly NamedPart[] {
  const ofSecrets = Object.entries(secrets)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([part]) => `secrets.${part}` as NamedPart); // checkRequest lets no other part through
  return [
    ...ofSecrets,
    ...(passRoles.length > 0 ? (["passRoles"] as const) : []),
    ...(shell === true ? (["shell"] as const) : []),
  ];
}

/** What a part asks for: the actions of the requested features that it is about, or else all that it is about. */
export function actionsOfPart(part: NamedPart, { features = {} }: LeastPrivilegeRequest): readonly string[] {
  if (part === "passRoles") return ["ram:PassRole"];
  const { secrets, shell } = dataFiles.reviewedActions();
  const all = Object.keys({ ...secrets, ...shell }).filter((action) => namedPartOf(action) === part);
  const selected = new Set(selectedClasses(features).flatMap(([key]) => feature(key).actions.map(({ name }) => name)));
  const ofFeatures = all.filter((action) => selected.has(action));
  return ofFeatures.length > 0 ? ofFeatures : all;
}
