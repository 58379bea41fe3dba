/** Files that functions name and whose content is no text that is read here. None is taken for the same as another. */
import { truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import { grantsOfSource, readSource, review } from "../../../lib/review";
import { isGain } from "../../../lib/review/report/is-gain";
import { maxFileBytes } from "../../../lib/terraform/read-file";
import { temporaryFiles } from "../../support/temporary-files";

const { file } = temporaryFiles("unread-files");
let next = 0;

const main = (document: string): string => `
provider "alicloud" {
  region = "cn-hangzhou"
}
resource "alicloud_ram_user_policy_attachment" "a" {
  user_name   = "alice"
  policy_name = alicloud_ram_policy.p.policy_name
  policy_type = "Custom"
}
resource "alicloud_ram_policy" "p" {
  policy_name     = "p"
  policy_document = ${document}
}
`;

/** How many rows of the review of two folders, which differ in the file `p.json` at most, are gains. */
function gains(document: string, writeBefore: (place: string) => void, writeAfter: (place: string) => void): number {
  const [before = [], after = []] = [writeBefore, writeAfter].map((write) => {
    const app = path.dirname(file(`${next++}/app/main.tf`, main(document)));
    write(path.join(app, "p.json"));
    return grantsOfSource(readSource(app));
  });
  return review(before, after).rows.filter(isGain).length;
}

const writing =
  (content: Buffer) =>
  (place: string): void => {
    writeFileSync(place, content);
  };

function writeTooLarge(place: string): void {
  writeFileSync(place, "{}");
  truncateSync(place, maxFileBytes + 1); // sparse, so that it costs nothing
}

const documents = [
  'jsonencode(jsondecode(file("p.json")))',
  'filesha256("p.json") == "x" ? "{}" : "[]"',
  'base64decode(filebase64("p.json"))',
];

it.each(documents)("bytes that are no text, and others: %s", (document) => {
  const [before, after] = [writing(Buffer.from([0xff, 0xfe])), writing(Buffer.from([0xfe, 0xfd]))];
  expect(gains(document, before, after)).toBeGreaterThan(0);
  expect(gains(document, before, before)).toBe(0);
});

it.each(documents)("a file that is too large to be read: %s", (document) => {
  expect(gains(document, writeTooLarge, writeTooLarge)).toBeGreaterThan(0);
});
