/**
 * Writes lib/catalog/data/mentions: the actions that only the feature table, the documented policies and the system policies
 * name, not the authorization pages. Run it after changing any of these; otherwise, a test fails. Needs a build.
 */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { deriveMentions, hashedMentions, mentionsFileText } from "../dist/catalog/import/derive-mentions.js";

const data = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "lib", "catalog", "data");
const files = readdirSync(path.join(data, "pages"));
const pages = files.map((file) => JSON.parse(readFileSync(path.join(data, "pages", file), "utf8")));

rmSync(path.join(data, "mentions"), { recursive: true, force: true });
mkdirSync(path.join(data, "mentions"));
const derived = deriveMentions(Object.fromEntries(pages.map((page) => [page.code, page])));
for (const [code, mentions] of Object.entries(derived)) {
  const hash = `sha256:${createHash("sha256").update(hashedMentions(mentions)).digest("hex")}`;
  writeFileSync(path.join(data, "mentions", `${code}.json`), mentionsFileText(mentions, hash));
}
