/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  // By default Jest leaves one core idle; of two, that is half of them.
  maxWorkers: "100%",
  // Only what never ends fails: machines may be shared and slow.
  testTimeout: 60_000,
  setupFiles: ["<rootDir>/test/setup/no-emulator.ts"],
  // Types are checked by `npm run typecheck`; the tests only need the types stripped.
  transform: { "\\.ts$": "ts-jest" },
  moduleNameMapper: {
    "^cdktf-alicloud-agentrun$": "<rootDir>/lib/index.ts",
    "^cdktf-alicloud-agentrun/(policy|catalog|evidence|testing|emulator)$": "<rootDir>/lib/$1/index.ts",
    "^cdktf-alicloud-agentrun/testing/jest$": "<rootDir>/lib/testing/jest.ts",
    "^cdktf-alicloud-agentrun/testing/jest-globals$": "<rootDir>/lib/testing/jest-globals.ts",
    "^cdktf-alicloud-agentrun/provider-alicloud(.*)$": "<rootDir>/lib/provider-alicloud$1",
  },
};
