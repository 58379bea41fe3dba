import { type Emulator, startEmulator } from "cdktf-alicloud-agentrun/emulator";
import { checkSender } from "../../lib/emulator/http/check-sender";
import { type RawRequest, ram, requestOf, send } from "./client-styles";

const createUser = requestOf("A", { version: ram, action: "CreateUser", parameters: { UserName: "u" } });
const port = "{port}";

/** Headers of a request, and the code of the error that answers it; `undefined` where it is served. */
const rows: readonly (readonly [headers: Readonly<Record<string, string>>, code: string | undefined])[] = [
  [{}, undefined],
  [{ host: `127.0.0.1:${port}` }, undefined],
  [{ host: `localhost:${port}` }, undefined],
  [{ host: `LocalHost:${port}` }, undefined],
  [{ host: `[::1]:${port}` }, undefined],
  [{ host: "127.0.0.1" }, "ForeignHost"],
  [{ host: "localhost" }, "ForeignHost"],
  [{ host: "127.0.0.1:1" }, "ForeignHost"],
  [{ host: `evil.example:${port}` }, "ForeignHost"],
  [{ host: `127.0.0.1.evil.example:${port}` }, "ForeignHost"],
  [{ host: `localhost.evil.example:${port}` }, "ForeignHost"],
  [{ host: `localhost.:${port}` }, "ForeignHost"],
  [{ host: `0.0.0.0:${port}` }, "ForeignHost"],
  [{ host: `127.1:${port}` }, "ForeignHost"],
  [{ host: `user@127.0.0.1:${port}` }, "ForeignHost"],
  [{ host: `ram.aliyuncs.com` }, "ForeignHost"],
  [{ origin: `http://127.0.0.1:${port}` }, undefined],
  [{ origin: `http://localhost:${port}` }, undefined],
  [{ origin: "null" }, "ForeignOrigin"],
  [{ origin: "" }, "ForeignOrigin"],
  [{ origin: "http://localhost:3000" }, "ForeignOrigin"],
  [{ origin: `https://localhost:${port}` }, "ForeignOrigin"],
  [{ origin: "https://evil.example" }, "ForeignOrigin"],
  [{ "sec-fetch-site": "same-origin" }, undefined],
  [{ "sec-fetch-site": "none" }, undefined],
  [{ "sec-fetch-site": "same-site" }, "ForeignOrigin"],
  [{ "sec-fetch-site": "cross-site" }, "ForeignOrigin"],
  [{ "sec-fetch-site": "" }, "ForeignOrigin"],
  [{ host: `evil.example:${port}`, origin: `http://evil.example:${port}` }, "ForeignHost"],
];

/** Every way to ask for something. */
const requests: readonly RawRequest[] = [
  createUser,
  requestOf("B", { version: ram, action: "CreateUser", parameters: { UserName: "u" } }),
  { ...requestOf("B", { version: ram, action: "CreateUser", parameters: { UserName: "u" } }), method: "GET" },
  { path: "/state", method: "GET" },
  { path: "/evaluate", method: "POST", body: "{}" },
  { path: "/", method: "OPTIONS" },
];

describe.each([false, true])("with enforcement %s", (enforce) => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ enforce });
  });
  afterEach(async () => {
    await emulator.close();
  });

  it.each(rows)("headers %j are answered with %s", async (given, code) => {
    const own = emulator.address.split(":")[1] ?? "";
    const more = Object.entries(given).map(([name, value]) => [name, value.replace(port, own)] as const);
    for (const request of requests) {
      const headers = { ...request.headers, ...Object.fromEntries(more) };
      const answer = await send(emulator, { ...request, headers });
      const isForeign = String(answer.body["Code"]).startsWith("Foreign");
      expect([request.path, isForeign ? answer.body["Code"] : undefined]).toEqual([request.path, code]);
      if (isForeign) expect(answer.status).toBe(403);
    }
    if (code === undefined) return;
    expect([emulator.state.users, emulator.calls]).toEqual([[], []]);
  });
});

it("port 80 may be left out, as browsers and programs do", () => {
  expect(() => {
    checkSender({ host: "127.0.0.1" }, 80);
  }).not.toThrow();
  for (const headers of [{ host: "evil.example" }, { host: "" }, {}]) {
    expect(() => {
      checkSender(headers, 80);
    }).toThrow("The Host must be");
  }
});
