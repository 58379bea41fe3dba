import { type AuditEvent, utcTime } from "./audit-event";
import { jsonObject, text } from "./read-record";

type Json = Readonly<Record<string, unknown>>;

/** Whether an object is a line of the emulator's log. */
export function isEmulatorCall(json: Json): boolean {
  return (
    typeof json["action"] === "string" && typeof json["principal"] === "string" && typeof json["status"] === "number"
  );
}

/** Reads a line of the log that `agentrun-ram emulator --log` writes. It has no account. */
export function readEmulatorCall(json: Json): AuditEvent {
  const [kind = "", name = "", ...session] = text(json["principal"]).split("/");
  const status = json["status"];
  const time = utcTime(json["time"]);
  return {
    source: "emulator log",
    id: undefined,
    type: "ApiCall",
    category: "Management",
    name: text(json["action"]),
    service: text(json["service"]),
    host: "",
    rw: "",
    region: "",
    isGlobal: true,
    account: undefined,
    identity: {
      type: identityTypes[kind] ?? "",
      account: undefined,
      principalId: undefined,
      userName: kind === "role" ? [name, ...session].join(":") : name === "" ? undefined : name,
    },
    error: typeof status === "number" && status < 400 ? "" : text(json["code"]) || "Unknown",
    parameters: jsonObject(json["parameters"]),
    response: undefined,
    resources: new Map(),
    calls: 1,
    first: time,
    last: time,
  };
}

const identityTypes: Readonly<Record<string, string>> = {
  root: "root-account",
  user: "ram-user",
  role: "assumed-role",
};
