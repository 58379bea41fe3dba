import { PolicyDocument, PolicyError } from "../policy";
import type { SynthesizedStack } from "../review";
import { documentTextOf } from "../terraform/document-text";
import { ResourceTexts } from "../terraform/resource-texts";
import type { PlacedPolicy } from "./placed-policy";

/** The control policies that stacks create. */
export function controlPolicies(stacks: readonly SynthesizedStack[]): readonly PlacedPolicy[] {
  return stacks.flatMap((stack) => {
    const texts = new ResourceTexts(stack.resources);
    return stack.resources.flatMap((resource) => {
      const document = documentTextOf(resource, texts);
      if (document?.kind !== "control") return [];
      const name = texts.nameOf(resource);
      const read = readDocument(document.text);
      if (read === undefined) return [];
      return [
        {
          stack: stack.name,
          construct: resource.path,
          name,
          document: read,
          scope: "control policy",
          through: undefined,
        },
      ];
    });
  });
}

/** `undefined` for an invalid document, which synth already reported. */
function readDocument(text: string): PolicyDocument | undefined {
  try {
    return PolicyDocument.fromJson(text);
  } catch (error) {
    if (error instanceof PolicyError) return undefined;
    throw error;
  }
}
