import { askTab } from "./ask/tab";
import { buildTab } from "./build/tab";
import { checkTab } from "./check/tab";
import { compareTab } from "./compare/tab";
import { el, fill } from "./dom";
import { explainTab } from "./explain/tab";
import { languageCode, unknownFields } from "./fields";
import { type Language, languages } from "./language";
import type { Context, Tab } from "./parts/context";
import { type TabName, tabNames } from "./tab-names";
import { Store, fieldsIn, fragmentOf } from "./store";

const makers: Readonly<Record<TabName, (context: Context) => Tab>> = {
  build: buildTab,
  check: checkTab,
  ask: askTab,
  compare: compareTab,
  explain: explainTab,
};

/** Milliseconds from the last key to the update of the results. Longer computations wait longer. */
const [shortestCalm, longestCalm] = [80, 1500];
/** Milliseconds until the address is updated. Browsers limit how often it may change. */
const addressCalm = 400;

/** The whole page. Its state is in the fragment of the address, which browsers do not send. */
export class App {
  private readonly store = new Store(fieldsIn(location.hash));
  private readonly status = el("div", { role: "status", class: "toast" });
  private tabs = new Map<TabName, Tab>();
  private timer: number | undefined;
  private calm = shortestCalm;
  private addressTimer: number | undefined;
  private toastTimer: number | undefined;
  private tooLong = el("p", { class: "note" });
  private unknown = el("p", { class: "note" });

  public start(): void {
    this.store.onChange(() => {
      this.tabs.get(this.tab)?.sync();
      this.tabs.get(this.tab)?.expectUpdate();
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => {
        this.update();
      }, this.calm);
      this.scheduleAddress();
    });
    window.addEventListener("hashchange", () => {
      this.store.replaceAll(fieldsIn(location.hash));
      this.render();
    });
    window.addEventListener("pagehide", () => {
      this.writeAddress();
    });
    this.render();
  }

  private get tab(): TabName {
    return tabNames.find((name) => name === this.store.get("tab")) ?? "build";
  }

  private get language(): Language {
    return languages[languageCode(this.store.get("lang"), navigator.languages)];
  }

  private update(): void {
    const tab = this.tabs.get(this.tab);
    const started = Date.now();
    const unknown = unknownFields(this.store.fields);
    this.unknown.hidden = unknown.length === 0;
    fill(this.unknown, this.language.messages.unknownFields(unknown.join(", ")));
    tab?.sync();
    tab?.update();
    this.calm = Math.min(longestCalm, Math.max(shortestCalm, Date.now() - started));
  }

  private scheduleAddress(): void {
    window.clearTimeout(this.addressTimer);
    this.addressTimer = window.setTimeout(() => {
      this.writeAddress();
    }, addressCalm);
  }

  private writeAddress(): void {
    window.clearTimeout(this.addressTimer);
    const fragment = fragmentOf(this.store.fields);
    this.tooLong.hidden = fragment !== undefined;
    if (fragment === undefined || fragment === location.hash.slice(1)) return;
    // Without a fragment, the address would keep a #.
    history.replaceState(null, "", fragment === "" ? location.href.replace(/#.*/s, "") : `#${fragment}`);
  }

  private say(text: string): void {
    fill(this.status, text);
    this.status.classList.add("shown");
    window.clearTimeout(this.toastTimer);
    this.toastTimer = window.setTimeout(() => {
      this.status.classList.remove("shown");
    }, 4000);
  }

  /** Renders the page again, in the language and theme of the store. */
  private render(): void {
    const { language } = this;
    const { messages } = language;
    const root = document.documentElement;
    const focused = document.activeElement?.id ?? "";
    root.lang = language.tag;
    document.title = messages.title;
    const theme = this.store.get("theme");
    if (theme === "dark" || theme === "light") root.dataset["theme"] = theme;
    else delete root.dataset["theme"];

    const context: Context = {
      store: this.store,
      language,
      say: (text) => {
        this.say(text);
      },
      open: (name) => {
        this.open(name);
        document.getElementById(`tab-${name}`)?.focus();
      },
    };
    this.tabs = new Map(tabNames.map((name) => [name, makers[name](context)] as const));
    this.unknown = el("p", { class: "note" });
    this.tooLong = el("p", { class: "note", hidden: true }, messages.tooLong);
    fill(
      document.body,
      el("a", { class: "skip", href: "#main", onclick: skip }, messages.skip),
      el(
        "header",
        { class: "top" },
        el(
          "div",
          { class: "wrap title" },
          el("div", { class: "names" }, el("h1", {}, messages.title), el("p", { class: "tagline" }, messages.tagline)),
          el(
            "div",
            { class: "buttons" },
            this.linkButton(context),
            this.themeButton(context),
            this.languageButton(context),
          ),
        ),
        el("div", { class: "wrap" }, this.tabList(context)),
      ),
      el(
        "main",
        { id: "main", tabindex: "-1", class: "wrap" },
        this.unknown,
        this.tooLong,
        ...[...this.tabs].map(([name, { panel }]) =>
          el("div", { role: "tabpanel", id: `panel-${name}`, "aria-labelledby": `tab-${name}` }, panel),
        ),
      ),
      el("footer", { class: "wrap" }, messages.footer),
      this.status,
    );
    this.open(this.tab);
    if (focused !== "") document.getElementById(focused)?.focus();
  }

  private open(name: TabName): void {
    this.store.set("tab", name === "build" ? "" : name);
    for (const one of tabNames) {
      const isOpen = one === name;
      const tab = document.getElementById(`tab-${one}`);
      tab?.setAttribute("aria-selected", String(isOpen));
      tab?.setAttribute("tabindex", isOpen ? "0" : "-1");
      const panel = document.getElementById(`panel-${one}`);
      if (panel !== null) panel.hidden = !isOpen;
    }
    this.update();
  }

  private tabList({ language: { messages } }: Context): HTMLElement {
    return el(
      "div",
      { role: "tablist", "aria-label": messages.tabs, class: "tabs" },
      ...tabNames.map((name) =>
        el(
          "button",
          {
            type: "button",
            role: "tab",
            id: `tab-${name}`,
            "aria-controls": `panel-${name}`,
            onclick: () => {
              this.open(name);
            },
            onkeydown: (event) => {
              this.moveBetweenTabs(event, name);
            },
          },
          messages[name],
        ),
      ),
    );
  }

  private moveBetweenTabs(event: Event, from: TabName): void {
    if (!(event instanceof KeyboardEvent)) return;
    const at = tabNames.indexOf(from);
    const last = tabNames.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowRight: at === last ? 0 : at + 1,
      ArrowLeft: at === 0 ? last : at - 1,
      Home: 0,
      End: last,
    };
    const target = tabNames[targets[event.key] ?? -1];
    if (target === undefined) return;
    event.preventDefault();
    this.open(target);
    document.getElementById(`tab-${target}`)?.focus();
  }

  private linkButton({ language: { messages } }: Context): HTMLElement {
    return el(
      "button",
      {
        type: "button",
        id: "link",
        onclick: () => {
          this.writeAddress();
          navigator.clipboard.writeText(location.href).then(
            () => {
              this.say(messages.linkCopied);
            },
            () => {
              this.say(messages.notCopied);
            },
          );
        },
      },
      messages.link,
    );
  }

  private themeButton({ language: { messages } }: Context): HTMLElement {
    const isDark = (): boolean =>
      document.documentElement.dataset["theme"] === "dark" ||
      (document.documentElement.dataset["theme"] === undefined && matchMedia("(prefers-color-scheme: dark)").matches);
    const button = el(
      "button",
      {
        type: "button",
        id: "theme",
        onclick: () => {
          const theme = isDark() ? "light" : "dark";
          this.store.set("theme", theme);
          document.documentElement.dataset["theme"] = theme;
          fill(button, isDark() ? messages.light : messages.dark);
        },
      },
      isDark() ? messages.light : messages.dark,
    );
    return button;
  }

  private languageButton({ language }: Context): HTMLElement {
    const other = language.code === "en" ? "zh" : "en";
    return el(
      "button",
      {
        type: "button",
        id: "language",
        lang: languages[other].tag,
        onclick: () => {
          this.store.set("lang", other);
          this.render();
        },
      },
      language.messages.language,
    );
  }
}

/** The address holds the state of the page, so the link must move the focus and nothing else. */
function skip(event: Event): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}
