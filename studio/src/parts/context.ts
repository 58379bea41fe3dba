import type { Language } from "../language";
import type { Store } from "../store";
import type { TabName } from "../tab-names";

/** What the parts of the page work with. */
export interface Context {
  readonly store: Store;
  readonly language: Language;
  /** Says something to people who hear the page, and shows it for a moment. */
  readonly say: (text: string) => void;
  readonly open: (tab: TabName) => void;
}

/** The content of a tab. */
export interface Tab {
  readonly panel: HTMLElement;
  /** Shows what the store has in the fields. */
  readonly sync: () => void;
  /** Marks what is shown as not about the fields any more, until the next update. */
  readonly expectUpdate: () => void;
  /** Shows what the fields come to. */
  readonly update: () => void;
}
