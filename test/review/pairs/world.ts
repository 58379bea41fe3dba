import type { Random } from "./random";
import type { DocumentJson, PrincipalKind, ResolvedModel, StatementJson } from "./resolved-model";
import { otherGrants } from "./other-resources";
import * as vocabulary from "./vocabulary";

/** What a generated input has, before it is written in some form. Parts change in place. */
export interface World {
  stacks: Stack[];
}

export interface Stack {
  name: string;
  style: number;
  providers: Provider[];
  policies: Policy[];
  roles: Role[];
  /** Users and groups that the stack creates. */
  identities: Identity[];
  memberships: Membership[];
  attachments: Attachment[];
  others: Other[];
  /** What means nothing, e.g. networks, outputs and comments. */
  noise: Noise[];
}

/** How a part is written; `style` decides on everything that the meaning leaves open. */
interface Part {
  key: string;
  style: number;
  /** Alias of the provider. */
  alias: string;
  description: number;
}

export interface Provider {
  alias: string;
  profile: string;
  assumedRole: string;
  region: string;
}

export interface Policy extends Part {
  name: string;
  statements: Statement[];
}

export interface Statement {
  effect: "Allow" | "Deny";
  actions: string[];
  notAction: boolean;
  resources: string[];
  notResource: boolean;
  /** Index in the vocabulary. */
  condition: number;
}

export interface Role extends Part {
  name: string;
  trusted: number[];
  condition: number;
}

export interface Identity extends Part {
  kind: "user" | "group";
  name: string;
}

export interface Membership extends Part {
  group: string;
  users: string[];
}

export interface Attachment extends Part {
  kind: PrincipalKind;
  principals: string[];
  policy: string;
  policyType: "Custom" | "System";
  resourceGroup: string | undefined;
}

export interface Other extends Part {
  /** Index in the table of other resources. */
  form: number;
  value: number;
}

export interface Noise {
  kind: number;
  value: number;
}

export const noiseKinds = 12;

export function randomWorld(random: Random): World {
  const count = random.chance(0.25) ? 2 : 1;
  return { stacks: Array.from({ length: count }, (_, index) => randomStack(random, `s${index}`, index)) };
}

function randomStack(random: Random, name: string, offset: number): Stack {
  const providers = [randomProvider(random, "")];
  if (random.chance(0.3)) providers.push(randomProvider(random, "other"));
  const stack: Stack = {
    ...{
      name,
      style: random.below(1 << 30),
      providers,
      policies: [],
      roles: [],
      identities: [],
      memberships: [],
      attachments: [],
      others: [],
    },
    noise: Array.from({ length: random.below(4) }, () => ({ kind: random.below(noiseKinds), value: random.below(3) })),
  };
  const names = vocabulary.policies.slice(0, 3).filter((_, index) => index % 2 === offset || random.chance(0.2));
  for (const policy of names) stack.policies.push(randomPolicy(random, stack, policy));
  for (const role of vocabulary.roles.filter(() => random.chance(0.4))) {
    stack.roles.push({
      ...part(random, stack),
      ...{ name: role, trusted: trustedIn(random), condition: random.chance(0.8) ? 0 : randomCondition(random) },
    });
  }
  for (const kind of ["user", "group"] as const) {
    for (const identity of (kind === "user" ? vocabulary.users : vocabulary.groups).filter(() => random.chance(0.3))) {
      stack.identities.push({ ...part(random, stack), kind, name: identity });
    }
  }
  for (let rest = random.below(3); rest > 0; rest--) stack.memberships.push(randomMembership(random, stack));
  for (let rest = 2 + random.below(4); rest > 0; rest--) stack.attachments.push(randomAttachment(random, stack));
  for (let rest = random.below(3); rest > 0; rest--) stack.others.push(randomOther(random, stack));
  return stack;
}

function randomProvider(random: Random, alias: string): Provider {
  return {
    ...{ alias, profile: random.one(vocabulary.profiles), assumedRole: random.one(vocabulary.assumedRoles) },
    region: random.one(["cn-hangzhou", "cn-beijing"]),
  };
}

function part(random: Random, { providers }: Stack): Part {
  const alias = random.chance(0.8) ? "" : random.one(providers).alias;
  return { key: `k${random.below(1 << 20)}`, style: random.below(1 << 30), alias, description: random.below(2) };
}

function randomPolicy(random: Random, stack: Stack, name: string): Policy {
  const count = random.chance(0.1) ? 4 : 1 + random.below(2);
  return { ...part(random, stack), name, statements: Array.from({ length: count }, () => randomStatement(random)) };
}

export function randomStatement(random: Random): Statement {
  return {
    effect: random.chance(0.75) ? "Allow" : "Deny",
    actions: [...random.some(vocabulary.actionPatterns)],
    notAction: random.chance(0.1),
    resources: [...random.some(vocabulary.resourcePatterns, 2)],
    notResource: random.chance(0.07),
    condition: randomCondition(random),
  };
}

export function randomCondition(random: Random): number {
  return random.below(vocabulary.conditions.length);
}

export function trustedIn(random: Random): number[] {
  return [...random.some([...vocabulary.trusted.keys()], 2)];
}

export function randomMembership(random: Random, stack: Stack): Membership {
  return { ...part(random, stack), group: random.one(vocabulary.groups), users: [...random.some(vocabulary.users, 2)] };
}

export function randomAttachment(random: Random, stack: Stack): Attachment {
  const kind = random.one(["user", "group", "role"] as const);
  const policyType = random.chance(0.85) ? "Custom" : "System";
  return {
    ...{ ...part(random, stack), kind, policyType, principals: [...random.some(namesOf(kind), 2)] },
    policy: policyType === "System" ? random.one(vocabulary.systemPolicies) : somePolicy(random, stack),
    resourceGroup: random.chance(0.7) ? undefined : random.one(vocabulary.resourceGroups),
  };
}

/** Mostly one of the stack. */
function somePolicy(random: Random, { policies }: Stack): string {
  return policies.length > 0 && random.chance(0.7) ? random.one(policies).name : random.one(vocabulary.policies);
}

export function randomOther(random: Random, stack: Stack): Other {
  return { ...part(random, stack), form: random.below(1 << 20), value: random.below(3) };
}

export function namesOf(kind: PrincipalKind): readonly string[] {
  return { user: vocabulary.users, group: vocabulary.groups, role: vocabulary.roles }[kind];
}

/** What a world means. */
export function resolve({ stacks }: World): ResolvedModel {
  const accountOf = ({ providers }: Stack, alias: string): string => {
    const { profile = "", assumedRole = "" } = providers.find((one) => one.alias === alias) ?? {};
    return JSON.stringify([profile, assumedRole]);
  };
  return {
    policies: stacks.flatMap((stack) =>
      stack.policies.map(({ alias, name, statements }) => ({
        ...{ account: accountOf(stack, alias), name, document: documentOf(statements) },
      })),
    ),
    roles: stacks.flatMap((stack) =>
      stack.roles.map(({ alias, name, trusted, condition }) => ({
        ...{ account: accountOf(stack, alias), name, trust: trustOf(trusted, condition) },
      })),
    ),
    memberships: stacks.flatMap((stack) =>
      stack.memberships.flatMap(({ alias, group, users }) =>
        users.map((user) => ({ account: accountOf(stack, alias), group, user })),
      ),
    ),
    attachments: stacks.flatMap((stack) =>
      stack.attachments.flatMap(({ alias, principals, ...attachment }) =>
        principals.map((principal) => ({ ...attachment, account: accountOf(stack, alias), principal })),
      ),
    ),
    otherGrants: new Set(
      stacks.flatMap((stack) =>
        stack.others.flatMap((other) => otherGrants(other).map((grant) => `${accountOf(stack, other.alias)} ${grant}`)),
      ),
    ),
  };
}

export function documentOf(statements: readonly Statement[]): DocumentJson {
  return {
    Version: "1",
    Statement: statements.map(({ effect, actions, notAction, resources, notResource, condition }): StatementJson => ({
      Effect: effect,
      [notAction ? "NotAction" : "Action"]: actions,
      [notResource ? "NotResource" : "Resource"]: resources,
      ...conditionOf(condition),
    })),
  };
}

export function trustOf(trusted: readonly number[], condition: number): DocumentJson {
  const named: Record<string, string[]> = {};
  for (const index of trusted) {
    const [kind, name] = vocabulary.trusted[index] ?? ["Service", ""];
    named[kind] = [...(named[kind] ?? []), name];
  }
  const statement = {
    Effect: "Allow",
    Action: ["sts:AssumeRole"],
    Principal: named,
    ...conditionOf(condition),
  } as const;
  return { Version: "1", Statement: [statement] };
}

function conditionOf(index: number): Pick<StatementJson, "Condition"> {
  const condition = vocabulary.conditions[index];
  return condition === undefined ? {} : { Condition: condition };
}
