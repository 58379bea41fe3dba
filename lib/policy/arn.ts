import { splitTokens } from "./patterns/framework-token";
import { type Problem, quote, throwIfAny } from "./problem";
import { policyProblemIds } from "./problem-ids";

/** The parts of an ARN, `acs:<service>:<region>:<account>:<resource>`. */
export interface ArnFields {
  /** RAM code of the service, e.g. `agentrun`, `sfm`, `eas`, `ram`. */
  readonly service: string;
  /** Region id, or `*`, which also stands for resources without a region. @default "*" */
  readonly region?: string;
  /** Account id (digits), `*`, or `system` for RAM's system policies. @default "*" */
  readonly account?: string;
  /**
   * The service's name for the resource, e.g. `workspaces/team-a/runtimes/*`. May contain colons and, for OSS, white
   * space, because object keys are arbitrary text.
   */
  readonly resource: string;
}

/**
 * An Alibaba Cloud Resource Name. Fields may contain wildcards and framework tokens.
 *
 * Source: https://help.aliyun.com/document_detail/93738.html.
 *
 * @example
 * const bucket = Arn.of({ service: "oss", resource: "shop" });
 * const { account, resource } = Arn.parse("acs:ram::123456789012:role/deployer");
 * console.log(bucket.toString(), account, resource);
 */
export class Arn {
  public readonly service: string;
  /** Empty in the ARN of an identity. */
  public readonly region: string;
  public readonly account: string;
  public readonly resource: string;

  private constructor(fields: Required<ArnFields>) {
    this.service = fields.service;
    this.region = fields.region;
    this.account = fields.account;
    this.resource = fields.resource;
    Object.freeze(this);
  }

  /**
   * An ARN for the `Resource` element. Region and account are `*` by default.
   *
   * @throws PolicyError RAM117 if a field is empty, or contains a colon or white space that it must not contain
   */
  public static of(fields: ArnFields): Arn {
    const { service, resource } = fields;
    return Arn.checked({ service, region: fields.region ?? "*", account: fields.account ?? "*", resource });
  }

  /**
   * The ARN of a user, role or identity provider as a principal. Its region is empty.
   *
   * @param account account id
   * @param resource e.g. `root`, `user/alice`, `role/deployer`, `saml-provider/idp`, `oidc-provider/idp`
   * @throws PolicyError RAM117
   */
  public static identity(account: string, resource: string): Arn {
    return Arn.checked({ service: "ram", region: "", account, resource });
  }

  /**
   * Parses an ARN or a pattern of ARNs.
   *
   * @throws PolicyError RAM117 if it does not have five fields
   */
  public static parse(text: string): Arn {
    throwIfAny(Arn.check(text, ""));
    const [, service = "", region = "", account = "", resource = ""] = splitFields(text);
    return new Arn({ service, region, account, resource });
  }

  private static checked(fields: Required<ArnFields>): Arn {
    const arn = new Arn(fields);
    const text = arn.toString();
    throwIfAny(Arn.check(text, ""));
    // A colon in a field before the last one would shift the following fields.
    const [, service, region, account] = splitFields(text);
    const kept = service === fields.service && region === fields.region && account === fields.account;
    throwIfAny(kept ? [] : [shapeProblem(text, "")]);
    return arn;
  }

  /** Checks a text that should be an ARN. */
  public static check(text: string, path: string): readonly Problem[] {
    if (plainArn.test(text) && !text.includes("{")) return []; // most ARNs
    const [scheme, service, region, account, resource] = splitFields(text);
    const wellFormed =
      scheme === "acs" &&
      service !== undefined &&
      service !== "" &&
      account !== undefined &&
      account !== "" &&
      resource !== undefined &&
      resource !== "" &&
      (region !== "" || mayLackRegion(service)) &&
      !/\s/.test([service, region, account].join("")) &&
      (service === "oss" || !/\s/.test(resource));
    return wellFormed ? [] : [shapeProblem(text, path)];
  }

  /** The ARN as text, e.g. `acs:oss:*:*:logs/*`. */
  public toString(): string {
    return ["acs", this.service, this.region, this.account, this.resource].join(":");
  }
}

/** An ARN with a region, and without white space. */
const plainArn = /^acs:[^:\s]+:[^:\s]+:[^:\s]+:\S+$/;

function shapeProblem(text: string, path: string): Problem {
  return {
    id: policyProblemIds.arnShape,
    path,
    found: quote(text),
    allowed: "*, or acs:<ram-code>:<region>:<account>:<resource> (region may be empty for identities of RAM only)",
    fix: "write all five fields, with * for any value",
  };
}

/** Identities of RAM and STS have no region. */
function mayLackRegion(service: string): boolean {
  return service === "ram" || service === "sts";
}

/** The five fields. The last one may contain colons; colons in framework tokens do not separate fields. */
function splitFields(text: string): readonly string[] {
  const fields: string[] = [];
  let field = "";
  for (const { kind, text: part } of splitTokens(text)) {
    const [head = "", ...tail] = kind === "token" ? [part] : part.split(":");
    field += head;
    for (const piece of tail) {
      if (fields.length < 4) {
        fields.push(field);
        field = piece;
      } else {
        field += `:${piece}`;
      }
    }
  }
  return [...fields, field];
}
