import { splitTokens } from "../policy";
import { assembledArguments } from "../terraform/assembled-documents";
import { extractExpressions, restoreExpressions } from "../terraform/expressions";
import { documentTextOf } from "../terraform/document-text";
import { Fingerprints } from "../terraform/fingerprints";
import { argumentNames, grantArguments, ramResources } from "../terraform/ram-resources";
import type { ResourceTexts } from "../terraform/resource-texts";
import { placeText } from "../terraform/places/source-place";
import type { Resource } from "../terraform/resource";
import type { SynthesizedStack } from "../terraform/synthesized-stack";
import { textsIn } from "../terraform/json-values";

/** A part of an input that affects permissions and is not fully known. */
export interface UnknownPart {
  readonly what:
    | "policy"
    | "trust of role"
    | "member list of group"
    | "membership of"
    | "value"
    | "number of"
    | "resource"
    | "module"
    | "change";
  readonly name: string;
  /** Fingerprint: equal for equal parts. Never print it, because it may contain secrets. */
  readonly madeOf: string;
  /** Why it is not known, without a full stop. */
  readonly why: string;
  /** Set if it can only grant access, so that removing it broadens nothing. */
  readonly onlyAllows?: true;
  /** Set if the input has every document that it may be, so that other rows report what changed. */
  readonly isCompared?: true;
  /** Set if the whole text of it is in the input, so that equal texts mean equal parts. */
  readonly isWritten?: true;
}

/** Finds the unknown parts of a stack. */
export class UnknownParts {
  private readonly fingerprints: Fingerprints;

  public constructor(
    private readonly stack: SynthesizedStack,
    private readonly texts: ResourceTexts,
  ) {
    this.fingerprints = new Fingerprints(stack.blocks ?? new Map(), stack.resources);
  }

  /** Fingerprint of a document that only Terraform knows; `undefined` if the document is known. */
  public documentOf(resource: Resource): string | undefined {
    const rule = ramResources.get(resource.type)?.document;
    if (rule === undefined || documentTextOf(resource, this.texts) !== undefined) return undefined;
    const assembled = rule.assembledFrom === undefined ? [] : assembledArguments[rule.assembledFrom];
    const names = [...argumentNames(resource.type, rule.argument), ...assembled];
    return this.fingerprints.of([pick(resource, names), resource.iterated]);
  }

  /** Fingerprint of what decides which document a policy has. */
  public fingerprintOf(conditions: string | readonly string[]): string {
    return this.fingerprints.of(conditions);
  }

  /** Fingerprint of a member list that only Terraform knows. */
  public membersOf(resource: Resource, argument: string): string {
    return this.fingerprints.of([resource.arguments[argument], resource.iterated]);
  }

  /** Unknown values, iterators, and resources that reviews do not read. */
  public inResource(resource: Resource): readonly UnknownPart[] {
    const { type, address, iterated } = resource;
    const opaque = ramResources.get(type)?.notReviewed;
    const own = opaque === undefined ? {} : pick(resource, opaque.arguments);
    const isOpaque = Object.keys(own).length > 0;
    if (!isOpaque && grantArguments(type).length === 0) return [];
    return [
      ...(isOpaque && opaque !== undefined
        ? [
            {
              what: "resource" as const,
              name: address,
              madeOf: this.fingerprints.of([type, this.followed(own), iterated]),
              why: `it ${opaque.does}, and reviews do not look into it`,
              isWritten: true as const,
              ...(opaque.onlyAllows === undefined ? {} : { onlyAllows: opaque.onlyAllows }),
            },
          ]
        : []),
      ...(iterated === undefined
        ? []
        : [
            {
              what: "number of" as const,
              name: address,
              madeOf: this.fingerprints.of(iterated),
              why: "only Terraform knows how many there are, and which",
            },
          ]),
      ...(isOpaque ? [] : this.valuesIn(resource)),
    ];
  }

  /** Texts that decide what a resource grants, and that only Terraform can evaluate. */
  public unresolvedIn(resource: Resource): readonly string[] {
    const { type, iterated } = resource;
    const rule = ramResources.get(type)?.document;
    const isOpen = rule !== undefined && documentTextOf(resource, this.texts) === undefined;
    const form = rule?.assembledFrom;
    const names =
      rule === undefined
        ? []
        : [...argumentNames(type, rule.argument), ...(form === undefined ? [] : assembledArguments[form])];
    return [
      ...(iterated === undefined ? [] : [iterated]),
      ...(isOpen ? textsIn(pick(resource, names)) : []),
      ...unknownMembers(resource),
      ...this.openExpressions(resource).filter((expression) => !expression.includes("${account of ")),
    ];
  }

  /** A synthesized stack has only the calls of modules. A plan has their resources. */
  public modules(): readonly UnknownPart[] {
    if (this.stack.unreadModules !== undefined) {
      return this.stack.unreadModules.map(({ address, text, why }) => ({
        what: "module",
        name: address.replace(/^module\./, ""),
        madeOf: this.fingerprints.of(text),
        why: `it is not read: ${why}`,
      }));
    }
    return [...(this.stack.blocks ?? [])]
      .filter(([address]) => address.startsWith("module."))
      .map(([address, block]) => ({
        what: "module",
        name: address.slice("module.".length),
        madeOf: this.fingerprints.of(block),
        why: "reviews do not look into modules",
      }));
  }

  /** Expressions within texts that are otherwise known. */
  private valuesIn(resource: Resource): readonly UnknownPart[] {
    return [...new Set(this.openExpressions(resource))].map((expression) => ({
      what: "value",
      name: expression,
      madeOf: this.fingerprints.of([expression, resource.iterated]),
      why: `only Terraform knows what it stands for in ${resource.address}${this.reasonFor(resource)}`,
      isWritten: true,
    }));
  }

  /** Why arguments of a resource could not be evaluated, in brackets. */
  public reasonFor({ address }: Resource): string {
    const reasons = (this.stack.notKnown ?? [])
      .filter((one) => one.address === address)
      .map(({ argument, reason, location }) => {
        const place = location === undefined ? "" : `${placeText(location)}: `;
        return `${place}${argument}: ${reason}`;
      });
    return reasons.length === 0 ? "" : ` (${reasons.join("; ")})`;
  }

  private openExpressions(resource: Resource): readonly string[] {
    // A member list that is a single expression is reported separately.
    const list = unknownMembers(resource).length === 0 ? undefined : ramResources.get(resource.type)?.joins?.users;
    const names = grantArguments(resource.type).filter((name) => name !== list);
    const named = textsIn(pick(resource, names)).map((text) => extractExpressions(this.texts.follow(text)));
    const document = documentTextOf(resource, this.texts)?.text ?? "";
    return [...named, document].flatMap(tokensIn).map(restoreExpressions);
  }

  private followed(value: unknown): unknown {
    return JSON.parse(JSON.stringify(value), (_, item: unknown) =>
      typeof item === "string" ? this.texts.follow(item) : item,
    ) as unknown;
  }
}

/** The member list of a group that is a single expression. */
function unknownMembers({ type, arguments: given }: Resource): readonly string[] {
  const joins = ramResources.get(type)?.joins;
  const list = joins?.isList === true ? given[joins.users] : undefined;
  return typeof list === "string" ? [list] : [];
}

function tokensIn(text: string): readonly string[] {
  return splitTokens(text).flatMap((part) => (part.kind === "token" ? [part.text] : []));
}

/** Arguments that do not affect permissions. */
const without: ReadonlySet<string> = new Set([
  ...["id", "provider", "lifecycle", "depends_on", "timeouts", "//", "tags", "description"],
  ...["create_date", "update_date", "create_time", "update_time"],
]);

function pick({ arguments: given }: Resource, names: readonly string[] = Object.keys(given)): object {
  return Object.fromEntries(
    names.filter((name) => given[name] !== undefined && !without.has(name)).map((name) => [name, given[name]]),
  );
}
