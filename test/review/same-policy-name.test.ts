import { review } from "../../lib/review";
import { passes } from "../../lib/review/gate";
import { grantsOfStacks } from "../../lib/grants/grants-of-stack";
import { stackOf } from "../../lib/terraform/synthesized-stack";
import { type Short, devPolicy, policyText } from "./support/stacks";

type Document = Short | readonly Short[];
type Side = readonly [own: Document, ...others: Document[]];

/** Stacks of one account, each with a policy `p`; the first attaches it to a group. */
function accountOf([own, ...others]: Side) {
  const attached = { resource: devPolicy(...[own].flat()) };
  const stacks = others.map((document) => ({
    resource: { alicloud_ram_policy: { P: { policy_name: "p", policy_document: policyText(...[document].flat()) } } },
  }));
  return grantsOfStacks(
    [attached, ...stacks].map((json, index) => ({ ...stackOf(`s${index}`, `s${index}.json`, json), warnings: [] })),
  );
}

const [get, getOrPut, all] = [{ allow: "oss:Get" }, { allow: ["oss:Get", "oss:Put"] }, { allow: "*" }];
const refusing = [getOrPut, { deny: "oss:Put" }];

it.each<readonly [title: string, before: Side, after: Side, isPassed: boolean]>([
  ["one becomes narrower than all", [getOrPut, all], [get, all], true],
  ["the other becomes narrower than all", [getOrPut, all], [getOrPut, get], true],
  ["one becomes broader, but not more than the other", [get, all], [getOrPut, all], false],
  ["the other becomes broader", [get, getOrPut], [get, all], false],
  ["a broader one is new", [get], [get, all], false],
  ["a narrower one is new", [getOrPut], [getOrPut, get], true],
  ["the narrower one goes", [get, all], [all], false],
  ["the broader one goes", [get, all], [get], true],
  ["one that refuses goes", [get, refusing], [get], false],
  ["one refuses less", [refusing, all], [getOrPut, all], false],
  ["they are swapped", [get, all], [all, get], false],
  ["they are swapped, and the own one gets narrower", [all, get], [get, all], false],
])("of policies of one name in one account, %s", (_, before, after, isPassed) => {
  expect(passes(review(accountOf(before), accountOf(after)), "broadening")).toBe(isPassed);
});
