/** The variables of a new project. */
export interface ProjectOptions {
  /** Name of the package and of the stack. */
  readonly name: string;
  /** Where the library comes from: a range of versions, or `file:` and the path of a packed library. */
  readonly library: string;
}

/** Texts by the path of the file in the project. */
export type ProjectFiles = Readonly<Record<string, string>>;

/** A CDKTF app with a team in a workspace, tests of what the team may do, and CI that runs both. */
export function projectFiles({ name, library }: ProjectOptions): ProjectFiles {
  const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
  return {
    "package.json": json({
      name,
      version: "0.1.0",
      private: true,
      scripts: {
        app: "tsc && node build/main.js",
        synth: "cdktf synth",
        test: "jest",
        lint: "agentrun-ram lint cdktf.out",
        summary: "agentrun-ram summary cdktf.out",
      },
      dependencies: { cdktf: "0.21.0", "cdktf-alicloud-agentrun": library, constructs: "^10.4.2" },
      devDependencies: {
        "@types/jest": "^29.5.14",
        "@types/node": "^20.19.43",
        "cdktf-cli": "0.21.0",
        jest: "^29.7.0",
        "ts-jest": "^29.4.0",
        typescript: "~5.9",
      },
    }),
    "cdktf.json": json({ language: "typescript", app: "npm run --silent app", sendCrashReports: "false" }),
    "tsconfig.json": json({
      compilerOptions: {
        target: "ES2022",
        lib: ["ES2022"],
        module: "node16",
        moduleResolution: "node16",
        types: ["node", "jest"],
        strict: true,
        isolatedModules: true,
        skipLibCheck: true,
        rootDir: ".",
        outDir: "build",
      },
      include: ["*.ts"],
    }),
    "jest.config.js": `module.exports = { testMatch: ["<rootDir>/*.test.ts"], transform: { "\\\\.ts$": "ts-jest" } };\n`,
    ".gitignore": ["build/", "cdktf.out/", "node_modules/", "terraform.*.tfstate*", ""].join("\n"),
    "main.ts": `import { App } from "cdktf";
import { TeamStack } from "./team-stack";

const app = new App();
new TeamStack(app, "${name}");
app.synth();
`,
    "team-stack.ts": `import { TerraformStack } from "cdktf";
import { AgentRunTeam, providerConfigFromEnvironment } from "cdktf-alicloud-agentrun";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";
import type { Construct } from "constructs";

/** The team of the workspace "${name}": its group "${name}" develops there, without secrets, and nowhere else. */
export class TeamStack extends TerraformStack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new AlicloudProvider(this, "alicloud", { region: "cn-hangzhou", ...providerConfigFromEnvironment() });

    new AgentRunTeam(this, "Team", {
      workspace: "${name}",
      // The console shows the workspace only to users who may list workspaces in its resource group:
      // resourceGroup: { id: "rg-...", accountAlias: "..." },
      members: [{ level: "developer", groups: ["${name}"] }],
    });
  }
}
`,
    "team-stack.test.ts": `import { App } from "cdktf";
import { grantsOf } from "cdktf-alicloud-agentrun/testing";
import "cdktf-alicloud-agentrun/testing/jest"; // toAllow, toDeny
import { TeamStack } from "./team-stack";

const team = grantsOf(new TeamStack(new App(), "${name}")).group("${name}");
const tool = (workspace: string) => \`acs:agentrun:*:*:workspaces/\${workspace}/tools/*\`;

it("the team may work on the tools of its workspace", () => {
  expect(team).toAllow("agentrun:UpdateTool", tool("${name}"));
  expect(team).toAllow("agentrun:DeleteTool", tool("${name}"));
});

it("the team may not touch the tools of other workspaces", () => {
  expect(team).toDeny("agentrun:UpdateTool", tool("another"));
});

it("the team may not read secrets", () => {
  expect(team).toDeny("agentrun:GetCredential", "acs:agentrun:*:*:workspaces/${name}/credentials/*");
});

it("the team may not give itself more rights", () => {
  expect(team).toDeny("ram:AttachPolicyToGroup");
});
`,
    ".github/workflows/check.yml": `# Tests and validates every commit. Reviews the permissions that a pull request changes, and fails if someone gains any.
name: Check
on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
        with:
          fetch-depth: 0 # the base of a pull request is synthesized too
          persist-credentials: false
      - uses: actions/setup-node@v4
        with:
          node-version: 22
          cache: npm
      - run: npm ci
      - run: npm test
      - run: npx cdktf synth
      - run: npx agentrun-ram lint cdktf.out
      - if: github.event_name == 'pull_request'
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
        run: |
          npx agentrun-ram review "git:$BASE" cdktf.out --synth "npm ci && npx cdktf synth" \\
            --gate broadening --format markdown | tee --append "$GITHUB_STEP_SUMMARY"
        shell: bash # it fails where any part of a pipe fails
`,
    "README.md": `# ${name}

What the team "${name}" may do in Alibaba Cloud AgentRun, as code.

- \`npm install\` installs everything; commit the \`package-lock.json\` that it writes.
- \`npm test\` checks what the team may and may not do.
- \`npm run synth\` writes Terraform JSON, and \`npm run summary\` shows what it grants.
- \`npx cdktf deploy\` deploys it. The group \`${name}\` must exist.
`,
  };
}
