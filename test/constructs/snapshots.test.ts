import * as constructs from "../../lib/constructs";
import { forms } from "./forms";
import { resourcesOf } from "./support";

it.each(Object.entries(forms))("%s", (_, build) => {
  expect(resourcesOf(build)).toMatchSnapshot();
});

it("shows every construct of the library", () => {
  const shown = new Set(Object.keys(forms).map((form) => form.split(",")[0]));
  // Bases that are extended, principals and grants, the quotas, findings, ids and settings of the provider are not constructs to use.
  const bases = [
    "AccessPolicy",
    "CheckedConstruct",
    "Grant",
    "PolicyConstruct",
    "PolicyFindings",
    "Principal",
    "RamQuotas",
    "constructProblemIds",
    "providerConfigFromEnvironment",
  ];
  expect(
    Object.keys(constructs)
      .filter((name) => !shown.has(name))
      .sort(),
  ).toEqual(bases.sort());
});
