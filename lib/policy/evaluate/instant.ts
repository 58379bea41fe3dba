import type { Decimal } from "./decimal";

const form =
  /^(?<minute>\d{4}-\d{2}-\d{2}T(?:[01]\d|2[0-3]):[0-5]\d)(?::(?<second>[0-5]\d)(?:\.(?<fraction>\d+))?)?(?<zone>Z|[+-](?:[01]\d|2[0-3])(?::?[0-5]\d)?)$/;

/**
 * Reads an instant in seconds since 1970: ISO 8601 with `Z` or an offset (`+08:00`, `+0800`, `+08`), with any number of
 * fractional digits. `undefined` for a day that the month does not have, and for hour 24.
 */
export function readInstant(text: string): Decimal | undefined {
  const { minute = "", second = "00", fraction = "", zone = "" } = form.exec(text)?.groups ?? {};
  if (minute === "" || !isDay(minute.slice(0, 10))) return undefined;
  const seconds = BigInt(Date.parse(`${minute}:${second}Z`) / 1000 - offsetOf(zone));
  const scale = fraction.length;
  return { digits: seconds * 10n ** BigInt(scale) + BigInt(fraction === "" ? "0" : fraction), scale };
}

/** An instant as ISO 8601 text in UTC. */
export function instantText({ digits, scale }: Decimal): string {
  const unit = 10n ** BigInt(scale);
  const fraction = ((digits % unit) + unit) % unit;
  const minuteAndSecond = new Date(Number((digits - fraction) / unit) * 1000).toISOString().slice(0, -5);
  return `${minuteAndSecond}${scale === 0 ? "" : `.${fraction.toString().padStart(scale, "0")}`}Z`;
}

/** The offset of a time zone in seconds. */
function offsetOf(zone: string): number {
  if (zone === "Z") return 0;
  const digits = zone.replace(/\D/g, "");
  const seconds = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2)) * 60;
  return zone.startsWith("-") ? -seconds : seconds;
}

/** JavaScript accepts 30 February as 2 March. */
function isDay(text: string): boolean {
  const midnight = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(midnight.getTime()) && midnight.toISOString().startsWith(text);
}
