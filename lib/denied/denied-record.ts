import { EventActionFinder } from "../evidence/event-actions";
import { EventValues } from "../evidence/event-resources";
import { failureOf } from "../evidence/failure";
import { shapeOf } from "../evidence/read-shapes";
import type { DeniedPrincipal, Denial } from "./denial-of-text";
import type { LooseObject } from "./loose-objects";

/** The refused request of an audit record, or the reason why it has none; `undefined` for anything but a record. */
export function deniedRecord(object: LooseObject): Denial | string | undefined {
  const shaped = shapeOf(object, "ActionTrail");
  if (shaped.kind !== "event" || shaped.event.source === "emulator log") return undefined;
  const { event } = shaped;
  const { name, error, service, host, identity } = event;
  if (failureOf(error) !== "denied") {
    return error === ""
      ? `an audit record of ${name}, which succeeded`
      : `an audit record of ${name} with the code ${error}, which is not about a permission`;
  }
  const values = new EventValues(event);
  const found = new EventActionFinder().actionsOf(service, name, values.product, host);
  if (found.code === undefined) return `an audit record of the service ${service || host}, whose RAM code is not known`;
  const [action] = found.kind === "actions" ? found.actions : [];
  const resources = action === undefined ? [] : values.resourcesOf(action);
  const [resource] = resources;
  const isKnown = resources.length === 1 && resource !== undefined && !/[{*]/.test(resource.replace("acs:ram:*", ""));
  return {
    action: action?.name ?? `${found.code}:${name}`,
    resource: isKnown ? resource : undefined,
    principal: principalOf(identity.type, identity.userName, identity.principalId),
    account: identity.account,
    noPermission: undefined,
    policyType: undefined,
    diagnostic: undefined,
    context: {},
    matched: [],
    code: error,
    requestId: typeof object["requestId"] === "string" ? object["requestId"] : undefined,
    deploying: {},
  };
}

function principalOf(type: string, userName: string | undefined, id: string | undefined): DeniedPrincipal {
  if (type === "ram-user") return { kind: "user", name: userName, id };
  if (type !== "assumed-role" || userName === undefined) return { kind: "unknown", text: userName ?? type };
  const [name = userName, session] = userName.split(":", 2);
  return { kind: "role", name, session };
}
