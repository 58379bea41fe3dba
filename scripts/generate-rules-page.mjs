/** Writes docs/rules.md from the rules. Run it after changing one; otherwise, a test fails. Needs a build. */
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { rulesPage } from "../dist/policy/validate/rules-page.js";

const docs = path.join(path.dirname(path.dirname(fileURLToPath(import.meta.url))), "docs");
mkdirSync(docs, { recursive: true });
writeFileSync(path.join(docs, "rules.md"), rulesPage());
