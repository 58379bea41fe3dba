import fc from "fast-check";
import { type ImportedAction, knownCorrections } from "../../../lib/catalog/import";
import { type Code, codes, fixtureLines, fixturePage, importAs } from "./support";

/** The lines that state these facts, as the pages print them. Undoes the corrections. */
function printed(code: Code, name: string, { api, level, inferred, resources }: ImportedAction): readonly string[] {
  const wrong = new Map(
    knownCorrections().flatMap((one) =>
      one.kind === "arn" && one.service === code && one.action === name ? [[one.meant, one.printed]] : [],
    ),
  );
  const all = code === "agentrun" ? "*全部资源" : "*All Resource";
  const on = resources.flatMap(({ type, arn, optional }) => [
    `${optional === true ? "" : "*"}${type}`,
    wrong.get(arn) ?? arn,
  ]);
  return [
    [`${code}:${name}`, api ?? name, ...(inferred === true ? [] : [level])].join(" "),
    ...(on.length === 0 ? [all, "*"] : on),
    ...(code === "agentrun" ? [] : ["None None"]),
  ];
}

/** Each action's lines up to the next action or section, by name. */
function rowsOf(code: Code, lines: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const rows = new Map<string, string[]>();
  let row: string[] | undefined;
  for (const line of lines.map((text) => text.trim()).filter((text) => text !== "")) {
    const name = new RegExp(`^${code}:(\\w+)\\s`).exec(line)?.[1];
    if (name !== undefined) rows.set(name, (row = []));
    else if (/^(Resource|资源\(Resource\))$/.test(line)) row = undefined;
    row?.push(line);
  }
  return rows;
}

it.each(codes)("each action of %s says what its lines say", (code) => {
  const actions = Object.entries(fixturePage(code).actions);
  const rows = rowsOf(code, fixtureLines(code));
  expect(rows.size).toBe(actions.length);
  for (const [name, action] of actions) expect(rows.get(name)).toEqual(printed(code, name, action));
});

it("so it does after lines are deleted, repeated or exchanged, or the page is refused", () => {
  const numbers = fc.integer({ min: 0, max: 1_000_000 });
  const kinds = fc.constantFrom("delete", "repeat", "exchange", "cut");
  let read = 0;
  fc.assert(
    fc.property(fc.constantFrom(...codes), kinds, numbers, numbers, (code, kind, first, second) => {
      const lines = fixtureLines(code).filter((line) => line.trim() !== "");
      const [a, b] = [first % lines.length, second % lines.length];
      if (kind === "delete") lines.splice(a, 1 + (second % 12));
      else if (kind === "repeat") lines.splice(b, 0, lines[a]!);
      else if (kind === "exchange") [lines[a], lines[b]] = [lines[b]!, lines[a]!];
      else lines.length = a;
      const { page } = importAs(code, lines.join("\n"));
      if (page === undefined) return;
      read++;
      const rows = rowsOf(code, lines);
      expect(Object.keys(page.actions)).toEqual([...rows.keys()].sort());
      for (const [name, action] of Object.entries(page.actions)) {
        expect(rows.get(name)).toEqual(printed(code, name, action));
      }
    }),
    { seed: 20261124, numRuns: 600 },
  );
  expect(read).toBeGreaterThan(20);
});

it.each(codes)(
  "any lines of the table of actions of %s that are missing are noticed, fewer than a row",
  (code) => {
    const lines = fixtureLines(code).filter((line) => line.trim() !== "");
    const start = lines.findIndex((line) => line.startsWith(`${code}:`));
    const end = lines.findIndex((line, index) => index > start && /^(Resource|资源\(Resource\))$/.test(line.trim()));
    const rowLength = (end - start) / Object.keys(fixturePage(code).actions).length;
    for (let count = 1; count < rowLength; count++) {
      for (let index = start; index + count <= end; index++) {
        const { page } = importAs(code, [...lines.slice(0, index), ...lines.slice(index + count)].join("\n"));
        const lost = lines.slice(index, index + count);
        expect({ lost, page }).toEqual({ lost, page: undefined });
      }
    }
  },
  60_000,
);
