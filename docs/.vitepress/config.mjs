import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitepress";
import { repositoryLinks } from "./repository-links.mjs";
import { searchWords } from "./search-words";
import { slugify } from "./slugify";
import { unbrokenCode } from "./unbroken-code.mjs";

const docs = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const contents = JSON.parse(readFileSync(path.join(docs, ".vitepress", "contents.json"), "utf8"));

/** Groups of pages by their name in the address. English pages are at the root. */
const languages = {
  root: {
    folder: "",
    groups: { guides: "Guides", reference: "Reference", concepts: "Concepts" },
    decisions: "Decisions",
    studio: "Studio",
  },
  zh: {
    folder: "zh",
    groups: { guides: "指南", reference: "参考", concepts: "概念" },
    decisions: "设计决策（英文）",
    studio: "工作台",
  },
};

/** A page is called what its first heading says. */
function titleOf(file) {
  const [, title = file] = /^# (.*)$/m.exec(readFileSync(path.join(docs, file), "utf8")) ?? [];
  return title.replace(/[`\\]/g, "");
}

function addressOf(file) {
  return `/${file.replace(/(index)?\.md$/, "")}`;
}

function itemsOf({ folder }, group) {
  return contents[group]
    .map((file) => path.posix.join(folder, file))
    .map((file) => ({ text: titleOf(file), link: addressOf(file) }));
}

/** Leads to the first page of a group, and is marked on all of them. */
function navOf(text, items) {
  return { text, link: items[0].link, activeMatch: `^(${items.map(({ link }) => link).join("|")})$` };
}

function themeOf(language) {
  const { groups, decisions, studio } = language;
  const api = { text: "TypeScript", link: "/api/" };
  const sidebar = Object.entries(groups).map(([group, text]) => ({
    text,
    items: [
      ...itemsOf(language, group),
      ...(group === "reference" ? [api] : []),
      ...(group === "concepts" ? [{ text: decisions, link: "/decisions/README" }] : []),
    ],
  }));
  return {
    nav: [
      ...Object.entries(groups).map(([group, text]) => navOf(text, itemsOf(language, group))),
      { text: studio, link: "/studio/index.html", target: "_self" },
    ],
    sidebar,
  };
}

const chinese = {
  outline: { label: "本页目录", level: [2, 3] },
  docFooter: { prev: "上一页", next: "下一页" },
  returnToTopLabel: "回到顶部",
  sidebarMenuLabel: "目录",
  darkModeSwitchLabel: "外观",
  lightModeSwitchTitle: "切换到浅色",
  darkModeSwitchTitle: "切换到深色",
  langMenuLabel: "切换语言",
  skipToContentLabel: "跳到正文",
};

const chineseSearch = {
  button: { buttonText: "搜索", buttonAriaLabel: "搜索" },
  modal: {
    displayDetails: "显示详情",
    resetButtonTitle: "清除",
    backButtonTitle: "关闭",
    noResultsText: "没有结果",
    footer: { selectText: "选择", navigateText: "切换", closeText: "关闭" },
  },
};

const miniSearch = {
  options: { tokenize: searchWords },
  // RAM712 is not RAM702.
  searchOptions: {
    fuzzy: (term) => (/\d/.test(term) ? false : 0.2),
    prefix: true,
    boost: { title: 4, text: 2, titles: 1 },
  },
};

const icon =
  "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 16 16'><path fill='%233451b2' d='M8 0l7 3v5q0 5-7 8-7-3-7-8V3z'/><path fill='none' stroke='white' stroke-width='2' d='M4.5 8l2.5 2.5 4.5-5'/></svg>";

export default defineConfig({
  title: "cdktf-alicloud-agentrun",
  description: "RAM grants for Alibaba Cloud AgentRun, as typed constructs",
  head: [["link", { rel: "icon", href: `data:image/svg+xml,${icon}` }]],
  cleanUrls: false,
  metaChunk: true,
  markdown: {
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    anchor: { slugify },
    config: (md) => {
      repositoryLinks(md, docs);
      unbrokenCode(md);
    },
  },
  locales: {
    root: { label: "English", lang: "en", themeConfig: themeOf(languages.root) },
    zh: {
      label: "简体中文",
      lang: "zh-CN",
      description: "用带类型的构造描述阿里云 AgentRun 的 RAM 授权",
      themeConfig: { ...themeOf(languages.zh), ...chinese },
    },
  },
  themeConfig: {
    outline: { level: [2, 3] },
    search: { provider: "local", options: { miniSearch, locales: { zh: { translations: chineseSearch } } } },
  },
});
