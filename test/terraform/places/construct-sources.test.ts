import path from "node:path";
import { ConstructSources, projectOf } from "../../../lib/terraform/places/construct-sources";
import { temporaryFiles } from "../../support/temporary-files";

const { folder, file } = temporaryFiles("construct-sources");
let next = 0;

/** A checkout with these files. Returns what is found in it, as `file:line`. */
function checkout(files: Readonly<Record<string, string>>) {
  const root = `checkout-${next++}`;
  file(`${root}/.git`, "gitdir: elsewhere");
  for (const [name, text] of Object.entries(files)) file(`${root}/${name}`, text);
  const at = path.join(folder, root);
  const project = projectOf(path.join(at, "app/cdktf.out/stacks/s/cdk.tf.json"));
  const sources = new ConstructSources(project!);
  const shown = (place: { readonly file: string; readonly line?: number } | undefined) =>
    place === undefined ? undefined : `${path.relative(at, place.file)}:${place.line}`;
  return {
    at,
    ofPath: (of: string) => sources.ofPath(of).map(shown),
    ofTrace: (...trace: readonly string[]) => shown(sources.ofTrace(trace)),
  };
}

const main = `import { App, TerraformStack } from "cdktf";
const app = new App();
const stack = new TerraformStack(app, "shop");
new LeastPrivilege(stack, "Team", {
  features: { agents: "view" },
});`;

const ownStack = `class Shop extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new LeastPrivilege(this, "Team", {});
  }
}
new Shop(app, "shop-a");
new Shop(app, "shop-b");`;

const ownConstruct = `class Platform extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new LeastPrivilege(this, "Team", {});
  }
}
export class Shop extends TerraformStack {
  public readonly platform = new Platform(this, "Platform");
}
new Shop(app, \`shop-\${environment}\`);`;

describe("the path of a construct", () => {
  it.each<readonly [string, Readonly<Record<string, string>>, string, readonly string[]]>([
    ["of a package", { "main.ts": main }, "shop/Team/Custom/Policy", ["main.ts:4"]],
    ["itself", { "main.ts": main }, "shop/Team", ["main.ts:4"]],
    ["in a stack of its own class", { "main.ts": ownStack }, "shop-b/Team/Policy", ["main.ts:4"]],
    [
      "in a construct of its own class, in a stack whose id is not literal",
      { "main.ts": ownConstruct },
      "shop-x/Platform/Team/Policy",
      ["main.ts:4", "main.ts:8"],
    ],
    ["of the same id in two stacks", { "a.ts": main, "b.ts": main.replace("shop", "other") }, "shop/Team", []],
    [
      "of the same id in another class",
      { "a.ts": ownStack, "b.ts": ownStack.replaceAll("Shop", "Other").replaceAll("shop", "other") },
      "shop-a/Team/Policy",
      ["a.ts:4"],
    ],
    ["that is not there", { "main.ts": main }, "shop/Else/Policy", []],
    ["in a stack of a package", { "main.ts": `new Imported(app, "shop");\nnew X(stack, "Team");` }, "shop/Team", []],
    ["in a class of something else", { "main.ts": `class A extends B { x = new X(this, "Team"); }` }, "shop/Team", []],
    ["in a comment", { "main.ts": `// new X(stack, "Team")\n/* new X(stack, "Team") */` }, "shop/Team", []],
    ["in a text", { "main.ts": 'const text = `new X(stack, "Team")`;' }, "shop/Team", []],
    [
      "beside comments and texts",
      { "main.ts": `const a = "/*", b = '//';\n/* " */\n  new X<"a">(this.stack.of("x"), 'Team')` },
      "shop/Team",
      ["main.ts:3"],
    ],
    ["in an installed package", { "node_modules/x/main.ts": main, "dist/main.ts": main }, "shop/Team", []],
    ["in tests and declarations", { "main.test.ts": main, "test/a.ts": main, "main.d.ts": main }, "shop/Team", []],
    [
      "in a part of a repository with a project of its own",
      { "app/cdktf.json": "{}", "app/main.ts": main, "other/main.ts": main },
      "shop/Team",
      ["app/main.ts:4"],
    ],
  ])("%s", (_, files, of, places) => {
    expect(checkout(files).ofPath(of)).toEqual(places);
  });

  it("is read in time, whatever the source has", () => {
    const hostile = ["new A(".repeat(30_000), "/*".repeat(60_000), "class A<".repeat(30_000), "`${".repeat(50_000)];
    for (const text of hostile) expect(checkout({ "main.ts": text }).ofPath("shop/Team")).toEqual([]);
  });
});

describe("a stack trace", () => {
  const sources = checkout({
    "main.ts": main,
    "lib/team.ts": "1\n2\n3",
    "lib/plain.js": "1\n2",
    "lib/compiled.js": "1\n2\n//# sourceMappingURL=compiled.js.map",
    "node_modules/cdktf/lib/terraform-element.js": "1\n2",
    "dist/main.js": "1\n2",
  });
  const { at } = sources;

  it.each<readonly [string, readonly string[], string | undefined]>([
    [
      "the innermost line of the repository",
      [`new Team (${at}/lib/team.ts:2:5)`, `${at}/main.ts:4:1`],
      "lib/team.ts:2",
    ],
    ["with words before it", [`    at Object.<anonymous> (${at}/main.ts:4:1)`], "main.ts:4"],
    ["as a URL", [`at file://${at}/main.ts:4:1`], "main.ts:4"],
    ["relative to the project", ["new Team (lib/team.ts:1:1)"], "lib/team.ts:1"],
    ["JavaScript that nobody compiled", [`new A (${at}/lib/plain.js:2:1)`], "lib/plain.js:2"],
    [
      "past packages and compiled code",
      [
        `new TerraformElement (${at}/node_modules/cdktf/lib/terraform-element.js:2:1)`,
        `new Team (${at}/lib/compiled.js:1:1)`,
        `new Team (${at}/dist/main.js:1:1)`,
        `main (${at}/main.ts:1:1)`,
      ],
      "main.ts:1",
    ],
    ["not outside of the repository", [`new Team (${__filename}:1:1)`, `${at}/../x/main.ts:1:1`], undefined],
    ["not where the file has no such line", [`new Team (${at}/lib/team.ts:99:1)`], undefined],
    [
      "not where there is no file",
      [`new Team (${at}/gone.ts:1:1)`, "node:internal/main:1:1", "", "(", ":1:1)"],
      undefined,
    ],
  ])("%s", (_, trace, place) => {
    expect(sources.ofTrace(...trace)).toBe(place);
  });
});

it("outside of a checkout there is no project", () => {
  expect(projectOf(file("no-checkout/cdk.tf.json", "{}"))).toBeUndefined();
});
