import { cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Engine, type Run, engine, run } from "./engine";

/** What a plan would do with one resource. */
export interface PlannedChange {
  readonly address: string;
  /** e.g. `["update"]`, or `["delete", "create"]` for a replacement */
  readonly actions: readonly string[];
  readonly importing: boolean;
}

/**
 * A folder in which the engine deploys one synthesized stack to the emulator. The stack's file stays as synth wrote it;
 * an override file beside it says where the endpoint and the state are.
 */
export class Workspace {
  public readonly folder = mkdtempSync(path.join(tmpdir(), "agentrun-e2e-work-"));
  private initialized = false;
  private address = "";

  public constructor(
    address: string,
    text: string,
    accessKeyId: string,
    private readonly used: Engine = engine(),
  ) {
    this.write(text);
    this.use(address, accessKeyId);
  }

  /** Puts another version of the stack into place. */
  public write(text: string): void {
    writeFileSync(path.join(this.folder, "cdk.tf.json"), text);
  }

  /** Puts what another workspace had in place of what is here. */
  public restore(folder: string): void {
    rmSync(this.folder, { recursive: true, force: true });
    cpSync(folder, this.folder, { recursive: true, verbatimSymlinks: true });
    this.initialized = existsSync(path.join(folder, ".terraform"));
  }

  /** From now on the provider goes to that address, with that key, or with the key and the token of a session. */
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

  public apply(...args: readonly string[]): Promise<Run> {
    return this.engine("apply", "-auto-approve", ...args);
  }

  public destroy(...args: readonly string[]): Promise<Run> {
    return this.engine("destroy", "-auto-approve", ...args);
  }

  /** The exit code of `plan -detailed-exitcode`: 0 where nothing is to be done, 2 where something is. */
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
        readonly change: { readonly actions: readonly string[]; readonly importing?: object };
      }[];
    };
    return (plan.resource_changes ?? [])
      .filter(({ mode }) => mode === "managed")
      .map(({ address, change }) => ({ address, actions: change.actions, importing: change.importing !== undefined }));
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
    const env = { ALIBABA_CLOUD_ENDPOINT_RESOURCEDIRECTORYMASTER: this.address };
    return run(this.used.executable, [command, ...common, ...args], this.folder, env);
  }
}
