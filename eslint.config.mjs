import js from "@eslint/js";
import importPlugin from "eslint-plugin-import";
import tseslint from "typescript-eslint";

/** Layers of lib/, lowest first. A layer imports from itself and from those before it, never the other way. */
const layers = [
  "policy",
  "catalog",
  "terraform",
  "grants",
  "emulator-link",
  "provider-alicloud",
  "constructs",
  "review",
  "adopt",
  "denied",
  "testing",
  "emulator",
  "cli",
];

const downwardsOnly = layers.flatMap((layer, index) =>
  layers.slice(index + 1).map((higher) => ({
    target: `./lib/${layer}`,
    from: `./lib/${higher}`,
    message: `lib/${layer} is below lib/${higher}: imports point downwards.`,
  })),
);

export default tseslint.config(
  { ignores: ["dist", ".build", "cdktf.out", "coverage", "lib/provider-alicloud"] },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { import: importPlugin },
    settings: { "import/resolver": { node: { extensions: [".ts", ".js", ".json"] } } },
    rules: {
      "import/no-restricted-paths": ["error", { basePath: import.meta.dirname, zones: downwardsOnly }],
      "@typescript-eslint/no-unused-vars": ["error", { varsIgnorePattern: "^_", argsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Statics and private constructors mark namespaces that hold state, such as the quotas of an account.
      "@typescript-eslint/no-extraneous-class": ["error", { allowConstructorOnly: true, allowStaticOnly: true }],
      // The framework's constructs act by being constructed.
      "no-new": "off",
    },
  },
  {
    files: ["lib/policy/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^[^.]", message: "The policy engine imports nothing but itself." }] },
      ],
    },
  },
  {
    files: ["lib/catalog/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^[^.]", message: "The catalog imports the policy engine at most." }] },
      ],
    },
  },
  {
    files: ["lib/emulator/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: [{ regex: "^(?!\\.|node:)", message: "The emulator starts fast: it imports no framework." }] },
      ],
      "import/no-restricted-paths": [
        "error",
        {
          basePath: import.meta.dirname,
          zones: ["provider-alicloud", "constructs", "review", "testing", "cli"].map((layer) => ({
            target: "./lib/emulator",
            from: `./lib/${layer}`,
            message: "The emulator imports the policy engine and the catalog at most.",
          })),
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
