import { conditionOperators } from "../../../lib/policy";
import { conditionKeys } from "../../../lib/policy/condition-keys";
import { el, fill, freshId } from "../dom";
import type { Context } from "../parts/context";
import { type ConditionField, conditionsIn, conditionsText } from "./request";

/** Conditions to start from. */
const presets = {
  presetMfa: { on: "dangerous", operator: "Bool", key: "acs:MFAPresent", values: "true" },
  presetTls: { on: "all", operator: "Bool", key: "acs:SecureTransport", values: "true" },
  presetIp: { on: "all", operator: "IpAddress", key: "acs:SourceIp", values: "192.0.2.0/24" },
} as const satisfies Readonly<Record<string, ConditionField>>;

/** The conditions of the policy, a row for each. */
export function conditionRows(context: Context): { readonly element: HTMLElement; readonly sync: () => void } {
  const { store, language } = context;
  const { messages } = language;
  const keysId = freshId();
  const keys = conditionKeys.filter(({ isUnconfirmed }) => isUnconfirmed !== true).map(({ name }) => name);
  const list = el("ul", { class: "conditions" });
  const none = el("p", { class: "hint" }, messages.noConditions);
  const addButtons = (["presetMfa", "presetTls", "presetIp"] as const).map((name) =>
    el(
      "button",
      {
        type: "button",
        onclick: () => {
          add(presets[name]);
        },
      },
      messages[name],
    ),
  );
  let shown: string | undefined;

  return {
    element: el(
      "div",
      {},
      el("datalist", { id: keysId }, ...keys.map((value) => el("option", { value }))),
      none,
      list,
      el("div", { class: "buttons" }, ...addButtons),
    ),
    sync,
  };

  function read(): readonly ConditionField[] {
    return conditionsIn(store.get("conditions"));
  }

  function write(conditions: readonly ConditionField[]): void {
    store.set("conditions", conditionsText(conditions));
  }

  function add(condition: ConditionField): void {
    write([...read(), condition]);
    sync();
    list.querySelector<HTMLElement>("li:last-child select")?.focus();
  }

  function sync(): void {
    const text = store.get("conditions");
    if (text === shown) return;
    const conditions = read();
    const isShown = shown !== undefined && list.children.length === conditions.length;
    shown = text;
    none.hidden = conditions.length > 0;
    // A row that has the focus stays.
    if (isShown && list.contains(document.activeElement)) return;
    fill(list, ...conditions.map(row));
  }

  function row(condition: ConditionField, index: number): HTMLElement {
    const change = (part: Partial<ConditionField>): void => {
      write(read().map((one, at) => (at === index ? { ...one, ...part } : one)));
    };
    const select = (
      label: string,
      value: string,
      options: readonly (readonly [string, string])[],
      set: (value: string) => void,
    ) => {
      const control = el(
        "select",
        { "aria-label": label },
        ...options.map(([one, words]) => el("option", { value: one, selected: one === value }, words)),
      );
      control.addEventListener("change", () => {
        set(control.value);
      });
      return control;
    };
    const text = (label: string, value: string, further: object, set: (value: string) => void) => {
      const control = el("input", {
        type: "text",
        "aria-label": label,
        autocomplete: "off",
        spellcheck: "false",
        placeholder: label,
        ...further,
      });
      control.value = value;
      control.addEventListener("input", () => {
        set(control.value.replace(/[\t\n]/g, " "));
      });
      return control;
    };
    const controls = el(
      "div",
      { role: "group", "aria-label": messages.conditionNumber(index + 1) },
      select(
        messages.on,
        condition.on,
        [
          ["all", messages.onAll],
          ["dangerous", messages.onDangerous],
        ],
        (on) => {
          change({ on: on === "dangerous" ? "dangerous" : "all" });
        },
      ),
      text(messages.key, condition.key, { list: keysId }, (key) => {
        change({ key });
      }),
      select(messages.operator, condition.operator, operators(condition.operator), (operator) => {
        change({ operator });
      }),
      text(messages.values, condition.values, {}, (values) => {
        change({ values });
      }),
      el(
        "button",
        {
          type: "button",
          "aria-label": messages.removeCondition(index + 1),
          onclick: () => {
            shown = undefined;
            write(read().filter((_, at) => at !== index));
            fill(list, ...read().map(row));
            (list.querySelector<HTMLElement>("button") ?? addButtons[0])?.focus();
          },
        },
        messages.remove,
      ),
    );
    return el("li", {}, controls);
  }
}

/** The operators that RAM's page lists, and the one that is used. */
function operators(used: string): readonly (readonly [string, string])[] {
  const known: readonly string[] = Object.keys(conditionOperators);
  return [...(known.includes(used) ? [] : [used]), ...known].map((name) => [name, name] as const);
}
