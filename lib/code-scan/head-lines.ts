import { visibleText } from "../review/summary/visible-text";
import { compareText } from "../policy/text-list";
import type { CodePlace, UnknownKind } from "./code-use";
import type { CallSite, CodeNeeds } from "./needs";
import type { CodeScan } from "./scan";
import { commandTables } from "./deployment/command-tables";
import { symbolTables } from "./sdk/agentrun-sdk";

/** Maximum number of places of one kind that the head names. */
const mostPlaces = 200;

const kinds: Readonly<Record<UnknownKind, string>> = {
  dynamic: "Chosen when the program runs",
  "unknown method": "Unknown method",
  "unlisted package": "Not looked at",
  "unknown object": "Unknown object",
  "handed on": "Handed on",
  "unknown permission": "Unknown permission",
  "passed role": "Passed role",
  "unknown command": "Unknown command",
};

/** What a scan read, and what it does not know: the first lines of every output. */
export function scanHead(scan: CodeScan, { perhaps, unmapped, needs, part }: CodeNeeds): readonly string[] {
  const read = [...scan.read].map(([language, count]) => `${language} ${count}`).join(", ");
  const counted = part === undefined ? scan.uses : scan.uses.filter((use) => use.part === part);
  const sites = new Set(counted.map(({ file, line, symbol }) => `${file}:${line} ${symbol}`));
  const parts = new Set(counted.map((use) => use.part));
  const left = scan.uses.length - counted.length;
  return [
    `Files read: ${read || "none"}. Calls found: ${sites.size}, which need ${new Set(needs.map(({ action }) => action)).size} actions`,
    "Cannot be seen: calls that other programs, packages and generated code make; which calls ever run; names of resources that are not written as literals",
    `Taken from tables: what methods and commands call (${tables()})`,
    ...(parts.size > 1
      ? ["Warning: code and deployment files are usually run by different principals; --part keeps them apart"]
      : []),
    ...(left === 0 ? [] : [`Left out by --part ${part ?? ""}: ${left} calls of the other part`]),
    ...otherFiles(scan),
    ...limited(scan.unread.map((one) => `Not read: ${placeText(one)}: ${one.why}`)),
    ...(Object.keys(kinds) as UnknownKind[]).flatMap(
      (kind) =>
      limited(scan.unknown.filter((one) => one.kind === kind).map((one) => `${kinds[kind]}: ${placeText(one)}: ${one.what}`)), // prettier-ignore
    ),
    ...perhaps.map(
      ({ action, why, sites: of }) => `May be needed, and not granted: ${action}, ${why} (${sitesText(of)})`,
    ),
    ...unmapped.map(({ action, why, sites: of }) => `Not granted: ${action}: ${why} (${sitesText(of)})`),
  ].map(visibleText);
}

function tables(): string {
  const sdks = Object.values(symbolTables).map((table) => `${table().package} ${table().version}`);
  const { agentrun, component } = commandTables();
  return [...sdks, ...[agentrun, component].map(({ title, source }) => `${title}: ${source}`)].join("; ");
}

function otherFiles({ otherLanguages, skipped }: CodeScan): readonly string[] {
  const others = [...otherLanguages].sort(([a], [b]) => compareText(a, b)).map(([extension, count]) => `${extension} ${count}`); // prettier-ignore
  return [
    ...(others.length === 0 ? [] : [`Not read, because of their language: ${others.join(", ")}`]),
    ...(skipped.length === 0
      ? []
      : [
          `Not entered: ${skipped.slice(0, 20).join(", ")}${skipped.length > 20 ? ` and ${skipped.length - 20} more` : ""}`,
        ]),
  ];
}

function limited(lines: readonly string[]): readonly string[] {
  if (lines.length <= mostPlaces) return lines;
  return [...lines.slice(0, mostPlaces), `... and ${lines.length - mostPlaces} more of the kind above`];
}

export function placeText({ file, line }: CodePlace): string {
  return `${file}:${line}`;
}

/** Places with the text there; only the first ones if there are many. */
export function sitesText(sites: readonly CallSite[], most = 8): string {
  const shown = sites.slice(0, most).map((one) => `${placeText(one)} ${one.symbol}`);
  return sites.length > most ? `${shown.join(", ")} and ${sites.length - most} more` : shown.join(", ");
}
