import { deployerDocument } from "./support/deployed-stacks";
import { proveMinimal } from "./support/prove-minimal";
import { scenario } from "./support/scenario";

const name = "resource-group";

scenario(`7 ${name}: the deployer's policy is enough, and without any one of its actions a real run fails`, (stage) =>
  proveMinimal(stage, name, deployerDocument(name)),
);
