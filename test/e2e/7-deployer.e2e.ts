import { deployedStacks } from "./support/deployed-stacks";
import { proveMinimal } from "./support/prove-minimal";
import { scenario } from "./support/scenario";

// The provider waits for resource groups, so that they have a file of their own, which runs beside this one.
for (const name of Object.keys(deployedStacks).filter((one) => one !== "resource-group")) {
  scenario(`7 ${name}: the deployer's policy is enough, and without any one of its actions a real run fails`, (stage) =>
    proveMinimal(stage, name),
  );
}
