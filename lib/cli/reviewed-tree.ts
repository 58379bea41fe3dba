import { lstatSync, readlinkSync, realpathSync, statSync } from "node:fs";
import path from "node:path";
import { isCommit } from "../grants/read-source";
import { foldersFrom, isCheckout, isWithin } from "../terraform/places/repository";
import { standardInput } from "../terraform/read-file";
import { stackFile } from "../terraform/stack-file";

/** The folders that belong to a change under review: the author of the change controls their content. */
export class ReviewedTree {
  private constructor(private readonly roots: readonly string[]) {}

  /**
   * The checkouts of the working folder and of the input after the change, and this input itself.
   *
   * @param input as on the command line
   */
  public static of(input: string): ReviewedTree {
    const output = outputFolder(input);
    const places = [process.cwd(), ...(output === undefined ? [] : [output])];
    const roots = [...places.flatMap(checkoutsOf), ...(output === undefined ? [] : [output])];
    return new ReviewedTree([...new Set(roots.flatMap((root) => [path.resolve(root), realPath(root)]))]);
  }

  /** Whether a file is in the tree, or is reached through a link in it. */
  public has(file: string): boolean {
    return placesOnTheWay(path.resolve(file)).some((place) => this.roots.some((root) => isWithin(root, place)));
  }
}

/** The folder of an input that is a folder; `undefined` for a single file, a commit or standard input. */
export function outputFolder(input: string): string | undefined {
  if (input === standardInput || isCommit(input)) return undefined;
  if (statSync(input, { throwIfNoEntry: false })?.isDirectory() === true) return path.resolve(input);
  return path.basename(input) === stackFile ? path.dirname(path.resolve(input)) : undefined;
}

/** All checkouts around a folder: a repository nested in another one belongs to both. */
function checkoutsOf(folder: string): readonly string[] {
  return [path.resolve(folder), realPath(folder)].flatMap(foldersFrom).filter(isCheckout);
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return path.resolve(file);
  }
}

/** The paths through which the system opens a file: the file as named, and the target of each link on the way. */
function placesOnTheWay(file: string): readonly string[] {
  const passed = new Set<string>();
  const follow = (place: string): void => {
    if (passed.has(place)) return;
    passed.add(place);
    const steps = foldersFrom(place);
    for (const step of steps) {
      if (lstatSync(step, { throwIfNoEntry: false })?.isSymbolicLink() !== true) continue;
      const target = path.resolve(path.dirname(step), readlinkSync(step));
      follow(target);
      follow(path.join(target, path.relative(step, place)));
    }
  };
  follow(file);
  return [...passed];
}
