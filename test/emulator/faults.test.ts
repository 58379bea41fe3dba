import { type Emulator, EmulatorError, type FaultRule, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { call, ram } from "./client-styles";

let emulator: Emulator;
beforeEach(async () => {
  emulator = await startEmulator();
});
afterEach(async () => {
  await emulator.close();
});

/** What became of a call: status and code, or that there was no answer. */
async function create(UserName: string): Promise<string> {
  try {
    const { status, body } = await call(emulator, { version: ram, action: "CreateUser", parameters: { UserName } });
    return status === 200 ? "200" : `${status} ${String(body["Code"])}`;
  } catch {
    return "no answer";
  }
}

async function createMany(count: number): Promise<readonly string[]> {
  const outcomes: string[] = [];
  for (let number = 1; number <= count; number += 1) outcomes.push(await create(`u${number}`));
  return outcomes;
}

const rows: readonly [rule: FaultRule, outcomes: readonly string[], made: readonly string[]][] = [
  [{ kind: "throttle", action: "CreateUser" }, ["400 Throttling.User", "200", "200"], ["u2", "u3"]],
  [{ kind: "throttle", action: "createuser", nth: 2 }, ["200", "400 Throttling.User", "200"], ["u1", "u3"]],
  [{ kind: "error" }, ["500 InternalError", "200", "200"], ["u2", "u3"]],
  [
    { kind: "error", status: 503, code: "ServiceUnavailable", times: 2 },
    ["503 ServiceUnavailable", "503 ServiceUnavailable", "200"],
    ["u3"],
  ],
  [
    { kind: "error", action: "Create*", nth: "every" },
    ["500 InternalError", "500 InternalError", "500 InternalError"],
    [],
  ],
  [{ kind: "error", action: "Delete*", nth: "every" }, ["200", "200", "200"], ["u1", "u2", "u3"]],
  [{ kind: "drop", nth: 2 }, ["200", "no answer", "200"], ["u1", "u3"]],
  [{ kind: "lose-answer", nth: 2 }, ["200", "no answer", "200"], ["u1", "u2", "u3"]],
];

it.each(rows)("%j", async (rule, outcomes, made) => {
  const fault = emulator.fault(rule);
  expect(await createMany(3)).toEqual(outcomes);
  expect(emulator.state.users.map(({ name }) => name)).toEqual(made);
  expect(fault.happened).toBe(outcomes.filter((outcome) => outcome !== "200").length);
  expect(emulator.calls.filter((one) => one.fault === rule.kind)).toHaveLength(fault.happened);
});

it("answers slowly, and others meanwhile", async () => {
  emulator.fault({ kind: "slow", milliseconds: 200 });
  const order: string[] = [];
  await Promise.all(
    ["slow", "fast"].map(async (name) => {
      expect(await create(name)).toBe("200");
      order.push(name);
    }),
  );
  expect(order).toEqual(["fast", "slow"]);
});

it("does not wait for slow calls when it closes, and does not carry them out", async () => {
  const other = await startEmulator();
  const fault = other.fault({ kind: "slow", milliseconds: 60_000 });
  const parameters = { UserName: "u" };
  const lost = expect(call(other, { version: ram, action: "CreateUser", parameters })).rejects.toThrow();
  while (fault.happened === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  const start = performance.now();
  await other.close();
  await lost;
  expect(performance.now() - start).toBeLessThan(5000);
  expect([other.state.users, other.calls]).toEqual([[], []]);
});

it("takes rules at the start and takes them back", async () => {
  const other = await startEmulator({ faults: [{ kind: "error", nth: "every" }] });
  const before = await call(other, { version: ram, action: "ListUsers" });
  await other.reset();
  const after = await call(other, { version: ram, action: "ListUsers" });
  await other.close();
  expect([before.status, after.status]).toEqual([500, 200]);
  const fault = emulator.fault({ kind: "error", nth: "every" });
  fault.remove();
  expect(await create("u")).toBe("200");
});

it("spares direct calls", async () => {
  emulator.fault({ kind: "error", nth: "every" });
  await emulator.call("CreateUser", { UserName: "u" });
  expect(emulator.calls).toMatchObject([{ origin: "direct", status: 200 }]);
});

it.each([
  [{ kind: "explode" }, "kind must be one of"],
  [{ kind: "slow" }, "milliseconds must be a number"],
  [{ kind: "error", status: 200 }, "status must be a whole number from 400 to 599"],
  [{ kind: "drop", nth: 0 }, "nth must be"],
  [{ kind: "drop", times: -1 }, "times must be"],
  [{ kind: "throttle", action: "CreatePolcy" }, "the emulator has no action CreatePolcy; did you mean CreatePolicy?"],
  [{ kind: "throttle", action: "Mak*" }, "the emulator has no action Mak*"],
  [{ kind: "throttle", status: 503 }, "status is a member of error faults, not of throttle faults"],
  [{ kind: "error", milliseconds: 5 }, "milliseconds is a member of slow faults, not of error faults"],
  [{ kind: "slow", milliseconds: 3_000_000_000 }, "milliseconds must be a number from 0 to 3600000"],
  [{ kind: "slow", milliseconds: Number.NaN }, "milliseconds must be a number from 0 to 3600000"],
  [{ kind: "drop", actoin: "GetRole" }, "unknown member actoin"],
])("refuses the rule %j", (rule, message) => {
  expect(() => emulator.fault(rule as FaultRule)).toThrow(EmulatorError);
  expect(() => emulator.fault(rule as FaultRule)).toThrow(message);
});
