import { commands } from "../../../lib/cli/commands";
import { generalOptions } from "../../../lib/cli/general-options";
import { type ArgumentDeclaration, type OptionDeclarations } from "../../../lib/cli/declaration";
import { exitCodeMeanings, exitsOf } from "../../../lib/cli/exit-codes";
import { type NamedCommand, commandsIn } from "../../cli/support/all-commands";
import { chineseCommands } from "./chinese-commands";
import { type Language, generatedNote, pageOf, plain, table } from "./language";

const words = {
  english: {
    title: "Command line",
    source: "the declarations of the commands",
    intro: [
      "Apart from `pull`, `agentrun-ram` needs no account and no network. In a project that installs the library, call it with `npx agentrun-ram`.",
      "`agentrun-ram <command> --help` prints the same as this page.",
    ],
    commands: "Commands",
    general: "Options of every command",
    codes: "Exit codes",
    command: "command",
    about: "what it does",
    code: "code",
    meaning: "meaning",
    argument: "argument",
    option: "option",
    optional: "may be omitted",
    many: "may be repeated",
    default: "default",
    choices: "one of",
  },
  chinese: {
    title: "命令行",
    source: "命令的声明",
    intro: [
      "除 `pull` 外，`agentrun-ram` 不需要账号，也不需要网络。在安装了本库的项目中，用 `npx agentrun-ram` 调用。",
      "`agentrun-ram <command> --help` 输出的内容与本页相同。各命令的详细说明与工具的输出一致，因此保留英文。",
    ],
    commands: "命令",
    general: "所有命令的选项",
    codes: "退出码",
    command: "命令",
    about: "用途",
    code: "退出码",
    meaning: "含义",
    argument: "参数",
    option: "选项",
    optional: "可省略",
    many: "可重复",
    default: "默认",
    choices: "取值",
  },
} as const;

export function commandsPage(language: Language): string {
  const text = words[language];
  const all = commandsIn(commands);
  return pageOf([
    `# ${text.title}`,
    generatedNote("npm run docs:generate", { english: words.english.source, chinese: words.chinese.source }, language),
    ...text.intro,
    `## ${text.commands}`,
    table(
      [text.command, text.about],
      all.map(({ name, summary }) => [
        `[\`${name}\`](#${name.replaceAll(" ", "-")})`,
        summaryIn(language, name, summary),
      ]),
    ),
    `## ${text.general}`,
    table(
      [text.option, text.meaning],
      Object.entries(generalOptions).map(([option, about]) => [`\`${option}\``, plain(about)]),
    ),
    `## ${text.codes}`,
    table(
      [text.code, text.meaning],
      Object.entries(exitCodeMeanings).map(([code, meaning]) => [code, plain(meaning)]),
    ),
    ...all.flatMap((command) => section(command, language)),
  ]);
}

function summaryIn(language: Language, name: string, summary: string): string {
  if (language === "english") return plain(summary);
  const chinese = chineseCommands[name];
  if (chinese === undefined) throw new Error(`chinese-commands.ts lacks ${name}`);
  return plain(chinese);
}

function section({ name, declaration }: NamedCommand, language: Language): readonly string[] {
  const text = words[language];
  const { description, arguments: operands = [], options = {}, examples } = declaration;
  return [
    `## ${name}`,
    ...(language === "english" ? [] : [`${summaryIn(language, name, "")}。`]),
    plain(description),
    `\`\`\`sh\n${examples.map((example) => `npx ${example}`).join("\n")}\n\`\`\``,
    ...(operands.length === 0 ? [] : [table([text.argument, text.meaning], operandRows(operands, language))]),
    ...(Object.keys(options).length === 0 ? [] : [table([text.option, text.meaning], optionRows(options, language))]),
    table(
      [text.code, text.meaning],
      Object.entries(exitsOf(name)).map(([code, meaning]) => [code, plain(meaning)]),
    ),
  ];
}

function operandRows(operands: readonly ArgumentDeclaration[], language: Language): readonly (readonly string[])[] {
  const text = words[language];
  return operands.map(({ name, about, optional, many }) => [
    `\`${name}\``,
    withNotes(about, [...(optional === true ? [text.optional] : []), ...(many === true ? [text.many] : [])]),
  ]);
}

function optionRows(options: OptionDeclarations, language: Language): readonly (readonly string[])[] {
  const text = words[language];
  return Object.entries(options).map(([name, option]) => {
    if (option.value === undefined) return [`\`--${name}\``, plain(option.about)];
    const notes = [
      ...(option.choices === undefined ? [] : [`${text.choices} \`${option.choices.join("`, `")}\``]),
      ...(option.default === undefined ? [] : [`${text.default} \`${option.default}\``]),
      ...(option.many === true ? [text.many] : []),
    ];
    return [`\`--${name} <${option.value}>\``, withNotes(option.about, notes)];
  });
}

function withNotes(about: string, notes: readonly string[]): string {
  return notes.length === 0 ? plain(about) : `${plain(about)} (${notes.join("; ")})`;
}
