import fc from "fast-check";
import { type ReviewRow, review } from "../../lib/review";
import { policyDocumentJson, propertyRuns } from "../policy/random-policies";
import { type Resources, stackGrants } from "./support/stacks";

/** A stack in which the same document is on a user for the account, and another on its group for a resource group. */
function stackOf(account: object, scoped: object): Resources {
  return {
    alicloud_ram_policy: {
      P: { policy_name: "p", policy_document: JSON.stringify(account) },
      Q: { policy_name: "q", policy_document: JSON.stringify(scoped) },
    },
    alicloud_ram_user_policy_attachment: { A: { policy_name: "p", policy_type: "Custom", user_name: "u" } },
    alicloud_ram_user_group_attachment: { M: { user_name: "u", group_name: "g" } },
    alicloud_resource_manager_policy_attachment: {
      B: {
        policy_name: "q",
        policy_type: "Custom",
        principal_type: "IMSGroup",
        principal_name: "g@group.1.onaliyun.com",
        resource_group_id: "rg-1",
      },
    },
  };
}

const mirrors: Readonly<Record<string, string>> = {
  gained: "lost",
  lost: "gained",
  loosened: "tightened",
  tightened: "loosened",
};

/** The row as the other way round says it; a witness of one direction is none of the other. */
function comparable(row: ReviewRow, mirrored: boolean): string {
  const change = mirrored ? (mirrors[row.change] ?? row.change) : row.change;
  return JSON.stringify({ ...row, change, witness: undefined });
}

it("nothing changes where nothing changed, and the other way round says the opposite", () => {
  const document = policyDocumentJson({ maxStatements: 3 });
  let rows = 0;
  fc.assert(
    fc.property(document, document, document, (one, other, scoped) => {
      const [was, is] = [stackGrants(stackOf(one, scoped)), stackGrants(stackOf(other, one))];
      expect(review(was, was)).toMatchObject({ verdict: "unchanged", rows: [] });
      const [there, back] = [review(was, is, { complete: true }).rows, review(is, was, { complete: true }).rows];
      rows += there.length;
      expect(back.map((row) => comparable(row, true)).sort()).toEqual(
        there.map((row) => comparable(row, false)).sort(),
      );
    }),
    propertyRuns(60),
  );
  expect(rows).toBeGreaterThan(100);
});
