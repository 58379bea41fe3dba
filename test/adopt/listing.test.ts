import { readListing } from "../../lib/adopt";
import { jsonValues } from "../../lib/adopt/json-values";

const roles = '{"RequestId":"1","IsTruncated":false,"Roles":{"Role":[{"RoleName":"r"}]}}';
const users = '{"Users":{"User":[{"UserName":"u","UserId":20011234567890123}]},"IsTruncated":false}';
const caller = '{"AccountId":"123","PrincipalId":"9","IdentityType":"RAMUser"}';

// All say the same.
it.each([
  ["one after the other", `${roles}\n${users}${caller}`],
  ["in a list", `[${roles},${users},${caller}]`],
  ["by call", `{"ListRoles":${roles},"ListUsers":${users},"GetCallerIdentity":${caller}}`],
  ["by call, in pages", `{"listRoles":[${roles}],"LISTUSERS":[${users}]} ${caller}`],
  ["with keys in another case", `${roles.toLowerCase()}${users}${caller}`],
])("reads answers %s", (_, text) => {
  const listing = readListing(text, "-");
  expect(listing.accountId).toBe("123");
  expect(listing.roles).toEqual({ entries: [{ name: "r", services: [] }], isComplete: true });
  expect(listing.users?.entries.map(({ name }) => name)).toEqual(["u"]);
  expect(listing.policies).toBeUndefined();
});

it.each([
  ["nothing", "", "not JSON|no responses"],
  ["no JSON", "Error: no credentials", "not JSON"],
  ["cut off", roles.slice(0, -3), "not JSON"],
  ["text between", `${roles} and ${users}`, "not JSON"],
  ["no object", "3", "not an object"],
  ["an empty object", "{}", "no responses"],
  ["another call", '{"DescribeInstances":{}}', "describeinstances, which is not a supported call"],
  ["an error", '{"Code":"NoPermission","Message":"no"}', "code, which is not a supported call"],
  ["entries without names", '{"Roles":{"Role":[{"RoleId":"1"}]}}', "an entry without RoleName"],
  [
    "policies of someone",
    '{"Policies":{"Policy":[{"PolicyName":"P","AttachDate":"x"}]}}',
    "policies of a principal: write",
  ],
  ["a call with no answer", '{"ListRoles":"none"}', "listroles that is neither a response"],
  ["answers by name without names", '{"ListPoliciesForRole":[]}', "without names"],
  ["a role that is none", '{"GetRole":{"RequestId":"1"}}', "without Role"],
  ["deep nonsense", "[".repeat(100_000), "not JSON"],
])("says what is wrong with a listing: %s", (_, text, why) => {
  expect(() => readListing(text, "account.json")).toThrow(new RegExp(`^RAM511 account\\.json: .*(?:${why})`));
});

it.each<readonly [string, readonly unknown[] | undefined]>([
  ["{} []", [{}, []]],
  ['{"a":"}{"}{"b":"\\"}"}', [{ a: "}{" }, { b: '"}' }]],
  ["", []],
  ["{} x", undefined],
  ["{", undefined],
  ["}{", undefined],
])("values in %j", (text, values) => {
  expect(jsonValues(text)).toEqual(values);
});
