import { TerraformStack, Testing } from "cdktf";
import { DevsCustomRole } from "../../../lib";
import { ImportBlock } from "../../../lib/constructs/internal/import-block";
import { resolveValue } from "../../../lib/constructs/internal/resolved-text";
import { AlicloudProvider } from "../../../lib/provider-alicloud/provider";

function importBlocks(alias?: string) {
  const stack = new TerraformStack(Testing.app(), "test");
  const provider = new AlicloudProvider(stack, "p", {
    region: "cn-hangzhou",
    ...(alias === undefined ? {} : { alias }),
  });
  const role = new DevsCustomRole(stack, "R", { mode: "import", policies: [], provider });
  return role.node.findAll().filter((one) => one instanceof ImportBlock);
}

it("names resource, id and provider in JSON and in HCL", () => {
  const [block] = importBlocks("audit");
  const resolved = (value: object): unknown => resolveValue(block!, value);
  const to = expect.stringMatching(/^alicloud_ram_role\.R_Role_[0-9A-F]{8}$/) as unknown;
  expect(resolved(block!.toTerraform())).toEqual({
    import: [{ to, id: "AliyunDevsCustomRole", provider: "alicloud.audit" }],
  });
  expect(resolved(block!.toHclTerraform())).toMatchObject({
    import: [
      {
        to: { value: to, storageClassType: "reference" },
        id: { value: "AliyunDevsCustomRole", storageClassType: "string" },
        provider: { value: "alicloud.audit", storageClassType: "reference" },
      },
    ],
  });
});
