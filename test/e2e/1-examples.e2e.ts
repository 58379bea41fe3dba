import { exampleNames, liveThrough } from "./support/life-of-example";
import { scenario } from "./support/scenario";

for (const name of exampleNames) {
  scenario(`1 ${name}: apply, empty plan, destroy, by a deployer`, (stage) => liveThrough(stage, name), {
    enforce: true,
  });
}
