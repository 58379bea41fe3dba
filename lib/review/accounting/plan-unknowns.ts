import { isJsonObject } from "../../policy/json-value";
import { argumentClass } from "../../terraform/configuration/argument-class";
import { asList } from "../../terraform/json-values";
import { PlanConfiguration } from "../../terraform/plan-configuration";
import type { UnknownRow } from "../report/review-report";

type Json = Readonly<Record<string, unknown>>;

/** What a plan leaves open, whatever it was compared with: unknown values of grants, errors and deferred changes. */
export function planUnknowns(stack: string, plan: Json): readonly UnknownRow[] {
  const row = (what: UnknownRow["what"], name: string, why: string): UnknownRow => ({
    ...{ kind: "unknown", change: "loosened", stack, what, name, why, changes: [why] },
  });
  const isPartial = plan["errored"] === true || plan["complete"] === false;
  const deferred = asList(plan["deferred_changes"]).length;
  const configuration = new PlanConfiguration(plan["configuration"]);
  const changes = asList(plan["resource_changes"]).filter(isJsonObject);
  const acts = ({ change }: Json, ...actions: readonly string[]): boolean =>
    isJsonObject(change) && asList(change["actions"]).some((action) => actions.includes(String(action)));
  return [
    ...changes
      .filter((change) => acts(change, "forget"))
      .map(({ address }) => row("resource", String(address), "Terraform forgets an object that stays in the account")),
    ...changes
      .filter((change) => acts(change, "create") && configuration.hasProvisioners(String(change["address"])))
      .map(({ address }) => row("resource", String(address), "a provisioner runs a program")),
    ...(isPartial
      ? [
          row(
            "change",
            "plan",
            "Terraform stopped before the plan was complete, so more may change than it shows; plan again",
          ),
        ]
      : []),
    ...(deferred > 0
      ? [
          row(
            "change",
            "plan",
            `Terraform deferred ${deferred} ${deferred === 1 ? "change" : "changes"}, which the plan does not show`,
          ),
        ]
      : []),
    ...changes
      .flatMap((change) => unknownArguments(change, configuration))
      .map(({ address, names }) =>
        row(
          "resource",
          address,
          `${names.join(", ")} will be known only after apply; write its value literally, or apply what it refers to first`,
        ),
      ),
  ];
}

function unknownArguments({ mode, type, address, change }: Json, configuration: PlanConfiguration) {
  if (mode !== "managed" || typeof type !== "string" || typeof address !== "string" || !isJsonObject(change)) return [];
  const actions = asList(change["actions"]).join();
  if (actions === "no-op" || actions === "delete") return [];
  const { after, after_unknown: unknown } = change;
  const referring = new Set(configuration.referringArguments(address));
  const names = configuration
    .setArguments(address)
    .filter((name) => argumentClass(type, name) !== "no grant")
    .filter((name) => hasUnknown(valueOf(unknown, name)) || (referring.has(name) && hasGap(valueOf(after, name))));
  return names.length === 0 ? [] : [{ address, names: [...names].sort() }];
}

function valueOf(of: unknown, name: string): unknown {
  return isJsonObject(of) ? of[name] : undefined;
}

function hasUnknown(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return value === true;
  return Object.values(value).some(hasUnknown);
}

/** Whether a value is missing, or a list has an item that is. */
function hasGap(value: unknown): boolean {
  if (value === undefined || value === null) return true;
  if (Array.isArray(value)) return value.some(hasGap);
  return isJsonObject(value) && Object.values(value).some((item) => Array.isArray(item) && hasGap(item));
}
