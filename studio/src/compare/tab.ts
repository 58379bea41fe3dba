import type { Witness } from "../../../lib/policy";
import type { ReviewRow, Verdict } from "../../../lib/review";
import type { PermissionRow, TrustRow } from "../../../lib/review";
import { isPossible, risksOf, whyOf } from "../../../lib/review/render/row-facts";
import { type Content, el } from "../dom";
import { button } from "../parts/buttons";
import { conditionText } from "../parts/condition-text";
import type { Context, Tab } from "../parts/context";
import { fold } from "../parts/fold";
import { Form } from "../parts/form";
import { exampleButtons, panel } from "../parts/panel";
import { engine, facts } from "../parts/problems";
import { type Comparison, comparisonOf } from "./comparison";
import { isTicked } from "../store";
import { compareExample } from "./example";

/** Compares two policies by what they allow. */
export function compareTab(context: Context): Tab {
  const { store, language } = context;
  const { messages } = language;
  const form = new Form(context);
  const swap = (): void => {
    const [before, after] = [store.get("compare.before"), store.get("compare.after")];
    store.set("compare.before", after);
    store.set("compare.after", before);
  };
  const { tab, show, showEmpty } = panel(context, {
    lead: messages.compareLead,
    title: messages.difference,
    layout: "stacked",
    form: [
      el(
        "div",
        { class: "card" },
        el(
          "div",
          { class: "two" },
          form.text({ name: "compare.before", label: messages.before, lines: 14 }),
          form.text({ name: "compare.after", label: messages.after, lines: 14 }),
        ),
        exampleButtons(
          context,
          /^compare\./,
          { "compare.before": compareExample.before, "compare.after": compareExample.after },
          button(messages.swap, swap),
        ),
        form.tick("compare.complete", messages.complete),
      ),
    ],
    sync: () => {
      form.sync();
    },
    update,
  });
  return tab;

  function update(): void {
    const [before, after] = [store.get("compare.before"), store.get("compare.after")];
    if (before.trim() === "" || after.trim() === "") {
      showEmpty(messages.emptyCompare);
      return;
    }
    const isComplete = isTicked(store.fields, "compare.complete");
    showComparison(comparisonOf(before, after, messages.before, messages.after, isComplete));
  }

  function showComparison({ relation, report }: Comparison): void {
    const { verdict, rows, assumptions = [], notCompared = [] } = report;
    show(
      [
        el("h2", {}, el("span", { class: `badge big ${tones[verdict]}` }, messages.verdicts[verdict])),
        el("p", { class: "counts" }, messages.verdictMeans[verdict]),
      ],
      relation === undefined
        ? undefined
        : el(
            "section",
            { class: "card" },
            el("h3", {}, messages.alone),
            el("p", {}, messages.relations[relation.relation]),
            relation.onlyFirst === undefined ? undefined : witness(messages.onlyAfter, relation.onlyFirst),
            relation.onlySecond === undefined ? undefined : witness(messages.onlyBefore, relation.onlySecond),
            relation.why.length === 0
              ? undefined
              : el("ul", { class: "rows" }, ...relation.why.map((why) => el("li", {}, engine(why)))),
          ),
      rows.length === 0
        ? undefined
        : el(
            "ol",
            { class: "findings" },
            ...rows.map((row, index) => el("li", { class: "card finding" }, rowContent(row, index))),
          ),
      notCompared.length === 0
        ? undefined
        : el("p", { class: "note" }, messages.notCompared, " ", engine(notCompared.join(", "))),
      assumptions.length === 0
        ? undefined
        : el("p", { class: "note" }, messages.assumed, ": ", engine(assumptions.join("; "))),
    );
  }

  function witness(title: string, one: Witness): HTMLElement {
    return facts([[title, witnessText(one)]]);
  }

  function witnessText({ action, resource, context: keys }: Witness): HTMLElement {
    return el(
      "span",
      {},
      el("code", {}, action),
      ` ${messages.onResource} `,
      el("code", {}, resource),
      ...contextText(keys),
    );
  }

  function contextText(keys: Witness["context"]): readonly Content[] {
    return Object.entries(keys).map(([key, value]) => [
      ", ",
      value === null ? messages.without : messages.withKey,
      " ",
      el("code", {}, value === null ? key : `${key}=${[value].flat().join(",")}`),
    ]);
  }

  function rowContent(row: ReviewRow, index: number): readonly Content[] {
    const change = row.kind === "existence" ? messages.exists[row.change] : messages.changes[row.change];
    const isGain = row.change === "gained" || row.change === "loosened";
    const why = whyOf(row);
    return [
      el(
        "p",
        { class: "finding-head" },
        el("span", { class: `badge ${isGain ? "more" : "less"}` }, change),
        isPossible(row) ? el("span", { class: "badge unknown" }, messages.possibly) : undefined,
        ...risksOf(row).map((risk) => el("span", { class: "badge risk" }, messages.marks[risk])),
      ),
      row.kind === "permission"
        ? permission(row, index)
        : row.kind === "trust"
          ? trust(row)
          : el("p", {}, engine("name" in row ? row.name : row.policy)),
      why === undefined ? undefined : facts([[messages.why, engine(why.replace(/; --complete says .*/s, ""))]]),
    ];
  }

  function permission(row: PermissionRow, index: number): HTMLElement {
    const { actions, actionElement, resources, resourceElement, conditions, knownActions, futureActions } = row;
    const list = (texts: readonly string[]): HTMLElement =>
      el("ul", { class: "names" }, ...texts.map((text) => el("li", {}, el("code", {}, text))));
    const isListed = actionElement === "Action" && !futureActions && actions.length === knownActions.length;
    return el(
      "div",
      {},
      facts([
        [actionElement === "Action" ? messages.actions : messages.allActionsBut, list(actions)],
        [resourceElement === "Resource" ? messages.onResources : messages.allResourcesBut, list(resources)],
        ...(conditions === undefined ? [] : [[messages.ifConditions, conditionText(conditions, messages)] as const]),
        ...(row.witness === undefined ? [] : [[messages.proof, witnessText(row.witness)] as const]),
      ]),
      isListed
        ? undefined
        : fold(
            `known ${index}`,
            messages.knownActions(knownActions.length, futureActions),
            false,
            el("ul", { class: "names" }, ...knownActions.map((text) => el("li", {}, el("code", {}, text)))),
          ),
    );
  }

  function trust({ trusted, conditions, witness: proof }: TrustRow): HTMLElement {
    const kinds = {
      RAM: messages.principalRAM,
      Service: messages.principalService,
      Federated: messages.principalFederated,
    };
    return facts([
      [kinds[trusted.kind], el("code", {}, trusted.name)],
      ...(conditions === undefined ? [] : [[messages.ifConditions, conditionText(conditions, messages)] as const]),
      ...(proof === undefined
        ? []
        : [[messages.proof, el("span", {}, el("code", {}, proof.principal), ...contextText(proof.context))] as const]),
    ]);
  }
}

const tones: Readonly<Record<Verdict, string>> = {
  unchanged: "less",
  narrowed: "less",
  changed: "neutral",
  "possibly broadened": "looser",
  broadened: "more",
};
