import type { Emulator } from "../../../lib/emulator";
import { elementsOf } from "./stack-json";

/**
 * Makes the resource groups that a stack names by their ids, and answers with the stack naming the new ones: their ids
 * are the account's to choose, as in a real account.
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

/** Makes a resource group, and answers with its id. */
export async function makeResourceGroup(emulator: Emulator, name: string): Promise<string> {
  const { ResourceGroup } = await emulator.call("CreateResourceGroup", { Name: name, DisplayName: name });
  return String((ResourceGroup as { readonly Id: unknown }).Id);
}
