import { readFileSync } from "node:fs";
import js from "@eslint/js";
import tseslint from "typescript-eslint";
import roomImports from "./scripts/lint-room-imports.mjs";

/** The rooms of lib/, lowest first, and what each may import. */
const rooms = JSON.parse(readFileSync(new URL("scripts/rooms.json", import.meta.url), "utf8"));

export default tseslint.config(
  {
    ignores: [
      "dist",
      ".build",
      "cdktf.out",
      "coverage",
      "lib/provider-alicloud",
      "docs/.vitepress/cache",
      "docs/.vitepress/dist",
      "docs/.vitepress/.temp",
      "docs/public/studio",
      "docs/api",
      "test/code-scan/repositories",
    ],
  },
  js.configs.recommended,
  {
    files: ["**/*.{ts,mts}"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Statics and private constructors mark namespaces that hold state, such as the quotas of an account.
      "@typescript-eslint/no-extraneous-class": ["error", { allowConstructorOnly: true, allowStaticOnly: true }],
      // The framework's constructs act by being constructed.
      "no-new": "off",
    },
  },
  {
    files: ["lib/**/*.{ts,mts,cts,tsx,js,mjs,cjs,jsx}"],
    plugins: { rooms: roomImports },
    rules: { "rooms/imports": ["error", rooms] },
  },
  {
    // What RAM compares without regard to letter case is compared by one function. These are about other texts.
    files: ["lib/**/*.ts"],
    ignores: [
      "lib/policy/letter-case.ts",
      "lib/policy/evaluate/comparisons.ts",
      "lib/policy/validate/{contradiction,rules-page}.ts",
      "lib/catalog/import/vocabulary.ts",
      "lib/terraform/{case-insensitive,expressions}.ts",
      "lib/terraform/expression/functions/letter-case.ts",
      "lib/emulator-link/argument-name.ts",
      "lib/policy/compare/context-values.ts",
      "lib/review/html/{review-page,script}.ts",
      "lib/review/render/wording.ts",
      "lib/denied/refusing-layer.ts",
      "lib/emulator/account/{ids,service-names}.ts",
      "lib/emulator/enforcement/{arn-values,needs,tagged-arns}.ts",
    ],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector: "CallExpression[callee.property.name=/^to(Locale)?(Lower|Upper)Case$/]",
          message: "Compare names of RAM, actions and condition keys with foldCase of lib/policy/letter-case.ts.",
        },
      ],
    },
  },
  {
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["**/*.{mjs,cjs}"],
    languageOptions: { globals: { process: "readonly", console: "readonly", module: "writable", URL: "readonly" } },
  },
);
