import { Arn } from "../../arn";
import { partlyKnown } from "../../patterns/partly-known";
import { policyProblemIds } from "../../problem-ids";
import { isAnyResource } from "../../patterns/resource-pattern";
import { type BuiltInRule, eachStatement } from "../rule";

export const resourceShape: BuiltInRule = {
  id: policyProblemIds.arnShape,
  title: "Not the form of a resource",
  severity: "warning",
  pack: "recommended",
  allowed: "*, or acs:<ram-code>:<region>:<account>:<resource>",
  explanation: "A text without the five fields of an ARN matches no resource, so the statement has no effect.",
  source: "https://help.aliyun.com/document_detail/93738.html",
  check: eachStatement(({ resources }) =>
    resources
      .filter(({ text }) => !isAnyResource(text) && !partlyKnown(text).isUnknown)
      .flatMap(({ text, path }) => Arn.check(text, path))
      .map(({ path, found, fix }) => ({ path, found, fix })),
  ),
};
