import { App, TerraformStack, Testing } from "cdktf";
import { PolicyFindings, Role, TrustPolicy } from "../../../lib";
import { constructWarnings } from "../../../lib/constructs/checks/construct-warnings";
import { acknowledgedText } from "../../../lib/policy";
import { AlicloudProvider } from "../../../lib/provider-alicloud/provider";
import { newStack } from "../support";
import { warnings } from "../warnings";

const trust = TrustPolicy.forServices("fc.aliyuncs.com");

const rows: readonly (readonly [string, (stack: TerraformStack) => void])[] = [
  ...warnings.map(([name, build]) => [name, build] as const),
  [
    "one name in two stacks",
    (stack) => {
      new Role(stack, "R", { trust, roleName: "runtime" });
      const other = new TerraformStack(App.of(stack), "other");
      new AlicloudProvider(other, "alicloud", { region: "cn-hangzhou" });
      new Role(other, "R", { trust, roleName: "runtime" });
    },
  ],
];

function appOf(build: (stack: TerraformStack) => void): App {
  const app = Testing.app();
  build(newStack(app));
  return app;
}

function shownIn(app: App): readonly string[] {
  app.synth();
  return Object.values(app.manifest.stacks).flatMap(({ annotations }) => annotations.map(({ message }) => message));
}

it.each(rows)("each warning is acknowledged by what it shows: %s", (_, build) => {
  const shown = shownIn(appOf(build));
  expect(shown.length).toBeGreaterThan(0);
  const app = appOf(build);
  const said = shown.map((message) => {
    const [, id = ""] = /^(RAM\d{3})/.exec(message) ?? [];
    const [, found = ""] = /acknowledge it with found: (".*")\.$/.exec(message) ?? [];
    return { id, found: JSON.parse(found) as string, reason: "meant" };
  });
  PolicyFindings.acknowledge(app, ...said);
  expect(shownIn(app)).toEqual([]);
});

it.each(rows)("a warning is no longer acknowledged when it is about something else: %s", (_, build) => {
  const app = appOf(build);
  const said = PolicyFindings.of(app)
    .filter(({ acknowledged }) => acknowledged === undefined)
    .map((finding) => ({ id: finding.id, found: `${acknowledgedText(finding)}x`, reason: "meant" }));
  PolicyFindings.acknowledge(app, ...said);
  expect(() => {
    app.synth();
  }).toThrow(/RAM790 acknowledgements\[0\].*write found: "/);
});

it("has a row for the id of every warning of constructs", () => {
  const found = rows.flatMap(([, build]) => PolicyFindings.of(appOf(build)).map(({ id }) => id));
  expect(Object.keys(constructWarnings).filter((id) => !found.includes(id))).toEqual([]);
});

it("leaves a warning to be acknowledged after the construct is made, and at the construct itself", () => {
  const app = appOf((stack) => {
    const role = new Role(stack, "R", { trust, policies: ["AliyunNewAccess"] });
    PolicyFindings.acknowledge(role, { id: "RAM312", found: "AliyunNewAccess", reason: "new this week" });
    role.attachPolicy("AliyunNewestAccess");
  });
  expect(shownIn(app).map((message) => message.slice(0, 60))).toEqual([
    'RAM312 policies: the system policy "AliyunNewestAccess", whi',
  ]);
});
