import { spawn } from "node:child_process";

/** A Terraform-compatible engine with the folder of providers that were installed for it. */
export interface Engine {
  readonly executable: string;
  readonly providers: string;
}

/** How a command of the engine ended. */
export interface Run {
  readonly code: number;
  /** Standard output and standard error, for messages of failed tests, and for texts that the documentation quotes. */
  readonly output: string;
}

/** The engine that scripts/test-e2e.mjs has found. */
export function engine(): Engine {
  const found = engineIn("E2E_ENGINE", "E2E_PROVIDERS");
  if (found === undefined) throw new Error("end-to-end tests are run by `npm run test:e2e`");
  return found;
}

/** OpenTofu, if it is on the path and its provider can be installed. */
export function tofu(): Engine | undefined {
  return engineIn("E2E_TOFU", "E2E_TOFU_PROVIDERS");
}

function engineIn(executableVariable: string, providersVariable: string): Engine | undefined {
  const executable = process.env[executableVariable];
  const providers = process.env[providersVariable];
  return executable === undefined || providers === undefined ? undefined : { executable, providers };
}

/** Runs a program to its end. Real credentials and proxies do not reach it. */
export function run(
  command: string,
  args: readonly string[],
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = {},
): Promise<Run> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...harmlessEnvironment(), ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const chunks: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding("utf8");
      stream.on("data", (chunk: string) => chunks.push(chunk));
    }
    child.on("error", reject);
    child.on("close", (code) => {
      resolve({ code: code ?? -1, output: chunks.join("") });
    });
  });
}

function harmlessEnvironment(): Record<string, string> {
  const isKept = (name: string): boolean => !/^(ALICLOUD|ALIBABA|ALIYUN|TF_VAR|TF_CLI_ARGS|https?_proxy)/i.test(name);
  const kept = Object.entries(process.env).flatMap(([name, value]) =>
    value !== undefined && isKept(name) ? [[name, value] as const] : [],
  );
  return { ...Object.fromEntries(kept), CHECKPOINT_DISABLE: "1", TF_IN_AUTOMATION: "1" };
}
