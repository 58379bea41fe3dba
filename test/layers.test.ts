import { execFileSync } from "node:child_process";
import path from "node:path";

// Each row: a file of lib/, what it imports, and the rule of the project's own lint configuration that refuses it.
const rows: readonly (readonly [file: string, imported: string, rule: string | null])[] = [
  ["lib/policy/arn.ts", "../catalog", "import/no-restricted-paths"],
  ["lib/policy/arn.ts", "../constructs", "import/no-restricted-paths"],
  ["lib/policy/arn.ts", "node:fs", "no-restricted-imports"],
  ["lib/policy/arn.ts", "cdktf", "no-restricted-imports"],
  ["lib/policy/arn.ts", "./utf8", null],
  ["lib/catalog/source.ts", "../constructs", "import/no-restricted-paths"],
  ["lib/catalog/source.ts", "constructs", "no-restricted-imports"],
  ["lib/catalog/source.ts", "../policy", null],
  ["lib/constructs/role.ts", "../review", "import/no-restricted-paths"],
  ["lib/constructs/role.ts", "../catalog", null],
  ["lib/review/gate.ts", "../policy", null],
  ["lib/review/gate.ts", "../adopt", "import/no-restricted-paths"],
  ["lib/adopt/adopt.ts", "../cli/run", "import/no-restricted-paths"],
  ["lib/adopt/adopt.ts", "../review", null],
  ["lib/denied/denial.ts", "../review", null],
  ["lib/constructs/role.ts", "../emulator", "import/no-restricted-paths"],
  ["lib/constructs/role.ts", "../emulator-link", null],
  ["lib/review/review.ts", "../policy", null],
  ["lib/review/review.ts", "../emulator", "import/no-restricted-paths"],
  ["lib/emulator/core.ts", "../constructs", "import/no-restricted-paths"],
  ["lib/emulator/core.ts", "cdktf", "no-restricted-imports"],
  ["lib/emulator/core.ts", "node:http", null],
  ["lib/emulator/core.ts", "../catalog", null],
];

/** Rules that each row breaks. A process of its own: jest cannot load the lint configuration, an ES module. */
function rulesBroken(): readonly (readonly string[])[] {
  const program = `
    import { ESLint } from "eslint";
    const eslint = new ESLint();
    const broken = [];
    for (const [file, imported] of ${JSON.stringify(rows)}) {
      const code = 'import { index } from "' + imported + '";\\nexport const used: unknown = index;\\n';
      const [result] = await eslint.lintText(code, { filePath: file });
      broken.push(result.messages.map(({ ruleId }) => ruleId).filter((rule) => rule?.includes("restricted")));
    }
    console.log(JSON.stringify(broken));`;
  const cwd = path.join(__dirname, "..");
  const printed = execFileSync(process.execPath, ["--input-type=module", "-e", program], { cwd, encoding: "utf8" });
  return JSON.parse(printed) as readonly (readonly string[])[];
}

it("lint refuses imports that point upwards or out of the pure layers", () => {
  const expected = rows.map(([, , rule]) => (rule === null ? [] : [rule]));
  expect(rulesBroken()).toEqual(expected);
}, 120_000);
