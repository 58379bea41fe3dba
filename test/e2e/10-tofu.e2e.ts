import { tofu } from "./support/engine";
import { exampleNames, liveThrough } from "./support/life-of-example";
import { scenario } from "./support/scenario";

// scripts/test-e2e.mjs leaves this file out, and says so, where OpenTofu cannot be had.
for (const name of exampleNames) {
  scenario(`10 ${name}: the same under OpenTofu`, (stage) => liveThrough(stage, name, tofu()), { enforce: true });
}
