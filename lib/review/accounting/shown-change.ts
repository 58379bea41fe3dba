import type { Configuration } from "../../terraform/configuration/configuration";
import { keyName } from "../../terraform/configuration/step";

/** Says what became of a value, e.g. `"10.0.0.0/8" → "0.0.0.0/0"`. The values are JSON; `undefined` for none. */
export function shownChange(before: string | undefined, after: string | undefined): string {
  const start = Math.max(0, firstDifference(before ?? "", after ?? "") - shownBefore);
  const isLong = [before, after].some((value) => (value?.length ?? 0) > mostShown);
  const [was, is] = [before, after].map((value) => excerpt(value, isLong ? start : 0));
  return `${was} → ${is}`;
}

/** Whether that shows both values in full. */
export function isShownWhole(before: string | undefined, after: string | undefined): boolean {
  return [before, after].every((value) => (value?.length ?? 0) <= mostShown);
}

/** How much of a value is shown, and how much of it before the first difference. */
const [mostShown, shownBefore] = [60, 20];

function excerpt(value: string | undefined, start: number): string {
  if (value === undefined) return "(none)";
  const end = start + mostShown;
  return `${start > 0 ? "..." : ""}${value.slice(start, end)}${value.length > end ? "..." : ""}`;
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one[at] === other[at]) at++;
  return at;
}

/** Whether the value of a name must not be shown. */
export function isSecretName(name: string): boolean {
  return /pass|secret|token|key|credential|private|user_data/i.test(name);
}

/** The addresses of the variables that a configuration calls sensitive, e.g. `var.a`. */
export function sensitiveVariables(configurations: readonly Configuration[]): ReadonlySet<string> {
  return new Set(
    configurations.flatMap(({ leaves }) =>
      leaves.flatMap(({ path, value }) => {
        const [block, name = "", argument] = path.flatMap((step) => keyName(step) ?? []).slice(-3);
        const isVariable = block === "variable" || block === "variables";
        return isVariable && argument === "sensitive" && value === "true" ? [`var.${name}`] : [];
      }),
    ),
  );
}
