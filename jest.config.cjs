/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  setupFiles: ["<rootDir>/test/setup/no-emulator.ts"],
  // Types are checked by `npm run typecheck`; the tests only need the types stripped.
  transform: { "\\.ts$": "ts-jest" },
  moduleNameMapper: {
    "^cdktf-alicloud-agentrun$": "<rootDir>/lib/index.ts",
    "^cdktf-alicloud-agentrun/(policy|catalog|testing|emulator)$": "<rootDir>/lib/$1/index.ts",
    "^cdktf-alicloud-agentrun/testing/jest$": "<rootDir>/lib/testing/jest.ts",
    "^cdktf-alicloud-agentrun/testing/jest-globals$": "<rootDir>/lib/testing/jest-globals.ts",
    "^cdktf-alicloud-agentrun/provider-alicloud(.*)$": "<rootDir>/lib/provider-alicloud$1",
  },
};
