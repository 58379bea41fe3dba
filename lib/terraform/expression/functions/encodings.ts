import { createHash } from "node:crypto";
import { giveUp, refuse } from "../failures";
import { mappingValue, sequenceValue, textValue } from "../values";
import { text } from "./arguments";
import { type FunctionRow, type FunctionTable, row } from "./function-row";

function ofText(change: (given: string) => string): FunctionRow {
  return row(1, 1, ([given]) => textValue(change(text(given))));
}

function digest(algorithm: string, encoding: "hex" | "base64"): FunctionRow {
  return ofText((given) => hash(given, algorithm, encoding));
}

export function hash(given: string, algorithm: string, encoding: "hex" | "base64"): string {
  return createHash(algorithm).update(given, "utf8").digest(encoding);
}

export const encodingFunctions: FunctionTable = {
  base64encode: ofText(base64),
  base64decode: ofText(fromBase64),
  textencodebase64: row(2, 2, ([given, encoding]) => textValue(base64(inUtf8(text(given), text(encoding))))),
  textdecodebase64: row(2, 2, ([given, encoding]) => textValue(fromBase64(inUtf8(text(given), text(encoding))))),
  urlencode: ofText((given) =>
    encodeURIComponent(given)
      .replace(/%20/g, "+")
      .replace(
        /[!'()*]/g,
        (found) => `%${found.charCodeAt(0).toString(16).padStart(2, "0").replace(/[a-f]/g, upperHex)}`,
      ),
  ),
  md5: digest("md5", "hex"),
  sha1: digest("sha1", "hex"),
  sha256: digest("sha256", "hex"),
  sha512: digest("sha512", "hex"),
  base64sha256: digest("sha256", "base64"),
  base64sha512: digest("sha512", "base64"),
  csvdecode: row(1, 1, ([given], { budget }) => {
    const source = text(given);
    budget.spend(source.length / 10);
    const [head, ...rows] = csvRecords(source);
    if (head === undefined || new Set(head).size < head.length)
      return refuse("a CSV text has no line with names, or a name twice in it");
    const objects = rows.map((record) => {
      if (record.length !== head.length) refuse("a CSV record has another number of fields");
      return mappingValue(
        "object",
        head.map((name, at) => [name, textValue(record[at] ?? "")] as const),
      );
    });
    return sequenceValue("list", objects);
  }),
};

export function base64(given: string): string {
  return Buffer.from(given, "utf8").toString("base64");
}

function fromBase64(given: string): string {
  if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(given)) refuse("a text is not base64");
  const bytes = Buffer.from(given, "base64");
  const decoded = bytes.toString("utf8");
  return Buffer.from(decoded, "utf8").equals(bytes) ? decoded : refuse("the decoded bytes are not UTF-8");
}

function inUtf8(given: string, encoding: string): string {
  return /^utf-?8$/i.test(encoding) ? given : giveUp(`the encoding ${encoding} is not known`);
}

function upperHex(letter: string): string {
  return String.fromCharCode(letter.charCodeAt(0) - 32);
}

function csvRecords(source: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/y;
  while (field.lastIndex < source.length) {
    const found = field.exec(source) ?? refuse("a text is not CSV");
    const [, quoted, bare = "", end] = found;
    record.push(quoted?.replace(/""/g, '"').replace(/\r\n/g, "\n") ?? bare);
    if (end === ",") {
      if (field.lastIndex === source.length) record.push("");
      else continue;
    }
    // A blank line is not a record.
    if (record.length > 1 || record[0] !== "" || quoted !== undefined) records.push(record);
    record = [];
  }
  return records;
}
