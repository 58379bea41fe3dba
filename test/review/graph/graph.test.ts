import fc from "fast-check";
import { graphLayout } from "../../../lib/cli/graph-layout";
import { type AccessGraph, accessGraphs } from "../../../lib/review/graph/access-graph";
import { kindWords, nameLines } from "../../../lib/review/graph/labels";
import type { Layout, Placed } from "../../../lib/review/graph/layout";
import { summaryHtml } from "../../../lib/review/html";
import { summaryRenderers } from "../../../lib/review/renderers";
import { type SummaryReport, summarize } from "../../../lib/review/summary";
import { TrustPolicy } from "cdktf-alicloud-agentrun/policy";
import { call } from "../../cli/support/call";
import { temporaryFiles } from "../../support/temporary-files";
import { everything, model, policy, principal, system, unknownPolicy } from "../summary/models";

const { file } = temporaryFiles("graph");
const layout: Layout = graphLayout() ?? (() => ({ width: 0, height: 0, boxes: new Map(), lines: [] }));
const tools = policy("tools", { Action: "agentrun:GetTool" });
const admin = policy("admin", { Action: "*" });
const creating = policy("creating", { Action: "ram:CreateRole" });

function linesOf(report: SummaryReport, accountId?: string): readonly string[] {
  return accessGraphs(report, accountId).flatMap(({ nodes, edges }: AccessGraph) => {
    const name = new Map(nodes.map((node) => [node.id, `${node.kind} ${node.names.join("+")}`]));
    return edges.map(({ from, to, label, isOpen, isRisky }) =>
      [name.get(from), isRisky ? "=>" : isOpen ? "~>" : "->", name.get(to), label && `(${label})`].join(" ").trim(),
    );
  });
}

const trusting = (arn: string) =>
  TrustPolicy.fromJson({
    Version: "1",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { RAM: [arn] } }],
  });

describe("the graph", () => {
  it("leads from principals over groups and policies to features, with equal ones as one", () => {
    const users = ["ann", "bob", "cid"].map((name) => principal("user", name, [], { groups: ["dev"] }));
    const report = summarize([
      model([
        ...users,
        principal("group", "dev", [tools, unknownPolicy("x"), system("AliyunOSSReadOnlyAccess")]),
        principal("group", "idle", []),
      ]),
    ]);
    expect(linesOf(report)).toEqual([
      "user ann+bob+cid -> group dev",
      "system policy AliyunOSSReadOnlyAccess -> service oss",
      "system policy AliyunOSSReadOnlyAccess -> feature Object Storage Service (view)",
      "policy tools -> feature AgentRun tools (view)",
      "group dev -> system policy AliyunOSSReadOnlyAccess",
      "group dev -> policy tools",
      "group dev -> policy x",
    ]);
    const [graph] = accessGraphs(report);
    expect(graph?.nodes.find(({ names }) => names.includes("x"))?.isOpen).toBe(true);
  });

  it("shows in red what leads to more permissions, from the first step on", () => {
    const report = summarize([
      model([
        principal("user", "ann", [], { groups: ["ops"] }),
        principal("group", "ops", [creating]),
        principal("group", "dev", [tools]),
        principal("role", "root", [admin], { trust: trusting("acs:ram::1234567890123456:root") }),
      ]),
    ]);
    const lines = linesOf(report);
    expect(lines).toEqual(
      expect.arrayContaining([
        "user ann => group ops",
        "group ops => policy creating",
        "policy creating => risk escalation: can lead to more permissions (ram:CreateRole)",
        "role root => policy admin",
        "outside account 1234567890123456 => role root (may assume)",
        expect.stringMatching(/^policy admin => risk administrator/),
        "group dev -> policy tools",
      ]),
    );
  });

  it.each([
    ["of the account", "1234567890123456", "user ann -> role run (may assume)"],
    ["of an account that is not known", undefined, "user ann ~> role run (may assume, in account 1234567890123456)"],
    ["of another account", "42", "outside acs:ram::1234567890123456:user/ann -> role run (may assume)"],
  ])("takes a trusted user %s for what it is", (_, accountId, line) => {
    const trust = trusting("acs:ram::1234567890123456:user/ann");
    const report = summarize([
      model([principal("user", "ann", [tools]), principal("role", "run", [tools], { trust })]),
    ]);
    expect(linesOf(report, accountId)).toContain(line);
  });

  it("is the same each time, and empty where nobody reaches anything", () => {
    const report = summarize([everything()]);
    for (const format of ["dot", "mermaid", "svg"] as const) {
      expect(summaryRenderers[format](report, { layout })).toBe(summaryRenderers[format](report, { layout }));
      expect(summaryRenderers[format](summarize([model([])]), { layout })).toMatch(/digraph access|[Nn]obody reaches/);
    }
  });
});

it("200 principals are a picture in which no box covers another, and equal ones are one box", () => {
  const groups = Array.from({ length: 20 }, (_, index) => principal("group", `group-${index}`, [policy(`p${index % 7}`, { Action: "agentrun:GetTool" })])); // prettier-ignore
  const users = Array.from({ length: 180 }, (_, index) => principal("user", `user-${index}`, [], { groups: [`group-${index % 20}`] })); // prettier-ignore
  const placed: Placed[] = [];
  const sizes: (readonly { readonly id: string; readonly width: number; readonly height: number }[])[] = [];
  const text = summaryRenderers.svg(summarize([model([...groups, ...users])]), {
    layout: (boxes, lines) => {
      sizes.push(boxes);
      const one = layout(boxes, lines);
      placed.push(one);
      return one;
    },
  });
  const boxes = (sizes[0] ?? []).map((box) => ({ ...box, ...(placed[0]?.boxes.get(box.id) ?? { x: 0, y: 0 }) }));
  expect(boxes.length).toBeLessThan(50);
  for (const [index, one] of boxes.entries()) {
    for (const other of boxes.slice(index + 1)) {
      const apart = Math.abs(one.x - other.x) >= (one.width + other.width) / 2 || Math.abs(one.y - other.y) >= (one.height + other.height) / 2; // prettier-ignore
      expect([one.id, other.id, apart]).toEqual([one.id, other.id, true]);
    }
  }
  expect(text).toContain("and 3 more");
  // Each label is at a point that a line goes through; its text is 4 lower.
  const ends = new Set([...text.matchAll(/ d="([^"]*)"/g)].flatMap(([, d = ""]) => d.split(/[MLCQ]/).map((step) => step.split(" ").slice(-2).join(" ")))); // prettier-ignore
  const labels = [...text.matchAll(/class="g-label[^"]*"\s+x="([\d.]+)"\s+y="([\d.]+)"/g)].map(
    ([, x = "", y]) => `${x} ${Math.round((Number(y) - 4) * 10) / 10}`,
  );
  expect(labels.length).toBeGreaterThan(5);
  expect(labels.filter((label) => !ends.has(label))).toEqual([]);
});

/** Text that means something to one of the languages, or to a terminal. */
const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom('"', "\\", "\\n", "<b>", "]]>", "&amp;", "&", "'", "`", "#quot;", "%%{init: {}}%%", "-->", "|"),
      fc.constantFrom("\n", "\r", "\u0000", "\u001b[2J", "\u202e", "\ufffe", "\ud800", "；", "文字", "</svg><script>", "end", ";", "}"), // prettier-ignore
      fc.string({ maxLength: 8, unit: "binary" }),
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(""))
  .filter((text) => text.trim() !== "");

it("names mean nothing to the languages that they are written in", () => {
  fc.assert(
    fc.property(hostile, hostile, hostile, (user, group, stack) => {
      const report = summarize([
        model([principal("user", user, [creating], { groups: [group] }), principal("group", group, [tools])], {
          stack,
        }),
      ]);
      const svg = summaryRenderers.svg(report, { layout });
      const tag = /<\/?(?:svg|g|rect|path|polygon|text|title|style)(?:\s+[a-z-]+(?::[a-z]+)?="[^"<>]*")*\s*\/?>/gi;
      const rest = svg.replace(/<style>[^<]*<\/style>/, "").replace(tag, "");
      expect(rest).not.toMatch(/[<>]|&(?!(?:amp|lt|gt|quot|#39|#96);)/);
      expect(svg).not.toMatch(/[^\t\n\r -\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
      const dot = summaryRenderers.dot(report).split("\n");
      const quoted = String.raw`"(?:[^"\\&]|\\["\\n]|&amp;)*"`;
      const line = new RegExp(String.raw`^(?:digraph access \{|  rankdir=.*|  subgraph cluster_1 \{|    label=${quoted};|    n1_\d+ \[label=${quoted}, shape=\w+, style="[\w,]*"(?:, (?:fill)?color="#\w+")*\];|    n1_\d+ -> n1_\d+(?: \[(?:label=${quoted}|style=dashed|(?:font)?color="#\w+"|, )+\])?;|  \}|\})$`, "u"); // prettier-ignore
      expect(dot.filter((one) => !line.test(one))).toEqual([]);
      const mermaid = summaryRenderers.mermaid(report).split("\n");
      const label = String.raw`"(?:[\p{L}\p{N} ,.:/_-]|#\d+;|<br>)*"`;
      const step = new RegExp(String.raw`^(?:flowchart LR|  subgraph s1\[${label}\]|    direction LR|    n1x\d+(?:\(\[|\{\{|\(|\[)${label}(?:\]\)|\}\}|\)|\])|    n1x\d+ -\.?-?->?(?:\|${label}\|)? n1x\d+|  end|  classDef .*|  class [\w,]+ risky|  linkStyle [\d,]+ stroke:#ab2019)$`, "u"); // prettier-ignore
      expect(mermaid.filter((one) => !step.test(one))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it("names are broken where they have room to, and counted where they are many", () => {
  const node = (names: readonly string[]) => ({ id: "", kind: "user", names, isOpen: false, isRisky: false }) as const;
  expect(nameLines(node(["a-team-with-a-rather-long-name-of-its-own"]))).toEqual([
    "a-team-with-a-rather-long-name-of-",
    "its-own",
  ]);
  expect(nameLines(node(Array.from({ length: 9 }, (_, index) => `u${index}`)))).toEqual([
    ...["u0", "u1", "u2", "u3", "u4", "u5"],
    "and 3 more",
  ]);
  expect(kindWords(node(["a", "b"]))).toBe("2 users");
});

describe("the command", () => {
  const input = file("policy.json", { Version: "1", Statement: [{ Effect: "Allow", Action: "oss:*", Resource: "*" }] });

  it("draws in pages and files, and says what is missing where the package is not installed", () => {
    const page = summaryHtml(summarize([everything()]), { layout });
    expect(page).toMatch(/<figure class="panel picture">[^]*<svg/);
    expect(page).not.toMatch(/ style="/);
    expect(summaryHtml(summarize([everything()]))).not.toContain("<svg");
    expect(call("summary", input, "--format", "svg")).toMatchObject({ code: 0, err: "" });
    jest.isolateModules(() => {
      jest.doMock("@dagrejs/dagre", () => {
        throw Object.assign(new Error("not found"), { code: "MODULE_NOT_FOUND" });
      });
      const { run } = jest.requireActual<typeof import("../../../lib/cli/run")>("../../../lib/cli/run");
      const err: string[] = [];
      const print = { out: () => undefined, err: (text: string) => err.push(text) };
      expect(run(["summary", input, "--format", "svg"], print)).toBe(1);
      expect(run(["summary", input, "--format", "html"], print)).toBe(0);
      expect(run(["summary", input, "--format", "dot"], print)).toBe(0);
      expect(err).toEqual([
        expect.stringMatching(/^RAM901 --format svg: it needs the package @dagrejs\/dagre\. Fix: run npm install/),
        expect.stringMatching(/^note: the page has no picture/),
      ]);
    });
  });
});
