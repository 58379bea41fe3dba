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
  ["nothing", "", "no JSON|no answers"],
  ["no JSON", "Error: no credentials", "no JSON"],
  ["cut off", roles.slice(0, -3), "no JSON"],
  ["text between", `${roles} and ${users}`, "no JSON"],
  ["no object", "3", "no JSON object"],
  ["an empty object", "{}", "no answers in it"],
  ["another call", '{"DescribeInstances":{}}', "describeinstances, which is no call"],
  ["an error", '{"Code":"NoPermission","Message":"no"}', "code, which is no call"],
  ["entries without names", '{"Roles":{"Role":[{"RoleId":"1"}]}}', "an entry without RoleName"],
  ["policies of someone", '{"Policies":{"Policy":[{"PolicyName":"P","AttachDate":"x"}]}}', "put the answer under"],
  ["a call with no answer", '{"ListRoles":"none"}', "listroles must be an answer"],
  ["answers by name without names", '{"ListPoliciesForRole":[]}', "must hold answers by name"],
  ["a role that is none", '{"GetRole":{"RequestId":"1"}}', "without Role"],
  ["deep nonsense", "[".repeat(100_000), "no JSON"],
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
