import { type TerraformResource, TerraformElement } from "cdktf";
import type { Construct } from "constructs";

/**
 * Imports an existing object into the state (Terraform 1.5 or later).
 *
 * The framework's `importFrom` does the same, but runs the Terraform binary at synth to get its version.
 */
export class ImportBlock extends TerraformElement {
  /** @param importId the object's id in the provider */
  public constructor(
    scope: Construct,
    id: string,
    private readonly resource: TerraformResource,
    private readonly importId: string,
  ) {
    super(scope, id);
  }

  /** @internal */
  public override toTerraform(): object {
    const { to, id, provider } = this.fields();
    return { import: [{ to, id, ...(provider === undefined ? {} : { provider }) }] };
  }

  /** @internal */
  public override toHclTerraform(): object {
    const { to, id, provider } = this.fields();
    const reference = (value: string) => ({ value, type: "simple", storageClassType: "reference" });
    return {
      import: [
        {
          to: reference(to),
          id: { value: id, type: "simple", storageClassType: "string" },
          ...(provider === undefined ? {} : { provider: reference(provider) }),
        },
      ],
    };
  }

  private fields(): { readonly to: string; readonly id: string; readonly provider: string | undefined } {
    const { terraformResourceType, friendlyUniqueId, provider } = this.resource;
    return { to: `${terraformResourceType}.${friendlyUniqueId}`, id: this.importId, provider: provider?.fqn };
  }
}
