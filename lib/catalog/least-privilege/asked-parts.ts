import { type NamedPart, namedPartOf } from "../asked-by-name";
import { dataFiles } from "../data-files";
import { feature } from "../features";
import type { LeastPrivilegeRequest } from "./least-privilege-request";
import { selectedClasses } from "./selected-classes";

/** The parts of a request that name what no feature includes. */
export function askedParts({ secrets = {}, passRoles = [], shell }: LeastPrivilegeRequest): readonly NamedPart[] {
  const ofSecrets = Object.entries(secrets)
    .filter(([, value]) => value !== undefined && value !== false)
    .map(([part]) => `secrets.${part}` as NamedPart); // checkRequest refuses all other parts
  return [
    ...ofSecrets,
    ...(passRoles.length > 0 ? (["passRoles"] as const) : []),
    ...(shell === true ? (["shell"] as const) : []),
  ];
}

/** The actions of a part: those that the requested features have or, if they have none, all of them. */
export function actionsOfPart(part: NamedPart, { features = {} }: LeastPrivilegeRequest): readonly string[] {
  if (part === "passRoles") return ["ram:PassRole"];
  const { secrets, shell } = dataFiles.reviewedActions();
  const all = Object.keys({ ...secrets, ...shell }).filter((action) => namedPartOf(action) === part);
  const selected = new Set(selectedClasses(features).flatMap(([key]) => feature(key).actions.map(({ name }) => name)));
  const ofFeatures = all.filter((action) => selected.has(action));
  return ofFeatures.length > 0 ? ofFeatures : all;
}
