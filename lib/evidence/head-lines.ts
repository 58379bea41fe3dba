import { visibleText } from "../review/summary/visible-text";
import { type DropReason, type Usage, dropReasons, maxGapDays } from "./usage";

/** What evidence covers, as the lines that head every output. */
export function headLines(usage: Usage): readonly string[] {
  const { coverage, counts } = usage;
  const { first, last, continuousSince, kinds, accounts, regions, sources } = coverage;
  const window =
    first === undefined || last === undefined
      ? "no event has a time"
      : `from ${first} to ${last}${
          continuousSince !== undefined && continuousSince.slice(0, 10) > first.slice(0, 10)
            ? `; without a gap of more than ${maxGapDays} days only since ${continuousSince}`
            : ""
        }`;
  const dropped = Object.entries(counts.dropped) as readonly (readonly [DropReason, number])[]; // its own keys
  return [
    `Window: ${window}`,
    `Sources: ${listed(kinds)}; ${listed(sources, 5)}`,
    `Accounts: ${listed(accounts)}. Regions: ${listed(regions)}`,
    `Events: ${counts.events} = ${counts.used} used + ${counts.unmapped} without an action in the catalog + ${
      counts.events - counts.used - counts.unmapped
    } not counted${dropped.length === 0 ? "" : ` (${dropped.map(([why, count]) => `${dropReasons[why]}: ${count}`).join("; ")})`}`,
    ...blindSpots(usage).map((spot) => `Cannot be seen: ${spot}`),
    ...usage.warnings.map((warning) => `Warning: ${warning}`),
  ].map(visibleText);
}

/** What the evidence cannot show about any principal. */
export function blindSpots({ coverage, counts }: Usage): readonly string[] {
  const { kinds, readEvents, dataServices, services, possibleDuplicates, withoutTime } = coverage;
  const isOfEmulator = kinds.includes("emulator log");
  const isTrail = kinds.some((kind) => kind !== "emulator log" && kind !== "Terraform log");
  const bad = counts.dropped.badLine ?? 0;
  return [
    ...(isTrail
      ? [
          `calls of the data plane, e.g. of agents, sandboxes, functions and models${
            dataServices.length === 0
              ? "; there are no data events"
              : `; there are data events of ${dataServices.join(", ")} only`
          }`,
        ]
      : []),
    ...(isOfEmulator ? ["calls of other services than RAM, ResourceManager and STS, which the emulator lacks"] : []),
    ...(kinds.includes("Terraform log")
      ? [
          "in a log of Terraform: the caller, the account and mostly the region; calls outside of Terraform; why calls failed",
        ]
      : []),
    ...(kinds.includes("last use of a key")
      ? ["in the last use of a key: all other calls with the key, and calls with other keys"]
      : []),
    ...(isTrail && readEvents === 0 ? ["reads: there is no read event, so the trail may have writes only"] : []),
    `services without any event, because they may not be recorded; there are events of ${services.join(", ") || "none"}`,
    "passing a role, for which there is no event: ram:PassRole is inferred from role ARNs in successful writes",
    ...(kinds.includes("aggregated rows")
      ? ["parameters of aggregated rows, and so roles that are passed and names that resourceName lacks"]
      : []),
    "conditions of requests, and what services do with their own roles",
    ...(possibleDuplicates === 0
      ? []
      : [
          `whether ${possibleDuplicates} events are repetitions, because they are too far apart to be compared: numbers of calls may be too high`,
        ]),
    ...(withoutTime === 0 ? [] : [`the time of ${withoutTime} events`]),
    ...(bad === 0 ? [] : [`the content of ${bad} lines or elements that could not be read`]),
  ];
}

function listed(names: readonly string[], most = 20): string {
  if (names.length === 0) return "none named";
  const shown = names.slice(0, most).join(", ");
  return names.length <= most ? shown : `${shown} and ${names.length - most} more`;
}
