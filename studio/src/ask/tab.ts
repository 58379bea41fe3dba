import { catalogAction } from "../../../lib/catalog";
import { service, serviceCodes } from "../../../lib/catalog/services";
import { dependsOnInWords } from "../../../lib/grants/depends-on";
import {
  type Decision,
  type LayerName,
  type LayerResult,
  type Outcome,
  type StatementTrace,
  assumptionTexts,
  evaluate,
} from "../../../lib/policy";
import { conditionKeys } from "../../../lib/policy/condition-keys";
import { el, fill } from "../dom";
import { button } from "../parts/buttons";
import type { Context, Tab } from "../parts/context";
import { Form } from "../parts/form";
import { group } from "../parts/group";
import { exampleButtons, panel } from "../parts/panel";
import { engine } from "../parts/problems";
import { askExample } from "./example";
import {
  type LayerChoice,
  type Question,
  callerKinds,
  callerTypes,
  contestedQuestions,
  doubtsAbout,
  layerChoices,
  questionOf,
  typedPolicies,
} from "./question";
import { fold } from "../parts/fold";

/** Asks whether policies allow a request. */
export function askTab(context: Context): Tab {
  const { store, language } = context;
  const { messages } = language;
  const form = new Form(context);
  let policyForm = new Form(context);
  let shownRows = "";
  const policies = el("ul", { class: "policies" });
  const resources = el("datalist", { id: "ask-resources" });
  const resourceField = form.text({ name: "ask.resource", label: messages.resource, hint: messages.resourceHint });
  resourceField.querySelector("input")?.setAttribute("list", resources.id);
  const forms = el("p", { class: "hint" });
  const { tab, show, showEmpty } = panel(context, {
    lead: messages.askLead,
    title: messages.decision,
    form: [
      group(
        messages.request,
        el(
          "div",
          { class: "fields wide" },
          form.text({ name: "ask.action", label: messages.action, hint: messages.actionHint, list: allActions() }),
          resourceField,
        ),
        resources,
        forms,
        form.text({ name: "ask.context", label: messages.context, hint: messages.contextHint(suggested), lines: 3 }),
        form.tick("ask.closed", messages.closed),
      ),
      group(
        messages.policies,
        policies,
        exampleButtons(context, /^ask\./, askExample, button(messages.addPolicy, addPolicy)),
      ),
      fold(
        "ask further",
        messages.further,
        ["callerType", "caller", "group", ...contestedQuestions].some((name) => store.get(name) !== ""),
        el(
          "div",
          { class: "fields" },
          form.choice(
            "ask.callerType",
            messages.callerType,
            callerTypes.map((type, index) => [index === 0 ? "" : type, messages.callerTypes[type]] as const),
          ),
          form.choice(
            "ask.callerKind",
            messages.callerKind,
            callerKinds.map((kind, index) => [index === 0 ? "" : kind, principalTitle(kind)] as const),
          ),
          form.text({ name: "ask.caller", label: messages.caller, hint: messages.callerHint }),
          form.text({ name: "ask.group", label: messages.resourceGroup, hint: messages.resourceGroupHint }),
          ...contestedQuestions.map((name) =>
            form.choice(`ask.${name}`, messages[name], [
              ["", messages.notDecided],
              ["yes", messages.yes],
              ["no", messages.no],
            ]),
          ),
        ),
      ),
    ],
    sync,
    update,
  });
  return tab;

  function principalTitle(kind: (typeof callerKinds)[number]): string {
    return { RAM: messages.principalRAM, Service: messages.principalService, Federated: messages.principalFederated }[
      kind
    ];
  }

  function addPolicy(): void {
    const last = typedPolicies(store.fields).at(-1)?.number ?? 1;
    store.set(`ask.layer.${last + 1}`, "account");
    showPolicies();
    policies.querySelector<HTMLElement>("li:last-child select")?.focus();
  }

  function showPolicies(): void {
    const typed = typedPolicies(store.fields);
    const rows = typed.map(({ number }) => number).join();
    if (rows !== shownRows) {
      shownRows = rows;
      policyForm = new Form(context);
      fill(policies, ...typed.map(({ number }) => policyRow(number, typed.length > 1)));
    }
    policyForm.sync();
  }

  function policyRow(number: number, canGo: boolean): HTMLElement {
    const name = messages.policyNumber(number);
    const remove = (): void => {
      store.set(`ask.policy.${number}`, "");
      store.set(`ask.layer.${number}`, "");
      showPolicies();
      policies.querySelector<HTMLElement>("li:last-child select")?.focus();
    };
    return el(
      "li",
      {},
      policyForm.text({ name: `ask.policy.${number}`, label: name, lines: 9 }),
      el(
        "div",
        { class: "policy-foot" },
        policyForm.choice(
          `ask.layer.${number}`,
          messages.layer(name),
          layerChoices.map(
            (layer) => [number === 1 && layer === "account" ? "" : layer, messages.layerChoices[layer]] as const,
          ),
        ),
        canGo && number !== 1
          ? button(messages.remove, remove, { "aria-label": `${messages.remove}: ${name}` })
          : undefined,
      ),
    );
  }

  function sync(): void {
    form.sync();
    showPolicies();
  }

  function update(): void {
    suggestResources();
    const hasPolicy = typedPolicies(store.fields).some(({ text }) => text.trim() !== "");
    // The owner of an account needs no policy.
    if (!hasPolicy && (store.get("ask.action").trim() === "" || store.get("ask.callerType") !== "account owner")) {
      showEmpty(messages.emptyAsk);
      return;
    }
    const question = questionOf(store.fields, messages.policyNumber);
    const evaluation = evaluate(question.input);
    const { decision, decidedBy, layers, assumptions: taken } = evaluation;
    const why = dependsOnInWords(evaluation);
    show(
      [
        el("h2", {}, el("span", { class: `badge big ${tones[decision]}` }, messages.decisions[decision])),
        el("p", { class: "counts" }, decidedBy === undefined ? "" : messages.decidedBy(messages.layers[decidedBy])),
      ],
      el("p", { class: "note" }, messages.decisionMeans[decision]),
      ...doubtsAbout(store.fields, question, messages.policyNumber).map((doubt) =>
        el("p", { class: "card warn" }, doubt(messages)),
      ),
      why.length === 0
        ? undefined
        : el(
            "section",
            { class: "card" },
            el("h3", {}, messages.dependsOn),
            el("ul", { class: "rows" }, ...why.map((one) => el("li", {}, engine(one)))),
          ),
      ...layers.map((layer) => layerCard(layer, question)),
      taken.length === 0
        ? undefined
        : el(
            "section",
            { class: "card" },
            el("h3", {}, messages.assumed),
            el("ul", { class: "rows" }, ...taken.map((name) => el("li", {}, engine(assumptionTexts[name])))),
          ),
    );
  }

  function suggestResources(): void {
    const action = catalogAction(store.get("ask.action").trim());
    const arns = [...new Set((action?.resources ?? []).map(({ arn }) => arn.replace(/\{#(\w+)\}/g, "${$1}")))];
    fill(resources, ...arns.map((value) => el("option", { value })));
    fill(
      forms,
      action?.resources === undefined
        ? action === undefined
          ? ""
          : messages.resourcesNotKnown
        : arns.length === 0
          ? messages.onAllOnly
          : [
              messages.resourceForms,
              " ",
              ...arns.flatMap((arn, index) => [index === 0 ? "" : ", ", el("code", {}, arn)]),
            ],
    );
  }

  function layerCard({ layer, level, possible, statements }: LayerResult, { numbers }: Question): HTMLElement {
    const about = statements.filter(({ reason }) => reason !== "action not covered");
    const others = statements.length - about.length;
    const title = layer === "ControlPolicy" ? `${messages.layers[layer]} ${level + 1}` : messages.layers[layer];
    const numberOf = (policy: number): number | undefined =>
      numbers[choiceOf[layer]][layer === "ControlPolicy" ? level : policy];
    return el(
      "section",
      { class: "card layer" },
      el(
        "div",
        { class: "layer-head" },
        el("h3", {}, title),
        el(
          "span",
          { class: `badge ${tones[possible.length === 1 && possible[0] !== undefined ? possible[0] : "Depends"]}` },
          possible.map((one) => messages.outcomes[one]).join(messages.or),
        ),
      ),
      about.length === 0
        ? el("p", { class: "hint" }, statements.length === 0 ? messages.noPolicies : messages.noStatement)
        : el("ul", { class: "rows" }, ...about.map((trace) => statementItem(trace, numberOf(trace.policy)))),
      about.length > 0 && others > 0 ? el("p", { class: "hint" }, messages.otherStatements(others)) : undefined,
    );
  }

  function statementItem(
    { statement, effect, truth, reason, tests, unknownElements }: StatementTrace,
    policy: number | undefined,
  ): HTMLElement {
    const applies = truth === true ? messages.applies : truth === "unknown" ? messages.mayApply : messages.appliesNot;
    const tone = truth === true ? (effect === "Allow" ? "less" : "more") : truth === "unknown" ? "unknown" : "neutral";
    return el(
      "li",
      {},
      el(
        "p",
        {},
        el("span", { class: `badge ${tone}` }, `${effect} ${applies}`),
        ` ${policy === undefined ? "" : `${messages.policyNumber(policy)}, `}`,
        el("code", {}, `Statement[${statement}]`),
      ),
      el("p", {}, messages.reasons[reason]),
      tests.length + unknownElements.length === 0
        ? undefined
        : el(
            "ul",
            {},
            ...tests.map(({ operator, key, values }) =>
              el("li", {}, el("code", {}, `${key} ${operator} ${values.join(messages.or)}`)),
            ),
            ...unknownElements.map((element) => el("li", {}, el("code", {}, element))),
          ),
    );
  }
}

const tones: Readonly<Record<Decision, string>> = {
  Allow: "less",
  ExplicitDeny: "risk",
  ImplicitDeny: "more",
  Depends: "unknown",
} satisfies Record<Outcome | "Depends", string>;

const choiceOf: Readonly<Record<LayerName, LayerChoice>> = {
  ControlPolicy: "control",
  SessionPolicy: "session",
  AccountLevelIdentityBasedPolicy: "account",
  ResourceGroupLevelIdentityBasedPolicy: "resourceGroup",
  ResourceBasedPolicy: "resource",
  AssumeRolePolicy: "trust",
};

const suggested = conditionKeys
  .slice(0, 4)
  .map(({ name }) => name)
  .join(", ");

function allActions(): readonly string[] {
  return serviceCodes().flatMap((code) => [...(service(code)?.actions.values() ?? [])].map(({ name }) => name));
}
