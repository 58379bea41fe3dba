import { type SynthesizedResource, isRecord } from "./synthesized-stack";

/** Path of the construct that made a resource, e.g. `team/SandboxTeam/Policy`; `undefined` where the file does not say. */
export function constructPath({ arguments: given }: SynthesizedResource): string | undefined {
  const comment = given["//"];
  const metadata = isRecord(comment) ? comment["metadata"] : undefined;
  const path = isRecord(metadata) ? metadata["path"] : undefined;
  return typeof path === "string" ? path : undefined;
}
