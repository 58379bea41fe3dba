import { feature } from "../../../lib/catalog";
import type { Proposal } from "../../../lib/denied";
import type { Denial } from "../../../lib/denied/denial-of-text";
import { type Explanation, explanationOf } from "../../../lib/denied/explanation";
import { possibleRequests } from "../../../lib/denied/possible-requests";
import { namedPrincipal, principalText } from "../../../lib/denied/principal";
import { actionText, adviceLines, contestedLines } from "../../../lib/denied/render-text";
import type { PrincipalName } from "../../../lib/grants/principal-name";
import { checkName } from "../../../lib/policy";
import { throwIfAny } from "../../../lib/policy/problem";
import { type Content, el } from "../dom";
import { codeBlock } from "../parts/code-block";
import type { Context, Tab } from "../parts/context";
import { fold } from "../parts/fold";
import { Form } from "../parts/form";
import { InputProblem } from "../parts/input-problem";
import { exampleButtons, panel } from "../parts/panel";
import { engine, facts } from "../parts/problems";
import { explainExample } from "./example";
import { type RefusedCall, principalKinds, refusedCallIn } from "./refused-call";

/** Explains the error of a refused call. */
export function explainTab(context: Context): Tab {
  const { store, language } = context;
  const { messages } = language;
  const form = new Form(context);
  const field = form.text({ name: "explain.text", label: messages.errorText, hint: messages.errorTextHint, lines: 16 });
  const { tab, showInstead, showEmpty } = panel(context, {
    lead: messages.explainLead,
    title: messages.explanation,
    form: [
      el(
        "div",
        { class: "card" },
        field,
        exampleButtons(context, /^explain\./, { "explain.text": explainExample }),
        el(
          "div",
          { class: "fields" },
          form.choice("explain.kind", messages.principalKind, [
            ["", messages.principalAsSaid],
            ...principalKinds.map((kind) => [kind, messages.principalKinds[kind]] as const),
          ]),
          form.text({ name: "explain.principal", label: messages.principalName, hint: messages.principalHint }),
        ),
      ),
    ],
    sync: () => {
      form.sync();
    },
    update,
  });
  return tab;

  function update(): void {
    const text = store.get("explain.text");
    if (text.trim() === "") {
      showEmpty(messages.emptyExplain);
      return;
    }
    const kind = principalKinds.find((one) => one === store.get("explain.kind"));
    const name = store.get("explain.principal").trim();
    if ((kind === undefined) !== (name === "")) {
      throw new InputProblem("half a principal", ({ principalIncomplete }) => principalIncomplete);
    }
    const principal = kind === undefined ? undefined : { kind, name };
    throwIfAny(principal === undefined ? [] : checkName(principal.kind, principal.name, messages.principalName));
    const call = refusedCallIn(text, messages.errorText);
    showInstead([othersNote(call), ...shown(explained(call.denial, principal), principal)]);
  }

  function othersNote({ others, denial }: RefusedCall): Content {
    if (others.length === 0) return undefined;
    return el("p", { class: "note" }, messages.otherCalls(denial.action, others.join(", ")));
  }

  function explained(denial: Denial, given: PrincipalName | undefined): Explanation {
    return explanationOf(denial, {
      principal: given ?? namedPrincipal(denial.principal),
      wanted: { requests: possibleRequests(denial), context: denial.context },
      fromStacks: [],
      evidence: undefined,
      trust: () => [],
    });
  }

  function shown(explanation: Explanation, principal: PrincipalName | undefined): readonly Content[] {
    const { denial, layer, action, proposals } = explanation;
    return [
      el(
        "section",
        { class: "card" },
        el("h3", {}, messages.refusedCall),
        facts([
          [messages.action, el("code", {}, denial.action)],
          [messages.refusedOn, denial.resource === undefined ? messages.noResource : el("code", {}, denial.resource)],
          [
            messages.refusedTo,
            engine(principal === undefined ? principalText(denial) : `${principal.kind} ${principal.name}`),
          ],
          [
            messages.refusedBy,
            layer === undefined && denial.policyType === undefined
              ? messages.noKind
              : engine(layer?.policies ?? denial.policyType ?? ""),
          ],
          ...(denial.noPermission === undefined
            ? []
            : [[messages.refusedHow, messages.kindsOfDenial[denial.noPermission]] as const]),
          ...(denial.requestId === undefined ? [] : [[messages.requestId, el("code", {}, denial.requestId)] as const]),
          [
            messages.aboutAction,
            action === undefined
              ? messages.unknownAction
              : engine(`It ${actionText({ ...action, features: action.features.map(titleOf) })}.`),
          ],
          ...matched(denial),
        ]),
        ...decoding(denial),
      ),
      el(
        "section",
        { class: "card" },
        el("h3", {}, messages.whatToDo),
        ...[...adviceLines(explanation), ...contestedLines(explanation)]
          .filter((line) => line !== "")
          .map((line) => el("p", {}, engine(line))),
        proposals.length === 0 ? el("p", {}, messages.noProposal) : undefined,
      ),
      ...proposals.map(proposalCard),
    ];
  }

  function titleOf(key: string): string {
    return feature(key)?.title ?? key;
  }

  function matched({ matched: policies }: Denial): readonly (readonly [string, Content])[] {
    return policies.map(({ effect, name, attachedTo }) => [
      messages.matchedStatement,
      [`${effect} `, el("code", {}, name), attachedTo.length === 0 ? undefined : ` (${attachedTo.join(", ")})`],
    ]);
  }

  /** Does not show the message itself, because whoever may decode it learns more than the error says. */
  function decoding({ resource, diagnostic }: Denial): readonly HTMLElement[] {
    if (resource !== undefined || diagnostic === undefined) return [];
    const command = 'aliyun ram DecodeDiagnosticMessage --EncodedDiagnosticMessage "$MESSAGE"';
    return [el("p", {}, messages.decode), codeBlock(context, messages.commandLine, command)];
  }

  function proposalCard({ construct, code, document, beyond, provided }: Proposal, index: number): HTMLElement {
    const title = index === 0 ? messages.toAllow : messages.orElse;
    return el(
      "section",
      { class: "card" },
      el("h3", {}, `${title}: `, engine(construct)),
      codeBlock(context, `${messages.typescript} ${index + 1}`, code),
      el("p", {}, messages.verified, " ", beyond.length === 0 ? messages.grantsOnlyThis : undefined),
      beyond.length === 0
        ? undefined
        : fold(
            `beyond ${index}`,
            messages.alsoGrants(beyond.length),
            beyond.length <= 6,
            el("ul", { class: "names" }, ...beyond.map((one) => el("li", {}, el("code", { lang: "en" }, one)))),
          ),
      provided.length === 0 ? undefined : facts([[messages.onlyIf, engine(provided.join("; "))]]),
      fold(
        `document ${index}`,
        messages.document,
        false,
        codeBlock(context, `${messages.json} ${index + 1}`, JSON.stringify(document, null, 2)),
      ),
    );
  }
}
