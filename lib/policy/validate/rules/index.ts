import type { BuiltInRule, RulePack } from "../rule";
import { accountId } from "./account-id";
import { actionCase } from "./action-case";
import { actionShape } from "./action-shape";
import { administrator } from "./administrator";
import { allowNotAction } from "./allow-not-action";
import { anySubject } from "./any-subject";
import { anyWorkloadIdentity } from "./any-workload-identity";
import { assumeAnyRole } from "./assume-any-role";
import { conditionKeyCase } from "./condition-key-case";
import { conditionKeyType } from "./condition-key-type";
import { contextWithoutAction } from "./context-without-action";
import { contradictoryTests } from "./contradictory-tests";
import { controlWithoutAllow } from "./control-without-allow";
import { coveredValue } from "./covered-value";
import { everyAddress } from "./every-address";
import { everyValue } from "./every-value";
import { expired } from "./expired";
import { federationWithoutCondition } from "./federation-without-condition";
import { foreignResource } from "./foreign-resource";
import { linkedRoleForAnyService } from "./linked-role-for-any-service";
import { listOnOneResource } from "./list-on-one-resource";
import { mfaDeniedWhenFalse } from "./mfa-denied-when-false";
import { nearLimit } from "./near-limit";
import { notResource } from "./not-resource";
import { openService } from "./open-service";
import { passRoleWithoutService } from "./pass-role-without-service";
import { privilegeEscalation } from "./privilege-escalation";
import { resourceMismatch } from "./resource-mismatch";
import { resourceShape } from "./resource-shape";
import { retiredOperation } from "./retired-operation";
import { secretsByWildcard } from "./secrets-by-wildcard";
import { securitySetting } from "./security-setting";
import { sessionPrincipal } from "./session-principal";
import { sid } from "./sid";
import { singleAddressRange } from "./single-address-range";
import { sourceVpcServices } from "./source-vpc-services";
import { trustsWholeAccount } from "./trusts-whole-account";
import { undoneAllow } from "./undone-allow";
import { unknownAction } from "./unknown-action";
import { unknownConditionKey } from "./unknown-condition-key";
import { unknownRegion } from "./unknown-region";
import { unknownService } from "./unknown-service";
import { unlistedOperator } from "./unlisted-operator";
import { unlistedPrincipal } from "./unlisted-principal";
import { unlistedTrustAction } from "./unlisted-trust-action";
import { unresolvedText } from "./unresolved-text";
import { valueForm } from "./value-form";
import { voidStatement } from "./void-statement";
import { wideResource } from "./wide-resource";
import { wildcardInEquals } from "./wildcard-in-equals";
/** All rules of this library, by id. */
export const rules: readonly BuiltInRule[] = [
  actionShape,
  resourceShape,
  nearLimit,
  sid,
  notResource,
  allowNotAction,
  wildcardInEquals,
  singleAddressRange,
  valueForm,
  unknownAction,
  actionCase,
  resourceMismatch,
  unknownConditionKey,
  conditionKeyCase,
  conditionKeyType,
  voidStatement,
  coveredValue,
  unresolvedText,
  sourceVpcServices,
  administrator,
  privilegeEscalation,
  passRoleWithoutService,
  secretsByWildcard,
  wideResource,
  federationWithoutCondition,
  trustsWholeAccount,
  undoneAllow,
  unlistedOperator,
  unlistedTrustAction,
  sessionPrincipal,
  everyAddress,
  everyValue,
  contradictoryTests,
  expired,
  anySubject,
  linkedRoleForAnyService,
  assumeAnyRole,
  securitySetting,
  unknownService,
  foreignResource,
  unknownRegion,
  accountId,
  listOnOneResource,
  mfaDeniedWhenFalse,
  controlWithoutAllow,
  unlistedPrincipal,
  anyWorkloadIdentity,
  contextWithoutAction,
  openService,
  retiredOperation,
];

/** The ids of the rules in each pack, sorted. */
export const rulePacks: Readonly<Record<RulePack, readonly string[]>> = {
  syntax: [],
  recommended: idsOf(rules.filter(({ pack }) => pack === "recommended")),
  strict: idsOf(rules),
};

function idsOf(some: readonly BuiltInRule[]): readonly string[] {
  return some.map(({ id }) => id).sort();
}
