import type { Language } from "../language";
import type { Store } from "../store";
import type { TabName } from "../tab-names";

/** What the parts of the page share. */
export interface Context {
  readonly store: Store;
  readonly language: Language;
  /** Announces a text to screen readers, and shows it for a moment. */
  readonly say: (text: string) => void;
  readonly open: (tab: TabName) => void;
}

/** The content of a tab. */
export interface Tab {
  readonly panel: HTMLElement;
  /** Shows what the store has in the fields. */
  readonly sync: () => void;
  /** Marks the results as outdated until the next update. */
  readonly expectUpdate: () => void;
  /** Shows the results for the fields. */
  readonly update: () => void;
}
