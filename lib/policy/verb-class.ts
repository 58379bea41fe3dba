import { editDistance } from "./edit-distance";
import { foldCase } from "./letter-case";

/** What the verb of an action does. Suggestions must be of the same class. */
export type VerbClass = "reads" | "changes" | "removes" | "stops" | "runs";

const verbs: Readonly<Record<VerbClass, string>> = {
  reads: "Batchget Check Describe Download Export Fetch Get List Lookup Preview Query Read Retrieve Search View",
  changes:
    "Activate Add Allocate Apply Associate Attach Bind Change Clone Config Configure Copy Create Deploy Enable Generate Grant Import Init Modify Move Open Post Publish Put Register Release Renew Save Set Submit Subscribe Tag Update Upload Upsert Write",
  removes:
    "Cancel Clear Delete Deregister Destroy Detach Disassociate Drop Purge Release Remove Revoke Terminate Unassociate Unbind Uninstall Unpublish Unregister Unsubscribe Untag",
  stops: "Abort Close Deactivate Disable Kill Pause Reset Stop Suspend",
  runs: "Call Execute Invoke Restart Resume Run Start",
};

/** The classes of each verb in lower case. Some verbs have two: `ReleaseService` publishes, `ReleaseAddress` gives up. */
const classesOfVerb: ReadonlyMap<string, readonly VerbClass[]> = byVerb();

function byVerb(): ReadonlyMap<string, readonly VerbClass[]> {
  const classes = new Map<string, readonly VerbClass[]>();
  for (const [name, list] of Object.entries(verbs)) {
    for (const verb of foldCase(list).split(" ")) {
      classes.set(verb, [...(classes.get(verb) ?? []), name as VerbClass]); // a key of the table
    }
  }
  return classes;
}

/**
 * The classes of an action or API by its verb, which may have a typo. Empty if the verb is unclear, e.g. if it is
 * equally close to verbs of two classes.
 */
export function verbClasses(action: string): readonly VerbClass[] {
  const name = action.slice(action.indexOf(":") + 1);
  const verb = foldCase(/^[A-Z]?[a-z]+(?=[A-Z]|$)/.exec(name)?.[0] ?? name);
  const known = classesOfVerb.get(verb) ?? longestBeginning(foldCase(name));
  return known ?? nearestVerbs(verb);
}

/** For names without capitals, e.g. `gettool`. */
function longestBeginning(name: string): readonly VerbClass[] | undefined {
  const begun = [...classesOfVerb.keys()].filter((verb) => name.startsWith(verb));
  const longest = begun.sort((a, b) => b.length - a.length)[0];
  return longest === undefined ? undefined : classesOfVerb.get(longest);
}

function nearestVerbs(verb: string): readonly VerbClass[] {
  const limit = verb.length > 4 ? 2 : 1;
  const near = [...classesOfVerb].map(([known, classes]) => ({ classes, distance: editDistance(verb, known, limit) }));
  const least = Math.min(...near.map(({ distance }) => distance));
  if (least > limit) return [];
  const found = new Set(near.filter(({ distance }) => distance === least).flatMap(({ classes }) => classes));
  return found.size === 1 ? [...found] : [];
}

/** Whether the name contains a word for removing or stopping something, e.g. `BatchDeleteTools`. */
export function saysRemoval(action: string): boolean {
  const name = action.slice(action.indexOf(":") + 1);
  const words = name.match(/[A-Z][a-z]+/g) ?? [];
  if (words.some((word) => removes(classesOfVerb.get(foldCase(word)) ?? []))) return true;
  return words.length < 2 && removes(longestBeginning(foldCase(name)) ?? []);
}

function removes(classes: readonly VerbClass[]): boolean {
  return classes.includes("removes") || classes.includes("stops");
}
