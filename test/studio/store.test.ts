import { builtOf } from "../../studio/src/build/built";
import { buildExample } from "../../studio/src/build/example";
import { fieldsOfBuild } from "../../studio/src/build/request";
import { languageCode, unknownFields } from "../../studio/src/fields";
import { Store, fieldsIn, fragmentOf, longestFragment } from "../../studio/src/store";

it("keeps every text in the address", () => {
  const fields = new Map([
    ["check.text", '{\n "a": "100% & #1 + ü 中文 \u{1F600}" }'],
    ["workspace", "a b"],
  ]);
  expect(fieldsIn(`#${fragmentOf(fields)}`)).toEqual(fields);
});

it("says when a text is too long for the address", () => {
  expect(fragmentOf(new Map([["check.text", "x".repeat(longestFragment)]]))).toBeUndefined();
});

it("does not keep empty fields, and tells of changes only", () => {
  const store = new Store(new Map());
  const told: string[] = [];
  store.onChange((name) => told.push(name));
  store.set("a", "1");
  store.set("a", "1");
  store.set("a", "");
  expect([told, [...store.fields]]).toEqual([["a", "a"], []]);
});

it("tells of parts of an address that nothing reads", () => {
  expect(unknownFields(fieldsIn("#feature.agents=view&workspace=a&regoin=cn-hangzhou"))).toEqual(["regoin"]);
});

it("tells of values of choices that nothing reads", () => {
  const fragment =
    "#ask.closed=0&shell=1&tab=chek&as=json&check.kind=trusts&ask.layer.2=sesion&ask.layer.3=session&ask.callerType=owner&theme=dark";
  expect(unknownFields(fieldsIn(fragment))).toEqual([
    ...["ask.closed=0", "tab=chek", "check.kind=trusts", "ask.layer.2=sesion", "ask.callerType=owner"],
  ]);
});

it("takes the language of the address, or else of the browser", () => {
  const codes = [
    languageCode("en", ["zh-CN"]),
    languageCode("zh", ["en"]),
    languageCode("", ["fr", "zh-TW", "en"]),
    languageCode("", ["fr"]),
  ];
  expect(codes).toEqual(["en", "zh", "zh", "en"]);
});

it("clears what the page builds from, and nothing of other tabs", () => {
  const ofBuild = [
    "feature.agents",
    "within.runtimes",
    "secret.certificates",
    "team",
    "team.resourceGroup",
    "workspace",
  ];
  const ofOthers = ["tab", "as", "lang", "check.text", "ask.group", "compare.before", "explain.kind", "teams"];
  expect([...ofBuild, ...ofOthers].filter((name) => fieldsOfBuild.test(name))).toEqual(ofBuild);
  expect(Object.keys(buildExample).filter((name) => !fieldsOfBuild.test(name))).toEqual([]);
  expect(() => builtOf(new Map(Object.entries(buildExample)))).not.toThrow();
});
