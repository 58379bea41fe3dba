import { isPattern } from "../../patterns/wildcard";
import { quote } from "../../problem";
import { type BuiltInRule, eachStatement } from "../rule";

export const retiredOperation: BuiltInRule = {
  id: "RAM761",
  title: "Action of a retired operation",
  severity: "warning",
  pack: "recommended",
  allowed: "actions of operations that the SDKs still have",
  explanation: "Nothing calls the operation any more, so the grant has no use, or the new operations are not granted.",
  source: "change log of the AgentRun SDK for Python (read 2026-11-28)",
  kinds: ["identity", "control", "session"],
  check: eachStatement(({ actions }, knowledge) =>
    actions.flatMap(({ text, path }) => {
      const operation = isPattern(text) ? undefined : knowledge?.operation?.(text);
      if (operation?.status !== "retired") return [];
      return [
        { path, found: `${quote(text)}, ${operation.about}`, fix: "remove it, and grant the new operations if needed" },
      ];
    }),
  ),
};
