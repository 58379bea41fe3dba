import { connect } from "node:net";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { type Emulator, EmulatorError, type LoggedCall, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { at, call, ram, requestOf, send } from "./client-styles";

let emulator: Emulator;
const told: LoggedCall[] = [];
beforeAll(async () => {
  emulator = await startEmulator({ maxLoggedCalls: 100, log: (one) => told.push(one) });
});
afterAll(async () => {
  await emulator.close();
});
beforeEach(async () => {
  await emulator.reset();
  told.length = 0;
});

const form = { "content-type": "application/x-www-form-urlencoded" };
const listUsers = requestOf("A", { version: ram, action: "ListUsers" }).path;

describe("bad input gets a clear error", () => {
  it.each([
    [
      "a wrong content type",
      { path: listUsers, body: "{}", headers: { "content-type": "application/json" } },
      415,
      "UnsupportedContentType",
    ],
    ["no content type", { path: listUsers, body: "a=b" }, 415, "UnsupportedContentType"],
    ["a malformed form", { path: listUsers, body: "MaxItems=%zz", headers: form }, 400, "MalformedRequest"],
    ["a malformed query", { path: "/?Action=%E0%A4%A", headers: form }, 400, "MalformedRequest"],
    [
      "a form that is not UTF-8",
      { path: listUsers, body: Buffer.from([0x61, 0x3d, 0xff]), headers: form },
      400,
      "MalformedRequest",
    ],
    [
      "a parameter with two values",
      { path: listUsers, body: "MaxItems=1&MaxItems=2", headers: form },
      400,
      "MalformedRequest",
    ],
    ["no action", { path: `/?Version=${ram}` }, 400, "MissingParameter"],
    ["no version", { path: "/?Action=ListUsers" }, 400, "MissingParameter"],
    ["an unknown version", { path: "/?Action=ListUsers&Version=1999-01-01" }, 400, "InvalidVersion"],
    ["an unknown action", { path: `/?Action=__proto__&Version=${ram}` }, 400, "InvalidAction"],
    ["a wrong path", { path: "/ram?Action=ListUsers" }, 400, "InvalidPath"],
    ["a wrong method", { path: listUsers, method: "PUT" }, 405, "UnsupportedMethod"],
  ])("%s", async (_, raw, status, code) => {
    const answer = await send(emulator, raw);
    expect([answer.status, answer.body["Code"]]).toEqual([status, code]);
    expect(answer.body["Message"]).not.toBe("");
  });

  it("a body of 50 MB", async () => {
    const body = Buffer.alloc(50 * 1024 * 1024, "a");
    const answer = await send(emulator, { path: listUsers, body, headers: form });
    expect([answer.status, answer.body["Code"]]).toEqual([413, "RequestTooLarge"]);
    expect((await call(emulator, { version: ram, action: "ListUsers" })).status).toBe(200);
  });

  it.each([
    ["a head over 1 MB", `GET /?Action=${"a".repeat(1_100_000)} HTTP/1.1\r\nhost: x\r\n\r\n`, 413, "RequestTooLarge"],
    ["what is not HTTP", "nonsense\r\n\r\n", 400, "MalformedRequest"],
  ])("%s", async (_, text, status, code) => {
    const answer = await new Promise<string>((resolve) => {
      let received = "";
      const socket = connect(Number(emulator.address.split(":")[1]), "127.0.0.1", () => socket.write(text));
      socket.on("data", (chunk: Buffer) => (received += chunk.toString()));
      socket.on("error", () => undefined);
      socket.on("close", () => {
        resolve(received);
      });
    });
    const [head = "", body = ""] = answer.split("\r\n\r\n");
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(JSON.parse(body)).toMatchObject({ Code: code, Message: expect.stringMatching(/\S/) as string });
  });

  it("what is not HTTP, and a request that breaks off", async () => {
    const port = Number(emulator.address.split(":")[1]);
    for (const text of ["nonsense\r\n\r\n", "POST / HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nabc"]) {
      await new Promise<void>((resolve) => {
        const socket = connect(port, "127.0.0.1", () => {
          socket.write(text);
          setTimeout(() => socket.destroy(), 50);
        });
        socket.on("error", () => undefined);
        socket.on("close", () => {
          resolve();
        });
      });
    }
    expect((await call(emulator, { version: ram, action: "ListUsers" })).status).toBe(200);
  });
});

it.each(["A", "B"] as const)("takes the longest of documents, letter by letter encoded, in style %s", async (style) => {
  const statement = { Effect: "Allow", Action: "oss:*", Resource: "acs:oss:*:*:" };
  const short = JSON.stringify({ Version: "1", Statement: [statement] });
  const PolicyDocument = short.replace(
    "*:*:",
    `*:*:${"\u540d".repeat(Math.floor((6144 - Buffer.byteLength(short)) / 3))}`,
  );
  const parameters = { PolicyName: "long", PolicyDocument };
  expect(await call(emulator, { version: ram, action: "CreatePolicy", parameters }, style)).toMatchObject({
    status: 200,
  });
  expect(emulator.state.policies[0]?.versions[0]?.document).toBe(PolicyDocument);
});

it("takes 1,000 requests at once and loses none", async () => {
  const names = Array.from({ length: 1000 }, (_, index) => `u${index}`);
  const answers = await Promise.all(
    names.map(async (UserName) => call(emulator, { version: ram, action: "CreateUser", parameters: { UserName } })),
  );
  expect(answers.filter(({ status }) => status !== 200)).toEqual([]);
  expect(emulator.state.users).toHaveLength(1000);
}, 30_000);

it("lets exactly one of many creations of a name win", async () => {
  const spellings = Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? "Same" : "sAME"));
  const answers = await Promise.all(
    spellings.map(async (GroupName) =>
      call(emulator, { version: ram, action: "CreateGroup", parameters: { GroupName } }),
    ),
  );
  const codes = answers.map(({ status, body }) => (status === 200 ? "200" : String(body["Code"])));
  expect(codes.filter((code) => code === "200")).toHaveLength(1);
  expect(codes.filter((code) => code === "EntityAlreadyExists.Group")).toHaveLength(49);
});

it("logs every call without what is secret, the newest of them", async () => {
  await call(emulator, { version: ram, action: "CreateUser", parameters: { UserName: "u", Password: "hunter2" } });
  await call(
    emulator,
    { version: ram, action: "GetUser", parameters: { UserName: "none" }, securityToken: "abc" },
    "B",
  );
  expect(emulator.calls).toMatchObject([
    {
      number: 1,
      service: "Ram",
      version: ram,
      action: "CreateUser",
      parameters: { UserName: "u", Password: "***" },
      principal: "root",
      status: 200,
      origin: "http",
    },
    { number: 2, action: "GetUser", parameters: { UserName: "none" }, status: 404, code: "EntityNotExist.User" },
  ]);
  expect(JSON.stringify(emulator.calls)).not.toMatch(/hunter2|abc|Signature/);
  expect(told).toEqual(emulator.calls);
  await emulator.call("listusers");
  expect(emulator.calls.at(-1)!.action).toBe("ListUsers");
  for (let number = 0; number < 250; number += 1) await emulator.call("ListUsers");
  expect([emulator.calls.length, emulator.calls.at(-1)!.number]).toEqual([100, 253]);
});

it("shows the values of no parameters but those that hold no secrets, whatever they are called", async () => {
  const secrets: Record<string, string> = {};
  for (const name of [
    "UserAccessKeyId",
    "Passwd",
    "pwd",
    "X-Signature-V2",
    "signature",
    "Sig",
    "Tag.1.Value",
    "ExternalId",
  ]) {
    secrets[name] = `hunter2-${name}`;
  }
  secrets["Marker"] = "hunter2";
  secrets["username"] = "hunter2";
  secrets["hunter2 hunter2"] = "as a name";
  await call(emulator, { version: ram, action: "CreateUser", parameters: { UserName: "u", ...secrets } });
  await call(emulator, { version: "hunter2 hunter2", action: "hunter2 hunter2" });
  expect(emulator.calls[0]!.parameters).toMatchObject({ UserName: "u", UserAccessKeyId: "***", "Tag.1.Value": "***" });
  expect(emulator.calls[1]).toMatchObject({ version: "***", action: "***" });
  expect(JSON.stringify([emulator.calls, told])).not.toContain("hunter2");
});

describe("a call with more than any call has", () => {
  const many = Object.fromEntries(Array.from({ length: 1001 }, (_, index) => [`P${index}`, "v"]));
  it.each<readonly [string, Record<string, string>, string]>([
    ["parameters", many, "TooManyParameters"],
    ["characters in a value", { Description: "d".repeat(65_537) }, "ParameterTooLong"],
    ["characters in a name", { ["n".repeat(257)]: "v" }, "ParameterTooLong"],
  ])("%s is refused, over HTTP and direct", async (_, parameters, code) => {
    const made = { version: ram, action: "CreateUser", parameters: { UserName: "u", ...parameters } };
    const { status, body } = await call(emulator, made);
    expect([status, body["Code"]]).toEqual([400, code]);
    await expect(emulator.call(made.action, made.parameters)).rejects.toMatchObject({ code });
    expect(emulator.state.users).toEqual([]);
    expect(Math.max(...emulator.calls.map((one) => JSON.stringify(one).length))).toBeLessThan(20_000);
  });

  it("keeps no memory: 1 MB of parameters, 300 times", async () => {
    setFlagsFromString("--expose-gc");
    const collect = runInNewContext("gc") as () => void; // what the flag exposes
    const hostile = [
      { Unknown: "x".repeat(1_000_000) },
      Object.fromEntries(Array.from({ length: 15 }, (_, index) => [`ResourceNames.${index}`, "n".repeat(60_000)])),
      Object.fromEntries(Array.from({ length: 900 }, (_, index) => [`Unknown.${index}`, "v".repeat(1000)])),
    ];
    const send = async (count: number) => {
      for (let index = 0; index < count; index += 1) {
        const parameters = { UserName: `u${index}`, ...hostile[index % hostile.length] };
        await call(emulator, { version: ram, action: "CreateUser", parameters });
      }
      collect();
      return process.memoryUsage().heapUsed / 1e6;
    };
    const before = await send(3);
    await emulator.reset();
    const after = await send(300);
    expect(emulator.state.users).toHaveLength(200);
    expect(after - before).toBeLessThan(20);
  }, 60_000);
});

it("answers as if nothing were, where the one who is told of calls throws", async () => {
  const warn = jest.spyOn(process, "emitWarning").mockImplementation();
  const other = await startEmulator({
    log: () => {
      throw new Error("told too much");
    },
  });
  expect((await call(other, { version: ram, action: "CreateUser", parameters: { UserName: "u" } })).status).toBe(200);
  await other.close();
  expect(warn.mock.calls).toEqual([["the log listener of the emulator threw: Error: told too much"]]);
  warn.mockRestore();
});

it.each<readonly [string, readonly unknown[], string, string]>([
  ["an action that no API has", ["Nope"], "InvalidAction", "does not support the action Nope"],
  ["a number", ["GetUser", { UserName: 5 }], "MalformedRequest", "The parameter UserName must be a string, found 5."],
])("refuses %s in a direct call", async (_, parts, code, message) => {
  const [action, parameters] = parts as Parameters<Emulator["call"]>;
  await expect(emulator.call(action, parameters)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(message) as string,
  });
});

it("runs beside others", async () => {
  const other = await startEmulator({ accountId: "99999999" });
  await other.call("CreateUser", { UserName: "u" });
  expect([emulator.state.users, other.state.users.length]).toEqual([[], 1]);
  expect(at(await other.call("GetCallerIdentity"), "AccountId")).toBe("99999999");
  await other.close();
  await expect(startEmulator({ port: Number(emulator.address.split(":")[1]) })).rejects.toThrow("RAM802");
});

it.each([
  [{ port: -1 }, "the port must be"],
  [{ accountId: "me" }, "the account id must have 6 to 20 digits"],
  [{ quotas: { roles: 0 } }, "the quota roles must be"],
  [{ quotas: { wings: 2 } as never }, "unknown quota wings"],
  [{ maxLoggedCalls: 0 }, "maxLoggedCalls must be a positive whole number, found 0"],
  [{ maxLoggedCalls: 1.5 }, "maxLoggedCalls must be a positive whole number, found 1.5"],
  [{ stateFile: "/nonexistent/folder/state" }, "the state file cannot be written"],
])("refuses the option %j", async (options, message) => {
  await expect(startEmulator(options)).rejects.toThrow(EmulatorError);
  await expect(startEmulator(options)).rejects.toThrow(message);
});
