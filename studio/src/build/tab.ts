import {
  type FeatureKey,
  accessClasses,
  accessClassOf,
  feature,
  featureKeys,
  generations,
  leastPrivilege,
  workspaceRoles,
} from "../../../lib/catalog";
import { namedPartOf } from "../../../lib/catalog/asked-by-name";
import { flowNodeKinds } from "../../../lib/catalog/flow-nodes";
import { secretFlagNames, secretFlags } from "../../../lib/cli/request-flags";
import { maxPolicyBytes, split } from "../../../lib/policy";
import { knownRegions } from "../../../lib/policy/known-regions";
import { el, fill } from "../dom";
import { button } from "../parts/buttons";
import type { Context, Tab } from "../parts/context";
import { codeBlock } from "../parts/code-block";
import { fold } from "../parts/fold";
import { Form } from "../parts/form";
import { group } from "../parts/group";
import { byteMeter } from "../parts/meter";
import { panel } from "../parts/panel";
import { facts, guarded } from "../parts/problems";
import { argumentsOf, shellTextOf, typeScriptOf, withoutUnused } from "./code";
import { conditionRows } from "./condition-rows";
import { moduleOf } from "./module";
import { reportParts } from "./report";
import { ignoredByTeam, teamOf } from "./team";
import { asksForAnything, classesOf, namedRestrictions, requestOf } from "./request";

/** Builds a policy from what a team does. */
export function buildTab(context: Context): Tab {
  const { messages } = context.language;
  const form = new Form(context);
  const conditions = conditionRows(context);
  const picker = featurePicker(context, form);
  const jumpText = el("span", {});
  const jump = el(
    "div",
    { class: "jump", hidden: true },
    jumpText,
    button(
      messages.toPolicy,
      () => {
        outcome.jump();
      },
      { class: "primary" },
    ),
  );
  const formatTitles: Readonly<Record<Format, string>> = {
    json: messages.json,
    typescript: messages.typescript,
    hcl: messages.hcl,
    shell: messages.commandLine,
  };
  const onlyForFeatures: HTMLElement[] = [];
  const onlyForTeams: HTMLElement[] = [];
  const outcome = panel({
    lead: messages.buildLead,
    title: messages.policy,
    form: [
      form.choice("team", messages.policyFor, [
        ["", messages.forFeatures],
        ...workspaceRoles.map((level) => [level, messages.levels[level]] as const),
      ]),
      group(
        messages.where,
        el(
          "div",
          { class: "fields" },
          form.text({ name: "workspace", label: messages.workspace, hint: messages.workspaceHint }),
          form.text({ name: "region", label: messages.region, hint: messages.regionHint, list: knownRegions }),
          form.text({ name: "account", label: messages.account, hint: messages.accountHint }),
          kept(
            onlyForTeams,
            form.text({ name: "team.resourceGroup", label: messages.teamGroup, hint: messages.teamGroupHint }),
          ),
        ),
        kept(
          onlyForFeatures,
          fold(
            "names",
            messages.singleNames,
            namedRestrictions.some((part) => context.store.get(`within.${part}`) !== ""),
            el("p", { class: "hint" }, messages.namesHint),
            el(
              "div",
              { class: "fields" },
              ...namedRestrictions.map((part) => form.text({ name: `within.${part}`, label: messages[part] })),
            ),
          ),
        ),
      ),
      kept(onlyForFeatures, picker.element),
      group(
        messages.secrets,
        el("p", { class: "hint" }, messages.secretsHint),
        el(
          "div",
          { class: "fields" },
          form.text({ name: "credentials", label: messages.credentials, hint: messages.credentialsHint }),
          form.text({ name: "passRoles", label: messages.passRoles, hint: messages.passRolesHint }),
        ),
        el(
          "div",
          { class: "ticks" },
          ...secretFlagNames.map((name) => {
            const { part } = secretFlags[name];
            const tick = form.tick(`secret.${part}`, messages[part]);
            return part === "accessTokens" ? tick : kept(onlyForFeatures, tick);
          }),
          kept(onlyForFeatures, form.tick("shell", messages.shell)),
        ),
      ),
      kept(
        onlyForFeatures,
        group(messages.conditions, el("p", { class: "hint" }, messages.conditionsHint), conditions.element),
      ),
      fold(
        "further",
        messages.further,
        ["actions", "except", "group", "generation", "workspaceScope", "withoutNodes"].some(
          (name) => context.store.get(name) !== "",
        ),
        el(
          "div",
          { class: "fields" },
          kept(
            onlyForFeatures,
            form.text({ name: "actions", label: messages.extraActions, hint: messages.extraActionsHint }),
          ),
          kept(onlyForFeatures, form.text({ name: "except", label: messages.except, hint: messages.exceptHint })),
          form.text({ name: "group", label: messages.group, hint: messages.groupHint }),
          kept(
            onlyForFeatures,
            form.choice("generation", messages.generation, [
              ["", messages.generationDefault],
              ...generations.filter((one) => one !== "devs").map((one) => [one, one] as const),
            ]),
          ),
          form.choice("workspaceScope", messages.workspaceScope, [
            ["", messages.workspaceScopes.practice],
            ["documented", messages.workspaceScopes.documented],
          ]),
        ),
        kept(
          onlyForFeatures,
          el(
            "fieldset",
            { class: "plain" },
            el("legend", {}, messages.withoutNodes),
            el(
              "div",
              { class: "chips" },
              ...flowNodeKinds.map((kind) => form.word("withoutNodes", kind, messages[kind], messages[kind])),
            ),
          ),
        ),
      ),
      jump,
    ],
  });

  return {
    panel: outcome.element,
    sync: () => {
      form.sync();
      conditions.sync();
    },
    update: () => {
      picker.update();
      show();
    },
  };

  function show(): void {
    const { fields } = context.store;
    const isTeam = fields.has("team");
    for (const one of onlyForFeatures) one.hidden = isTeam;
    for (const one of onlyForTeams) one.hidden = !isTeam;
    jump.hidden = true;
    if (isTeam) {
      showTeam();
      return;
    }
    if (!asksForAnything(fields)) {
      form.mark([], fieldOfPath);
      outcome.showEmpty(messages.emptyPolicy);
      return;
    }
    const computed = guarded(context, () => {
      const request = requestOf(fields);
      // leastPrivilege checks every part of the request.
      const { document, report } = leastPrivilege(request, { unusedRestrictions: "report" });
      return { request, document, report, parts: split(document) };
    });
    form.mark("problems" in computed ? computed.problems : [], fieldOfPath);
    if ("problems" in computed) {
      outcome.showInstead(computed.shown);
      return;
    }
    const { request, document, report, parts } = computed.result;
    const granted = document.statements.reduce((sum, { actions }) => sum + actions.length, 0);
    jump.hidden = false;
    fill(jumpText, messages.bytesOf(document.byteLength, maxPolicyBytes));
    const used = withoutUnused(request, report.unused);
    outcome.show(
      [
        el("h2", {}, messages.policy),
        el(
          "p",
          { class: "counts" },
          `${messages.actionsOf(granted)} · ${messages.statements(document.statements.length)}`,
        ),
        byteMeter(context, document.byteLength, maxPolicyBytes),
      ],
      formatChoice(["json", "typescript", "hcl", "shell"], shownFormat()),
      parts.length > 1 && shownFormat() === "json"
        ? el("p", { class: "note" }, messages.splitNote(parts.length))
        : undefined,
      ...codeBlocks(
        used,
        parts.map((part) => part.document.toJson()),
      ),
      ...reportParts(context, report),
    );
  }

  function showTeam(): void {
    const { fields } = context.store;
    if ((fields.get("workspace") ?? "").trim() === "") {
      form.mark([], fieldOfPath);
      outcome.showEmpty(messages.emptyTeam);
      return;
    }
    const computed = guarded(context, () => teamOf(fields));
    form.mark("problems" in computed ? computed.problems : [], fieldOfPath);
    if ("problems" in computed) {
      outcome.showInstead(computed.shown);
      return;
    }
    const { policies, report, typeScript } = computed.result;
    const ignored = ignoredByTeam(fields);
    const format = shownFormat() === "typescript" ? "typescript" : "json";
    outcome.show(
      [
        el("h2", {}, messages.policy),
        ...policies.flatMap(({ where, document }) => [
          el("p", { class: "counts" }, messages[where]),
          byteMeter(context, document.byteLength, maxPolicyBytes),
        ]),
      ],
      ignored.length === 0
        ? undefined
        : el("p", { class: "card warn" }, messages.ignoredByTeam, " ", ignored.join(", ")),
      formatChoice(["json", "typescript"], format),
      ...(format === "json"
        ? policies.flatMap(({ where, document }) => [
            where === "inResourceGroup" ? el("p", { class: "note" }, messages.inGroupNote) : undefined,
            ...jsonBlocks(
              messages[where],
              split(document).map((part) => part.document.toJson()),
            ),
          ])
        : [
            typeScript === undefined
              ? el("p", { class: "card bad" }, messages.aliasMissing)
              : codeBlock(context, messages.typescript, typeScript),
          ]),
      ...reportParts(context, report, false),
    );
  }

  function shownFormat(): string {
    return context.store.get("as") || "json";
  }

  function formatChoice(formats: readonly Format[], shown: string): HTMLElement {
    return el(
      "fieldset",
      { class: "segments" },
      el("legend", { class: "off-screen" }, messages.formats),
      ...formats.map((value) =>
        el(
          "label",
          { class: "segment" },
          el("input", {
            type: "radio",
            name: "format",
            value,
            checked: shown === value,
            "data-key": `format ${value}`,
            onchange: () => {
              context.store.set("as", value === "json" ? "" : value);
            },
          }),
          el("span", {}, formatTitles[value]),
        ),
      ),
    );
  }

  function codeBlocks(used: ReturnType<typeof requestOf>, documents: readonly object[]): readonly HTMLElement[] {
    const format = shownFormat();
    if (format === "typescript") {
      return [codeBlock(context, messages.typescript, typeScriptOf(used, context.store.get("group").trim()))];
    }
    if (format === "hcl") {
      const computed = guarded(context, () => moduleOf(used));
      if ("problems" in computed) return [computed.shown];
      const { sources, call } = computed.result;
      return [
        el("p", { class: "note" }, messages.hclNote),
        codeBlock(context, messages.hcl, sources),
        codeBlock(context, messages.hclCall, call),
      ];
    }
    if (format === "shell") return [codeBlock(context, messages.commandLine, shellTextOf(argumentsOf(used)))];
    return jsonBlocks(messages.json, documents);
  }

  function jsonBlocks(title: string, documents: readonly object[]): readonly HTMLElement[] {
    return documents.map((document, index) => {
      const text = JSON.stringify(document, null, 2);
      const check = button(
        messages.checkThis,
        () => {
          context.store.set("check.text", text);
          context.store.set("check.kind", "");
          context.open("check");
        },
        { "data-key": `check ${title} ${index}` },
      );
      return codeBlock(
        context,
        documents.length === 1 ? title : `${title}: ${messages.policyNumber(index + 1)}`,
        text,
        check,
      );
    });
  }
}

/** Forms in which a policy is shown. */
type Format = "json" | "typescript" | "hcl" | "shell";

/** The element, which is also kept in a list. */
function kept(list: HTMLElement[], element: HTMLElement): HTMLElement {
  list.push(element);
  return element;
}

/** The field that a problem is about. */
function fieldOfPath(path: string): string | undefined {
  // As teams name them.
  const own = { workspace: "workspace", "workspaces[0]": "workspace", region: "region", accountId: "account" }[path];
  if (own !== undefined) return own;
  const [, within] = /^within\.(\w+)/.exec(path) ?? [];
  if (within !== undefined)
    return { workspace: "workspace", region: "region", accountId: "account" }[within] ?? path.replace(/\[.*/s, "");
  const [, part] = /^(?:secrets\.)?(credentials|passRoles|actions|except)\b/.exec(path) ?? [];
  return part;
}

/** Features as the console's grant page has them: a row for each, with the classes to tick. */
function featurePicker(context: Context, form: Form): { readonly element: HTMLElement; readonly update: () => void } {
  const { language } = context;
  const { messages, titleOf } = language;
  const groups = new Map<string, HTMLElement[]>();
  const rows: { readonly key: FeatureKey; readonly row: HTMLElement; readonly words: string }[] = [];
  for (const key of featureKeys()) {
    const one = feature(key);
    const title = titleOf(one);
    const actions = one.actions.map(({ name }) => name);
    const details = fold(`feature ${key}`, messages.actionsOf(actions.length), false);
    details.addEventListener(
      "toggle",
      () => {
        const content = details.querySelector(".fold-content");
        content?.append(actionsByClass(context, key));
      },
      { once: true },
    );
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
