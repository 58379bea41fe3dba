/** Deploys with a real engine and provider. Run by scripts/test-e2e.mjs, which finds both. @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.cjs"),
  testMatch: ["**/*.e2e.ts"],
  testTimeout: 900_000,
  // Each file runs one engine at a time; more of them at once only wait for each other.
  maxWorkers: 2,
};
