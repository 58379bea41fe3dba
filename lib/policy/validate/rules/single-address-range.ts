import { quote } from "../../problem";
import { operatorFacts } from "../../condition-operators";
import { type BuiltInRule, eachTest } from "../rule";

export const singleAddressRange: BuiltInRule = {
  id: "RAM705",
  title: "One address written as a range",
  severity: "warning",
  pack: "recommended",
  allowed: "a single address without a prefix length",
  explanation: "According to RAM's pages, a single address cannot be written with /32. The test then never holds.",
  source: "RAM docs, Policy elements (2021-07-16), note on acs:SourceIp",
  needs: { condition: true },
  check: eachTest(({ operator, located }) => {
    if (operatorFacts(operator)?.type !== "IP address") return [];
    return located
      .filter(({ text }) => (text.includes(":") ? /\/128$/ : /\/32$/).test(text))
      .map(({ text, path }) => ({ path, found: quote(text), fix: `write ${text.replace(/\/\d+$/, "")}` }));
  }),
};
