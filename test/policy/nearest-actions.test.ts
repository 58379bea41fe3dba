import { nearestActions } from "cdktf-alicloud-agentrun/catalog";
import { nearestActionNames } from "../../lib/policy/nearest-actions";
import { verbClasses } from "../../lib/policy/verb-class";

const known = [
  ...["oss:PutBucket", "oss:GetBucketInfo", "oss:DeleteBucket", "oss:ListBuckets"],
  ...["agentrun:DeleteModelService", "agentrun:GetTool", "agentrun:DeleteTool", "agentrun:ListTools"],
  ...["agentrun:StopSandbox", "agentrun:CreateSandbox", "agentrun:ResumeSandbox"],
];

it.each([
  ["oss:GetBucket", []],
  ["oss:PutBuckets", ["oss:PutBucket"]],
  ["oss:LstBuckets", ["oss:ListBuckets"]],
  ["oss:RemoveBucket", ["oss:DeleteBucket"]],
  ["agentrun:DeregisterExternalService", []],
  ["agentrun:DeletTool", ["agentrun:DeleteTool"]],
  ["agentrun:gettol", ["agentrun:GetTool"]],
  ["agentrun:SetTool", []],
  ["agentrun:StartSandbox", []],
  ["agentrun:Xyzzy", []],
])("for %s offers %j", (text, expected) => {
  expect(nearestActionNames(text, known, 3)).toEqual(expected);
});

it("never offers a known action of another kind for a known one", () => {
  for (const name of known) {
    for (const near of nearestActions(`${name}s`)) {
      expect(verbClasses(near).some((one) => verbClasses(name).includes(one))).toBe(true);
    }
  }
});
