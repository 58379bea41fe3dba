import { execFileSync } from "node:child_process";
import path from "node:path";

const script = path.join(__dirname, "..", "..", "scripts", "framework-names.mjs");

function forCdktn(...codes: readonly string[]): readonly string[] {
  const program = `import(${JSON.stringify(script)}).then(({ forCdktn }) =>
    console.log(JSON.stringify(JSON.parse(process.argv[1]).map((code) => forCdktn(code)))))`;
  const printed = execFileSync(process.execPath, ["-e", program, JSON.stringify(codes)], { encoding: "utf8" });
  return JSON.parse(printed) as readonly string[];
}

it("changes the names of modules, wherever code names one", () => {
  const lines = [
    ['import "cdktf";', 'import "cdktn";'],
    ["import * as cdktf from 'cdktf';", "import * as cdktf from 'cdktn';"],
    ['import type { App } from "cdktf/lib/app";', 'import type { App } from "cdktn/lib/app";'],
    ['export { App } from "cdktf";', 'export { App } from "cdktn";'],
    ['import cdktf = require("cdktf");', 'import cdktf = require("cdktn");'],
    ['const cdktf_1 = __importStar(require("cdktf"));', 'const cdktf_1 = __importStar(require("cdktn"));'],
    ["await import(`cdktf`);", "await import(`cdktn`);"],
    ['type App = import("cdktf").App;', 'type App = import("cdktn").App;'],
    ['declare module "cdktf" {}', 'declare module "cdktn" {}'],
    ['import { allow } from "cdktf-alicloud-agentrun";', 'import { allow } from "cdktn-alicloud-agentrun";'],
    ['import "cdktf-alicloud-agentrun/testing/jest";', 'import "cdktn-alicloud-agentrun/testing/jest";'],
  ];
  expect(forCdktn(...lines.map(([before = ""]) => before))).toEqual(lines.map(([, after]) => after));
  const all = lines.map(([before]) => before).join("\n");
  expect(forCdktn(all)).toEqual([lines.map(([, after]) => after).join("\n")]);
});

it("leaves all other text as it is", () => {
  const lines = [
    'const level = "@cdktf/warn";',
    'const stateOfApp = Symbol("cdktf-alicloud-agentrun");',
    'const output = path.join("cdktf.out", "cdktf");',
    '// import "cdktf";',
    'import { x } from "./cdktf";',
    'import { x } from "@cdktf/commons";',
    'import { x } from "cdktf-cli";',
    'module.require("cdktf");',
    'class Stack extends cdktf.TerraformStack { "cdktf" = 1; }',
  ];
  expect(forCdktn(...lines)).toEqual(lines);
});
