import { generations, workspaceRoles } from "../../../lib/catalog";
import { flowNodeKinds } from "../../../lib/catalog/flow-nodes";
import { secretFlagNames, secretFlags } from "../../../lib/cli/request-flags";
import { type PolicyDocument, maxPolicyBytes } from "../../../lib/policy";
import { knownRegions } from "../../../lib/policy/known-regions";
import { el, fill } from "../dom";
import { button } from "../parts/buttons";
import type { Context, Tab } from "../parts/context";
import { codeBlock } from "../parts/code-block";
import { fold } from "../parts/fold";
import { Form } from "../parts/form";
import { group } from "../parts/group";
import { byteMeter } from "../parts/meter";
import { exampleButtons, panel } from "../parts/panel";
import { guarded } from "../parts/problems";
import { builtOf, partsOf } from "./built";
import { conditionRows } from "./condition-rows";
import { buildExample } from "./example";
import { featurePicker } from "./feature-picker";
import { fieldTitle } from "./field-title";
import { type Format, type Forms, formats, formsOf, formsOfTeam } from "./forms";
import { reportParts } from "./report";
import { canBeAttached, ignoredByTeam, teamOf } from "./team";
import { asksForAnything, fieldsOfBuild, namedRestrictions } from "./request";

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
  const outcome = panel(context, {
    lead: messages.buildLead,
    title: messages.policy,
    form: [
      form.choice("team", messages.policyFor, [
        ["", messages.forFeatures],
        ...workspaceRoles.map((level) => [level, messages.levels[level]] as const),
      ]),
      exampleButtons(context, fieldsOfBuild, buildExample),
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
    sync: () => {
      form.sync();
      conditions.sync();
    },
    update: () => {
      picker.update();
      show();
    },
    onProblems: (problems) => {
      form.mark(problems, fieldOfPath);
    },
  });
  return outcome.tab;

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
      outcome.showEmpty(messages.emptyPolicy);
      return;
    }
    const built = builtOf(fields);
    const { document, report, parts } = built;
    const granted = document.statements.reduce((sum, { actions }) => sum + actions.length, 0);
    jump.hidden = false;
    fill(jumpText, messages.bytesOf(document.byteLength, maxPolicyBytes));
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
      formatChoice(),
      parts.length > 1 && ["json", "shell"].includes(shownFormat())
        ? note(messages.splitNote(parts.length))
        : undefined,
      codeBlocks(formsOf(built), [messages.hclNote, messages.shellNote], () => jsonBlocks(messages.json, parts)),
      ...reportParts(context, report),
    );
  }

  function showTeam(): void {
    const { fields } = context.store;
    if ((fields.get("workspace") ?? "").trim() === "") {
      outcome.showEmpty(messages.emptyTeam);
      return;
    }
    const team = teamOf(fields);
    const { policies, report } = team;
    jump.hidden = false;
    fill(jumpText, messages.policy);
    const ignored = ignoredByTeam(fields);
    outcome.show(
      [
        el("h2", {}, messages.policy),
        el(
          "div",
          { class: "meters" },
          ...policies.flatMap(({ where, document }) => [
            el("p", { class: "counts" }, messages[where]),
            byteMeter(context, document.byteLength, maxPolicyBytes),
          ]),
        ),
      ],
      ignored.length === 0
        ? undefined
        : el(
            "p",
            { class: "card warn" },
            messages.ignoredByTeam,
            " ",
            ignored.map((name) => fieldTitle(context.language, name)).join(messages.and),
          ),
      formatChoice(),
      shownFormat() !== "json" && !canBeAttached(team)
        ? el("p", { class: "card bad" }, messages.aliasMissing)
        : codeBlocks(formsOfTeam(team), [messages.hclTeamNote, messages.shellTeamNote], () =>
            policies.flatMap(({ where, document }) => [
              ...(where === "inResourceGroup" ? [note(messages.inGroupNote)] : []),
              ...jsonBlocks(messages[where], partsOf(document)),
            ]),
          ),
      ...reportParts(context, report, false),
    );
  }

  function shownFormat(): Format {
    return formats.find((one) => one === context.store.get("as")) ?? "json";
  }

  function note(text: string): HTMLElement {
    return el("p", { class: "note" }, text);
  }

  function formatChoice(): HTMLElement {
    const shown = shownFormat();
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

  /** The result in the chosen form, or a message if the form cannot express it. */
  function codeBlocks(
    forms: Forms,
    [hclNote, shellNote]: readonly [string, string],
    json: () => readonly HTMLElement[],
  ): readonly HTMLElement[] {
    const made = guarded(context, (): readonly HTMLElement[] => {
      const format = shownFormat();
      if (format === "typescript") return [codeBlock(context, messages.typescript, forms.typescript())];
      if (format === "hcl") {
        const { sources, call } = forms.hcl();
        return [note(hclNote), codeBlock(context, messages.hcl, sources), callBlock(call)];
      }
      if (format === "json") return json();
      const { command, call } = forms.shell();
      const block = codeBlock(context, messages.commandLine, command);
      return [note(shellNote), block, ...(call === undefined ? [] : [callBlock(call)])];
    });
    if ("result" in made) return made.result;
    return [...(made.problems.length === 0 ? [] : [note(messages.notInThisForm)]), made.shown];
  }

  function callBlock(call: string): HTMLElement {
    return codeBlock(context, messages.hclCall, call);
  }

  function jsonBlocks(title: string, documents: readonly PolicyDocument[]): readonly HTMLElement[] {
    return documents.map((document, index) => {
      const text = JSON.stringify(document.toJson(), null, 2);
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

/** The element, which is also kept in a list. */
function kept(list: HTMLElement[], element: HTMLElement): HTMLElement {
  list.push(element);
  return element;
}

/** The field that a problem is about. */
function fieldOfPath(path: string): string | undefined {
  // As teams name them.
  const own = { workspace: "workspace", region: "region", accountId: "account" }[path];
  if (own !== undefined) return own;
  const [, within] = /^within\.(\w+)/.exec(path) ?? [];
  if (within !== undefined)
    return { workspace: "workspace", region: "region", accountId: "account" }[within] ?? path.replace(/\[.*/s, "");
  const [, part] = /^(?:secrets\.)?(credentials|passRoles|actions|except|group|team\.resourceGroup)\b/.exec(path) ?? [];
  return part;
}
