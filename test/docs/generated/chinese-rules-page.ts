import { rules } from "../../../lib/policy";
import { rulesPage } from "../../../lib/policy/validate/rules-page";
import { problemGroups } from "./problem-entries";

/** Sentences of the page, which the program does not print, in Chinese. */
const sentences: Readonly<Record<string, string>> = {
  "# What validation finds": "# 校验能发现什么",
  "<!-- Written by `npm run rules:generate` from the rules. A test fails if it is out of date. -->":
    "<!-- Written by `npm run docs:generate`. 由规则生成，过期时测试会失败。 -->",
  "Ids are stable and never reused; titles may change. The other ids are in [Errors](reference/errors.md).":
    "编号稳定且不会重用，标题可能变化。其他编号见[错误](reference/errors.md)。说明文字与工具的输出一致，因此保留英文。",
  "## What RAM refuses": "## RAM 会拒绝的内容",
  "Always reported, with severity `error`, and cannot be acknowledged.":
    "总是报告，级别为 `error`，不能用确认条目放行。",
  "| id | title |": "| 编号 | 标题 |",
  "## Mistakes and bad practices that RAM accepts": "## RAM 接受的错误和不良做法",
  "The pack `recommended`, the default, has the rules of severity `warning`; `strict` has all rules; `syntax` has none. `severities` sets another severity by id. Acknowledge a finding that is intended, with a reason.":
    "默认的规则包 `recommended` 包含级别为 `warning` 的规则；`strict` 包含全部规则；`syntax` 不含规则。`severities` 可按编号改变级别。有意为之的发现，用带理由的确认条目放行。",
  "| id | title | severity | policies |": "| 编号 | 标题 | 级别 | 适用的策略 |",
};

/** `docs/zh/rules.md`, made of the English page. */
export function chineseRulesPage(): string {
  const titles = new Map(problemGroups.flatMap(({ entries }) => entries).map(({ id, chinese }) => [id, chinese]));
  const used = new Set<string>();
  const lines = rulesPage()
    .split("\n")
    .map((line) => {
      const sentence = sentences[line];
      if (sentence !== undefined) {
        used.add(line);
        return sentence;
      }
      return line
        .replace(/^(### (RAM\d{3})): .*$/, (_, head: string, id: string) => `${head}: ${titles.get(id) ?? ""}`)
        .replace(/^\| `(RAM\d{3})` \| .* \|$/, (_, id: string) => `| \`${id}\` | ${titles.get(id) ?? ""} |`)
        .replace(
          /^\| \[(RAM\d{3})\]\(#.*?\) \| .*? \| (\w+) \| (.*) \|$/,
          (_, id: string, severity: string, kinds: string) => {
            const title = titles.get(id) ?? "";
            return `| [${id}](#${anchor(`${id} ${title}`)}) | ${title} | ${severity} | ${kinds} |`;
          },
        )
        .replace(/^- Allowed: /, "- 允许：")
        .replace(/^- Source: /, "- 来源：");
    });
  const unused = Object.keys(sentences).filter((sentence) => !used.has(sentence));
  if (unused.length > 0) throw new Error(`the page of rules does not say any more: ${unused.join("; ")}`);
  if (rules.some(({ id }) => !titles.has(id))) throw new Error("a rule has no Chinese title");
  return lines.join("\n");
}

function anchor(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .replaceAll(" ", "-");
}
