import { documentArguments } from "../../../lib/terraform/module-text/module-sources";
import { ramResources } from "../../../lib/terraform/ram-resources";

it.each(Object.entries(documentArguments))("knows the document of %s as the table does", (type, argument) => {
  expect(ramResources.get(type)?.document?.argument).toBe(argument);
});
