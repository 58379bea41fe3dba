import { filesBeside, filesRead } from "./files";
import { type Leaf, leavesOfJson } from "./leaf";
import { leavesOfPlan } from "./plan-leaves";

/** Everything that Terraform reads of one stack or plan, as far as it is in files here. */
export class Configuration {
  private knownLeaves: readonly Leaf[] | undefined;
  private knownFiles: readonly Leaf[] | undefined;

  /**
   * @param form what the text is
   * @param text JSON of the stack or plan
   * @param folder where Terraform runs, if it reads the other files there too
   */
  public constructor(
    public readonly form: "stack" | "plan",
    private readonly text: string,
    private readonly folder?: string,
  ) {}

  /** All leaves of the text, and a leaf for each other file that Terraform reads. Read when first asked for. */
  public get leaves(): readonly Leaf[] {
    this.knownLeaves ??= [...this.leavesOfText().map(withAlias(this.text)), ...this.files];
    return this.knownLeaves;
  }

  /** Whether nothing differs. */
  public isSameAs(other: Configuration | undefined): boolean {
    if (this.form !== other?.form || this.text !== other.text) return false;
    return JSON.stringify(this.files) === JSON.stringify(other.files);
  }

  /** The plan as parsed JSON; `undefined` for a stack. */
  public get plan(): Readonly<Record<string, unknown>> | undefined {
    // A plan was read as an object before.
    return this.form === "plan" ? (JSON.parse(this.text) as Readonly<Record<string, unknown>>) : undefined;
  }

  private get files(): readonly Leaf[] {
    this.knownFiles ??= this.folder === undefined ? [] : filesOf(this.folder, this.text);
    return this.knownFiles;
  }

  private leavesOfText(): readonly Leaf[] {
    return this.plan === undefined ? leavesOfJson(this.text) : leavesOfPlan(this.plan);
  }
}

function filesOf(folder: string, text: string): readonly Leaf[] {
  return [...filesBeside(folder), ...filesRead(folder, text)].map(({ file, digest }) => ({
    path: [fileStep, file],
    value: JSON.stringify(digest),
  }));
}

/** The first step of the way to a file. No block of Terraform has this name. */
export const fileStep = "file ";

/** Names the settings of a provider by its alias instead of by its place in the list, which may change. */
function withAlias(text: string): (leaf: Leaf) => Leaf {
  const aliases = new Map<string, string>();
  for (const { path, value } of text.includes('"alias"') ? leavesOfJson(text) : []) {
    if (path[0] === "provider" && path[3] === "alias")
      aliases.set(`${path[1] ?? ""} ${path[2] ?? ""}`, String(JSON.parse(value)));
  }
  return ({ path, value }) => {
    const [block = "", type = "", index = "", ...rest] = path;
    if (block !== "provider" || !/^\d+$/.test(index)) return { path, value };
    return { path: [block, type, `alias ${aliases.get(`${type} ${index}`) ?? ""}`, ...rest], value };
  };
}
