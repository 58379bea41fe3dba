import type { Browser } from "puppeteer-core";
import { findingsHtml, reviewHtml, summaryHtml } from "../../lib/review/html";
import { summarize } from "../../lib/review/summary";
import { hostileMarkup, hostileReport, richReport, sampleFindings } from "../review/render/sample-reports";
import { everything as grants, model, policy, principal } from "../review/summary/models";
import { type Look, OpenedPage, startBrowser } from "./opened-page";

const review = reviewHtml(richReport);
const summary = summaryHtml(
  summarize([grants(), model([principal("user", "root", [policy("all", { Action: "*" })])], { stack: "zoo" })]),
);

let browser: Browser;
let opened: OpenedPage | undefined;

beforeAll(async () => {
  browser = await startBrowser();
});

afterAll(async () => {
  await browser.close();
});

async function open(html: string, look?: Look): Promise<OpenedPage> {
  opened = await OpenedPage.open(browser, html, look);
  return opened;
}

afterEach(async () => {
  const offences = opened?.offences;
  await opened?.page.close();
  opened = undefined;
  expect(offences).toEqual([]);
});

const rows = "tr[data-row]";

describe("filters", () => {
  it("by change, several together", async () => {
    const page = await open(review);
    expect(await page.count()).toBe("All 19 rows");
    await page.page.click('input[value="lost"]');
    expect(await page.count()).toBe("3 of 19 rows");
    expect(await page.visible(rows)).toBe(3);
    expect(await page.visible("section")).toBe(3);
    await page.page.click('input[value="removed"]');
    expect(await page.count()).toBe("4 of 19 rows");
    await page.page.click('input[value="lost"]');
    expect(await page.count()).toBe("1 of 19 rows");
  });

  it("by risk and principal, and both", async () => {
    const page = await open(review);
    await page.page.select('[data-filter="risk"]', "any");
    expect(await page.count()).toBe("8 of 19 rows");
    await page.page.select('[data-filter="risk"]', "secrets");
    expect(await page.count()).toBe("1 of 19 rows");
    await page.page.select('[data-filter="risk"]', "");
    const alice = await page.value(
      '[...document.querySelectorAll("option")].find((one) => one.label === "user alice").value',
    );
    await page.page.select('[data-filter="who"]', String(alice));
    expect(await page.count()).toBe("2 of 19 rows");
    await page.page.click('input[value="tightened"]');
    expect(await page.count()).toBe("1 of 19 rows");
    await page.page.click("#clear");
    expect(await page.count()).toBe("All 19 rows");
    expect(await page.focused()).toBe("search");
  });

  it("by text, also in what is folded, which then unfolds", async () => {
    const page = await open(review);
    expect(await page.visible(".detail")).toBe(0);
    await page.page.type("#search", "agentrun:ACTION37");
    expect(await page.count()).toBe("1 of 19 rows");
    expect(await page.visible(".detail")).toBe(1);
    await page.press("Escape");
    expect(await page.count()).toBe("All 19 rows");
    expect(await page.visible(".detail")).toBe(0);
    await page.page.type("#search", "agentrun:*:*:sandboxes");
    expect(await page.count()).toBe("1 of 19 rows");
  });

  it("say when nothing is left", async () => {
    const page = await open(review);
    await page.page.type("#search", "no such thing");
    expect(await page.count()).toBe("0 of 19 rows");
    expect(await page.visible("#nothing")).toBe(1);
    expect(await page.visible("section")).toBe(0);
  });

  it("of the summary, by use, risk, principal and text", async () => {
    const page = await open(summary);
    const total = Number(await page.value(`document.querySelectorAll("${rows}").length`));
    expect(await page.count()).toBe(`All ${total} rows`);
    await page.page.click('input[value="invoke"]');
    expect(await page.count()).toBe(`6 of ${total} rows`);
    expect(await page.visible("article")).toBe(1);
    await page.page.click("#clear");
    await page.page.select('[data-filter="risk"]', "administrator");
    expect(await page.count()).toBe(`2 of ${total} rows`);
    await page.page.click("#clear");
    await page.page.type("#search", "role ci");
    expect(await page.visible("article")).toBe(1);
    await page.page.click("#clear");
    await page.page.click('a[href="#principal-1-2"]');
    expect(await page.value("location.hash")).toBe("#principal-1-2");
  });
});

describe("a summary of many stacks", () => {
  const longName = "AliyunServiceRoleForAgentRunFlows";
  const many = Array.from({ length: 8 }, (_, index) =>
    model(
      [
        principal("role", longName, [policy("read", { Action: "agentrun:ListTools" })]),
        principal("user", `u${index}`, [policy("secrets", { Action: index < 2 ? ["agentrun:GetAccessToken", "agentrun:DeleteTool"] : "agentrun:GetTool" })]), // prettier-ignore
      ],
      { stack: `stack-${index}` },
    ),
  );
  const page = summaryHtml(summarize(many));
  const emptyTables = `[...document.querySelectorAll("table")].filter((table) => table.offsetParent && ![...table.querySelectorAll("${rows}")].some((row) => !row.hidden)).length`;
  const chips = '[...document.querySelectorAll("[data-chip]")].map((one) => one.textContent).join()';

  it("has filters that update all counts and leave no empty table", async () => {
    const opened = await open(page);
    const before = await opened.value(chips);
    await opened.page.select('[data-filter="risk"]', "secrets");
    expect(await opened.value(chips)).not.toBe(before);
    expect(await opened.value(emptyTables)).toBe(0);
    expect(await opened.visible(".stack")).toBe(2);
    expect(await opened.visible(".contents li")).toBe(4);
    const sum = await opened.value('[...document.querySelectorAll(".contents [data-count-of]")].reduce((sum, one) => sum + parseInt(one.textContent), 0)'); // prettier-ignore
    expect(await opened.count()).toMatch(new RegExp(`^${String(sum)} of `));
  });

  it("begins folded on a phone, unfolds where somebody jumps to or what is found, and folds all", async () => {
    const opened = await open(page, { width: 390 });
    expect(await opened.visible("article")).toBe(0);
    await opened.page.evaluate('location.hash = "#principal-3-2"');
    await opened.page.waitForFunction('document.querySelector("#principal-3-2").offsetParent !== null');
    expect(await opened.visible("article")).toBe(2);
    await opened.page.click('[data-fold-all="false"]');
    expect(await opened.visible("article")).toBe(16);
    expect(await opened.value("document.documentElement.scrollWidth")).toBe(390);
    await opened.page.click('[data-fold-all="true"]');
    expect(await opened.visible("article")).toBe(0);
    await opened.page.type("#search", "u7");
    expect(await opened.visible("article")).toBe(1);
  });

  it("begins with the names of many principals of one stack on a phone", async () => {
    const users = Array.from({ length: 30 }, (_, index) => principal("user", `u${index}`, [policy("read", { Action: "agentrun:ListTools" })])); // prettier-ignore
    const opened = await open(summaryHtml(summarize([model(users)])), { width: 390 });
    expect(await opened.visible(".contents li")).toBe(0);
    expect(await opened.visible("article")).toBe(30);
    expect(await opened.visible("article tr[data-row]")).toBe(0);
  });

  it.each([1360, 390])("breaks no name inside a word where %d pixels have room", async (width) => {
    const opened = await open(page, { width });
    await opened.page.click('[data-fold-all="false"]');
    const lines = `[...document.querySelectorAll(".name")].filter((one) => one.offsetParent && one.textContent === "${longName}" && one.getClientRects().length > 1).length`;
    expect(await opened.value(lines)).toBe(0);
  });
});

describe("keyboard", () => {
  it("reaches everything in order, with a focus that can be seen", async () => {
    const page = await open(review);
    const seen: unknown[] = [];
    const without: unknown[] = [];
    for (let step = 0; step < 20; step += 1) {
      await page.press("Tab");
      seen.push(
        await page.value(
          "document.activeElement.value || document.activeElement.id || document.activeElement.className || document.activeElement.dataset.filter",
        ),
      );
      const outline = await page.value(
        "(() => { const on = document.activeElement; const seen = on.matches('.chip input') ? on.nextElementSibling : on; return getComputedStyle(seen).outlineStyle; })()",
      );
      if (outline === "none") without.push(seen.at(-1));
    }
    expect(seen.slice(0, 12)).toEqual([
      ...[
        "skip",
        "theme",
        "search",
        "gained",
        "loosened",
        "added",
        "lost",
        "tightened",
        "removed",
        "risk",
        "who",
        "clear",
      ],
    ]);
    expect(seen.slice(12, 19)).toEqual(Array.from({ length: 7 }, () => "more-button"));
    expect(without).toEqual([]);
  });

  it("skips the header, searches at /, checks chips and unfolds", async () => {
    const page = await open(review);
    await page.press("Tab", "Enter");
    expect(await page.focused()).toBe("main");
    await page.press("Tab", "Enter");
    expect(await page.value('document.activeElement.getAttribute("aria-expanded")')).toBe("true");
    expect(await page.visible(".detail")).toBe(1);
    await page.press("Space");
    expect(await page.visible(".detail")).toBe(0);
    await page.press("/");
    expect(await page.focused()).toBe("search");
    await page.press("/");
    expect(await page.value('document.getElementById("search").value')).toBe("/");
    await page.press("Escape", "Tab", "Space");
    expect(await page.count()).toBe("9 of 19 rows");
  });
});

describe("theme", () => {
  const ground = "getComputedStyle(document.body).backgroundColor";
  const light = "rgb(245, 246, 248)";
  const dark = "rgb(14, 19, 26)";

  it.each([
    ["light", light, dark, "Dark theme"],
    ["dark", dark, light, "Light theme"],
  ] as const)("is %s where the system is, until the button is pressed", async (theme, own, other, label) => {
    const page = await open(review, { theme });
    expect(await page.value(ground)).toBe(own);
    expect(await page.value("theme.textContent")).toBe(label);
    await page.page.click("#theme");
    expect(await page.value(ground)).toBe(other);
    await page.page.click("#theme");
    expect(await page.value(ground)).toBe(own);
  });
});

it("a filter for a document hides the places of equal findings in other documents", async () => {
  const [finding] = sampleFindings().slice(-1);
  const findings = ["a", "b", "c"].map((name) => ({ ...finding!, file: `${name}.json` }));
  const opened = await open(findingsHtml(findings));
  expect([await opened.count(), await opened.visible("[data-place]")]).toEqual(["All 3 findings", 3]);
  await opened.page.select('[data-filter="who"]', "p2");
  expect([await opened.count(), await opened.visible("[data-place]")]).toEqual(["1 of 3 findings", 1]);
});

describe.each([
  ["review", review],
  ["summary", summary],
  ["findings", findingsHtml(sampleFindings())],
])("the %s", (name, html) => {
  it("shows everything without scripts", async () => {
    const page = await open(html, { scripts: false });
    expect(await page.visible(rows)).toBe(await page.value(`document.querySelectorAll("${rows}").length`));
    expect(await page.visible(".detail")).toBe(await page.value('document.querySelectorAll(".detail").length'));
    expect(await page.visible(".controls, .theme, .more-button, #nothing")).toBe(0);
  });

  it("prints everything, in light colors, whatever is filtered and folded", async () => {
    const page = await open(html, { theme: "dark" });
    await page.page.type("#search", "no such thing");
    expect(await page.visible(rows)).toBe(0);
    await page.page.emulateMediaType("print");
    expect(await page.visible(rows)).toBe(await page.value(`document.querySelectorAll("${rows}").length`));
    expect(await page.visible(".detail")).toBe(await page.value('document.querySelectorAll(".detail").length'));
    expect(await page.visible(".controls, .theme, .more-button, #nothing")).toBe(0);
    expect(await page.value("getComputedStyle(document.body).backgroundColor")).toBe("rgb(255, 255, 255)");
    await page.screenshot(`${name}-print`);
  });

  it("fits a narrow screen, where its tables still are tables", async () => {
    const page = await open(html, { width: 390 });
    expect(await page.value("document.documentElement.scrollWidth")).toBe(390);
    await page.screenshot(`${name}-narrow`);
    const client = await page.page.createCDPSession();
    await client.send("Accessibility.enable");
    const { nodes } = await client.send("Accessibility.getFullAXTree");
    const roles = nodes.filter(({ ignored }) => !ignored).map(({ role }) => String(role?.value));
    expect(roles.filter((role) => role === "table")).toHaveLength(
      Number(await page.value("document.querySelectorAll('table').length")),
    );
    for (const role of ["rowheader", "columnheader", "cell"]) expect(roles).toContain(role);
  });

  it.each(["light", "dark"] as const)("can be looked at in the theme %s", async (theme) => {
    const page = await open(html, { theme });
    expect(await page.value("document.documentElement.scrollWidth")).toBe(1360);
    await page.screenshot(`${name}-${theme}`);
  });
});

it("hostile names are text and nothing else", async () => {
  const { rows: all, acknowledged } = hostileReport([hostileMarkup]);
  const every = `All ${all.length + acknowledged.length} rows`;
  const page = await open(reviewHtml(hostileReport([hostileMarkup])));
  expect(await page.count()).toBe(every);
  expect(await page.visible("img")).toBe(0);
  await page.page.type("#search", "onerror");
  expect(await page.count()).toBe(every);
});
