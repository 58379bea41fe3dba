import { type CatalogAction, type Feature, type ResourceScope, accessClassOf, contestedScope, feature, featureKeys } from "../../../lib/catalog"; // prettier-ignore
import { namedPartOf } from "../../../lib/catalog/asked-by-name";
import { siblingsOf } from "../../../lib/catalog/features";
import { flagForNeed } from "../../../lib/cli/request-flags";
import { zhFeatures } from "../../../studio/src/language/zh-features";
import { type Language, generatedNote, pageOf, plain, table } from "./language";

const words = {
  english: {
    title: "Features",
    source: "the catalog",
    intro: [
      "What `features` of `LeastPrivilege` and `--feature` of the command line take: a key, and one or more access classes. `manage` includes `view`, but not `invoke`.",
      "Each action has the resources that its RAM authorization page authorizes it on. `*` means all resources only: `within` cannot narrow such an action. Where another page of the vendor has other resources, both are there with their page; [contested](../concepts/known-assumed-contested.md#contested) says which one is followed. Actions that return secrets, open a shell or pass a role belong to no class; they are granted only where they are asked for by name.",
    ],
    all: "All features",
    key: "key",
    name: "feature",
    classes: "classes",
    action: "action",
    accessClass: "class",
    resources: "resources",
    section: (section: string) => `Section ${section} of the vendor's grant page.`,
    noSection: "Not on the vendor's grant page.",
    unknown: "not documented",
    byName: "by name",
    siblings: "You may need, too:",
    none: "by name only",
  },
  chinese: {
    title: "功能",
    source: "目录",
    intro: [
      "`LeastPrivilege` 的 `features` 和命令行的 `--feature` 接受的内容：功能的键，加一个或多个访问类别。`manage` 包含 `view`，但不包含 `invoke`。",
      "每个操作后面是 RAM 授权信息页规定的鉴权资源。`*` 表示只能在全部资源上鉴权，`within` 无法收窄这样的操作。如果阿里云的另一个页面给出了不同的资源，两者都会列出并注明页面；采用哪一个，见[争议](../concepts/known-assumed-contested.md#争议)。返回密钥、打开终端或传递角色的操作不属于任何类别，只有按名称请求时才授予（by name）。",
    ],
    all: "全部功能",
    key: "键",
    name: "功能",
    classes: "类别",
    action: "操作",
    accessClass: "类别",
    resources: "资源",
    section: (section: string) => `阿里云授权页第 ${section} 节。`,
    noSection: "阿里云授权页上没有。",
    unknown: "没有文档",
    byName: "by name",
    siblings: "可能还需要：",
    none: "仅按名称",
  },
} as const;

export function featuresPage(language: Language): string {
  const text = words[language];
  const all = featureKeys().map((key) => feature(key));
  return pageOf([
    `# ${text.title}`,
    generatedNote("npm run docs:generate", { english: words.english.source, chinese: words.chinese.source }, language),
    ...text.intro,
    `## ${text.all}`,
    table(
      [text.key, text.name, text.classes],
      all.map(({ key, title, classes }) => [
        `[\`${key}\`](#${key.toLowerCase()})`,
        titleIn(language, key, title),
        classes.join(", ") || text.none,
      ]),
    ),
    ...all.flatMap((one) => sectionOf(one, language)),
  ]);
}

function sectionOf({ key, title, section, actions }: Feature, language: Language): readonly string[] {
  const text = words[language];
  const siblings = Object.entries(siblingsOf(key));
  const rows = actions.map((action) => [
    `\`${action.name}\``,
    namedPartOf(action.name) === undefined ? accessClassOf(action) : `${text.byName}: \`${flagForNeed(action.name)}\``,
    resourcesOf(action, language),
  ]);
  return [
    `## ${key}`,
    `${titleIn(language, key, title)}${language === "english" ? ". " : "。"}${section === undefined ? text.noSection : text.section(section)}`,
    table([text.action, text.accessClass, text.resources], rows),
    ...(siblings.length === 0
      ? []
      : [text.siblings, siblings.map(([other, about]) => `- [\`${other}\`](#${other.toLowerCase()}): ${plain(about)}`).join("\n")]), // prettier-ignore
  ];
}

/** In Chinese, with the title of the catalog, which the command line prints. */
function titleIn(language: Language, key: Feature["key"], title: string): string {
  return language === "english" ? plain(title) : `${plain(zhFeatures[key])}（${plain(title)}）`;
}

/** The resources of the authorization page; where another page has others, those of both, with the page. */
function resourcesOf(action: CatalogAction, language: Language): string {
  const contested = contestedScope(action);
  const scopes = contested === undefined ? (action.otherScopes ?? []) : [contested.documented, contested.other];
  if (contested !== undefined || action.resources === undefined) {
    return scopes.map((scope) => scopeWords(scope, language)).join("<br>") || words[language].unknown;
  }
  return arns(action.resources);
}

function scopeWords({ title, resources }: ResourceScope, language: Language): string {
  return language === "english"
    ? `${arns(resources)} (${title})`
    : `${arns(resources)}（${pageNames[title] ?? title}）`;
}

function arns(resources: ResourceScope["resources"]): string {
  return resources.map(({ arn }) => `\`${arn}\``).join("<br>") || "`*`";
}

const pageNames: Readonly<Record<string, string>> = {
  "authorization page": "授权信息页",
  "workspace practice page": "工作空间实践页",
};
