import { PlacesInText } from "../../studio/src/check/places";

const text = `{
  "Version": "1",
  "Statement": [
    { "Action": ["a:B", "a:C"], "Condition": { "Bool": { "acs:MFAPresent": "true", "acs:ResourceTag/a.b[0]": "x" } } }
  ]
}`;
const places = new PlacesInText(text);

const at = (path: string): string | undefined => {
  const place = places.placeOf(path);
  return place === undefined ? undefined : text.slice(place.offset, place.offset + place.length);
};

it.each([
  ["Version", '"1"'],
  ["Statement[0].Action[1]", '"a:C"'],
  ["Statement[0].Condition.Bool.acs:MFAPresent", '"true"'],
  ["Statement[0].Condition.Bool.acs:ResourceTag/a.b[0]", '"x"'],
  ["Statement[0].Action[7]", '["a:B", "a:C"]'],
])("finds %s, or what is around it", (path, found) => {
  expect(at(path)).toBe(found);
});

it("has no place for the whole document", () => {
  expect([at(""), at("Resource")]).toEqual([undefined, undefined]);
});

it("leads by keys only to what is there", () => {
  expect(places.keysOf("Statement[0].Action[1]")).toEqual(["Statement", 0, "Action", 1]);
  expect(places.keysOf("Statement[0].Effect")).toBeUndefined();
});

it("counts lines and columns from 1", () => {
  expect(places.lineOf(text.indexOf('"a:C"'))).toEqual({ line: 4, column: 25 });
});

it("finds where a text ceases to be JSON", () => {
  const broken = new PlacesInText('{ "Version": "1",, }');
  expect(broken.error?.offset).toBe(17);
});

it("has no places in a text that is deeper than any policy, and does not fail", () => {
  const places = new PlacesInText('{"a":'.repeat(100_000));
  expect(places.placeOf("Statement[0]")).toBeUndefined();
});
