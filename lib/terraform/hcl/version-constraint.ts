/** Whether a version meets a constraint as modules have it, e.g. `~> 1.2, != 1.3.0`; `undefined` if it cannot be read. */
export function meetsConstraint(version: string, constraint: string): boolean | undefined {
  const actual = numbersOf(version);
  if (actual === undefined) return undefined;
  const parts = constraint
    .split(",")
    .map((part) => part.trim())
    .filter((part) => part !== "");
  const results = parts.map((part) => {
    const [, operator = "=", wanted = ""] = /^(=|!=|>=|<=|>|<|~>)?\s*(\S+)$/.exec(part) ?? [];
    const numbers = numbersOf(wanted);
    return numbers === undefined ? undefined : meets(actual, operator, numbers, wanted.split(".").length);
  });
  return results.includes(undefined) ? undefined : results.every((one) => one === true);
}

function meets(actual: readonly number[], operator: string, wanted: readonly number[], given: number): boolean {
  const order = compare(actual, wanted);
  switch (operator) {
    case "!=":
      return order !== 0;
    case ">":
      return order > 0;
    case ">=":
      return order >= 0;
    case "<":
      return order < 0;
    case "<=":
      return order <= 0;
    case "~>":
      return order >= 0 && actual.slice(0, Math.max(given - 1, 1)).every((one, index) => one === wanted[index]);
    default:
      return order === 0;
  }
}

function compare(left: readonly number[], right: readonly number[]): number {
  const at = left.findIndex((one, index) => one !== right[index]);
  return at === -1 ? 0 : (left[at] ?? 0) - (right[at] ?? 0);
}

/** Three numbers; versions with a suffix, such as `1.0.0-beta`, are not compared. */
function numbersOf(version: string): readonly number[] | undefined {
  const match = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?$/.exec(version);
  return match === null ? undefined : [match[1], match[2], match[3]].map((part) => Number(part ?? 0));
}
