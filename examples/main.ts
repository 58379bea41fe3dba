/** The app of all examples. Stack names are fixed: `npx cdktf synth` writes cdktf.out/stacks/<name>/cdk.tf.json. */
import { App } from "cdktf";
import { registerExamples } from "./stacks";

const app = new App();
registerExamples(app);
app.synth();
