import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import puppeteer, { type Browser, type Page } from "puppeteer-core";

/** Starts the browser that the environment names, with further arguments of its command line. */
export async function startBrowser(further: readonly string[] = []): Promise<Browser> {
  const executablePath = process.env["CHROME_PATH"];
  if (executablePath === undefined) throw new Error("CHROME_PATH names no browser: run npm run test:browser");
  const asRoot = process.getuid?.() === 0;
  return puppeteer.launch({ executablePath, args: [...(asRoot ? ["--no-sandbox"] : []), ...further] });
}

/** How a page is looked at. */
export interface Look {
  readonly theme?: "light" | "dark";
  readonly width?: number;
  readonly scripts?: boolean;
}

/** A page that was opened from disk, and everything it did that it should not do. */
export class OpenedPage {
  private constructor(
    public readonly page: Page,
    /** Requests beside the one for the page itself, what it complained of, and dialogs. */
    public readonly offences: readonly string[],
  ) {}

  public static async open(browser: Browser, html: string, look: Look = {}, fragment = ""): Promise<OpenedPage> {
    const file = path.join(mkdtempSync(path.join(tmpdir(), "page-")), "page.html");
    writeFileSync(file, html);
    const address = pathToFileURL(file).href;
    const page = await browser.newPage();
    const offences: string[] = [];
    page.on("request", (request) => {
      if (request.url().replace(/#.*/s, "") !== address) offences.push(`request ${request.url()}`);
    });
    page.on("console", (message) => offences.push(`console ${message.text()}`));
    page.on("pageerror", (error) => offences.push(`error ${String(error)}`));
    page.on("dialog", (dialog) => {
      offences.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
    await page.setJavaScriptEnabled(look.scripts !== false);
    await page.setViewport({ width: look.width ?? 1360, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: look.theme ?? "light" }]);
    await page.goto(fragment === "" ? address : `${address}#${fragment}`);
    return new OpenedPage(page, offences);
  }

  /** The value of an expression on the page. */
  public async value(expression: string): Promise<unknown> {
    return this.page.evaluate(expression);
  }

  /** What the live region says. */
  public async count(): Promise<unknown> {
    return this.value('document.getElementById("count").textContent');
  }

  /** How many elements can be seen. */
  public async visible(selector: string): Promise<unknown> {
    return this.value(
      `[...document.querySelectorAll(${JSON.stringify(selector)})].filter((one) => one.checkVisibility()).length`,
    );
  }

  /** What has the focus, as a selector would name it. */
  public async focused(): Promise<unknown> {
    return this.value(
      "document.activeElement.id || document.activeElement.className || document.activeElement.tagName",
    );
  }

  public async press(...keys: readonly string[]): Promise<void> {
    // Names of keys are a long list of literals in the library's types; a wrong one is an error at once.
    for (const key of keys) await this.page.keyboard.press(key as Parameters<Page["keyboard"]["press"]>[0]);
  }

  /** Makes a picture for people to look at, where somebody wants them. */
  public async screenshot(name: string): Promise<void> {
    const folder = process.env["SCREENSHOTS"];
    if (folder !== undefined) await this.page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
  }
}
