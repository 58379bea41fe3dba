import { lazy } from "../../catalog/lazy";
import { type ReadFile, filesBeside, filesRead } from "./files";
import { type Leaf, leavesOfJson } from "./leaf";
import { leavesOfPlan } from "./plan-leaves";
import { type ValuePath, keyName } from "./step";

/** Everything that Terraform reads of one stack or plan, as far as it is in local files. */
export class Configuration {
  private readonly readText: () => { readonly text: string };
  private readonly readLeaves = lazy(() => [...this.leavesOfText(), ...this.files.map(leafOfFile)]);
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
    private readonly given?: () => readonly Leaf[],
  ) {
    this.readText = lazy(() => ({ text: text() }));
  }

  /** @param leaves of a folder of Terraform files, whose order has no meaning */
  public static ofLeaves(leaves: () => readonly Leaf[]): Configuration {
    const sorted = (): readonly string[] =>
      leaves()
        .map((leaf) => JSON.stringify(leaf))
        .sort();
    return new Configuration(() => JSON.stringify(sorted()), undefined, undefined, leaves);
  }

  public static ofStack(text: () => string, folder?: string): Configuration {
    return new Configuration(text, undefined, folder);
  }

  public static ofPlan(plan: Readonly<Record<string, unknown>>): Configuration {
    return new Configuration(() => JSON.stringify(plan), plan, undefined);
  }

  /** Whether its leaves are values that were evaluated, so that no text has them. */
  public get isEvaluated(): boolean {
    return this.given !== undefined;
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
    if (this.files.some(({ isUnread }) => isUnread === true)) return false;
    if (this.given?.().some(({ isUnknown }) => isUnknown === true) === true) return false;
    return JSON.stringify(this.files) === JSON.stringify(other.files);
  }

  /** Reads everything now, not when it is first asked for. */
  public load(): void {
    this.readText();
    this.readFiles();
  }

  /** The JSON of the stack or plan. */
  public get text(): string {
    return this.readText().text;
  }

  /** The other files that Terraform reads. */
  public get files(): readonly ReadFile[] {
    return this.readFiles();
  }

  private leavesOfText(): readonly Leaf[] {
    if (this.given !== undefined) return this.given();
    return this.plan === undefined ? withAliases(leavesOfJson(this.text)) : leavesOfPlan(this.plan);
  }
}

function filesOf(folder: string, text: string): readonly ReadFile[] {
  const beside = filesBeside(folder);
  return [...beside, ...filesRead(folder, text, beside)];
}

/** @returns a leaf that counts as changed if the file is not read */
export function leafOfFile({ file, digest, isUnread }: ReadFile): Leaf {
  const path = [{ kind: "file" as const, name: file }];
  return { path, value: JSON.stringify(digest), ...(isUnread === undefined ? {} : { isUnknown: isUnread }) };
}

/** Names the settings of a provider by its alias instead of by its place in the list, which may change. */
function withAliases(leaves: readonly Leaf[]): readonly Leaf[] {
  const aliases = new Map<string, string>();
  for (const { path, value } of leaves) {
    const place = listedProvider(path);
    const [, , , argument] = path;
    const alias: unknown = JSON.parse(value);
    if (place === undefined || path.length !== 4 || keyName(argument) !== "alias" || typeof alias !== "string")
      continue;
    aliases.set(place, alias);
  }
  return leaves.map((leaf) => {
    const place = listedProvider(leaf.path);
    if (place === undefined) return leaf;
    const [block, type, , ...rest] = leaf.path;
    const path = [block, type, { kind: "alias" as const, name: aliases.get(place) ?? "" }, ...rest];
    return { path: path.filter((step) => step !== undefined), value: leaf.value };
  });
}

/** The provider that a path leads into, if the providers are written as a list. */
function listedProvider([block, type, item]: ValuePath): string | undefined {
  if (keyName(block) !== "provider" || type?.kind !== "key" || item?.kind !== "index") return undefined;
  return JSON.stringify([block, type, item.index]);
}
