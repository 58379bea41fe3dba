import { givenArgument } from "../../terraform/ram-resources";
import { ResourceTexts } from "../../terraform/resource-texts";
import type { SynthesizedStack } from "../../terraform/synthesized-stack";
import { type DeployScope, deployerPermissions } from "./deployer-permissions";

/**
 * What the deployment of a stack, plan or state needs: its statements, and warnings for unknown permissions.
 *
 * @param accountId the account of the resources, or `*`
 */
export function stackPermissions(
  { resources, data }: Pick<SynthesizedStack, "resources" | "data">,
  accountId = "*",
  stepsOf?: DeployScope["stepsOf"],
): ReturnType<typeof deployerPermissions> {
  const texts = new ResourceTexts(resources);
  const elements = [...resources, ...data]
    .filter(({ type }) => type.startsWith("alicloud_"))
    .map((resource) => ({
      ...resource,
      text: (argument: string) => texts.textOf(resource, argument),
      texts: (argument: string): readonly string[] => {
        const value = givenArgument(resource.type, resource.arguments, argument)?.value;
        return (Array.isArray(value) ? (value as readonly unknown[]) : [value]).filter(
          (one) => typeof one === "string",
        );
      },
    }));
  return deployerPermissions(
    elements,
    (text) => texts.follow(text),
    accountId,
    stepsOf === undefined ? {} : { stepsOf },
  );
}
