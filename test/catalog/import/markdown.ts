import { type Code, fixtureLines } from "./support";

/** Names of headings and columns, and the lines that state facts, as a page in this language prints them. */
export const languages = {
  english: {
    headings: ["## Action", "## Resource", "## Condition"],
    columns: ["Action", "API", "Access level", "Resource type", "Condition key", "Dependent action"],
    resourceColumns: ["Resource type", "ARN"],
    none: "None",
  },
  chinese: {
    headings: ["## 操作(Action)", "## 资源(Resource)", "## 条件(Condition)"],
    columns: ["操作", "API", "访问级别", "资源类型", "条件关键字", "关联操作"],
    resourceColumns: ["资源类型", "资源 ARN"],
    none: "",
  },
} as const;

export interface MarkdownStyle {
  readonly language: keyof typeof languages;
  /** Positions of the six columns. */
  readonly order: readonly number[];
  /** What stands between a type and an ARN, and between ARNs. */
  readonly separator: string;
}

/** The page of a fixture as Markdown. Its tables are read here without the help of the importer. */
export function markdownPage(code: Code, { language, order, separator }: MarkdownStyle): string {
  const { headings, columns, resourceColumns, none } = languages[language];
  const lines = fixtureLines(code)
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const stated = lines.find((line) => line.includes("RamCode"))!;
  const denial = lines.find((line) => /product-level|产品级别/.test(line))!;
  const actions: string[][] = [];
  const types: string[][] = [];
  for (const line of lines) {
    const words = line.split(" ");
    if (line.startsWith(`${code}:`)) actions.push([words[0]!, words[1]!, words[2] ?? "", "", none, none]);
    else if (line.startsWith("• acs:") && line.includes("{#accountId}:") && !line.includes("{#ramcode}")) {
      types.at(-1)!.push(line.slice(2));
    } else if (/^[A-Z][A-Za-z]*$/.test(line)) types.push([line]);
    else if (actions.length > 0 && (line.startsWith("*") || line.startsWith("acs:"))) {
      const row = actions.at(-1)!;
      row[3] = row[3] === "" ? line : `${row[3]!}${separator}${line}`;
    }
  }
  const resources = types.filter(([, ...arns]) => arns.length > 0);
  return [
    stated,
    "",
    headings[0],
    "",
    ...table([columns, ...actions].map((cells) => order.map((column) => cells[column]!))),
    "",
    headings[1],
    "",
    ...table([resourceColumns, ...resources.map(([type, ...arns]) => [type!, arns.join(separator)])]),
    "",
    headings[2],
    "",
    denial,
    "",
  ].join("\n");
}

function table(rows: readonly (readonly string[])[]): readonly string[] {
  const [header = [], ...body] = rows.map((cells) => cells.map((cell) => cell.replace(/^\*/, "\\*")));
  return [header, header.map(() => "---"), ...body].map((cells) => `| ${cells.join(" | ")} |`);
}
