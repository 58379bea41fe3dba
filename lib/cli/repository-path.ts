import path from "node:path";
import { stackFile } from "../terraform/stack-file";
import { pathWithin, repositoryOf } from "../terraform/places/repository";

/**
 * The path of a file relative to the root of its git checkout, with `/`; outside of a checkout, relative to the working
 * folder. A file elsewhere is named relative to its input, so that the path is the same on every machine.
 *
 * @param inputs the arguments of the command line
 */
export function repositoryPath(file: string, inputs: readonly string[] = []): string {
  const whole = path.resolve(process.cwd(), file);
  const within = pathWithin(repositoryOf(whole) ?? process.cwd(), whole);
  if (within !== undefined) return within;
  const roots = inputs.map((input) => path.resolve(process.cwd(), input));
  const root = roots.find((one) => pathWithin(one, whole) !== undefined);
  // Every stack has a file of the same name.
  const named = root ?? (path.basename(whole) === stackFile ? path.dirname(whole) : whole);
  return pathWithin(path.dirname(named), whole) ?? path.basename(whole);
}
