import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";
import { foldCase } from "../../letter-case";

/** Services whose pages say that they support the key. */
const honouring: ReadonlySet<string> = new Set(["kms", "log", "oss"]);

export const sourceVpcServices: BuiltInRule = {
  id: "RAM719",
  title: "acs:SourceVpc with a service that does not support it",
  severity: "warning",
  pack: "recommended",
  allowed: "actions of one service that supports the key (kms, log, oss), in a statement of their own",
  explanation:
    "Only some services set the key, and KMS requires that the statement has only its own actions. For other services, a positive test never holds and a negated one always does.",
  source: "https://help.aliyun.com/zh/kms/key-management-service/security-and-compliance/condition-key",
  kinds: ["identity", "control", "session"],
  needs: { condition: true },
  check: eachStatement(({ actions, actionElement, tests }) => {
    const test = tests.find(({ key }) => foldCase(key) === "acs:sourcevpc");
    if (test === undefined) return [];
    const codes = new Set(actions.map(({ text }) => foldCase(text.split(":")[0] ?? "")));
    const [only, ...others] = codes;
    if (actionElement === "Action" && only !== undefined && others.length === 0 && honouring.has(only)) return [];
    return [
      {
        path: test.path,
        found: `${quote(test.key)} in a statement about ${actionElement === "NotAction" ? "everything except " : ""}${[...codes].join(", ")}`,
        fix: "move the actions of one such service into a statement of their own",
      },
    ];
  }),
};
