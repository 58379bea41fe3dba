import { type DatedFacts, ageOn, staleFacts } from "../catalog/dated-facts";
import { exitCodes, wrongValue } from "./command";
import { declareCommand } from "./declaration";

export const catalogStale = declareCommand({
  description:
    "Lists the facts of the library that are older than --days, with their sources, oldest first. Also lists facts whose source has no date.",
  options: {
    today: { value: "YYYY-MM-DD", about: "the day to count from; default: today" },
    days: { value: "number", about: "the age in days up to which facts are not listed", default: "180" },
    format: { value: "format", about: "how to print the facts", choices: ["text", "json"], default: "text" },
  },
  examples: ["agentrun-ram catalog stale", "agentrun-ram catalog stale --today 2027-06-01 --days 90 --format json"],
  run({ options: { today = dayOf(new Date()), days, format } }, output) {
    if (!isDay(today)) throw wrongValue("--today", today, "a day as YYYY-MM-DD", "write e.g. --today 2026-11-01");
    if (!/^\d{1,5}$/.test(days)) throw wrongValue("--days", days, "a number of days", "write e.g. --days 180");
    const stale = staleFacts(today, Number(days));
    if (format === "json") output.out(JSON.stringify({ today, days: Number(days), facts: stale }, null, 2));
    else if (stale.length === 0) output.out(`no fact is older than ${days} days on ${today}`);
    else for (const facts of stale) output.out(line(facts, today));
    return stale.length === 0 ? exitCodes.ok : exitCodes.found;
  },
});

function line({ what, source, read }: DatedFacts, today: string): string {
  const age = read === undefined ? "no date" : `${read}, ${ageOn(today, read)} days`;
  return `${age}: ${what.join(", ")} (${source})`;
}

/** Whether a text is a day of the calendar. */
function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text)) && dayOf(new Date(text)) === text;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
