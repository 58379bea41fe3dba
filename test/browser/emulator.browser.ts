import { type Server, createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout as pause } from "node:timers/promises";
import type { Browser, HTTPRequest } from "puppeteer-core";
import { type Emulator, startEmulator } from "../../lib/emulator";
import { startBrowser } from "./opened-page";

let browser: Browser;
let server: Server;
/** What arrived at that server: the attacks do what they say. */
const arrived: string[] = [];
/** A page of another origin, which the browser takes for the same site where the name is the same. */
let pages: readonly string[];

beforeAll(async () => {
  browser = await startBrowser();
  server = createServer((request, response) => {
    arrived.push(request.url ?? "");
    response
      .writeHead(200, { "content-type": "text/html" })
      .end("<!doctype html><title>a page</title><iframe name=inner></iframe>");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  pages = [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`];
});

afterAll(async () => {
  await browser.close();
  server.close();
});

/** What a page does, as an expression that resolves when it is done. `AT` is the address of the emulator. */
const attacks: readonly (readonly [string, string])[] = [
  ["fetches", 'fetch("AT/?" + CALL, { mode: "no-cors" }).catch(() => undefined)'],
  [
    "posts by fetch",
    'fetch("AT/", { method: "POST", mode: "no-cors", body: new URLSearchParams(CALL) }).catch(() => undefined)',
  ],
  ["sends a beacon", 'Promise.resolve(navigator.sendBeacon("AT/", new URLSearchParams(CALL)))'],
  [
    "shows an image",
    'new Promise((done) => { const image = new Image(); image.onload = image.onerror = done; image.src = "AT/?" + CALL; })',
  ],
  [
    "runs a script",
    'new Promise((done) => { const script = document.createElement("script"); script.onload = script.onerror = done; script.src = "AT/?" + CALL; document.head.append(script); })',
  ],
  [
    "submits a form",
    `new Promise((done) => {
      const form = document.createElement("form");
      Object.assign(form, { method: "POST", action: "AT/", target: "inner" });
      for (const [name, value] of new URLSearchParams(CALL)) form.append(Object.assign(document.createElement("input"), { name, value }));
      document.body.append(form);
      document.querySelector("iframe").onload = done;
      form.submit();
    })`,
  ],
  [
    "leads to it",
    'new Promise((done) => { const frame = document.querySelector("iframe"); frame.onload = done; frame.src = "AT/?" + CALL; })',
  ],
];

const created = "AccessKeyId=emulator-root&Action=CreateUser&Version=2015-05-01&UserName=mallory";

describe.each([false, true])("a page of another origin, with enforcement %s,", (enforce) => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await startEmulator({ enforce });
  });
  afterEach(async () => {
    await emulator.close();
  });

  it.each(attacks)("%s and changes nothing", async (_, attack) => {
    for (const address of pages) {
      for (const name of ["127.0.0.1", "localhost"]) {
        const page = await browser.newPage();
        await page.goto(address);
        const act = async (at: string): Promise<number | undefined> => {
          const isThere = (request: HTTPRequest): boolean => request.url().startsWith(at);
          // A browser keeps the answer to an image or script that it does not like from everybody.
          const [request] = await Promise.all([
            Promise.race([
              page.waitForResponse((response) => isThere(response.request())).then((response) => response.request()),
              new Promise<HTTPRequest>((resolve) =>
                page.on("requestfailed", (failed) => {
                  if (isThere(failed)) resolve(failed);
                }),
              ),
            ]),
            page.evaluate(attack.replaceAll("AT", at).replaceAll("CALL", JSON.stringify(created))),
          ]);
          return request.response()?.status();
        };
        arrived.length = 0;
        await act(address.replace(/\/$/, ""));
        for (let tries = 0; arrived.length === 0 && tries < 100; tries += 1) await pause(20); // a beacon comes later
        expect(arrived.length).toBeGreaterThan(0);
        expect([403, undefined]).toContain(await act(`http://${name}:${emulator.address.split(":")[1] ?? ""}`));
        await page.close();
      }
    }
    expect([emulator.state.users, emulator.calls]).toEqual([[], []]);
  });

  it("whose name was made to lead to the emulator reads and changes nothing", async () => {
    const port = emulator.address.split(":")[1] ?? "";
    const rebound = await startBrowser(["--host-resolver-rules=MAP evil.example 127.0.0.1", "--no-proxy-server"]);
    try {
      const page = await rebound.newPage();
      const response = await page.goto(`http://evil.example:${port}/state`);
      expect([response?.status(), await response?.text()]).toEqual([403, expect.stringContaining("ForeignHost")]);
      const text = await page.evaluate(`fetch("/?${created}").then((answer) => answer.text())`);
      expect(text).toContain("ForeignHost");
    } finally {
      await rebound.close();
    }
    expect([emulator.state.users, emulator.calls]).toEqual([[], []]);
  });

  it("can be told from a person, who may look at the state", async () => {
    const page = await browser.newPage();
    const response = await page.goto(`${emulator.url}/state`);
    expect([response?.status(), await response?.text()]).toEqual([200, expect.stringContaining("accountId")]);
    await page.close();
  });
});
