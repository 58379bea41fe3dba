import { tofu } from "./support/engine";
import { exampleNames, liveThrough } from "./support/life-of-example";
import { scenario } from "./support/scenario";

// Without OpenTofu, scripts/test-e2e.mjs skips this file and says so.
for (const name of exampleNames) {
  scenario(`10 ${name}: the same under OpenTofu`, (stage) => liveThrough(stage, name, tofu()), { enforce: true });
}
