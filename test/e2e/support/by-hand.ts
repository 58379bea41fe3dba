import type { Emulator } from "../../../lib/emulator";
import { applyToEmulator } from "../../support/apply-to-emulator";
import { elementsOf, importsOf } from "./stack-json";

/** A call of an API, as the console makes it. */
export interface HandCall {
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** Creates everything in a stack by calls, without the engine. */
export async function makeAll(emulator: Emulator, text: string): Promise<void> {
  await applyToEmulator(emulator, elementsOf(text));
}

/** Creates what the stack's own import blocks adopt. */
export async function makeImported(emulator: Emulator, text: string): Promise<void> {
  const imported = new Set(importsOf(text).map(({ to }) => to));
  await applyToEmulator(emulator, elementsOf(text), ({ address }) => imported.has(address));
}

/** Calls that create principals to which a stack attaches policies without creating them. */
export function makeNamedPrincipals(text: string): readonly HandCall[] {
  const named = new Set(
    elementsOf(text).flatMap(({ arguments: args }) =>
      (["user", "group", "role"] as const).flatMap((kind) => {
        const name = args[`${kind}_name`];
        return typeof name === "string" && args["policy_name"] !== undefined && !name.includes("${")
          ? [`${kind} ${name}`]
          : [];
      }),
    ),
  );
  return [...named].sort().map((one) => {
    const [kind, name = ""] = one.split(" ");
    if (kind === "user") return handCall("CreateUser", { UserName: name });
    if (kind === "group") return handCall("CreateGroup", { GroupName: name });
    return makeRole(name);
  });
}

/** The call that creates a role, which a service may assume. */
export function makeRole(name: string): HandCall {
  return handCall("CreateRole", { RoleName: name, AssumeRolePolicyDocument: someTrust });
}

const someTrust =
  '{"Version":"1","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole","Principal":{"Service":["fc.aliyuncs.com"]}}]}';

export function handCall(action: string, parameters: Readonly<Record<string, string>>): HandCall {
  return { action, parameters };
}
