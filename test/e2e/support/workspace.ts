import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Engine, type Run, engine, run } from "./engine";

/** What a plan would do with one resource. */
export interface PlannedChange {
  readonly address: string;
  /** e.g. `["update"]`, or `["delete", "create"]` for a replacement */
  readonly actions: readonly string[];
  readonly importing: boolean;
  readonly type: string;
  /** Arguments and attributes as far as they are known. */
  readonly after: Readonly<Record<string, unknown>>;
}

/** What is deployed: the text of a synthesized stack, or files by their paths. */
export type Deployed = string | Readonly<Record<string, string>>;

/**
 * A folder in which the engine deploys one synthesized stack, or a folder of `.tf` files, to the emulator. The files stay
 * as they were written; an override file beside them says where the endpoint and the state are.
 */
export class Workspace {
  public readonly folder = mkdtempSync(path.join(tmpdir(), "agentrun-e2e-work-"));
  private initialized = false;
  private address = "";
  private log: string | undefined;

  public constructor(
    address: string,
    deployed: Deployed,
    accessKeyId: string,
    private readonly used: Engine = engine(),
  ) {
    this.write(deployed);
    this.use(address, accessKeyId);
  }

  /** Replaces the stack or the files with another version. */
  public write(deployed: Deployed): void {
    for (const [name, text] of Object.entries(typeof deployed === "string" ? { "cdk.tf.json": deployed } : deployed)) {
      const file = path.join(this.folder, name);
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  }

  /** Replaces the content with that of another workspace. */
  public restore(folder: string): void {
    rmSync(this.folder, { recursive: true, force: true });
    cpSync(folder, this.folder, { recursive: true, verbatimSymlinks: true });
    this.initialized = existsSync(path.join(folder, ".terraform"));
  }

  /** From now on, the provider uses this address and this key, or the key and the token of a session. */
  public use(address: string, accessKeyId: string, securityToken?: string): void {
    this.address = address;
    const settings = {
      access_key: accessKeyId,
      secret_key: "secret",
      ...(securityToken === undefined ? {} : { security_token: securityToken }),
      account_type: "Domestic",
      skip_region_validation: true,
      protocol: "HTTP",
      endpoints: [{ ram: address, resourcemanager: address, ims: address, sts: address }],
    };
    writeFileSync(
      path.join(this.folder, "emulator_override.tf.json"),
      JSON.stringify({
        terraform: { backend: { local: { path: "terraform.tfstate" } } },
        provider: { alicloud: [settings] },
      }),
    );
  }

  /** From now on the engine and the provider log their calls to a file, which the engine appends to. */
  public logTo(file: string): void {
    this.log = file;
  }

  public apply(...args: readonly string[]): Promise<Run> {
    return this.engine("apply", "-auto-approve", ...args);
  }

  public destroy(...args: readonly string[]): Promise<Run> {
    return this.engine("destroy", "-auto-approve", ...args);
  }

  /** The exit code of `plan -detailed-exitcode`: 0 for an empty plan, 2 for changes. */
  public planExitCode(): Promise<Run> {
    return this.engine("plan", "-detailed-exitcode");
  }

  /** What a plan would do, from the engine's JSON. */
  public async plannedChanges(): Promise<readonly PlannedChange[]> {
    const planned = await this.engine("plan", "-out=plan.bin");
    if (planned.code !== 0) throw new Error(planned.output);
    const shown = await this.engine("show", "-json", "plan.bin");
    const plan = JSON.parse(shown.output) as {
      readonly resource_changes?: readonly {
        readonly address: string;
        readonly mode: string;
        readonly type: string;
        readonly change: {
          readonly actions: readonly string[];
          readonly importing?: object;
          readonly after: Readonly<Record<string, unknown>> | null;
        };
      }[];
    };
    return (plan.resource_changes ?? [])
      .filter(({ mode }) => mode === "managed")
      .map(({ address, type, change }) => ({
        ...{ address, type, actions: change.actions, importing: change.importing !== undefined },
        after: change.after ?? {},
      }));
  }

  /** Runs a command of the engine here, after `init` where none was run before. */
  public async engine(command: string, ...args: readonly string[]): Promise<Run> {
    if (!this.initialized) {
      const init = await this.run("init", [`-plugin-dir=${this.used.providers}`]);
      if (init.code !== 0) return init;
      this.initialized = true;
    }
    return this.run(command, args);
  }

  public remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private run(command: string, args: readonly string[]): Promise<Run> {
    const takesInput = ["init", "apply", "destroy", "plan", "import"].includes(command);
    const common = takesInput ? ["-input=false", "-no-color"] : [];
    // The provider's block has no place for this endpoint.
    const endpoint = { ALIBABA_CLOUD_ENDPOINT_RESOURCEDIRECTORYMASTER: this.address };
    const logging = this.log === undefined ? {} : { TF_LOG: "DEBUG", DEBUG: "terraform", TF_LOG_PATH: this.log };
    return run(this.used.executable, [command, ...common, ...args], this.folder, { ...endpoint, ...logging });
  }
}
