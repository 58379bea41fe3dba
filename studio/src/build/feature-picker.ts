import { type FeatureKey, accessClassOf, accessClasses, feature, featureKeys } from "../../../lib/catalog";
import { namedPartOf } from "../../../lib/catalog/asked-by-name";
import { el } from "../dom";
import type { Context } from "../parts/context";
import { fold, lazyFold } from "../parts/fold";
import type { Form } from "../parts/form";
import { group } from "../parts/group";
import { facts } from "../parts/problems";
import { classesOf } from "./request";

/** Features as the console's grant page has them: a row for each, with the classes to tick. */
export function featurePicker(
  context: Context,
  form: Form,
): { readonly element: HTMLElement; readonly update: () => void } {
  const { language } = context;
  const { messages, titleOf } = language;
  const groups = new Map<string, HTMLElement[]>();
  const rows: { readonly key: FeatureKey; readonly row: HTMLElement; readonly words: string }[] = [];
  for (const key of featureKeys()) {
    const one = feature(key);
    const title = titleOf(one);
    const actions = one.actions.map(({ name }) => name);
    const details = lazyFold(`feature ${key}`, messages.actionsOf(actions.length), () => actionsByClass(context, key));
    const row = el(
      "li",
      { class: "feature", "data-feature": key },
      el("span", { class: "feature-title" }, title),
      el(
        "span",
        { class: "chips" },
        ...accessClasses
          .filter((use) => one.classes.includes(use))
          .map((use) => form.word(`feature.${key}`, use, messages[use], `${messages[use]}: ${title}`)),
      ),
      details,
    );
    rows.push({ key, row, words: `${key} ${one.title} ${title} ${actions.join(" ")}`.toLowerCase() });
    const name = groupOf(key, one.section);
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  const search = el("input", {
    type: "search",
    "aria-label": messages.filterFeatures,
    placeholder: messages.filterFeatures,
  });
  const only = el("input", { type: "checkbox" });
  const nothing = el("p", { class: "empty", hidden: true }, messages.noFeature);
  const lists = [...groups].map(([name, items], index) => {
    const hasChosen = rows.some(
      ({ key, row }) => items.includes(row) && classesOf(context.store.fields, key).length > 0,
    );
    const list = fold(`group ${name}`, name, index === 0 || hasChosen, el("ul", {}, ...items));
    list.classList.add("features");
    return list;
  });
  const update = (): void => {
    const wanted = search.value
      .toLowerCase()
      .split(/\s+/)
      .filter((word) => word !== "");
    for (const { key, row, words } of rows) {
      const isChosen = classesOf(context.store.fields, key).length > 0;
      row.classList.toggle("chosen", isChosen);
      row.hidden = (only.checked && !isChosen) || !wanted.every((word) => words.includes(word));
    }
    for (const list of lists) {
      if (wanted.length > 0 || only.checked) list.open = true;
      list.hidden = [...list.querySelectorAll("li.feature")].every((row) => row.matches("[hidden]"));
    }
    nothing.hidden = lists.some((list) => !list.hidden);
  };
  search.addEventListener("input", update);
  only.addEventListener("change", update);
  const element = group(
    messages.features,
    el(
      "div",
      { class: "picker-head" },
      search,
      el("label", { class: "tick" }, only, el("span", {}, messages.onlyChosen)),
    ),
    el("p", { class: "hint" }, messages.manageHint),
    ...lists,
    nothing,
  );
  return { element, update };

  function groupOf(key: FeatureKey, section: string | undefined): string {
    if (section !== undefined) return messages.groupConsole;
    if (key.startsWith("modelStudio")) return messages.groupModelStudio;
    return key.startsWith("pai") ? messages.groupPai : messages.groupAgentRun;
  }
}

function actionsByClass({ language: { messages } }: Context, key: FeatureKey): HTMLElement {
  const { actions } = feature(key);
  const swept = actions.filter(({ name }) => namedPartOf(name) === undefined);
  const named = actions.filter(({ name }) => namedPartOf(name) !== undefined);
  const list = (names: readonly { readonly name: string }[]) =>
    el("ul", { class: "names" }, ...names.map(({ name }) => el("li", {}, el("code", {}, name))));
  return facts([
    ...accessClasses.flatMap((use) => {
      const own = swept.filter((action) => accessClassOf(action) === use);
      return own.length === 0 ? [] : [[messages[use], list(own)] as const];
    }),
    ...(named.length === 0 ? [] : [[messages.byName, list(named)] as const]),
  ]);
}
