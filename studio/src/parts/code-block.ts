import { el } from "../dom";
import type { Context } from "./context";

/** A text to read and copy. It can be scrolled with the keyboard. */
export function codeBlock(
  context: Context,
  label: string,
  text: string,
  ...further: readonly HTMLElement[]
): HTMLElement {
  const { messages } = context.language;
  const code = el("pre", { tabindex: "0", role: "region", "aria-label": label, "data-key": `code ${label}` }, text);
  const copy = el(
    "button",
    {
      type: "button",
      "aria-label": `${messages.copy}: ${label}`,
      "data-key": `copy ${label}`,
      onclick: () => {
        copyText(text).then(
          () => {
            context.say(messages.copied);
          },
          () => {
            context.say(messages.notCopied);
          },
        );
      },
    },
    messages.copy,
  );
  return el(
    "div",
    { class: "code" },
    el("div", { class: "code-head" }, el("span", { class: "code-label" }, label), ...further, copy),
    code,
  );
}

async function copyText(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Without a clipboard, the selected text can be copied.
    const area = el("textarea", { class: "off-screen", "aria-hidden": "true" });
    area.value = text;
    const { activeElement } = document;
    document.body.append(area);
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way without a clipboard
    const isCopied = document.execCommand("copy");
    area.remove();
    if (activeElement instanceof HTMLElement) activeElement.focus({ preventScroll: true });
    if (!isCopied) throw new Error("not copied");
  }
}
