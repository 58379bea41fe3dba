/**
 * Tests the HTML pages in headless Chromium, and attacks the emulator from a page. Uses `CHROME_PATH`, or the first browser on
 * the PATH. Without a browser, it says so and passes. Screenshots go to a temporary folder.
 */
import { spawnSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const report = path.join(root, ".build", "browser.json");

const browser = findBrowser();
if (browser === undefined) {
  console.log("browser tests: not run (no Chromium on the PATH; install chromium)");
} else {
  runTests(browser);
}

function runTests(executable) {
  const screenshots = mkdtempSync(path.join(tmpdir(), "agentrun-ram-pages-"));
  const jest = path.join(root, "node_modules", "jest", "bin", "jest.js");
  const args = ["--ci", "--config", "jest.browser.config.cjs", "--json", "--outputFile", report];
  const { status, stdout, stderr } = spawnSync(process.execPath, [jest, ...args], {
    cwd: root,
    encoding: "utf8",
    env: { ...process.env, CHROME_PATH: executable, SCREENSHOTS: screenshots },
  });
  if (status !== 0) {
    console.log(`${stderr}\n${status === null ? stdout : ""}browser tests: failed`);
    process.exitCode = 1;
    return;
  }
  const { numPassedTests } = JSON.parse(readFileSync(report, "utf8"));
  console.log(`screenshots: ${screenshots}`);
  console.log(`browser tests: ${numPassedTests} passed`);
}

/** The browser in `CHROME_PATH`, whose start fails if it does not exist, or else one on the PATH. */
function findBrowser() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];
  const folders = (process.env.PATH ?? "").split(path.delimiter).filter((folder) => folder !== "");
  return names.flatMap((name) => folders.map((folder) => path.join(folder, name))).find(isExecutable);
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
