/** Files that are no JSON, by reason, wherever a command reads JSON: one line with an id says the reason. */
import { symlinkSync, writeFileSync } from "node:fs";
import path from "node:path";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { file, folder } = temporaryFiles("unreadable-files");
const stack = file("narrow.tf.json", { resource: {} });

function bytes(name: string, content: Buffer | string): string {
  const place = path.join(folder, name);
  writeFileSync(place, content);
  return place;
}

function link(name: string): string {
  const place = path.join(folder, name);
  symlinkSync(name, place);
  return place;
}

const bigEndian = Buffer.from("\uFEFF{}", "utf16le").swap16();
const files: readonly (readonly [kind: string, file: string, reason: string])[] = [
  ["an empty file", bytes("empty.json", ""), "empty"],
  ["white space", bytes("space.json", "\uFEFF \r\n"), "empty"],
  ["UTF-16 of PowerShell", bytes("utf16.json", Buffer.from("\uFEFF{}\r\n", "utf16le")), "UTF-16, not UTF-8"],
  ["big-endian UTF-16", bytes("utf16be.json", bigEndian), "UTF-16, not UTF-8"],
  ["bytes", bytes("bytes.json", Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0x10])), "not JSON"],
  ["half a file", bytes("half.json", '{"a":'), "not JSON"],
  ["a link to itself", link("loop.json"), "symbolic links"],
  ["a name that is too long", path.join(folder, `${"x".repeat(300)}.json`), "too long"],
];

const places: Readonly<Record<string, (file: string) => readonly string[]>> = {
  "review --acknowledge": (one) => ["review", stack, stack, "--acknowledge", one],
  "review --baseline": (one) => ["review", stack, stack, "--baseline", one],
  "lint --config": (one) => ["lint", stack, "--config", one],
  "summary input": (one) => ["summary", one],
};

it.each(
  files.flatMap(([kind, one, reason]) => Object.keys(places).map((place) => [place, kind, one, reason] as const)),
)("%s: %s", (place, _, one, reason) => {
  const { code, out, err } = call(...(places[place]?.(one) ?? []));
  expect([code, out]).toEqual([1, ""]);
  expect(err).toMatch(/^(?:.*: )?RAM\d{3}\b.*\n$/);
  expect(err).toContain(reason);
});
