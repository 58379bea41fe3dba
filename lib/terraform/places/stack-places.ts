import { lazy } from "../../catalog/lazy";
import { givenArgument } from "../ram-resources";
import { type Resource, stackTraceIn } from "../resource";
import type { SynthesizedStack } from "../synthesized-stack";
import type { ConstructSources } from "./construct-sources";
import { JsonPlaces, type JsonStep } from "./json-places";
import type { SourcePlace } from "./source-place";

/** Where the parts of a stack are: in the source code if that is known, and in the file that was read. */
export class StackPlaces {
  private readonly json = lazy(() => new JsonPlaces(this.stack.file, this.stack.text ?? ""));

  /** @param sources the source code that the stack was made from; `undefined` if it is not there */
  public constructor(
    private readonly stack: SynthesizedStack,
    private readonly sources: ConstructSources | undefined,
  ) {}

  /**
   * The places of a resource, the best first: its own location if a reader gave one, the lines that create its construct,
   * and its argument in the file.
   */
  public ofResource(resource: Resource, argument?: string): readonly SourcePlace[] {
    const { arguments: given, type, location } = resource;
    const name = argument === undefined ? undefined : (givenArgument(type, given, argument)?.name ?? argument);
    const written = this.inFile(resource, name);
    return [...(location === undefined ? this.inSource(resource) : [location]), written];
  }

  /** The place of a block, such as `["variable", "a"]`, or of the nearest thing around it. */
  public ofBlock(path: readonly JsonStep[]): SourcePlace {
    return this.json().at(path);
  }

  public hasBlock(path: readonly JsonStep[]): boolean {
    return this.json().has(path);
  }

  private inFile({ kind, type, name, address }: Resource, argument: string | undefined): SourcePlace {
    const rest = argument === undefined ? [] : [argument];
    return this.json().atAddress(address, ["values", ...rest]) ?? this.json().at([kind, type, name, ...rest]);
  }

  private inSource(resource: Resource): readonly SourcePlace[] {
    const traced = this.sources?.ofTrace(this.traceOf(resource));
    return traced === undefined ? (this.sources?.ofPath(resource.path) ?? []) : [traced];
  }

  private traceOf({ arguments: given, path }: Resource): readonly string[] {
    return stackTraceIn(given) ?? this.stack.traces?.get(path) ?? [];
  }
}
