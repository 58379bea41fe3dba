import { giveUp, refuse } from "../failures";
import { integerValue, textValue } from "../values";
import { text } from "./arguments";
import { type FunctionTable, row } from "./function-row";

/** A time of RFC 3339, in the zone in which it is written. */
interface Time {
  /** Nanoseconds since 1970 in UTC. */
  readonly instant: bigint;
  /** Minutes east of UTC. */
  readonly offset: number;
}

export const timeFunctions: FunctionTable = {
  timeadd: row(2, 2, ([given, duration]) => {
    const time = readTime(text(given));
    return textValue(timeText({ ...time, instant: time.instant + readDuration(text(duration)) }));
  }),
  timecmp: row(2, 2, ([left, right]) => {
    const [first, second] = [readTime(text(left)).instant, readTime(text(right)).instant];
    return integerValue(first === second ? 0 : first < second ? -1 : 1);
  }),
  formatdate: row(2, 2, ([pattern, given]) => textValue(formattedDate(text(pattern), readTime(text(given))))),
};

function readTime(given: string): Time {
  const found = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:Z|([+-])(\d\d):(\d\d))$/.exec(given);
  if (found === null) return refuse("a text is not a time");
  const [, year = "", month = "", day = "", hour = "", minute = "", second = "", fraction = "", sign, hours, minutes] =
    found;
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const isReal = new Date(utc).toISOString().startsWith(`${year}-${month}-${day}T${hour}:${minute}:${second}`);
  if (!isReal || Number(year) < 100) return refuse("a text is not a time");
  const offset = sign === undefined ? 0 : (Number(hours) * 60 + Number(minutes)) * (sign === "-" ? -1 : 1);
  return { instant: BigInt(utc - offset * 60_000) * 1_000_000n + BigInt(fraction.padEnd(9, "0")), offset };
}

const units: Readonly<Record<string, bigint>> = {
  h: 3_600_000_000_000n,
  m: 60_000_000_000n,
  s: 1_000_000_000n,
  ms: 1_000_000n,
  us: 1000n,
  µs: 1000n,
  ns: 1n,
};

function readDuration(given: string): bigint {
  const [, sign, body = ""] =
    /^([+-]?)((?:\d+(?:\.\d{1,9})?(?:h|ms|m|s|us|µs|ns))+|0)$/.exec(given) ?? refuse("a text is not a duration");
  let sum = 0n;
  for (const [, whole = "", fraction = "", unit = ""] of body.matchAll(/(\d+)(?:\.(\d+))?(h|ms|m|s|us|µs|ns)/g)) {
    const scale = 10n ** BigInt(fraction.length);
    sum += (BigInt(whole + fraction) * (units[unit] ?? 0n)) / scale;
  }
  return sign === "-" ? -sum : sum;
}

function localDate({ instant, offset }: Time): Date {
  return new Date(Number(instant / 1_000_000n) + offset * 60_000);
}

function timeText(time: Time): string {
  return `${localDate(time).toISOString().slice(0, 19)}${time.offset === 0 ? "Z" : offsetText(time.offset, ":")}`;
}

function offsetText(offset: number, separator: string): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? "-" : "+"}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

const months = "January February March April May June July August September October November December".split(" ");
const days = "Sunday Monday Tuesday Wednesday Thursday Friday Saturday".split(" ");

function formattedDate(pattern: string, time: Time): string {
  const date = localDate(time);
  const hour = date.getUTCHours();
  const noon = hour % 12 === 0 ? 12 : hour % 12;
  const month = months[date.getUTCMonth()] ?? "";
  const day = days[date.getUTCDay()] ?? "";
  const { offset } = time;
  const fields: Readonly<Record<string, string>> = {
    YYYY: String(date.getUTCFullYear()).padStart(4, "0"),
    YY: two(date.getUTCFullYear() % 100),
    MMMM: month,
    MMM: month.slice(0, 3),
    MM: two(date.getUTCMonth() + 1),
    M: String(date.getUTCMonth() + 1),
    DD: two(date.getUTCDate()),
    D: String(date.getUTCDate()),
    EEEE: day,
    EEE: day.slice(0, 3),
    hh: two(hour),
    h: String(hour),
    HH: two(noon),
    H: String(noon),
    AA: hour < 12 ? "AM" : "PM",
    aa: hour < 12 ? "am" : "pm",
    mm: two(date.getUTCMinutes()),
    m: String(date.getUTCMinutes()),
    ss: two(date.getUTCSeconds()),
    s: String(date.getUTCSeconds()),
    ZZZZZ: offsetText(offset, ":"),
    ZZZZ: offsetText(offset, ""),
    ZZZ: offset === 0 ? "UTC" : offsetText(offset, ""),
    Z: offset === 0 ? "Z" : offsetText(offset, ":"),
  };
  return pattern.replace(/'((?:[^']|'')*)'|([A-Za-z])\2*|'/g, (whole, quoted?: string) => {
    if (quoted !== undefined) return quoted.replace(/''/g, "'");
    return fields[whole] ?? refuse(`${whole} is not a part of a date`);
  });
}

export const unknowableFunctions: FunctionTable = Object.fromEntries(
  [
    ["abspath", "the folder is not known"],
    ["pathexpand", "the home folder is not known"],
    ["timestamp", "the time is not known"],
    ["plantimestamp", "the time is not known"],
    ["uuid", "its result is random"],
    ["uuidv5", "it is not computed here"],
    ["bcrypt", "its result is random"],
    ["rsadecrypt", "it is not computed here"],
    ["base64gzip", "it is not computed here"],
    ["yamlencode", "it is not computed here"],
    ["yamldecode", "it is not computed here"],
    ["type", "it is for the console only"],
  ].map(([name = "", reason = ""]) => [name, row(0, Infinity, () => giveUp(`${name} is not known: ${reason}`))]),
);
