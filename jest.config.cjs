/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  roots: ["<rootDir>/test"],
  testMatch: ["**/*.test.ts"],
  transform: { "\\.ts$": ["@swc/jest", { jsc: { parser: { syntax: "typescript" }, target: "es2022" } }] },
  moduleNameMapper: {
    "^cdktf-alicloud-agentrun$": "<rootDir>/lib/index.ts",
    "^cdktf-alicloud-agentrun/(policy|catalog)$": "<rootDir>/lib/$1/index.ts",
    "^cdktf-alicloud-agentrun/provider-alicloud(.*)$": "<rootDir>/lib/provider-alicloud$1",
  },
};
