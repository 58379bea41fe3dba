import { PolicyDocument, type StatementJson, evaluate } from "cdktf-alicloud-agentrun/policy";
import fc from "fast-check";
import { summarize } from "../../../lib/review/summary";
import { model, principal } from "./models";

const action = "agentrun:GetAgentRuntime";
const part = fc
  .array(fc.constantFrom("a", "b", "*", "?"), { minLength: 1, maxLength: 3 })
  .map((parts) => parts.join(""));
const resource = fc.oneof(
  fc.constant("*"),
  fc
    .tuple(fc.constantFrom("*", "cn-hangzhou"), part, part)
    .map(([region, workspace, name]) => `acs:agentrun:${region}:*:workspaces/${workspace}/runtimes/${name}`),
  part.map((rest) => `acs:agentrun:*:*:workspaces/${rest}`),
);
const statement: fc.Arbitrary<StatementJson> = fc
  .record({
    Effect: fc.constantFrom("Allow" as const, "Deny" as const),
    action: fc.constantFrom(
      { Action: "agentrun:Get*" },
      { Action: action },
      { NotAction: "oss:*" },
      { NotAction: action },
    ),
    element: fc.constantFrom("Resource" as const, "Resource" as const, "NotResource" as const),
    resources: fc.array(resource, { minLength: 1, maxLength: 2 }),
  })
  .map(({ Effect, action: named, element, resources }) => ({ Effect, ...named, [element]: resources }));
const name = fc.array(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
const request = fc
  .tuple(fc.constantFrom("cn-hangzhou", "cn-beijing"), name, name)
  .map(
    ([region, workspace, runtime]) =>
      `acs:agentrun:${region}:1234567890123456:workspaces/${workspace}/runtimes/${runtime}`,
  );

it("an action that any request shows to be allowed is never said not to be", () => {
  fc.assert(
    fc.property(
      fc.array(statement, { minLength: 1, maxLength: 4 }),
      fc.array(request, { minLength: 20, maxLength: 20 }),
      (statements, requests) => {
        const document = PolicyDocument.fromJson({ Version: "1", Statement: statements });
        const isAllowed = requests.some(
          (one) => evaluate({ policies: [document], request: { action, resource: one } }).decision === "Allow",
        );
        fc.pre(isAllowed);
        const granted = { name: "p", type: "Custom", document, source: undefined } as const;
        const [scope] = summarize([model([principal("role", "r", [granted])])]).stacks[0]!.principals[0]!.scopes;
        expect(scope!.statements.flatMap(({ allowed }) => allowed)).toContainEqual({ name: action, access: "allowed" });
      },
    ),
    { seed: 20261126, numRuns: 60 * Number(process.env["PROPERTY_RUNS_FACTOR"] ?? 1) },
  );
});
