import { assembledDocument } from "./assembled-documents";
import { ramDataSources } from "./ram-resources/data-sources";
import type { StackBlocks } from "./stack-blocks";
import { isJsonObject } from "../policy/json-value";
import { mapInterpolations, onlyExpression } from "./template";

/** Resolves references to locals and to documents that data sources assemble, as far as the input has their values. */
export class LiteralValues {
  public constructor(private readonly blocks: StackBlocks) {}

  public resolve(value: unknown, depth = 0): unknown {
    if (depth > 16) return value;
    if (Array.isArray(value)) return value.map((item) => this.resolve(item, depth));
    if (isJsonObject(value)) {
      return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, this.resolve(item, depth)]));
    }
    if (typeof value !== "string") return value;
    const whole = /^(?:local|data)\.[\w.-]+$/.exec(onlyExpression(value) ?? "")?.[0];
    const found = whole === undefined ? undefined : this.lookup(whole, depth + 1);
    if (found !== undefined) return found;
    return mapInterpolations(value, (expression, source) => {
      const part = /^local\.[\w.-]+$/.test(expression) ? this.lookup(expression, depth + 1) : undefined;
      return typeof part === "string" || typeof part === "number" || typeof part === "boolean" ? String(part) : source;
    });
  }

  private lookup(reference: string, depth: number): unknown {
    const [kind = "", name = "", ...rest] = reference.split(".");
    if (kind === "data") {
      const block = this.blocks.get(`data.${name}.${rest[0] ?? ""}`);
      const isDocument = ramDataSources.get(name)?.document === rest.slice(1).join(".");
      const isOne = isJsonObject(block) && block["for_each"] === undefined && block["count"] === undefined;
      const given = isDocument && isOne ? this.resolve(block, depth) : undefined;
      return isJsonObject(given) ? assembledDocument("statements", given) : undefined;
    }
    let value = this.blocks.get(`local.${name}`);
    for (const key of rest) value = isJsonObject(value) ? value[key] : undefined;
    return value === undefined ? undefined : this.resolve(value, depth);
  }
}
