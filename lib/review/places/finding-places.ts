import type { SourcePlace } from "../../terraform/places/source-place";
import { ramResources } from "../../terraform/ram-resources";
import type { JsonStep } from "../../terraform/places/json-places";
import { JsonPlaces } from "../../terraform/places/json-places";
import type { InputFinding } from "../lint-sources";
import { InputPlaces, type PlacedInput } from "./input-places";

/** Finds the documents of findings, and what is wrong in them. */
export class FindingPlaces {
  private readonly inputs: readonly InputPlaces[];

  /**
   * @param read returns the text of a file that is not an input, such as that of the acknowledgements; `undefined` for none
   */
  public constructor(
    inputs: readonly PlacedInput[],
    private readonly read: (file: string) => string | undefined,
  ) {
    this.inputs = inputs.map((input) => new InputPlaces(input));
  }

  /** The places of a finding, the best first. */
  public of({ file, address, path }: InputFinding): readonly SourcePlace[] {
    if (address === undefined) return [this.inFile(file, path)];
    for (const { stack, places } of this.inputs.flatMap(({ stacks }) => stacks)) {
      const resource = stack.file === file ? stack.resources.find((one) => one.address === address) : undefined;
      if (resource === undefined) continue;
      return places.ofResource(resource, ramResources.get(resource.type)?.document?.argument);
    }
    return [{ file }];
  }

  private inFile(file: string, path: string): SourcePlace {
    const policies = this.inputs.flatMap(({ policies: some }) => some);
    const found = policies.find(({ policy }) => policy.file === file);
    const steps = stepsOf(path);
    if (found !== undefined) return found.places.at(steps);
    // A list of acknowledgements is the whole file.
    const text = this.read(file);
    return text === undefined ? { file } : new JsonPlaces(file, text).at(steps.slice(1));
  }
}

/** The steps of `Statement[0].Action`. */
function stepsOf(path: string): readonly JsonStep[] {
  return Array.from(path.matchAll(/\[(\d+)\]|[^.[\]]+/g), ([step, index]) =>
    index === undefined ? step : Number(index),
  );
}
