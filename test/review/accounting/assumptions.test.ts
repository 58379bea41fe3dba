import { type ReviewOptions, grantsOfSource, review } from "../../../lib/review";
import { passes } from "../../../lib/review/gate";
import { readStack } from "../../../lib/terraform/synthesized-stack";
import { type Short, devPolicy, stackGrants } from "../support/stacks";

type Json = Readonly<Record<string, unknown>>;

/** What a stack with a policy and one more resource grants. */
function withResource(type: string, given: Json | undefined, ...policy: readonly Short[]) {
  const resource = {
    ...devPolicy({ allow: "oss:Get" }, ...policy),
    ...(given === undefined ? {} : { [type]: { x: given } }),
  };
  const stack = { ...readStack("shop", "shop.json", JSON.stringify({ resource })), warnings: [] };
  return grantsOfSource({ kind: "stacks", form: "synth output", namedByFile: false, stacks: [stack] });
}

const bucket = "alicloud_oss_bucket";
const fcFunction = "alicloud_fcv3_function";
const instance = "alicloud_instance";
const tags = "tags are not read elsewhere";
const code = "code does what it did";
const groups = "resource groups are not read elsewhere";

it.each<readonly [title: string, type: string, before: Json, after: Json, assumption: string]>([
  ["a tag", bucket, { tags: { team: "a" } }, { tags: { team: "b" } }, tags],
  ["a new tag", bucket, { bucket: "b" }, { bucket: "b", tags: { team: "b" } }, tags],
  ["a resource group", bucket, { resource_group_id: "rg-a" }, { resource_group_id: "rg-b" }, groups],
  ["the code of a function", fcFunction, { code: [{ zip_file: "a" }] }, { code: [{ zip_file: "b" }] }, code],
  ["the handler of a function", fcFunction, { handler: "a.a" }, { handler: "a.b" }, code],
  [
    "a container image",
    fcFunction,
    { custom_container_config: [{ image: "a" }] },
    { custom_container_config: [{ image: "b" }] },
    code,
  ],
  ["the start script of an instance", instance, { user_data: "a" }, { user_data: "b" }, code],
  ["the image of an instance", instance, { image_id: "a" }, { image_id: "b" }, code],
])("%s changes by an assumption, which can be switched off", (_, type, before, after, assumption) => {
  const known = (options?: ReviewOptions) => review(withResource(type, before), withResource(type, after), options);
  expect(known().assumptions).toEqual([assumption]);
  expect(passes(known(), "broadening")).toBe(true);
  const strict = known({ assume: "none" });
  expect(passes(strict, "broadening")).toBe(false);
  expect(strict.assumptions).toBeUndefined();
  expect(known({ complete: true }).assumptions ?? []).toEqual(assumption === code ? [code] : []);
});

it("needs no assumption where a resource is new or gone", () => {
  const [without, tagged] = [withResource(bucket, undefined), withResource(bucket, { tags: { team: "a" } })];
  for (const report of [review(without, tagged), review(tagged, without)]) {
    expect(report.assumptions).toBeUndefined();
    expect(passes(report, "broadening")).toBe(true);
  }
});

it.each(["acs:ResourceTag/team", "acs:RequestTag/team", "fc:tag/team", "ECS:Tag/team"])(
  "stops at a tag where a condition reads %s",
  (key) => {
    const reading: Short = { allow: "oss:Put", if: { StringEquals: { [key]: "a" } } };
    const [before, after] = ["a", "b"].map((team) => withResource(bucket, { tags: { team } }, reading));
    const report = review(before ?? [], after ?? []);
    expect(report.assumptions).toBeUndefined();
    expect(report.rows.map((row) => (row.kind === "unknown" ? row.why : row.kind))).toEqual([
      'tags.team "a" → "b": a condition of a policy reads tags',
    ]);
  },
);

it.each<readonly [title: string, created: string, attached: string, policy: Short, isPassed: boolean]>([
  ["a group that is refused nothing", "dev", "dev", { allow: "oss:Get" }, true],
  ["a group, while one that may be it is refused something", "dev", "${var.g}", { deny: "oss:Get" }, false],
  ["a group, while one that may be it is allowed something", "dev", "${var.g}", { allow: "oss:Get" }, true],
  ["a group that may be another one, which is refused something", "${var.g}", "dev", { deny: "oss:Get" }, false],
  ["a group, while another one is refused something", "dev", "ops", { deny: "oss:Get" }, true],
])("a user leaves %s", (_, created, attached, policy, isPassed) => {
  const side = (members: readonly string[]) =>
    stackGrants({
      alicloud_ram_group: { G: { group_name: created } },
      alicloud_ram_group_membership: { M: { group_name: created, user_names: members } },
      alicloud_ram_policy: devPolicy(policy)["alicloud_ram_policy"] ?? {},
      alicloud_ram_group_policy_attachment: { A: { policy_name: "p", policy_type: "Custom", group_name: attached } },
    });
  expect(passes(review(side(["alice", "bob"]), side(["bob"])), "broadening")).toBe(isPassed);
});
