import { review } from "../../../lib/review";
import { hasPlaceholder, withPlaceholders, withoutPlaceholders } from "../../../lib/policy/compare";
import { extractExpressions, tokenMeaning } from "../../../lib/terraform/expressions";
import { PolicyDocument } from "../../../lib/policy";
import { devPolicy, policyText, stackGrants } from "../../review/support/stacks";

/** The resources of a document with placeholders, as it stands in a stack. */
function resourcesOf(...resources: readonly string[]): readonly string[] {
  const text = extractExpressions(policyText({ allow: "oss:Get", on: resources }));
  return withPlaceholders(PolicyDocument.fromJson(text), tokenMeaning).statements.flatMap(
    (statement) => statement.resources,
  );
}

const bucket = (name: string) => `acs:oss:*:*:\${a_b.${name}.name}/*`;

describe("What is not known", () => {
  test("shows as it was", () => {
    const texts = [bucket("one"), "acs:oss:*:*:$${oss:user}/x"];
    const unknown = resourcesOf(...texts);
    expect(unknown.map(hasPlaceholder)).toEqual([true, true]);
    expect(unknown.map(withoutPlaceholders).sort()).toEqual([bucket("one"), "acs:oss:*:*:${oss:user}/x"].sort());
  });

  test("is in the order of the expressions, whichever was read first", () => {
    expect(resourcesOf(bucket("z"), bucket("y"), bucket("x"))).toHaveLength(3);
    const [x = "", y = "", z = ""] = ["x", "y", "z"].flatMap((name) => resourcesOf(bucket(name)));
    expect([z, y, x].sort()).toEqual([x, y, z]);
  });

  test("gives the same report in whatever order its expressions were read", () => {
    const [forth, back] = [["p1", "p2"] as const, ["q2", "q1"] as const].map((names) => {
      const allowed = names.map((name) => ({ allow: "oss:Get", on: bucket(name) }));
      return JSON.stringify(review([], stackGrants(devPolicy(...allowed)))).replaceAll(/a_b\.[pq]/g, "a_b.");
    });
    expect(back).toBe(forth);
  });

  test("an expression is not the variable of the same spelling", () => {
    const [expression, variable] = ["acs:oss:*:*:${x.y}", "acs:oss:*:*:$${x.y}"].flatMap((text) => resourcesOf(text));
    expect(expression).not.toBe(variable);
    expect([expression ?? "", variable ?? ""].map(withoutPlaceholders)).toEqual(
      Array.from({ length: 2 }, () => "acs:oss:*:*:${x.y}"),
    );
  });
});
