import { lazy } from "../../catalog/lazy";
import { filesBeside, filesRead } from "./files";
import { type Leaf, leavesOfJson } from "./leaf";
import { leavesOfPlan } from "./plan-leaves";

/** Everything that Terraform reads of one stack or plan, as far as it is in files here. */
export class Configuration {
  private readonly readText: () => { readonly text: string };
  private readonly readLeaves = lazy(() => [...this.leavesOfText(), ...this.files]);
  private readonly readFiles = lazy(() => (this.folder === undefined ? [] : filesOf(this.folder, this.text)));

  /**
   * @param text gives the JSON of a stack; is called when something of it is first asked for
   * @param plan the plan as parsed JSON, of which the text is
   * @param folder where Terraform runs, if it reads the other files there too
   */
  private constructor(
    text: () => string,
    public readonly plan: Readonly<Record<string, unknown>> | undefined,
    private readonly folder: string | undefined,
  ) {
    this.readText = lazy(() => ({ text: text() }));
  }

  public static ofStack(text: () => string, folder?: string): Configuration {
    return new Configuration(text, undefined, folder);
  }

  public static ofPlan(plan: Readonly<Record<string, unknown>>): Configuration {
    return new Configuration(() => JSON.stringify(plan), plan, undefined);
  }

  public get form(): "stack" | "plan" {
    return this.plan === undefined ? "stack" : "plan";
  }

  /** All leaves of the text, and a leaf for each other file that Terraform reads. Read when first asked for. */
  public get leaves(): readonly Leaf[] {
    return this.readLeaves();
  }

  /** Whether nothing differs. */
  public isSameAs(other: Configuration | undefined): boolean {
    if (this.form !== other?.form || this.text !== other.text) return false;
    return JSON.stringify(this.files) === JSON.stringify(other.files);
  }

  private get text(): string {
    return this.readText().text;
  }

  private get files(): readonly Leaf[] {
    return this.readFiles();
  }

  private leavesOfText(): readonly Leaf[] {
    return this.plan === undefined ? withAliases(leavesOfJson(this.text)) : leavesOfPlan(this.plan);
  }
}

function filesOf(folder: string, text: string): readonly Leaf[] {
  const beside = filesBeside(folder);
  return [...beside, ...filesRead(folder, text, beside)].map(({ file, digest }) => ({
    path: [fileStep, file],
    value: JSON.stringify(digest),
  }));
}

/** The first step of the way to a file. No block of Terraform has this name. */
export const fileStep = "file ";

/** Names the settings of a provider by its alias instead of by its place in the list, which may change. */
function withAliases(leaves: readonly Leaf[]): readonly Leaf[] {
  const aliases = new Map(
    leaves.flatMap(({ path: [block, type = "", index = "", argument], value }) =>
      block === "provider" && argument === "alias" ? [[`${type} ${index}`, String(JSON.parse(value))] as const] : [],
    ),
  );
  return leaves.map((leaf) => {
    const [block = "", type = "", index = "", ...rest] = leaf.path;
    if (block !== "provider" || !/^\d+$/.test(index)) return leaf;
    return { path: [block, type, `alias ${aliases.get(`${type} ${index}`) ?? ""}`, ...rest], value: leaf.value };
  });
}
