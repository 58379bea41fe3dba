import { type FingerprintParts, fingerprintParts } from "../../terraform/fingerprints";
import { isSecretName, shownChange } from "../accounting/shown-change";

/** Says what makes two fingerprints differ, e.g. `var.central: "10.0.0.0/8" → "0.0.0.0/0"`. */
export type DescribeChange = (before: string, after: string) => string;

/** @param isSensitive whether the values of a reference must not be shown */
export function describeChange(isSensitive: (address: string) => boolean): DescribeChange {
  return (before, after) => {
    const [was, is] = [fingerprintParts(before), fingerprintParts(after)];
    const own = changesIn("", leavesOf(writtenIn(was)), leavesOf(writtenIn(is)), false);
    const addresses = [...new Set([...was.referred.keys(), ...is.referred.keys()])].sort();
    const changes = [
      ...own,
      ...addresses.flatMap((address) => {
        const [old, now] = [was.referred.get(address), is.referred.get(address)];
        // Another expression refers to other things, which need not have changed.
        if (own.length > 0 && (old === undefined || now === undefined)) return [];
        return changesIn(address, leavesOf(old), leavesOf(now), isSensitive(address));
      }),
    ];
    if (changes.length === 0) return "it is written in another way than before";
    const more = changes.length > mostChanges ? `; and ${changes.length - mostChanges} more` : "";
    return `${changes.slice(0, mostChanges).join("; ")}${more}`;
  };
}

const mostChanges = 3;

/** The value without the empty place of a missing `count` or `for_each`. */
function writtenIn({ written }: FingerprintParts): unknown {
  return Array.isArray(written) ? written.filter((one) => one !== null) : written;
}

type Leaves = ReadonlyMap<string, string>;

function changesIn(address: string, before: Leaves, after: Leaves, isSensitive: boolean): readonly string[] {
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((label) => {
    const [was, is] = [before.get(label), after.get(label)];
    if (was === is) return [];
    const name = [address, label].filter((part) => part !== "").join(": ");
    const isHidden = isSensitive || isSecretName(name);
    const joint = name === "" ? "" : label === "" ? ": " : " ";
    return isHidden ? `${name}${label === "" ? ":" : ""} changed` : `${name}${joint}${shownChange(was, is)}`;
  });
}

/** Plain values as JSON, by the keys on the way to them. What a list holds has the label of the list. */
function leavesOf(value: unknown): Leaves {
  const found = new Map<string, string>();
  const collect = (item: unknown, path: readonly string[]): void => {
    if (item === undefined) return;
    if (typeof item !== "object" || item === null) {
      const label = path.join(".");
      const known = found.get(label);
      found.set(label, known === undefined ? JSON.stringify(item) : `${known}, ${JSON.stringify(item)}`);
    } else if (Array.isArray(item))
      item.forEach((one) => {
        collect(one, path);
      });
    else for (const [key, one] of Object.entries(item)) collect(one, key === "//" ? path : [...path, key]);
  };
  collect(value, []);
  return found;
}
