import { createHash } from "node:crypto";
import { type Content, Markup, html } from "./markup";
import { graphCss } from "../graph/graph-style";
import { script } from "./script";
import { style } from "./style";
import { themeCss } from "./theme";

/** The parts of a page. */
export interface PageParts {
  readonly title: string;
  /** The noun for what the filters count, in the singular. @default "row" */
  readonly counted?: string;
  /** Content next to the title, and below it. */
  readonly beside: Content;
  readonly below: Content;
  /** Controls that filter rows; `undefined` if there are no rows. */
  readonly filters: Content;
  readonly content: Content;
}

/**
 * A self-contained page. Its content security policy allows its own style and script, by their hashes, and nothing else: the
 * page loads nothing and sends nothing.
 */
export function page({ title, counted = "row", beside, below, filters, content }: PageParts): string {
  const css = `${themeCss()}${style}${graphCss}`;
  const policy = [
    "default-src 'none'",
    `style-src '${hashOf(css)}'`,
    `script-src '${hashOf(script)}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${Markup.trusted(policy)}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${Markup.trusted(`<style>${css}</style>`)}
      </head>
      <body>
        <a class="skip" href="#main">Skip to the rows</a>
        <header class="top">
          <div class="wrap">
            <div class="title">
              <h1>${title}</h1>
              ${beside}<button type="button" id="theme" class="theme" hidden>Dark theme</button>
            </div>
            ${below}
          </div>
        </header>
        <div class="controls" role="search" aria-label="Filter rows" hidden>
          <div class="wrap">
            <label class="field"
              ><span>Search</span
              ><input
                type="search"
                id="search"
                autocomplete="off"
                spellcheck="false"
                placeholder="action, resource, name"
                title="Press / to search, Escape to stop"
                aria-keyshortcuts="/"
            /></label>
            ${filters}
            <button type="button" id="clear">Clear</button>
            <p class="count" id="count" role="status" aria-live="polite" data-counted="${counted}"></p>
          </div>
        </div>
        <main id="main" tabindex="-1">
          <div class="wrap content">
            <p class="note" id="nothing" hidden>No row matches the filters.</p>
            ${content}
          </div>
        </main>
        ${Markup.trusted(`<script>${script}</script>`)}
      </body>
    </html> `.toString();
}

function hashOf(text: string): string {
  return `sha256-${createHash("sha256").update(text, "utf8").digest("base64")}`;
}
