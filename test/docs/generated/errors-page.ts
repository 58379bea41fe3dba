import { rules } from "../../../lib/policy";
import { type Language, generatedNote, pageOf, plain } from "./language";
import { type ProblemEntry, problemGroups } from "./problem-entries";
import { type ShownExample, runExample } from "./run-example";

const words = {
  english: {
    title: "Errors",
    source: "the examples, which it runs",
    intro: [
      "Every id that the library and the command line can report. Ids are stable and never reused; texts may change.",
      "Each entry has an example and the message that it gives: where, what was found (the cause), what is allowed, and the fix. A test runs the examples, except the few that need records of an account, a broken machine or a bug. All problems of a document or a stack are reported together.",
      "The command line prints errors on standard error, one on a line: the id, the place (a file, an option, a path in a document), what is wrong there, what is allowed if that is a list, and the fix. Standard output has results only.",
      "A file that is not JSON is `RAM501` in every command, with the line, the column and what was expected there. Functions that take a text, and not a file, report it by what the text is for: `PolicyDocument.fromJson` and `validate` as `RAM101`, `readListing` as `RAM511`. Commands read policies of up to 1 MB and other files of up to 64 MB; functions that take a text have no limit.",
      "Errors of RAM itself, such as `EntityAlreadyExists.Role`, are in [Troubleshooting](../troubleshooting.md).",
    ],
    reason: "Why it matters, and the source",
  },
  chinese: {
    title: "错误",
    source: "可运行的示例",
    intro: [
      "库和命令行可能报告的全部编号。编号稳定且不会重用，文字可能变化。",
      "每个条目给出一个示例，以及它产生的消息：位置、发现了什么（原因）、允许什么（Allowed）、如何改（Fix）。消息与工具的输出一致，因此保留英文。这些示例由测试实际运行，只有少数需要账号记录、有故障的机器或程序缺陷的除外。同一文档或堆栈的所有问题会一次报告。",
      "命令行把错误写到标准错误输出，每行一个：编号、位置（文件、选项或文档中的路径）、哪里不对、允许什么（如有）、如何改。标准输出只有结果。",
      "不是 JSON 的文件，在每个命令中都报告为 `RAM501`，并给出行、列以及该处应有的内容。接受文本而不是文件的函数，按文本的用途报告：`PolicyDocument.fromJson` 和 `validate` 报告 `RAM101`，`readListing` 报告 `RAM511`。命令最多读取 1 MB 的策略和 64 MB 的其他文件；接受文本的函数没有限制。",
      "RAM 自身的错误（例如 `EntityAlreadyExists.Role`）见[故障排查](../troubleshooting.md)。",
    ],
    reason: "影响与来源",
  },
} as const;

/** Examples by their id, run once for both languages. */
export async function shownExamples(): Promise<ReadonlyMap<string, ShownExample>> {
  const shown = new Map<string, ShownExample>();
  for (const { entries } of problemGroups) {
    for (const { id, example } of entries) shown.set(id, await runExample(example));
  }
  return shown;
}

export function errorsPage(language: Language, shown: ReadonlyMap<string, ShownExample>): string {
  const { title, intro, reason } = words[language];
  return pageOf([
    `# ${title}`,
    generatedNote("npm run docs:generate", { english: words.english.source, chinese: words.chinese.source }, language),
    ...intro,
    ...problemGroups.flatMap((group) => [
      `## ${group[language]}`,
      ...group.entries.flatMap((one) => section(one, language, shown.get(one.id), reason)),
    ]),
  ]);
}

function section(
  entry: ProblemEntry,
  language: Language,
  example: ShownExample | undefined,
  reason: string,
): readonly string[] {
  const { id } = entry;
  if (example === undefined) return [];
  const message = example.messages.find((line) => line.includes(id)) ?? "";
  const rule = rules.find((one) => one.id === id);
  const anchor = `${id} ${rule?.title ?? ""}`.toLowerCase().replace(/[^\w\s-]/g, "").replaceAll(" ", "-"); // prettier-ignore
  return [
    `### ${id}: ${plain(language === "english" ? (rule?.title ?? entry.english) : entry.chinese)}`,
    `\`\`\`${example.language}\n${example.code}\n\`\`\``,
    `\`\`\`text\n${inLines(message)}\n\`\`\``,
    ...(rule === undefined || language !== "english" ? [] : [`[${reason}](../rules.md#${anchor})`]),
    ...(rule === undefined || language === "english" ? [] : [`[${reason}](../rules.md#${chineseAnchor(entry)})`]),
  ];
}

function chineseAnchor({ id, chinese }: ProblemEntry): string {
  return `${id} ${chinese}`
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s-]/gu, "")
    .replaceAll(" ", "-");
}

/** The parts of a message on lines of their own; very long ones are cut. */
function inLines(message: string): string {
  return message
    .trim()
    .replace(/(?:(?<!\.)\.)? (Allowed|Fix): /g, "\n  $1: ")
    .split("\n")
    .map((line) => (line.length <= 240 ? line : `${line.slice(0, 240).replace(/ [^ ]*$/, "")} ...`))
    .join("\n");
}
