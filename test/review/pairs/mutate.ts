import type { Random } from "./random";
import * as vocabulary from "./vocabulary";
import {
  type Attachment,
  type Policy,
  type Stack,
  type World,
  namesOf,
  noiseKinds,
  randomAttachment,
  randomCondition,
  randomMembership,
  randomOther,
  randomStatement,
  trustedIn,
} from "./world";

/** Changes one leaf of a world in place; says which. `undefined` if the world has no such leaf. */
type Mutation = (world: World, random: Random) => string | undefined;

/** A part of a random stack, if there is one. */
function inPart<Part>(
  name: string,
  partsOf: (stack: Stack) => readonly Part[],
  change: (part: Part, random: Random, stack: Stack) => void,
): Mutation {
  return ({ stacks }, random) => {
    const parts = stacks.flatMap((stack) => partsOf(stack).map((part) => [part, stack] as const));
    if (parts.length === 0) return undefined;
    const [part, stack] = random.one(parts);
    change(part, random, stack);
    return name;
  };
}

function removeFrom<Part>(name: string, partsOf: (stack: Stack) => Part[]): Mutation {
  return inPart(name, partsOf, (part, _, stack) => {
    const parts = partsOf(stack);
    parts.splice(parts.indexOf(part), 1);
  });
}

function replaceOne<Item>(items: Item[], by: Item, random: Random): void {
  items[random.below(items.length)] = by;
}

const statementsOf = (stack: Stack) => stack.policies.flatMap(({ statements }) => statements);
const styledOf = (stack: Stack) => [
  ...[...stack.policies, ...stack.roles, ...stack.identities, ...stack.memberships, ...stack.attachments],
  ...stack.others,
];

/** What may change the meaning. */
const meaningful: readonly Mutation[] = [
  inPart("action", statementsOf, ({ actions }, random) => {
    replaceOne(actions, random.one(vocabulary.actionPatterns), random);
  }),
  inPart("one more action", statementsOf, ({ actions }, random) => actions.push(random.one(vocabulary.actionPatterns))),
  inPart("one action less", statementsOf, ({ actions }) => (actions.length > 1 ? actions.pop() : undefined)),
  inPart("resource", statementsOf, ({ resources }, random) => {
    replaceOne(resources, random.one(vocabulary.resourcePatterns), random);
  }),
  inPart("one more resource", statementsOf, ({ resources }, random) => {
    resources.push(random.one(vocabulary.resourcePatterns));
  }),
  inPart("effect", statementsOf, (statement) => {
    statement.effect = statement.effect === "Allow" ? "Deny" : "Allow";
  }),
  inPart("Action to NotAction", statementsOf, (statement) => {
    statement.notAction = !statement.notAction;
  }),
  inPart("Resource to NotResource", statementsOf, (statement) => {
    statement.notResource = !statement.notResource;
  }),
  inPart("condition", statementsOf, (statement, random) => {
    statement.condition = randomCondition(random);
  }),
  inPart(
    "one more statement",
    (stack) => stack.policies,
    ({ statements }, random) => {
      statements.push(randomStatement(random));
    },
  ),
  inPart(
    "one statement less",
    (stack) => stack.policies,
    ({ statements }, random) => {
      if (statements.length > 1) statements.splice(random.below(statements.length), 1);
    },
  ),
  inPart(
    "statement moved to another policy",
    (stack) => stack.policies,
    ({ statements }, random, stack) => {
      const other = random.one(stack.policies);
      if (statements.length > 1) other.statements.push(...statements.splice(0, 1));
    },
  ),
  inPart(
    "name of a policy",
    (stack) => stack.policies,
    (policy, random) => {
      policy.name = random.one(vocabulary.policies.slice(0, 3));
    },
  ),
  inPart(
    "swapped names of policies",
    (stack) => stack.policies,
    (policy, random, stack) => {
      const other = random.one(stack.policies);
      [policy.name, other.name] = [other.name, policy.name];
    },
  ),
  removeFrom<Policy>("policy gone", (stack) => stack.policies),
  inPart(
    "name of a role",
    (stack) => stack.roles,
    (role, random) => {
      role.name = random.one(vocabulary.roles);
    },
  ),
  inPart(
    "trusted principals",
    (stack) => stack.roles,
    (role, random) => {
      role.trusted = trustedIn(random);
    },
  ),
  inPart(
    "condition of trust",
    (stack) => stack.roles,
    (role, random) => {
      role.condition = randomCondition(random);
    },
  ),
  inPart(
    "name of a user or group",
    (stack) => stack.identities,
    (identity, random) => {
      identity.name = random.one(namesOf(identity.kind));
    },
  ),
  inPart(
    "group of a membership",
    (stack) => stack.memberships,
    (membership, random) => {
      membership.group = random.one(vocabulary.groups);
    },
  ),
  inPart(
    "member",
    (stack) => stack.memberships,
    ({ users }, random) => {
      replaceOne(users, random.one(vocabulary.users), random);
    },
  ),
  inPart(
    "one more member",
    (stack) => stack.memberships,
    ({ users }, random) => {
      const user = random.one(vocabulary.users);
      if (!users.includes(user)) users.push(user);
    },
  ),
  inPart(
    "one more membership",
    (stack) => [stack],
    (stack, random) => {
      stack.memberships.push(randomMembership(random, stack));
    },
  ),
  removeFrom("membership gone", (stack) => stack.memberships),
  inPart(
    "principal of an attachment",
    (stack) => stack.attachments,
    ({ principals, kind }, random) => {
      replaceOne(principals, random.one(namesOf(kind)), random);
    },
  ),
  inPart(
    "kind of an attachment",
    (stack) => stack.attachments,
    (attachment, random) => {
      attachment.kind = random.one(["user", "group", "role"] as const);
      attachment.principals = [random.one(namesOf(attachment.kind))];
    },
  ),
  inPart(
    "policy of an attachment",
    (stack) => stack.attachments,
    (attachment, random) => {
      const isSystem = attachment.policyType === "System";
      attachment.policy = random.one(isSystem ? vocabulary.systemPolicies : vocabulary.policies);
    },
  ),
  inPart(
    "resource group of an attachment",
    (stack) => stack.attachments,
    (attachment, random) => {
      attachment.resourceGroup = random.one(vocabulary.resourceGroups);
    },
  ),
  inPart(
    "one more attachment",
    (stack) => [stack],
    (stack, random) => {
      stack.attachments.push(randomAttachment(random, stack));
    },
  ),
  removeFrom<Attachment>("attachment gone", (stack) => stack.attachments),
  inPart(
    "value of another resource",
    (stack) => stack.others,
    (other) => {
      other.value = (other.value + 1) % 3;
    },
  ),
  inPart(
    "one more resource",
    (stack) => [stack],
    (stack, random) => stack.others.push(randomOther(random, stack)),
  ),
  removeFrom("another resource gone", (stack) => stack.others),
  inPart(
    "profile of a provider",
    (stack) => stack.providers,
    (provider, random) => {
      provider.profile = random.one(vocabulary.profiles);
    },
  ),
  inPart(
    "role that a provider assumes",
    (stack) => stack.providers,
    (provider, random) => {
      provider.assumedRole = random.one(vocabulary.assumedRoles);
    },
  ),
  inPart("provider of a resource", styledOf, (part, random, { providers }) => {
    part.alias = random.one(providers).alias;
  }),
  (world, random) => {
    const [from, to] = world.stacks;
    if (from === undefined || to === undefined) return undefined;
    const [attachment] = random.chance(0.5) ? from.attachments.splice(0, 1) : [];
    if (attachment !== undefined) to.attachments.push({ ...attachment, alias: "" });
    return "attachment moved to another stack";
  },
  (world) => (world.stacks.length > 1 ? (world.stacks.pop(), "stack gone") : undefined),
];

/** What keeps the meaning. */
const harmless: readonly Mutation[] = [
  inPart("description", styledOf, (part) => {
    part.description = 1 - part.description;
  }),
  inPart(
    "noise",
    (stack) => stack.noise,
    (noise) => {
      noise.value++;
    },
  ),
  inPart(
    "more noise",
    (stack) => [stack],
    ({ noise }, random) => {
      noise.push({ kind: random.below(noiseKinds), value: random.below(3) });
    },
  ),
  removeFrom("less noise", (stack) => stack.noise),
  inPart(
    "region",
    (stack) => stack.providers,
    (provider) => {
      provider.region = provider.region === "cn-beijing" ? "cn-hangzhou" : "cn-beijing";
    },
  ),
  inPart(
    "order of statements",
    (stack) => stack.policies,
    ({ statements }) => {
      statements.reverse();
    },
  ),
  inPart(
    "order of resources",
    (stack) => [stack],
    (stack) => {
      stack.policies.reverse();
      stack.attachments.reverse();
    },
  ),
  inPart("name in Terraform", styledOf, (part) => {
    part.key = `renamed_${part.key}`.slice(-30);
  }),
  // The same written in another way, which often only Terraform can tell.
  inPart("how it is written", styledOf, (part, random) => {
    part.style = random.below(1 << 30);
  }),
];

/** Changes one random leaf; says which. */
export function mutate(world: World, random: Random): string {
  const [kind, mutations] = random.chance(0.75) ? (["", meaningful] as const) : (["harmless: ", harmless] as const);
  for (;;) {
    const changed = random.one(mutations)(world, random);
    if (changed !== undefined) return kind + changed;
  }
}
