import type { Emulator } from "../../../lib/emulator";
import { elementsOf } from "./stack-json";

/**
 * Creates the resource groups that a stack names by id, and returns the stack with the new ids, because the account assigns
 * them, as a real account does.
 */
export async function withResourceGroups(text: string, emulator: Emulator): Promise<string> {
  const ids = new Set(elementsOf(text).map(({ arguments: args }) => args["resource_group_id"]));
  let written = text;
  for (const id of ids) {
    if (typeof id !== "string" || id.includes("${")) continue;
    const made = await makeResourceGroup(emulator, id);
    written = written.replaceAll(`"resource_group_id": "${id}"`, `"resource_group_id": "${made}"`);
  }
  return written;
}

/** Creates a resource group, and returns its id. */
export async function makeResourceGroup(emulator: Emulator, name: string): Promise<string> {
  const { ResourceGroup } = await emulator.call("CreateResourceGroup", { Name: name, DisplayName: name });
  return String((ResourceGroup as { readonly Id: unknown }).Id);
}
