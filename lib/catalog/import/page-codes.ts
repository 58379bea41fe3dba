import { linesOf } from "./raw-page";
import { statedService } from "./vocabulary";

/** RAM codes that a page names and whose actions it lists, the one with the most actions first. */
export function pageCodes(page: string): readonly string[] {
  const lines = linesOf(page).map(({ text }) => text);
  const stated = lines.map(statedService).find((found) => found !== undefined)?.codes ?? [];
  const counts = new Map<string, number>();
  for (const line of lines) {
    const code = /^(?:\|\s*)?(?<code>[a-z][a-z0-9-]*):[A-Za-z]\w*(?:\s|$)/.exec(line)?.groups?.["code"];
    if (code !== undefined) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  return [...new Set(stated)]
    .filter((code) => counts.has(code))
    .sort((a, b) => (counts.get(b) ?? 0) - (counts.get(a) ?? 0));
}
