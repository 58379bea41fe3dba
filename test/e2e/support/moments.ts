import { type Emulator, type EmulatorState, type LoggedCall, startEmulator } from "../../../lib/emulator";
import { PolicyDocument, evaluate } from "../../../lib/policy";
import { changesIn } from "./stage";

/** Something that a principal may do. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
}

/** A permission that a principal lacked, and the call after which it was missing. */
export interface Lack extends Permission {
  readonly principal: string;
  readonly after: string;
}

/**
 * Replays logged calls in a separate account. After each call that changes something, from the `first` on, checks whether
 * every principal still has all permissions.
 */
export async function replayLacks(
  calls: readonly LoggedCall[],
  first: number,
  principals: readonly string[],
  permissions: readonly Permission[],
): Promise<readonly Lack[]> {
  const again = await startEmulator();
  try {
    const lacks: Lack[] = [];
    for (const call of calls.filter((one) => one.status === 200 && changesIn([one]).length > 0)) {
      await again.call(call.action, call.parameters);
      if (call.number < first) continue;
      const after = `${call.action} ${call.parameters["PolicyName"] ?? ""}`;
      lacks.push(...lacksIn(again, principals, permissions).map((lack) => ({ ...lack, after })));
    }
    return lacks;
  } finally {
    await again.close();
  }
}

function lacksIn(
  { state }: Emulator,
  principals: readonly string[],
  permissions: readonly Permission[],
): readonly Omit<Lack, "after">[] {
  return principals.flatMap((principal) => {
    const account = documentsOf(state, principal);
    return permissions
      .filter((request) => evaluate({ policies: { account }, request }).decision !== "Allow")
      .map((permission) => ({ principal, ...permission }));
  });
}

/** Custom policies on a principal, e.g. of `group dev`. */
function documentsOf(state: EmulatorState, principal: string): readonly PolicyDocument[] {
  return state.attachments
    .filter(({ principalKind, principalName }) => `${principalKind} ${principalName}` === principal)
    .flatMap(({ policyName }) => {
      const policy = state.policies.find(({ name }) => name === policyName);
      const version = policy?.versions.find(({ id }) => id === policy.defaultVersion);
      return version === undefined ? [] : [PolicyDocument.fromJson(version.document)];
    });
}
