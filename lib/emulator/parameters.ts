import { ApiError } from "./api-error";
import type { ErrorCode } from "./error-codes";
import { isSameName } from "../policy/letter-case";

/** Typed access to the parameters of a call. */
export class Parameters {
  public constructor(private readonly values: ReadonlyMap<string, string>) {}

  /** The value of an optional parameter. */
  public text(name: string): string | undefined {
    return this.values.get(name);
  }

  /** @throws ApiError MissingParameter */
  public required(name: string): string {
    const value = this.values.get(name);
    if (value === undefined || value === "") throw ApiError.of("MissingParameter", `The parameter ${name} is needed.`);
    return value;
  }

  /** A parameter with a fixed set of values, case-insensitive. The first value is the default. */
  public choice<const T extends string>(name: string, choices: readonly T[], code: ErrorCode, isRequired = false): T {
    const value = isRequired ? this.required(name) : (this.values.get(name) ?? choices[0] ?? "");
    const chosen = choices.find((choice) => isSameName(choice, value));
    if (chosen === undefined) {
      throw ApiError.of(code, `The parameter ${name} must be one of ${choices.join(", ")}, found ${value}.`);
    }
    return chosen;
  }

  /** A whole number between limits. */
  public number(name: string, [least, most]: readonly [number, number], code: ErrorCode): number | undefined {
    const value = this.values.get(name);
    if (value === undefined) return undefined;
    const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw ApiError.of(code, `The parameter ${name} must be a whole number from ${least} to ${most}, found ${value}.`);
  }

  /** A list, either as `Name.1`, `Name.2` or as one parameter `Name` with a JSON list. Clients use both forms. */
  public list(name: string): readonly string[] {
    const whole = this.json(name);
    if (Array.isArray(whole) && whole.every((one): one is string => typeof one === "string")) return whole;
    if (whole !== undefined)
      throw ApiError.of("InvalidParameter.Tag", `The parameter ${name} must be a list of strings.`);
    const found: string[] = [];
    for (let index = 1; ; index += 1) {
      const value = this.values.get(`${name}.${index}`);
      if (value === undefined) return found;
      found.push(value);
    }
  }

  /** Tags, either as `Tag.1.Key` and `Tag.1.Value` or as one parameter `Tag` with a JSON list of `{ Key, Value }`. */
  public tags(): ReadonlyMap<string, string> {
    const whole = this.json("Tag");
    const tags = new Map<string, string>();
    if (whole !== undefined) {
      const problem = ApiError.of("InvalidParameter.Tag", "The parameter Tag must be a list of { Key, Value }.");
      if (!Array.isArray(whole)) throw problem;
      for (const tag of whole as readonly unknown[]) {
        const { Key, Value = "" } = (tag ?? {}) as Readonly<Record<string, unknown>>;
        if (typeof Key !== "string" || typeof Value !== "string") throw problem;
        tags.set(Key, Value);
      }
    }
    for (let index = 1; ; index += 1) {
      const key = this.values.get(`Tag.${index}.Key`);
      if (key === undefined) return tags;
      tags.set(key, this.values.get(`Tag.${index}.Value`) ?? "");
    }
  }

  /** The parameters with the given names, including their numbered forms such as `Name.1`. */
  public only(names: readonly string[]): Parameters {
    const isNamed = (name: string): boolean => names.some((one) => name === one || name.startsWith(`${one}.`));
    return new Parameters(new Map([...this.values].filter(([name]) => isNamed(name))));
  }

  private json(name: string): unknown {
    const value = this.values.get(name);
    if (value === undefined) return undefined;
    try {
      return JSON.parse(value) as unknown;
    } catch {
      throw ApiError.of("InvalidParameter.Tag", `The parameter ${name} is not JSON.`);
    }
  }
}
