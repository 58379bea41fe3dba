import { isResourceGroupId } from "../catalog/resource-group-id";
import { hasUnknown } from "../policy/patterns/partly-known";
import { hasToken } from "../policy/patterns/framework-token";
import { isSameName } from "../policy/letter-case";
import { isSameGroup } from "../policy/evaluate/resource-group";
import { extractExpressions, tokenMeaning } from "../terraform/expressions";
import type { CreatedResourceGroup, GrantModel } from "./grant-model";

/** What models say about resource groups. */
export class KnownGroups {
  private readonly created: readonly CreatedResourceGroup[];
  /** Expressions that mean something else in another stack. */
  private readonly ambiguous: ReadonlySet<string>;
  private readonly isOneStack: boolean;
  private readonly distinct: ReadonlySet<string>;

  public constructor(models: readonly GrantModel[]) {
    this.created = models.flatMap(({ resourceGroups = [] }) => resourceGroups);
    const ids = this.created.map(({ id }) => id);
    this.ambiguous = new Set(ids.filter((id, index) => ids.indexOf(id) !== index));
    this.isOneStack = new Set(models.map(({ file, stack }) => file ?? stack)).size < 2;
    this.distinct = new Set(ids.filter((id) => !this.ambiguous.has(id)));
  }

  /**
   * The id of the resource group that a question means by an id, by an expression, or by the name of a resource group
   * that a stack creates.
   *
   * @param attached ids of resource groups with attachments
   * @throws Error for a text that names no resource group
   */
  public idOf(asked: string, attached: Iterable<string>): string {
    const token = tokenIn(asked);
    if (token !== undefined && tokenMeaning(token)?.kind !== "expression") {
      throw new Error(
        `only the framework knows which resource group ${asked} is: write its name, or resolve it with stack.resolve(...)`,
      );
    }
    if (hasUnknown(asked)) return this.certainId(asked);
    if (isResourceGroupId(asked)) return asked;
    const named = this.created.filter(({ name }) => isSameName(name, asked));
    const [first, ...more] = named;
    if (first !== undefined) return more.length === 0 ? this.certainId(first.id) : openId;
    if ([...attached].includes(asked)) return asked;
    const names = this.created.map(({ name }) => name);
    const known = names.length === 0 ? "" : `, or the name of one that the stack creates: ${names.join(", ")}`;
    throw new Error(`no resource group is ${JSON.stringify(asked)}: write an id such as rg-acfmxazb4ph6aiy${known}`);
  }

  /** Whether two ids may be of the same resource group without being equal. */
  public mayBe(one: string, other: string): boolean {
    return isSameGroup(one, other, this.distinct) === "unknown";
  }

  /** Ids for the evaluator, in which expressions are written as in documents. */
  public get distinctIds(): readonly string[] {
    return [...this.distinct].map(documentId);
  }

  /** An expression of one stack may mean something else in another one. */
  private certainId(id: string): string {
    if (!hasUnknown(id)) return id;
    return this.distinct.has(id) || (this.isOneStack && !this.ambiguous.has(id)) ? id : openId;
  }
}

/** A resource group's id as documents write it. */
export function documentId(id: string): string {
  return extractExpressions(id);
}

/** An id that may be any. */
const openId = "${resource group}";

function tokenIn(text: string): string | undefined {
  return hasToken(text) ? text : undefined;
}
