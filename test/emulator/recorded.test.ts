import { type Emulator, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { type Answer, at, send } from "./client-styles";
import recorded from "./recorded-requests.json";

/**
 * What the provider 1.289.0 sent under Terraform 1.11.4 for one apply and one destroy of a policy, a user, an attachment
 * and a service-linked role, with a data source of the account (recorded 2026-11-25). Left out are signatures, nonces and ids of traces; the id of a
 * deletion is another each time.
 */
const actionOf = ({ headers }: (typeof recorded)[number]) => headers["x-acs-action"];

let emulator: Emulator;
beforeAll(async () => {
  emulator = await startEmulator();
});
afterAll(async () => {
  await emulator.close();
});

it("answers everything that the provider really sends, from apply to destroy", async () => {
  const answers: { readonly action: string; readonly answer: Answer }[] = [];
  let task = "";
  for (const request of recorded) {
    const body = request.body.replace("DELETION-TASK", encodeURIComponent(task));
    const answer = await send(emulator, { ...request, body });
    task = (answer.body["DeletionTaskId"] as string | undefined) ?? task;
    answers.push({ action: actionOf(request), answer });
    if (actionOf(request) === "DeleteServiceLinkedRole") expect(emulator.state.attachments).toHaveLength(1);
  }
  expect(answers.filter(({ answer }) => answer.status !== 200)).toEqual([]);
  const first = (action: string) => answers.find((one) => one.action === action)!.answer.body;
  expect(first("GetPolicy")).toMatchObject({
    Policy: { PolicyName: "P1", Description: "Größe & +" },
    DefaultPolicyVersion: {
      PolicyDocument: '{"Version":"1","Statement":[{"Effect":"Allow","Action":["oss:*"],"Resource":["*"]}]}',
    },
  });
  expect(at(first("ListTagResources"), "TagResources.0")).toMatchObject({ TagKey: "a", TagValue: "1" });
  expect(at(first("ListUsers"), "Users.User.0")).toMatchObject({ UserName: "alice", Comments: "a b" });
  expect(at(first("ListPoliciesForUser"), "Policies.Policy.0.PolicyName")).toBe("P1");
  const states = answers.filter(({ action }) => action === "GetServiceLinkedRoleDeletionStatus");
  expect(states.map(({ answer }) => answer.body["Status"])).toEqual(["IN_PROGRESS", "IN_PROGRESS", "SUCCEEDED"]);
  const { policies, users, roles, attachments } = emulator.state;
  expect([policies, users, roles, attachments]).toEqual([[], [], [], []]);
});

it("was recorded in both client styles", () => {
  const styleB = recorded.filter(({ body, path }) => body === "" && path.includes("RegionId="));
  const styleA = recorded.filter(({ body }) => body !== "");
  expect(styleA.length + styleB.length).toBe(recorded.length);
  expect([styleA.map(actionOf).includes("CreatePolicy"), styleB.map(actionOf).includes("CreateUser")]).toEqual([
    true,
    true,
  ]);
});
