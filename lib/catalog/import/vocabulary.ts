/** The terms of authorization pages, in English and Chinese. Compared without regard to case and surrounding space. */

/** Columns of the table of actions, in the order of the pages. */
export const actionColumns = ["action", "api", "level", "resource", "condition", "dependent"] as const;

export type ActionColumn = (typeof actionColumns)[number];

const columnNames: Readonly<Record<string, ActionColumn>> = {
  action: "action",
  操作: "action",
  api: "api",
  "access level": "level",
  访问级别: "level",
  "resource type": "resource",
  资源类型: "resource",
  "condition key": "condition",
  条件关键字: "condition",
  "dependent action": "dependent",
  关联操作: "dependent",
};

/** The column that a header cell names. */
export function actionColumn(text: string): ActionColumn | undefined {
  const name = text.trim().toLowerCase();
  return Object.hasOwn(columnNames, name) ? columnNames[name] : undefined;
}

/** Whether two header cells belong to the table of resources. */
export function isResourceHeader(first: string, second: string): boolean {
  return (
    ["resource type", "资源类型"].includes(first.trim().toLowerCase()) &&
    ["arn", "资源 arn", "资源arn"].includes(second.trim().toLowerCase())
  );
}

export type Section = "action" | "resource" | "condition";

const sectionNames: Readonly<Record<Section, RegExp>> = {
  action: /^#*\s*(Action|操作(\s*\(Action\)|（Action）)?)$/,
  resource: /^#*\s*(Resource|资源(\s*\(Resource\)|（Resource）)?)$/,
  condition: /^#*\s*(Condition|条件(\s*\(Condition\)|（Condition）)?)$/,
};

/** Whether a line is the heading of a section. */
export function isHeading(line: string, section: Section): boolean {
  return sectionNames[section].test(line.trim());
}

/** Whether a resource cell means all resources. */
export function isAllResources(type: string): boolean {
  return /^(all resources?|全部资源)$/i.test(type);
}

/** Whether a cell means "none". */
export function isNothing(text: string): boolean {
  return ["", "-", "none", "无"].includes(text.trim().toLowerCase());
}

/** Whether a word has the form of a condition key, an action or a pattern of actions. */
export function isKeyOrAction(word: string): boolean {
  return /^[a-z][a-z0-9-]*:[\w/*{}#-]+$/i.test(word);
}

/** Whether a line says that the service has no condition keys. */
export function deniesConditionKeys(line: string): boolean {
  return /does not define (any )?product-level condition keys|未定义产品级别的条件关键字/.test(line);
}

const granularities: Readonly<Record<string, "service" | "operation" | "resource">> = {
  service: "service",
  服务级: "service",
  operation: "operation",
  操作级: "operation",
  resource: "resource",
  资源级: "resource",
};

/** Longer lines are ignored: they are not part of a page, and searching them takes too long. */
const longestStatement = 3000;

/** The RAM codes, the name and the granularity, if a line states them. */
export function statedService(line: string):
  | {
      readonly title: string;
      readonly codes: readonly string[];
      readonly granularity: "service" | "operation" | "resource";
    }
  | undefined {
  if (line.length > longestStatement) return undefined;
  const match =
    /RAM code \(RamCode\) for (?<title>.+?) is (?<codes>[\w, -]+?)\s*, and the supported authorization granularity is (?<granularity>\w+)/i.exec(
      line,
    ) ??
    /(?<title>[^\s。，,][^。，,]*?)\s*的 RAM 代码\s*[(（]RamCode[)）]为\s*(?<codes>[\w, -]+?)\s*[,，]\s*支持的授权粒度为\s*(?<granularity>\S+?)[。.]?$/.exec(
      line,
    );
  if (match?.groups === undefined) return undefined;
  const { title = "", codes = "", granularity = "" } = match.groups;
  const word = granularity.toLowerCase();
  const known = Object.hasOwn(granularities, word) ? granularities[word] : undefined;
  return known === undefined
    ? undefined
    : { title, codes: codes.split(",").map((code) => code.trim()), granularity: known };
}
