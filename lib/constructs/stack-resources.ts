import { TerraformStack } from "cdktf";
import type { IConstruct } from "constructs";
import { resolveValue } from "./resolved-text";

/** A resource of a stack as Terraform will see it, whoever made it and from whichever bindings. */
export interface StackResource {
  /** e.g. `alicloud_ram_policy` */
  readonly type: string;
  /** Path of the construct in the app. */
  readonly path: string;
  /** Address within the stack, e.g. `alicloud_ram_policy.Full_Policy_1A2B`. */
  readonly address: string;
  /** The argument's text with references as Terraform expressions; `undefined` where it is not set or not text. */
  text(argument: string): string | undefined;
}

/** The resources of the stack that a construct is in. */
export function stackResources(scope: IConstruct): readonly StackResource[] {
  const stack = TerraformStack.of(scope);
  return stack.node
    .findAll()
    .filter(isResource)
    .map((resource) => {
      const { terraformResourceType: type, friendlyUniqueId: id } = resource;
      const synthesized: SynthesizedResource = resource.toTerraform();
      return {
        type,
        path: resource.node.path,
        address: `${type}.${id}`,
        text: (argument) => {
          const value = resolveValue(resource, synthesized.resource?.[type]?.[id]?.[argument]);
          return typeof value === "string" ? value : undefined;
        },
      };
    });
}

/** What `toTerraform` of a resource gives. */
interface SynthesizedResource {
  readonly resource?: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
}

interface ResourceLike extends IConstruct {
  readonly terraformResourceType: string;
  readonly friendlyUniqueId: string;
  toTerraform(): SynthesizedResource;
}

/** By shape, not by class: the resource may come from another copy of the framework. */
function isResource(construct: IConstruct): construct is ResourceLike {
  const candidate = construct as Partial<ResourceLike>;
  return typeof candidate.terraformResourceType === "string" && typeof candidate.toTerraform === "function";
}
