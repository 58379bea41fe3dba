import { ApiError } from "../../lib/emulator/api-error";
import { readForm } from "../../lib/emulator/http/form";

function read(text: string): Readonly<Record<string, string>> | string {
  const into = new Map<string, string>();
  try {
    readForm(text, "body", into);
    return Object.fromEntries(into);
  } catch (error) {
    if (error instanceof ApiError) return error.code;
    throw error;
  }
}

const parameters = (count: number) => Array.from({ length: count }, (_, index) => `P${index}=v`).join("&");

it.each<readonly [string, string, ReturnType<typeof read>]>([
  ["nothing", "", {}],
  ["pairs", "a=1&b=2", { a: "1", b: "2" }],
  ["empty pairs", "&a=1&&b=2&", { a: "1", b: "2" }],
  ["a name alone, and an empty value", "a&b=", { a: "", b: "" }],
  ["an equals sign in a value", "a=b=c", { a: "b=c" }],
  ["encoded characters", "a%20b=c+d%26", { "a b": "c d&" }],
  ["one value twice", "a=1&a=1", { a: "1" }],
  ["two values", "a=1&a=2", "MalformedRequest"],
  ["a broken encoding", "a=%", "MalformedRequest"],
  ["one parameter too many", parameters(1001), "TooManyParameters"],
])("reads %s", (_, text, expected) => {
  expect(read(text)).toEqual(expected);
});

it("takes as many parameters as a call may have, one of them any number of times", () => {
  expect(Object.keys(read(`${parameters(1000)}${"&P0=v".repeat(10_000)}`))).toHaveLength(1000);
});

it("reads no further than the first parameter over the limit", () => {
  expect(read(`${parameters(1001)}&a=%`)).toBe("TooManyParameters");
  expect(read(`${parameters(1000)}&a=%`)).toBe("MalformedRequest");
});
