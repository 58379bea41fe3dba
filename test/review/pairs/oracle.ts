import { PolicyDocument, TrustPolicy } from "../../../lib/policy";
import { systemPolicy } from "../../../lib/catalog";
import { type Caller, evaluate } from "../../../lib/policy/evaluate";
import { evaluateTrust } from "../../../lib/policy/evaluate/evaluate-trust";
import { Random } from "./random";
import type { DocumentJson, PrincipalKind, ResolvedModel } from "./resolved-model";
import * as vocabulary from "./vocabulary";
import { documentOf, randomStatement } from "./world";

/** What an account has that is not in the input. */
export interface Outside {
  readonly policies: ReadonlyMap<string, DocumentJson>;
  readonly attachments: readonly {
    readonly kind: PrincipalKind;
    readonly principal: string;
    readonly policy: string;
    readonly resourceGroup: string | undefined;
  }[];
  readonly memberships: readonly { readonly user: string; readonly group: string }[];
  readonly accountAllowIsFinal: boolean;
}

/** An account without anything else. */
export const nothingOutside: Outside = {
  ...{ policies: new Map(), attachments: [], memberships: [] },
  accountAllowIsFinal: false,
};

export function randomOutside(random: Random): Outside {
  const [kinds, names] = [
    ["user", "group", "role"] as const,
    { user: vocabulary.users, group: vocabulary.groups, role: vocabulary.roles },
  ];
  const policies = new Map(
    ["elsewhere-p", "outside-1", "outside-2", "outside-3"].map((name) => [
      name,
      documentOf([
        randomStatement(random),
        ...(random.chance(0.5) ? [{ ...randomStatement(random), effect: "Allow" as const }] : []),
      ]),
    ]),
  );
  const everything = documentOf([
    { effect: "Allow", actions: ["*"], notAction: false, resources: ["*"], notResource: false, condition: 0 },
  ]);
  policies.set("outside-all", everything);
  const attached = ["outside-1", "outside-2", "outside-3", "outside-all", "p1", "p2", "p3"];
  return {
    policies,
    attachments: Array.from({ length: 1 + random.below(5) }, () => {
      const kind = random.one(kinds);
      const resourceGroup = random.chance(0.7) ? undefined : random.one(vocabulary.resourceGroups);
      // Reviews assume that no policy elsewhere denies anything to a group of the input.
      const policy = kind === "group" ? "outside-all" : random.one(attached);
      return { kind, principal: random.one(names[kind]), policy, resourceGroup };
    }),
    memberships: Array.from({ length: random.below(3) }, () => ({
      ...{ user: random.one(vocabulary.users), group: random.one(vocabulary.groups) },
    })),
    accountAllowIsFinal: random.chance(0.5),
  };
}

/** A request that is allowed after a change and was not before; `undefined` if there is none. */
export function gainOf(before: ResolvedModel, after: ResolvedModel, outside: Outside): string | undefined {
  const new_ = [...after.otherGrants].find((grant) => !before.otherGrants.has(grant));
  if (new_ !== undefined) return new_;
  for (const account of accountsOf(before, after)) {
    const around = withExisting(before, account, outside);
    const [was, is] = [new Account(before, account, around), new Account(after, account, around)];
    const found = is.gainSince(was);
    if (found !== undefined) return `${account} ${found}`;
  }
  return undefined;
}

/** RAM attaches no policy that does not exist. */
function withExisting(before: ResolvedModel, account: string, outside: Outside): Outside {
  const names = new Set([
    ...outside.policies.keys(),
    ...before.policies.filter((one) => one.account === account).map(({ name }) => name),
  ]);
  return { ...outside, attachments: outside.attachments.filter(({ policy }) => names.has(policy)) };
}

function accountsOf(...models: readonly ResolvedModel[]): readonly string[] {
  const parts = models.flatMap(({ policies, roles, memberships, attachments }) => [
    ...[...policies, ...roles, ...memberships, ...attachments].map(({ account }) => account),
  ]);
  return [...new Set(parts)].sort();
}

/** Each action on resources of its service, and on `*`. */
const requests = vocabulary.actions.flatMap((action) => {
  const service = action.slice(0, action.indexOf(":"));
  return vocabulary.resources
    .filter((resource) => resource === "*" || resource.startsWith(`acs:${service}:`))
    .map((resource) => ({ action, resource }));
});

interface Layers {
  readonly account: readonly PolicyDocument[];
  readonly groups: ReadonlyMap<string, readonly PolicyDocument[]>;
  readonly text: string;
}

/** One account as a side has it, with what is outside of the input. */
export class Account {
  public constructor(
    private readonly model: ResolvedModel,
    private readonly account: string,
    private readonly outside: Outside,
  ) {}

  public gainSince(before: Account): string | undefined {
    for (const [kind, names] of [
      ["user", vocabulary.users],
      ["role", vocabulary.roles],
    ] as const) {
      for (const name of names) {
        const [was, is] = [before.layersOf(kind, name), this.layersOf(kind, name)];
        if (was.text === is.text) continue;
        const found = this.newRequest(was, is);
        if (found !== undefined) return `${kind} ${name}: ${found}`;
      }
    }
    for (const role of vocabulary.roles) {
      if (before.trustText(role) === this.trustText(role)) continue;
      const [was, is] = [before.callersOf(role), this.callersOf(role)];
      const come = is.find((caller) => !was.includes(caller));
      if (come !== undefined) return `role ${role}: assumed by ${come}`;
    }
    return undefined;
  }

  /** Whether a user may do something; `undefined` if that depends on more than the request. */
  public allows(user: string, action: string, resource: string): boolean | undefined {
    const layers = this.layersOf("user", user);
    if (layers.text.includes("Condition") || layers.groups.size > 0) return undefined;
    return this.isAllowed(layers, { action, resource }, {}, undefined);
  }

  private newRequest(was: Layers, is: Layers): string | undefined {
    const contexts = [was, is].some(({ text }) => text.includes("Condition")) ? vocabulary.contexts : [{}];
    const groups = [undefined, ...new Set([...was.groups.keys(), ...is.groups.keys()])];
    for (const request of requests) {
      for (const context of contexts) {
        for (const group of groups) {
          if (!this.isAllowed(is, request, context, group) || this.isAllowed(was, request, context, group)) continue;
          return `${request.action} on ${request.resource} ${JSON.stringify(context)} ${group ?? ""}`;
        }
      }
    }
    return undefined;
  }

  private isAllowed(
    { account, groups }: Layers,
    request: { readonly action: string; readonly resource: string },
    context: Readonly<Record<string, string>>,
    group: string | undefined,
  ): boolean {
    const resourceGroup = group === undefined ? [] : (groups.get(group) ?? []);
    const assumptions = { accountAllowIsFinal: this.outside.accountAllowIsFinal };
    const policies = { account, resourceGroup };
    return evaluate({ policies, request, context, world: "closed", assumptions }).decision === "Allow";
  }

  private layersOf(kind: "user" | "role", name: string): Layers {
    const attachments = [
      ...this.model.attachments.filter(({ account }) => account === this.account),
      ...this.outside.attachments.map((one) => ({ ...one, policyType: "Custom" as const })),
    ];
    const memberships = [
      ...this.model.memberships.filter(({ account }) => account === this.account),
      ...this.outside.memberships,
    ];
    const groupsOf = kind === "user" ? memberships.filter(({ user }) => user === name).map(({ group }) => group) : [];
    const account: PolicyDocument[] = [];
    const groups = new Map<string, PolicyDocument[]>();
    for (const { kind: of, principal, policy, policyType, resourceGroup } of attachments) {
      const isOwn = of === kind ? principal === name : of === "group" && groupsOf.includes(principal);
      if (!isOwn) continue;
      const documents = this.documentsOf(policy, policyType);
      if (resourceGroup === undefined) account.push(...documents);
      else groups.set(resourceGroup, [...(groups.get(resourceGroup) ?? []), ...documents]);
    }
    const textOf = (documents: readonly PolicyDocument[]): readonly string[] =>
      documents.map((one) => one.toText()).sort();
    const text = JSON.stringify([textOf(account), [...groups].map(([group, of]) => [group, textOf(of)]).sort()]);
    return { account, groups, text };
  }

  private documentsOf(name: string, type: "Custom" | "System"): readonly PolicyDocument[] {
    if (type === "System") return cached(systemPolicy(name)?.document?.toText() ?? "");
    const own = this.model.policies.filter((one) => one.account === this.account && one.name === name);
    if (own.length > 0) return own.flatMap(({ document }) => cached(JSON.stringify(document)));
    const elsewhere = this.outside.policies.get(name);
    return elsewhere === undefined ? [] : cached(JSON.stringify(elsewhere));
  }

  private trustText(role: string): string {
    return JSON.stringify(this.trustsOf(role));
  }

  private trustsOf(role: string): readonly DocumentJson[] {
    return this.model.roles
      .filter((one) => one.account === this.account && one.name === role)
      .map(({ trust }) => trust);
  }

  private callersOf(role: string): readonly string[] {
    return this.trustsOf(role).flatMap((trust) => {
      const read = trustOf(JSON.stringify(trust));
      return vocabulary.callers.flatMap(([kind, name]) =>
        vocabulary.contexts.flatMap((context, index) =>
          evaluateTrust(read, { kind: kind as Caller["kind"], name }, { context, world: "closed" }).decision === "Allow"
            ? [`${name} ${index}`]
            : [],
        ),
      );
    });
  }
}

const documents = new Map<string, readonly PolicyDocument[]>();

function cached(text: string): readonly PolicyDocument[] {
  const known = documents.get(text);
  if (known !== undefined) return known;
  const read = text === "" ? [] : [PolicyDocument.fromJson(JSON.parse(text))];
  if (documents.size > mostCached) documents.clear();
  documents.set(text, read);
  return read;
}

const mostCached = 5_000;

const trusts = new Map<string, TrustPolicy>();

function trustOf(text: string): TrustPolicy {
  const known = trusts.get(text) ?? TrustPolicy.fromJson(JSON.parse(text));
  trusts.set(text, known);
  return known;
}
