import fc from "fast-check";
import { leastCommentLength, renderFindingsMarkdown, renderMarkdown } from "../../../lib/review/render";
import { findingsRenderers, reviewRenderers } from "../../../lib/review/renderers";
import { hostileFinding, hostileNames, hostileReport } from "./sample-reports";
import { anyText, cellCounts, runs, tablesOf, unseen } from "./support";

const texts = fc.array(fc.oneof(anyText, fc.constantFrom(...hostileNames)), { minLength: 1, maxLength: 3 });

/** Everything that is for people, of reports and findings with these texts. */
function outputs(names: readonly string[]): {
  readonly texts: readonly string[];
  readonly comments: readonly string[];
} {
  const report = hostileReport(names);
  const findings = names.flatMap(hostileFinding);
  return {
    texts: [reviewRenderers.text(report), findingsRenderers.text(findings)],
    comments: [reviewRenderers.markdown(report), findingsRenderers.markdown(findings)],
  };
}

it("no output has a control character but the line ends between its lines", () => {
  fc.assert(
    fc.property(texts, (names) => {
      const { texts: plain, comments } = outputs(names);
      for (const output of [
        ...plain,
        ...comments,
        reviewRenderers.json(hostileReport(names)),
        reviewRenderers.sarif(hostileReport(names)),
      ]) {
        expect(output.replace(/\n/g, "")).not.toMatch(unseen);
      }
    }),
    runs(60),
  );
});

it("names add no lines", () => {
  const { texts: plain, comments } = outputs(["dev"]);
  const lines = (all: readonly string[]) => all.map((output) => output.split("\n").length);
  fc.assert(
    fc.property(anyText, (name) => {
      expect(lines(outputs([name]).comments)).toEqual(lines(comments));
      // In a terminal long lines are broken, so only blocks are counted.
      const blocks = (all: readonly string[]) => all.map((output) => output.split("\n\n").length);
      expect(blocks(outputs([name]).texts)).toEqual(blocks(plain));
    }),
    runs(60),
  );
});

it("in a terminal a name stands at no place where a line begins with a sign", () => {
  fc.assert(
    fc.property(anyText, (name) => {
      const [plain = ""] = outputs([name]).texts;
      const signs = plain.split("\n").filter((line) => /^ {2}\S/.test(line));
      expect(signs).toHaveLength(30);
      for (const line of signs) expect(line).toMatch(/^ {2}[+~-] \S/);
    }),
    runs(60),
  );
});

it("every row of a table has as many cells as its head", () => {
  fc.assert(
    fc.property(texts, (names) => {
      for (const comment of outputs(names).comments) {
        const tables = tablesOf(comment);
        expect(tables).toHaveLength(comment.startsWith("<!-- agentrun-ram review") ? 3 : 2);
        for (const [head = "", ...lines] of tables) {
          for (const line of lines) {
            expect(line).toMatch(/^\| .* \|$/);
            expect(cellCounts(line)).toEqual(cellCounts(head));
          }
        }
      }
    }),
    runs(80),
  );
});

it("outside of code a comment has nothing but words, its own marks and tags", () => {
  fc.assert(
    fc.property(texts, (names) => {
      for (const comment of outputs(names).comments) {
        const [marker = "", ...rest] = comment.split("\n");
        expect(marker).toMatch(/^<!-- agentrun-ram (review|lint) -->$/);
        const outside = rest.join("\n").replace(/`[^`\n]+`/g, "");
        const words = outside.replace(/<br>|<details><summary>[\w ,]*<\/summary>|<\/details>|\*\*/g, "");
        expect(words).toMatch(/^[\p{L}\d\s|'’"().,;:!?…–→-]*$/u);
        expect(outside.match(/<details>/g) ?? []).toHaveLength(outside.match(/<\/details>/g)?.length ?? 0);
      }
    }),
    runs(80),
  );
});

it("a comment is never longer than its limit, however long names are", () => {
  const long = fc.tuple(anyText, fc.integer({ min: 1, max: 3000 })).map(([text, times]) => text.repeat(times));
  fc.assert(
    fc.property(long, fc.integer({ min: leastCommentLength, max: 12_000 }), (name, limit) => {
      expect(renderMarkdown(hostileReport([name]), { limit }).length).toBeLessThanOrEqual(limit);
      expect(renderFindingsMarkdown(hostileFinding(name), { limit }).length).toBeLessThanOrEqual(limit);
    }),
    runs(60),
  );
});
