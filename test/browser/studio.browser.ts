import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Browser, ElementHandle } from "puppeteer-core";
import { askExample } from "../../studio/src/ask/example";
import { compareExample } from "../../studio/src/compare/example";
import { explainExample } from "../../studio/src/explain/example";
import { examplePolicy } from "../../studio/src/check/example";
import { type Look, OpenedPage, startBrowser } from "./opened-page";

const root = path.join(__dirname, "..", "..");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

let browser: Browser;
let html: string;
let opened: OpenedPage | undefined;

beforeAll(async () => {
  // Fails if the page is too long.
  const { status, stderr } = spawnSync(process.execPath, ["scripts/build-studio.mjs"], { cwd: root, encoding: "utf8" });
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  html = readFileSync(path.join(root, ".build", "studio", "index.html"), "utf8");
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

async function open(fragment = "", look?: Look): Promise<OpenedPage> {
  opened = await OpenedPage.open(browser, html, look, fragment);
  return opened;
}

/** No page asks for anything, complains or fails. */
afterEach(async () => {
  const offences = opened?.offences ?? [];
  await opened?.page.close();
  opened = undefined;
  expect(offences).toEqual([]);
});

const text = (page: OpenedPage, selector: string): Promise<unknown> =>
  page.value(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((one) => one.checkVisibility()).map((one) => one.innerText).join("\\n")`,
  );

async function untilSays(page: OpenedPage, selector: string, words: string): Promise<void> {
  const [where, what] = [JSON.stringify(selector), JSON.stringify(words)];
  await page.page.waitForFunction(
    `[...document.querySelectorAll(${where})].some((one) => one.checkVisibility() && one.innerText.includes(${what}))`,
    { polling: 30, timeout: 10_000 },
  );
}

/** Clicks the button with a name that can be seen. */
async function clickButton(page: OpenedPage, name: string): Promise<void> {
  const button = await page.page.waitForFunction(
    `[...document.querySelectorAll("button")].find((one) => one.checkVisibility() && (one.ariaLabel ?? one.innerText) === ${JSON.stringify(name)})`,
    { polling: 30, timeout: 10_000 },
  );
  await (button as ElementHandle).click(); // it waited for an element
}

/** @param without parts that were looked at before, as selectors */
async function violations(page: OpenedPage, without: readonly string[] = []): Promise<unknown> {
  if ((await page.value("typeof axe")) === "undefined") await page.page.evaluate(axe);
  return page.page.evaluate(
    `axe.run({ exclude: ${JSON.stringify(without.map((one) => [one]))} }, { resultTypes: ['violations'], preload: false }).then(({ violations }) => violations.map(({ id, nodes }) => id + ' ' + nodes.map(({ target }) => target).join(' ')))`,
  );
}

/** Elements that reach beyond the side of the window. */
function cutOff(page: OpenedPage): Promise<unknown> {
  return page.value(
    `document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("main *, header *")]
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1)
      .map((one) => one.tagName + "." + one.className + " " + one.textContent.slice(0, 40))`,
  );
}

const fields = (values: Readonly<Record<string, string>>): string => new URLSearchParams(values).toString();

const built = fields({
  "feature.agents": "manage",
  "feature.sandboxes": "view",
  workspace: "team-a",
  region: "cn-hangzho",
  conditions: "dangerous\tBool\tacs:MFAPresent\ttrue",
});
const team = fields({ team: "developer", workspace: "team-a", "team.resourceGroup": "rg-team-a", passRoles: "own" });
const compared = fields({
  tab: "compare",
  "compare.before": compareExample.before,
  "compare.after": compareExample.after,
});
const explained = fields({ tab: "explain", "explain.text": explainExample });
const checked = fields({ tab: "check", "check.text": examplePolicy });

describe("build", () => {
  it("has the policy, its size and what it withholds at once", async () => {
    const page = await open();
    await untilSays(page, ".empty", "Tick a feature");
    await page.page.click('input[aria-label="Manage: Agent management"]');
    await untilSays(page, ".code pre", "agentrun:CreateAgentRuntime");
    expect(await text(page, ".outcome .sum")).toMatch(/13 actions|\d+ of 6,144 bytes/);
    await untilSays(page, ".rows", "ram:PassRole");
    await page.page.type('[data-field="workspace"]', "team-a");
    await untilSays(page, ".code pre", "workspaces/team-a/");
    await page.page.click('input[value="shell"]');
    await untilSays(page, ".code pre", "--feature agents=manage");
    await page.page.click('input[value="typescript"]');
    await untilSays(page, ".code pre", 'features: { agents: "manage" }');
    await page.page.click('input[value="hcl"]');
    await untilSays(page, ".code pre", "policy_document = jsonencode({");
    await untilSays(page, ".code pre", '"./agentrun-module"');
    await page.page.click('input[value="typescript"]');
    await page.page.waitForFunction(
      'location.hash.includes("feature.agents=manage") && location.hash.includes("as=typescript")',
    );
  });

  it("shows an example, and clears it with everything that was asked for", async () => {
    const page = await open("feature.cdn=view&group=team&check.text=kept");
    await clickButton(page, "Show an example");
    await untilSays(page, ".code pre", "workspaces/team-a/");
    expect(await text(page, ".code pre")).not.toContain("cdn:");
    await clickButton(page, "Clear");
    await untilSays(page, ".empty", "Tick a feature");
    await page.page.waitForFunction('location.hash === "#check.text=kept"');
  });

  it("copies what is shown, and says where the browser refuses that", async () => {
    const page = await open(`${team}&account=1234567890123456&as=shell`);
    await page.value("navigator.clipboard.writeText = async (text) => { (window.copied ??= []).push(text); }");
    for (const label of ["Command line", "Call of the module"]) await clickButton(page, `Copy: ${label}`);
    await untilSays(page, ".toast", "Copied");
    const shown = '[...document.querySelectorAll(".code pre")].map((one) => one.textContent)';
    expect(await page.value("copied")).toEqual(await page.value(shown));
    await page.value("navigator.clipboard.writeText = () => Promise.reject(); document.execCommand = () => false; 0");
    await clickButton(page, "Copy: Command line");
    await untilSays(page, ".toast", "The browser refused to copy.");
  });

  it("has the policies of a level of a team", async () => {
    const page = await open("feature.agents=view");
    await page.page.select('[data-field="team"]', "developer");
    await untilSays(page, ".empty", "Name the workspace");
    await page.page.type('[data-field="workspace"]', "team-a");
    await untilSays(page, ".code pre", "workspaces/team-a/");
    expect(await text(page, ".outcome .sum")).toMatch(/In the workspace\s+[\d,]+ of 6,144 bytes/);
    await untilSays(page, ".card.warn", "Agent management");
    await untilSays(page, ".rows", "agentrun:ListWorkspaces");
    await page.page.type('[data-field="team.resourceGroup"]', "rg-team-a");
    await untilSays(page, ".note", "Attach this policy in the resource group only.");
    await page.page.type('[data-field="account"]', "1234567890123456");
    await page.page.click('input[value="typescript"]');
    await untilSays(page, ".code pre", 'resourceGroup: { id: "rg-team-a", accountAlias: "1234567890123456" }');
    await page.page.click('input[value="hcl"]');
    await untilSays(page, ".code pre", 'groups = ["team-a-developers"]');
    await page.page.click('input[value="shell"]');
    await untilSays(page, ".code pre", "npx agentrun-ram module AgentRunTeam");
    await untilSays(page, ".note", "The call of the module sets who has which level");
    expect(await page.value("document.querySelector('.picker-head').checkVisibility()")).toBe(false);
  });

  it("asks for what is withheld, and keeps the focus where it was", async () => {
    const page = await open(built);
    await clickButton(page, "Request it: fc:InstanceExec");
    await untilSays(page, ".code pre", "fc:InstanceExec");
    expect(await page.value("document.querySelector('[data-field=shell]').checked")).toBe(true);
    expect(await page.value("document.activeElement.className")).toBe("result");
  });

  it("shows the error of a wrong value at its field", async () => {
    const page = await open(built);
    await page.page.type('[data-field="account"]', "12 34");
    await untilSays(page, ".card.bad", "RAM");
    expect(await page.value("document.querySelector('[data-field=account]').getAttribute('aria-invalid')")).toBe(
      "true",
    );
    expect(await text(page, ".field-error")).toMatch(/^RAM\d{3}: /);
  });

  it("shows errors of an address, and what nothing reads", async () => {
    const page = await open("feature.agentz=view&regoin=x");
    await untilSays(page, ".card.bad", "RAM62");
    await untilSays(page, ".note", "regoin");
  });
});

describe("check", () => {
  it("finds, leads to the place, fixes and takes back", async () => {
    const page = await open("tab=check");
    await clickButton(page, "Show an example");
    await untilSays(page, ".findings", "RAM711");
    await clickButton(page, "Show it in the text: line 7, column 48");
    const area = '[data-field="check.text"]';
    const selected = `(({ value, selectionStart, selectionEnd }) => value.slice(selectionStart, selectionEnd))(document.querySelector('${area}'))`;
    expect(await page.value(selected)).toBe('"agentrun:GetAgentRuntim"');
    await clickButton(page, "Write agentrun:GetAgentRuntime");
    await untilSays(page, ".note", "Fixed.");
    expect(await page.value(`document.querySelector('${area}').value.includes("GetAgentRuntime\\"")`)).toBe(true);
    await clickButton(page, "Undo");
    await untilSays(page, ".findings", "RAM710");
    expect(await page.value(`document.querySelector('${area}').value`)).toBe(examplePolicy);
    await clickButton(page, "Apply the safe fixes");
    await untilSays(page, ".note", "exactly the same as before");
  });

  it("says what a policy allows, and how it is shorter", async () => {
    const page = await open(checked);
    await untilSays(page, ".matrix", "Agent management");
    await untilSays(page, ".marks", "can lead to more permissions");
    await page.page.click('[data-key="fold minimized"]');
    await untilSays(page, "details .code pre", '"Action":');
    await page.page.click('[data-key="fold split"]');
    await untilSays(page, "details", "It fits into one policy");
  });

  it("reads trust policies, and says what is not JSON", async () => {
    const trust = {
      Version: "1",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["fc.aliyuncs.com"] } }],
    };
    const page = await open(fields({ tab: "check", "check.text": JSON.stringify(trust) }));
    await untilSays(page, ".rows", "fc.aliyuncs.com");
    await page.page.type('[data-field="check.text"]', ",");
    await untilSays(page, ".findings", "RAM101");
    await untilSays(page, ".findings", "line 1, column");
  });
});

describe("ask", () => {
  it("decides layer by layer, and says what the decision depends on", async () => {
    const page = await open("tab=ask");
    await clickButton(page, "Show an example");
    await untilSays(page, ".sum", "It depends");
    await untilSays(page, ".rows", "acs:MFAPresent Bool false");
    await page.page.click('[data-field="ask.closed"]');
    await untilSays(page, ".sum", "Allowed");
    await clickButton(page, "Add a policy");
    expect(await page.value("document.activeElement.dataset.field")).toBe("ask.layer.2");
    await page.page.select('[data-field="ask.layer.2"]', "session");
    await page.page.type('[data-field="ask.policy.2"]', '{"Version":"1"');
    await untilSays(page, ".problems", "RAM101");
    await page.page.type('[data-field="ask.policy.2"]', ',"Statement":[]}');
    await untilSays(page, ".problems", "Policy 2: Statement");
    await clickButton(page, "Remove: Policy 2");
    await untilSays(page, ".sum", "Allowed");
  });
});

describe("compare", () => {
  it("says what somebody may do more, with a proof", async () => {
    const page = await open("tab=compare");
    await clickButton(page, "Show an example");
    await untilSays(page, ".sum", "Broadened");
    await untilSays(page, ".card", "“After” allows everything that “Before” allows, and more.");
    await untilSays(page, ".finding", "agentrun:InvokeTool");
    await untilSays(page, ".finding", "possibly");
    await clickButton(page, "Swap");
    await untilSays(page, ".sum", "Narrowed");
  });
});

describe("explain", () => {
  it("says who refused a call, and what grants it", async () => {
    const page = await open("tab=explain");
    await clickButton(page, "Show an example");
    await untilSays(page, ".facts", "role shop-backend");
    await untilSays(page, ".code pre", 'actions: ["agentrun:CreateSandbox"]');
    await clickButton(page, "Clear");
    await page.page.type('[data-field="explain.text"]', "no error");
    await untilSays(page, ".problems", "RAM521");
    await page.page.type('[data-field="explain.text"]', ' {"eventName":"GetTool","serviceName":"AgentRun"}');
    await untilSays(page, ".card.bad", "npx agentrun-ram explain-denied record.json");
  });
});

describe("everybody", () => {
  it("reads it in Chinese, and keeps what was typed and the focus", async () => {
    const page = await open(`${checked}&workspace=team-a`);
    await untilSays(page, ".findings", "RAM711");
    await page.page.click("#language");
    await untilSays(page, ".sum", "RAM 会接受");
    expect(await page.value("document.documentElement.lang")).toBe("zh-CN");
    expect(await page.focused()).toBe("language");
    await page.page.click("#tab-build");
    expect(await page.value("document.querySelector('[data-field=workspace]').value")).toBe("team-a");
    await untilSays(page, ".feature-title", "智能体管理");
    await page.page.waitForFunction('location.hash.includes("lang=zh")');
  });

  it("moves between the tabs with the keyboard", async () => {
    const page = await open();
    await page.page.focus("#tab-build");
    await page.press("ArrowRight");
    expect(await page.focused()).toBe("tab-check");
    expect(await page.visible('[role="tabpanel"]')).toBe(1);
    await page.press("Home", "Tab");
    expect(
      await page.value(
        "document.activeElement.closest('[role=tabpanel]') !== null || document.activeElement.id === 'main'",
      ),
    ).toBe(true);
  });
});

const trust = JSON.stringify({
  Version: "1",
  Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["fc.aliyuncs.com"] } }],
});

/** What there is to see, by name: each tab with results, and with what it says about wrong inputs. */
const states: Readonly<Record<string, string>> = {
  build: `${built}&group=${"x".repeat(64)}`,
  "build-command": `${built}&as=shell`,
  "build-error": `${built}&account=12+34&group=a+b`,
  team,
  "team-module": `${team}&as=hcl&account=1234567890123456`,
  "team-error": `${team}&as=hcl`,
  check: checked,
  "check-trust": fields({ tab: "check", "check.text": trust }),
  "check-error": fields({ tab: "check", "check.text": "{" }),
  ask: fields({ tab: "ask", ...askExample, "ask.layer.2": "session", "ask.context": "acs:Sourceip2=1" }),
  "ask-error": fields({ tab: "ask", ...askExample, "ask.action": "agentrun:*" }),
  compare: compared,
  "compare-error": fields({ tab: "compare", "compare.before": trust, "compare.after": "[" }),
  explain: explained,
  "explain-error": fields({ tab: "explain", "explain.text": '{"eventName":"GetTool","serviceName":"AgentRun"}' }),
  "address-error": "feature.agentz=view&regoin=x&theme=purple",
};

const looksOf = [
  { lang: "en", theme: "light", width: 1360 },
  { lang: "zh", theme: "dark", width: 390 },
] as const;

describe("everybody can use it: no violation and nothing cut off, in both languages and themes", () => {
  let page: OpenedPage;

  beforeAll(async () => {
    page = await OpenedPage.open(browser, html);
  });

  afterAll(async () => {
    const { offences } = page;
    await page.page.close();
    expect(offences).toEqual([]);
  });

  it.each(Object.entries(states))("%s", async (name, fragment) => {
    // Each tab has both looks; of its further states, one is enough.
    const looks = name.includes("-") ? [looksOf[Object.keys(states).indexOf(name) % 2]!] : looksOf;
    for (const { lang, theme, width } of looks) {
      await page.page.setViewport({ width, height: 900 });
      await page.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: theme }]);
      await page.value(`location.hash = ${JSON.stringify(`${fragment}&lang=${lang}`)}`);
      await page.page.waitForFunction(`document.documentElement.lang.startsWith("${lang}")`, { polling: 20 });
      await page.value(
        'document.querySelectorAll(".outcome details, .form > details").forEach((one) => (one.open = true))',
      );
      expect(await page.value('document.querySelector("main .outcome:not([hidden] *)")?.innerText.trim()')).not.toBe(
        "",
      );
      // The long list of features is the same in all states.
      expect(await violations(page, name === "build" ? [] : [".features"])).toEqual([]);
      expect(await cutOff(page)).toEqual([]);
      if (looks.length > 1) await page.screenshot(`studio-${name}-${lang}-${theme}-${width}`);
    }
    await page.page.setViewport({ width: 3840, height: 2160 });
    expect(await cutOff(page)).toEqual([]);
  });
});

const connections: Readonly<Record<string, string>> = {
  fetch: 'fetch(address).then(() => "sent")',
  XMLHttpRequest:
    'new Promise((sent, refused) => { const request = new XMLHttpRequest(); request.onload = sent; request.onerror = refused; request.open("GET", address); request.send(); })',
  beacon: 'navigator.sendBeacon(address, "x") ? "handed over" : Promise.reject()',
  WebSocket:
    'new Promise((sent, refused) => { const socket = new WebSocket("wss://example.com"); socket.onopen = sent; socket.onerror = refused; })',
  EventSource:
    "new Promise((sent, refused) => { const source = new EventSource(address); source.onopen = sent; source.onerror = refused; })",
  image:
    "new Promise((sent, refused) => { const image = new Image(); image.onload = sent; image.onerror = refused; image.src = address; })",
  script:
    'new Promise((sent, refused) => { const script = document.createElement("script"); script.onload = sent; script.onerror = refused; script.src = address; document.head.append(script); })',
  frame:
    'new Promise((sent, refused) => { const frame = document.createElement("iframe"); document.addEventListener("securitypolicyviolation", refused); frame.src = address; document.body.append(frame); })',
  form: 'new Promise((sent, refused) => { const form = document.createElement("form"); document.addEventListener("securitypolicyviolation", refused); form.action = address; document.body.append(form); form.submit(); })',
  worker:
    'new Promise((sent, refused) => { try { const worker = new Worker(URL.createObjectURL(new Blob([""]))); worker.onmessage = sent; worker.onerror = refused; } catch { refused(); } })',
};

it("allows no connection, whatever its script does, and keeps nothing", async () => {
  const page = await OpenedPage.open(browser, html, {}, checked);
  const left: string[] = [];
  page.page.on("requestfinished", (request) => left.push(request.url()));
  for (const [name, code] of Object.entries(connections)) {
    const answer = await page.page.evaluate(
      `(async () => { const address = "https://example.com/"; return ${code}; })().then((said) => said === "handed over" ? said : "sent", () => "refused")`,
    );
    // A beacon is taken, and refused before it leaves.
    expect([name, answer]).toEqual([name, name === "beacon" ? expect.anything() : "refused"]);
  }
  expect(left.filter((one) => !one.startsWith("data:"))).toEqual([]);
  // Each refusal is on the console; nothing else is.
  const others = page.offences.filter((one) => !/Content Security Policy|^request|Failed to load|WebSocket/.test(one));
  expect(others).toEqual([]);
  const kept = "[document.cookie, localStorage.length, sessionStorage.length]";
  expect(await page.value(kept)).toEqual(["", 0, 0]);
  await page.page.close();
});

it("never shows a result beside fields that it is not about", async () => {
  const page = await open(checked);
  await untilSays(page, ".findings", "RAM711");
  // The page is busy from the change until the next result.
  const isBusy = `(() => {
    const area = document.querySelector('[data-field="check.text"]');
    area.value = "{";
    area.dispatchEvent(new Event("input"));
    return area.closest(".columns").querySelector(".outcome").ariaBusy;
  })()`;
  expect(await page.value(isBusy)).toBe("true");
  await untilSays(page, ".findings", "RAM101");
  expect(await page.value('document.querySelector("#panel-check .outcome").ariaBusy')).toBeNull();
  expect(await text(page, "#panel-check .outcome")).not.toContain("RAM711");
});
