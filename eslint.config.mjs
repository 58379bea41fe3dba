import { readFileSync } from "node:fs";
import js from "@eslint/js";
import tseslint from "typescript-eslint";
import roomImports from "./scripts/lint-room-imports.mjs";

/** The rooms of lib/, lowest first, and what each may import. */
const rooms = JSON.parse(readFileSync(new URL("scripts/rooms.json", import.meta.url), "utf8"));

export default tseslint.config(
  { ignores: ["dist", ".build", "cdktf.out", "coverage", "lib/provider-alicloud"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
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
    files: ["test/**/*.ts"],
    rules: { "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["**/*.{mjs,cjs}"],
    languageOptions: { globals: { process: "readonly", console: "readonly", module: "writable", URL: "readonly" } },
  },
);
