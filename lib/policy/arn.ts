import { splitTokens } from "./patterns/framework-token";
import { type Problem, quote, throwIfAny } from "./problem";
import { policyProblemIds } from "./problem-ids";

/** The parts of an ARN, `acs:<service>:<region>:<account>:<resource>`. */
export interface ArnFields {
  /** RAM code of the service, e.g. `agentrun`, `sfm`, `eas`, `ram`. */
  readonly service: string;
  /** Region id. `*` for every region and for resources without one. @default "*" */
  readonly region?: string;
  /** Account id (digits), `*`, or `system` for a policy that RAM itself owns. @default "*" */
  readonly account?: string;
  /**
   * What the service calls the resource, e.g. `workspaces/team-a/runtimes/*`. May hold colons; in ARNs of OSS, whose
   * object keys are any text, also white space.
   */
  readonly resource: string;
}

/**
 * An Alibaba Cloud Resource Name. Fields may hold wildcards and framework tokens.
 *
 * Source: https://help.aliyun.com/document_detail/93738.html.
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
   * An ARN for the `Resource` element; region and account are any, unless given.
   *
   * @throws PolicyError RAM117 where a field is empty, or holds a colon or white space that it cannot have
   */
  public static of(fields: ArnFields): Arn {
    const { service, resource } = fields;
    return Arn.checked({ service, region: fields.region ?? "*", account: fields.account ?? "*", resource });
  }

  /**
   * The ARN of a user, role or identity provider, as principals are named: its region is empty.
   *
   * @param account account id
   * @param resource e.g. `root`, `user/alice`, `role/deployer`, `saml-provider/idp`, `oidc-provider/idp`
   * @throws PolicyError RAM117
   */
  public static identity(account: string, resource: string): Arn {
    return Arn.checked({ service: "ram", region: "", account, resource });
  }

  /**
   * Reads an ARN or a pattern of one.
   *
   * @throws PolicyError RAM117 where it has not five fields
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
    // A colon in a field before the last would shift all that follow.
    const [, service, region, account] = splitFields(text);
    const kept = service === fields.service && region === fields.region && account === fields.account;
    throwIfAny(kept ? [] : [shapeProblem(text, "")]);
    return arn;
  }

  /** What is wrong with a text that should be an ARN. */
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
    fix: "write all five fields, with * where any value will do",
  };
}

/** RAM and STS name identities without a region. */
function mayLackRegion(service: string): boolean {
  return service === "ram" || service === "sts";
}

/** The five fields; the last keeps its colons. Colons inside a framework token do not count. */
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
