import type { BuiltInRule, RulePack } from "../rule";
import { actionCase } from "./action-case";
import { actionShape } from "./action-shape";
import { administrator } from "./administrator";
import { allowNotAction } from "./allow-not-action";
import { conditionKeyCase } from "./condition-key-case";
import { conditionKeyType } from "./condition-key-type";
import { coveredValue } from "./covered-value";
import { federationWithoutCondition } from "./federation-without-condition";
import { nearLimit } from "./near-limit";
import { notResource } from "./not-resource";
import { passRoleWithoutService } from "./pass-role-without-service";
import { privilegeEscalation } from "./privilege-escalation";
import { resourceMismatch } from "./resource-mismatch";
import { resourceShape } from "./resource-shape";
import { secretsByWildcard } from "./secrets-by-wildcard";
import { sid } from "./sid";
import { sessionPrincipal } from "./session-principal";
import { singleAddressRange } from "./single-address-range";
import { sourceVpcServices } from "./source-vpc-services";
import { trustsWholeAccount } from "./trusts-whole-account";
import { undoneAllow } from "./undone-allow";
import { unknownAction } from "./unknown-action";
import { unknownConditionKey } from "./unknown-condition-key";
import { unlistedOperator } from "./unlisted-operator";
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
];

/** The ids of each pack's rules, sorted. */
export const rulePacks: Readonly<Record<RulePack, readonly string[]>> = {
  syntax: [],
  recommended: idsOf(rules.filter(({ pack }) => pack === "recommended")),
  strict: idsOf(rules),
};

function idsOf(some: readonly BuiltInRule[]): readonly string[] {
  return some.map(({ id }) => id).sort();
}
