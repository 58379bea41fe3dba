import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type EmulatorPlace, childEnvironment } from "../../lib/emulator-link";
import { engine, run } from "./support/engine";
import { scenario } from "./support/scenario";
import { changesIn, contentOf, expectSuccess } from "./support/stage";

const root = path.join(__dirname, "..", "..");
const bin = (name: string) => path.join(root, "node_modules", ".bin", name);
const example = "flow-execution-role";

beforeAll(async () => {
  expectSuccess(await run(process.execPath, [path.join(root, "scripts", "build.mjs")], root));
  expectSuccess(await run(bin("tsc"), ["-p", "examples/tsconfig.json"], root));
});

scenario(`11 cdktf deploy and cdktf destroy of ${example}, as it is`, async (stage) => {
  const { address, accountId, rootAccessKeyId: accessKeyId } = stage.emulator;
  const place: EmulatorPlace = { address, accountId, accessKeyId };
  const folder = mkdtempSync(path.join(tmpdir(), "agentrun-e2e-cdktf-"));
  try {
    const app = `${process.execPath} ${path.join(root, ".build", "examples", "main.js")}`;
    const settings = {
      language: "typescript",
      app,
      projectId: example,
      sendCrashReports: "false",
      output: "cdktf.out",
    };
    writeFileSync(path.join(folder, "cdktf.json"), JSON.stringify(settings));
    const env = { ...childEnvironment(process.env, place), CI: "1", TERRAFORM_BINARY_NAME: engine().executable };
    const cdktf = (...args: readonly string[]) => run(bin("cdktf"), args, folder, env);
    const options = [example, "--auto-approve", "--skip-provider-lock"];
    // The switch exists since 0.21. Older commands ask the registry even with a mirror, unless there is a lock file.
    expectSuccess(await cdktf("synth"));
    const stack = path.join(folder, "cdktf.out", "stacks", example);
    expectSuccess(await run(engine().executable, ["init", "-input=false"], stack, env));

    const deployed = await stage.callsDuring(async () => {
      expectSuccess(await cdktf("deploy", ...options));
    });
    expect([...changesIn(deployed)].sort()).toEqual(expect.arrayContaining(["AttachPolicyToRole", "CreateRole"]));
    expect(contentOf(stage.emulator.state).filter((one) => one.startsWith("role "))).toHaveLength(1);
    expectSuccess(await cdktf("destroy", ...options));
    expect(contentOf(stage.emulator.state)).toEqual([]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
