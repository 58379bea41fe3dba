import { createHash } from "node:crypto";
import { findingsHtml, reviewHtml, summaryHtml } from "../../../lib/review/html";
import { knownActions } from "../../../lib/catalog";
import { validate } from "../../../lib/policy";
import { findingsRenderers } from "../../../lib/review/renderers";
import { summarize } from "../../../lib/review/summary";
import { everything as grants, model, policy, principal, system, unknownPolicy } from "../summary/models";
import {
  gainedRow,
  hostileFinding,
  hostileReport,
  hostileMarkup as hostile,
  oneGainReport,
  richReport,
  sampleFindings,
  unchangedReport,
} from "../render/sample-reports";
import { type Colors, colorsIn, contrast } from "./contrast";

const pages: readonly (readonly [name: string, make: () => string])[] = [
  ["review", () => reviewHtml(richReport)],
  ["review without rows", () => reviewHtml(unchangedReport)],
  ["summary", () => summaryHtml(summarize([grants()]))],
  ["summary of nothing", () => summaryHtml(summarize([]))],
  ["findings", () => findingsHtml(sampleFindings())],
  ["no findings", () => findingsHtml([])],
];

/** The elements of a name with their attributes. */
function tags(page: string, name: string): readonly string[] {
  return Array.from(page.matchAll(new RegExp(`<${name}(?=[\\s>])[^>]*>`, "g")), ([tag]) => tag);
}

/** What an element that is there once contains. */
function inner(page: string, name: string): string {
  const found = new RegExp(`<${name}>([^]*?)</${name}>`).exec(page);
  return found![1]!;
}

describe.each(pages)("%s", (_, make) => {
  const page = make();

  it("is the same every time", () => {
    expect(make()).toBe(page);
  });

  it("may run its own style and script, and nothing else", () => {
    const hash = (text: string): string => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
    const [, policy] = /Content-Security-Policy" content="([^"]*)"/.exec(page)!;
    expect(policy!.split("; ")).toEqual([
      "default-src 'none'",
      `style-src ${hash(inner(page, "style"))}`,
      `script-src ${hash(inner(page, "script"))}`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
    expect(page.indexOf("Content-Security-Policy")).toBeLessThan(page.indexOf("<style>"));
    expect(page).not.toMatch(/\s(style|on[a-z]+|src|srcset|background)\s*=/);
    const active = [...(page.match(/<[^>]*>/g) ?? []), inner(page, "style"), inner(page, "script")].join("\n");
    expect(active).not.toMatch(/url\(|@import|https?:/);
  });

  it("names its tables, their columns and their rows", () => {
    const count = tags(page, "table").length;
    expect(tags(page, "caption")).toHaveLength(count);
    expect(tags(page, "th").every((tag) => /scope="(col|row)"/.test(tag))).toBe(true);
    const rows = Array.from(page.matchAll(/<tr role="row" data-row[^]*?<\/tr>/g), ([row]) => row);
    expect(rows.every((row) => tags(row, "th").length === 1)).toBe(true);
    expect(tags(page, "tbody").length).toBe(count);
  });

  it("has a language, one heading of the first level, a way past the header, and names for its controls", () => {
    expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
    expect(tags(page, "h1")).toHaveLength(1);
    expect(page).toMatch(/<body>\s*<a class="skip" href="#main">/);
    expect(page).toContain('<main id="main" tabindex="-1">');
    expect(page).toMatch(/id="count" role="status" aria-live="polite"/);
    for (const control of [...tags(page, "select"), ...tags(page, "input")]) {
      const before = page.slice(0, page.indexOf(control));
      expect(before.lastIndexOf("<label")).toBeGreaterThan(before.lastIndexOf("</label"));
    }
    expect(tags(page, "fieldset").every((tag) => tag.includes("aria-label="))).toBe(true);
  });

  it("shows everything where no script runs, but what needs one", () => {
    const hidden = Array.from(page.matchAll(/<(\w+)[^>]*\shidden(?=[\s>])[^>]*>/g), ([tag]) => tag);
    for (const tag of hidden) expect(tag).toMatch(/class="(more-button|theme|controls|note)"/);
    expect(page).not.toMatch(/<details/);
  });

  it("has every id once, and every reference to one", () => {
    const body = page.replace(/<script>[^]*<\/script>/, "");
    const ids = Array.from(page.matchAll(/\sid="([^"]*)"/g), ([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const references = Array.from(
      body.matchAll(/(?:href="#|aria-controls="|aria-labelledby=")([^"]*)"/g),
      ([, id]) => id,
    );
    expect(references.filter((id) => !ids.includes(id))).toEqual([]);
  });
});

describe("colors", () => {
  const page = reviewHtml(richReport);
  const themes: readonly (readonly [name: string, selector: string])[] = [
    ["light", ":root"],
    ["dark", ':root[data-theme="dark"]'],
    ["dark as the system asks", ':root:not([data-theme="light"])'],
  ];
  const pairs = (colors: Colors): readonly (readonly [string, string])[] => [
    ...["ink", "muted", "link"].flatMap((ink) => ["page", "surface", "raised"].map((ground) => [ink, ground] as const)),
    ...Object.keys(colors).flatMap((name) =>
      name.endsWith("-ink") ? [[name, name.replace("-ink", "-fill")] as const] : [],
    ),
  ];

  it.each(themes)("can be read in the theme %s", (_, selector) => {
    const colors = colorsIn(page, selector);
    expect(pairs(colors).length).toBeGreaterThan(15);
    const tooWeak = pairs(colors).filter(([ink, ground]) => !(contrast(colors[ink]!, colors[ground]!) >= 4.5));
    expect(tooWeak).toEqual([]);
    const edges = ["control", "focus"].filter((name) =>
      ["page", "surface"].some((ground) => !(contrast(colors[name]!, colors[ground]!) >= 3)),
    );
    expect(edges).toEqual([]);
  });

  it("are all set in every theme, and used by name only", () => {
    const names = themes.map(([, selector]) => Object.keys(colorsIn(page, selector)).sort());
    expect(names[1]).toEqual(names[0]);
    expect(names[2]).toEqual(names[0]);
    const used = new Set(Array.from(inner(page, "style").matchAll(/var\(--([a-z-]+)\)/g), ([, name]) => name!));
    expect([...used].filter((name) => !names[0]!.includes(name))).toEqual([]);
  });

  it("knows black and white", () => {
    expect(contrast("#000000", "#ffffff")).toBeCloseTo(21);
  });
});

describe("hostile names", () => {
  const conditions = { StringLike: { [hostile]: [hostile] } };
  const evil = policy(hostile, { Action: hostile.replace(/\$\{x\}/, ""), Resource: hostile, Condition: conditions });
  const ofSummary = summaryHtml(
    summarize([
      model(
        [
          principal("group", hostile, [evil, unknownPolicy(hostile)], { resourceGroups: new Map([[hostile, [evil]]]) }),
          principal("user", hostile, [evil], { groups: [hostile, `${hostile}2`] }),
        ],
        { stack: hostile, serviceLinkedRoles: [hostile], unattached: [evil] },
      ),
    ]),
  );

  it.each([
    ["review", reviewHtml(hostileReport([hostile])), reviewHtml(oneGainReport)],
    ["summary", ofSummary, summaryHtml(summarize([model([])]))],
    ["findings", findingsHtml(hostileFinding(hostile)), findingsHtml(sampleFindings())],
  ])("are text of the %s", (_, page, harmless) => {
    expect(tags(page, "img")).toEqual([]);
    expect(page.match(/<\/script/g)).toHaveLength(1);
    expect(page).not.toMatch(/[\p{Cf}]|(?!\n)\p{Cc}/u);
    // Every value of an attribute ends where the page means it to.
    const attributes = Array.from(page.matchAll(/<[a-z][^>]*>/g), ([tag]) => tag).filter((tag) =>
      /onerror|alert/.test(tag),
    );
    for (const tag of attributes) expect(tag.replace(/="[^"]*"/g, "")).not.toMatch(/onerror|alert/);
    expect(page).toContain("&lt;/script&gt;&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&#96;&amp;lt;");
    expect(page).toContain("\\u202etxt.exe\\u0000\\u001b[31m");
    expect(inner(page, "script")).toBe(inner(harmless, "script"));
  });
});

describe("the review", () => {
  const page = reviewHtml(richReport);

  it("says the verdict, the numbers and what is unchanged", () => {
    expect(page).toContain('<strong class="badge verdict more">broadened</strong>');
    expect(page).toContain("<b>7</b> gained");
    expect(page).toContain("<b>12</b> principals unchanged");
    expect(reviewHtml(unchangedReport)).toContain("Everyone may do the same as before.");
  });

  it("has a row for every row of the report, with what filters know it by", () => {
    const { rows, acknowledged } = richReport;
    const shown = Array.from(page.matchAll(/<tr role="row" data-row([^>]*)>/g), ([, data]) => data!.trim());
    expect(shown).toHaveLength(rows.length + acknowledged.length);
    expect(shown[1]).toBe('data-change="gained" data-who="p1" data-risk="any escalation pass-role"');
  });

  it("offers only the filters that find something", () => {
    const only = reviewHtml({ ...oneGainReport, rows: [{ ...gainedRow, risks: [] }] });
    expect(only).not.toContain('data-filter="change"');
    expect(only).not.toContain('data-filter="risk"');
    expect(page).toContain('<option value="escalation">escalation: can lead to more permissions</option>');
  });

  it("says what is only possible, and why", () => {
    expect(page).toContain("? possibly");
    expect(page).toContain("which is known at apply");
  });
});

describe("the summary", () => {
  const page = summaryHtml(summarize([grants()]));

  it("says what is not known", () => {
    expect(page).toMatch(/unknown<\/span>\s*policy\s+<b>somewhere-else<\/b/);
    expect(page).toMatch(/unknown<\/span> what group <b>admins<\/b>/);
    expect(page).toMatch(/unknown<\/span> who may assume it/);
    expect(page).toContain("through group dev");
  });

  it("has contents with every stack and principal, and counts a stack with two providers once", () => {
    const users = ["ann", "bob"].map((name) => principal("user", name, [policy("tools", {})]));
    const both = summaryHtml(summarize([model(users), model(users, { stack: "shop (audit)" })]));
    const contents = both.slice(both.indexOf('<nav class="panel contents"'), both.indexOf("</nav>"));
    expect(Array.from(contents.matchAll(/href="#([^"]*)"/g), ([, id]) => id)).toEqual([
      ...["stack-1", "principal-1-1", "principal-1-2"],
      ...["stack-2", "principal-2-1", "principal-2-2"],
    ]);
    expect(both).toMatch(/<b>1<\/b> stack<[^]*<b>1<\/b> further provider of a stack</);
    expect(summaryHtml(summarize([model(users.slice(1))]))).not.toContain("<nav");
  });

  it("shows the rights of each policy on their own, and every resource as that", () => {
    const some = ["AliyunAgentRunReadOnlyAccess", "AliyunOSSReadOnlyAccess"];
    const whole = summaryHtml(summarize([model([principal("user", "ann", some.map(system))])]));
    const captions = Array.from(whole.matchAll(/<b>Statements<\/b> of system policy[^]*?class="name">([^<]*)</g), ([, name]) => name); // prettier-ignore
    expect(captions).toEqual(some);
    expect(whole).toMatch(/<code>\*<\/code> <span class="badge neutral"\s*>every resource<\/span>/);
  });

  it("says how much of a use is allowed", () => {
    expect(page).toMatch(/Agent management<\/th>[^]*?>all<\/span>[^]*?>2 of 7, 1 if<\/span>/);
  });
});

describe("the findings", () => {
  const page = findingsHtml(sampleFindings());

  it("says how many there are, and each with its document and what to do", () => {
    const all = sampleFindings();
    expect(page).toMatch(new RegExp(`badge verdict more"\\s*>${all.length - 1} findings</strong`));
    expect(page).toMatch(/\d errors?, \d warnings?.* in 3 documents; 1 acknowledged\./);
    expect(page).toMatch(new RegExp(`<code>${all[0]!.finding.id}</code>[^]*broken\\.json[^]*fix:</span>`));
    const rows = Array.from(page.matchAll(/<tr role="row" data-row[^]*?<\/tr>/g), ([row]) => row);
    const places = rows.map((row) => Math.max(1, tags(row, "li").filter((tag) => tag.includes("data-place")).length));
    expect(places.reduce((sum, count) => sum + count)).toBe(all.length);
    expect(page).toMatch(/data-change="warning" data-who="p\d"/);
    expect(page).toContain("the flow passes its own role only");
  });

  it("tells equal findings once, with their places and their own values", () => {
    const [finding] = validate('{"Version":"1","Statement":[{"Effect":"Allow","Action":"agentrun:GetTol","Resource":"*"}]}', "identity", { knowledge: knownActions }).findings; // prettier-ignore
    const named = (action: string) => ({ ...finding!, found: JSON.stringify(action), subject: action });
    const findings = ["a", "b", "c"].map((name) => ({ file: `${name}.json`, finding: named(`agentrun:Get${name}`) }));
    const several = findingsHtml(findings);
    expect(several.match(/<tr role="row" data-row/g)).toHaveLength(1);
    expect(several).toContain('data-who="p1 p2 p3"');
    expect(several).toContain("at 3 places");
    expect(several).toMatch(/data-place data-who="p2"[^]*?b\.json[^]*?agentrun:Getb[^]*?<\/li>/);
    expect(findingsRenderers.text(findings).match(/acknowledge:/g)).toHaveLength(1);
    expect(findingsRenderers.text(findings)).toContain(
      'acknowledge: "found": ["agentrun:Geta","agentrun:Getb","agentrun:Getc"]',
    );
  });

  it("offers only the filters that find something", () => {
    const [first] = sampleFindings();
    expect(findingsHtml([first!])).not.toContain('data-filter="change"');
    expect(findingsHtml([])).toContain("nothing found");
    expect(findingsHtml([])).not.toContain("data-filter=");
  });
});
