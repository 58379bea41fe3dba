import { existsSync, readdirSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { isWithin, repositoryAround } from "../places/repository";
import { readFileText } from "../read-file";
import { UnreadableStackError } from "../unreadable-stack-error";

/**
 * Files that functions such as `file` may read: those in the repository of the folder, or, outside of a repository, those
 * in the folder and in folders of its modules. Links are followed before that is decided.
 */
export class RepositoryFiles {
  private readonly roots: string[];
  private readonly refused = new Set<string>();
  private readonly opened = new Set<string>();
  private readonly listed = new Map<string, readonly string[]>();
  private readonly tooLarge = new Set<string>();

  private readonly bounds: string | undefined;

  /**
   * @param installedIn the folder whose `.terraform` has the installed modules
   * @param confinedTo a folder outside of which nothing is read, whatever the repository has
   */
  public constructor(
    private readonly folder: string,
    private readonly installedIn = folder,
    confinedTo?: string,
  ) {
    this.roots = [realpathSync(repositoryAround(folder) ?? folder)];
    this.bounds = confinedTo === undefined ? undefined : realpathSync(confinedTo);
  }

  /** Whether a real path is inside of what may be read at all. */
  public isConfined(real: string): boolean {
    return this.bounds === undefined || isWithin(this.bounds, real);
  }

  /** Where a path from the folder leads. */
  public pathOf(file: string): string {
    const isInstalled = /^(?:\.\/)?\.terraform\//.test(file);
    return isInstalled ? path.resolve(this.installedIn, file) : path.join(this.folder, file);
  }

  /** Also lets files in the folder of a module be read. */
  public allow(folder: string): void {
    this.roots.push(realpathSync(folder));
  }

  /** Paths that were asked for and not read, from the folder. */
  public get notRead(): readonly string[] {
    return [...this.refused].sort();
  }

  /** Paths that were read, from the folder. */
  public get read(): readonly string[] {
    return [...this.opened].sort();
  }

  /** Folders that were listed, and what is in them. */
  public get lists(): ReadonlyMap<string, readonly string[]> {
    return this.listed;
  }

  /**
   * Checks that a configuration file is where it seems to be. Messages show lines of it.
   *
   * @throws UnreadableStackError RAM501 for a link that leads elsewhere
   */
  public checkOwn(file: string): void {
    const real = existsSync(file) ? realpathSync(file) : undefined;
    if (real === undefined || this.mayRead(real)) return;
    throw new UnreadableStackError(file, "it is a link to a file outside of the repository", "copy the file");
  }

  /** Folders that were to be listed, and have too many files or cannot be read. */
  public get notListed(): readonly string[] {
    return [...this.tooLarge].sort();
  }

  /** A file by its path from the folder. */
  public contentOf(file: string): string | undefined {
    const place = this.placeOf(file);
    const read = place === undefined ? undefined : readFileText(place);
    if (read !== undefined && "value" in read) {
      this.opened.add(file);
      return read.value;
    }
    this.refused.add(file);
    return undefined;
  }

  /** All files in a folder and those within it, by their paths from it; `undefined` if it is not in the repository. */
  public list(folder: string): readonly string[] | undefined {
    const place = this.placeOf(folder);
    if (place === undefined || !statSync(place).isDirectory()) return undefined;
    const found = filesBelow(place);
    if (found === undefined) {
      this.tooLarge.add(folder);
      return undefined;
    }
    this.listed.set(folder, found);
    return found;
  }

  private placeOf(file: string): string | undefined {
    const place = path.isAbsolute(file) ? file : this.pathOf(file);
    if (!existsSync(place)) return undefined;
    const real = realpathSync(place);
    return this.mayRead(real) ? real : undefined;
  }

  private mayRead(real: string): boolean {
    return this.isConfined(real) && this.roots.some((root) => isWithin(root, real));
  }
}

const mostFiles = 10_000;

/** What git and Terraform keep for themselves is left out. `undefined` if there are too many, or one cannot be read. */
function filesBelow(folder: string): readonly string[] | undefined {
  const found: string[] = [];
  const open = [""];
  try {
    for (let prefix = open.pop(); prefix !== undefined; prefix = open.pop()) {
      for (const entry of readdirSync(path.join(folder, prefix), { withFileTypes: true })) {
        if (entry.name === ".git" || entry.name === ".terraform") continue;
        const name = prefix === "" ? entry.name : `${prefix}/${entry.name}`;
        if (entry.isDirectory()) open.push(name);
        else found.push(name);
      }
      if (found.length > mostFiles) return undefined;
    }
  } catch {
    return undefined;
  }
  return found;
}
