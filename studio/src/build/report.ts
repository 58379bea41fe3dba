import { type FeatureKey, type LeastPrivilegeReport, feature } from "../../../lib/catalog";
import { namedPartOf } from "../../../lib/catalog/asked-by-name";
import { el } from "../dom";
import type { Context } from "../parts/context";
import { fold } from "../parts/fold";
import { engine } from "../parts/problems";
import { sentence } from "../parts/sentence";
import { fieldTitle } from "./field-title";
import { namesIn } from "./request";

/** Notes for the reader of the policy, with buttons to act on them. */
export function reportParts(
  context: Context,
  report: LeastPrivilegeReport,
  canAsk = true,
): readonly (HTMLElement | undefined)[] {
  const { language, store } = context;
  const { messages, titleOf } = language;
  const title = (key: FeatureKey): string => titleOf(feature(key));

  return [warnings(), unused(), contested(), incomplete(), withheld(), wide(), reveals(), siblings()];

  function warnings(): HTMLElement | undefined {
    if (report.warnings.length === 0) return undefined;
    return part(
      "warnings",
      "warn",
      messages.warnings(report.warnings.length),
      report.warnings.map(({ id, path, found, fix }) =>
        el(
          "li",
          {},
          el("span", { class: "badge id" }, id),
          " ",
          el("code", {}, path),
          " ",
          engine(`${sentence(found)} ${sentence(fix)}`),
        ),
      ),
    );
  }

  function unused(): HTMLElement | undefined {
    if (report.unused.length === 0) return undefined;
    const names = report.unused.map(restrictionTitle);
    return el("p", { class: "card warn" }, messages.unused, " ", names.join(", "));
  }

  /** Actions that are limited by a page which another page contradicts, by what the pages say. */
  function contested(): HTMLElement | undefined {
    const byText = new Map<string, string[]>();
    for (const { action, document, about, contested: isContested } of report.scopes) {
      if (!isContested || document === "authorization page") continue;
      byText.set(about, [...(byText.get(about) ?? []), action]);
    }
    if (byText.size === 0) return undefined;
    const count = [...byText.values()].reduce((sum, actions) => sum + actions.length, 0);
    return part(
      "contested",
      "",
      messages.contested(count),
      [...byText].map(([about, actions]) => el("li", {}, el("p", {}, engine(sentence(about))), names(actions))),
      el("p", { class: "hint" }, messages.contestedHint(messages.workspaceScope)),
    );
  }

  function incomplete(): HTMLElement | undefined {
    if (report.incomplete.length === 0) return undefined;
    return part(
      "incomplete",
      "warn",
      messages.incomplete(report.incomplete.length),
      report.incomplete.map(({ feature: key, operations, why }) =>
        el("li", {}, el("strong", {}, title(key)), el("p", {}, engine(sentence(why))), names(operations)),
      ),
    );
  }

  function wide(): HTMLElement | undefined {
    if (report.wide.length === 0) return undefined;
    const byReason = new Map<string, string[]>();
    for (const { action, why } of report.wide) byReason.set(why, [...(byReason.get(why) ?? []), action]);
    return part(
      "wide",
      "",
      messages.wide(report.wide.length),
      [...byReason].map(([why, actions]) =>
        el("li", {}, el("p", {}, engine(sentence(whyOnPage(why)))), names(actions)),
      ),
    );
  }

  function withheld(): HTMLElement | undefined {
    if (report.withheld.length === 0) return undefined;
    return part(
      "withheld",
      "",
      messages.withheld(report.withheld.length),
      report.withheld.map(({ need, why, how }) =>
        el(
          "li",
          { class: "with-button" },
          el("div", {}, el("code", {}, need), el("p", {}, engine(sentence(why)))),
          canAsk ? askButton(need) : el("code", { lang: "en" }, how),
        ),
      ),
      ...(canAsk ? [el("p", { class: "hint" }, messages.withheldHint)] : []),
    );
  }

  function askButton(need: string): HTMLElement {
    const named = namedPartOf(need);
    const ask = (): void => {
      if (named === undefined) store.set("actions", [...namesIn(store.get("actions")), need].join(", "));
      else if (named === "shell") store.set("shell", "1");
      else if (named === "passRoles" || named === "secrets.credentials") {
        document.querySelector<HTMLElement>(`[data-field="${named.replace("secrets.", "")}"]`)?.focus();
      } else store.set(named.replace("secrets.", "secret."), "1");
    };
    return el(
      "button",
      { type: "button", "aria-label": `${messages.askFor}: ${need}`, "data-key": `ask ${need}`, onclick: ask },
      messages.askFor,
    );
  }

  function reveals(): HTMLElement | undefined {
    if (report.reveals.length === 0) return undefined;
    return part(
      "reveals",
      "",
      messages.reveals(report.reveals.length),
      report.reveals.map(({ action, what }) =>
        el(
          "li",
          { class: "with-button" },
          el("div", {}, el("code", {}, action), el("p", {}, messages.mayHold(what))),
          el(
            "button",
            {
              type: "button",
              "aria-label": `${messages.leaveOut}: ${action}`,
              "data-key": `except ${action}`,
              onclick: () => {
                store.set("except", [...namesIn(store.get("except")), action].join(", "));
              },
            },
            messages.leaveOut,
          ),
        ),
      ),
    );
  }

  function siblings(): HTMLElement | undefined {
    const keys = [...new Set(report.siblings.map(({ feature: key }) => key))];
    if (keys.length === 0) return undefined;
    return part("siblings", "", messages.siblings(keys.length), keys.map(sibling));
  }

  function sibling(key: FeatureKey): HTMLElement {
    const of = report.siblings.filter((one) => one.feature === key);
    const besides = messages.beside(of.map(({ relatedTo }) => title(relatedTo)).join(messages.and));
    const about = [...new Set(of.map((one) => sentence(one.about)))].join(" ");
    const [use] = feature(key).classes;
    return el(
      "li",
      { class: "with-button" },
      el("div", {}, el("strong", {}, title(key)), " ", besides, el("p", {}, engine(about))),
      use === undefined
        ? undefined
        : el(
            "button",
            {
              type: "button",
              "aria-label": `${messages.addUse(messages[use])}: ${title(key)}`,
              "data-key": `sibling ${key}`,
              onclick: () => {
                store.set(`feature.${key}`, use);
              },
            },
            messages.addUse(messages[use]),
          ),
    );
  }

  /** A reason, with the fields of the page in place of the parts of a request. */
  function whyOnPage(why: string): string {
    return why
      .replace("no part of `within`", "no field of this page")
      .replace(/`?\b(?:within|secrets)\.(\w+)`?/g, (_, name: string) => `“${restrictionTitle(name)}”`)
      .replace("passRoles", `“${messages.passRoles}”`);
  }

  function restrictionTitle(name: string): string {
    return fieldTitle(language, name);
  }

  function part(
    key: string,
    kind: string,
    heading: string,
    items: readonly HTMLElement[],
    ...before: readonly HTMLElement[]
  ): HTMLElement {
    const isShort = items.length <= 6;
    const shown = fold(key, heading, isShort, ...before, el("ul", { class: "rows" }, ...items));
    shown.classList.add("card");
    if (kind !== "") shown.classList.add(kind);
    return shown;
  }

  function names(actions: readonly string[]): HTMLElement {
    return el("ul", { class: "names" }, ...actions.map((action) => el("li", {}, el("code", {}, action))));
  }
}
