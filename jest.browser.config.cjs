/** Tests in a browser. Run by scripts/test-browser.mjs, which finds one. @type {import("jest").Config} */
module.exports = {
  ...require("./jest.config.cjs"),
  testMatch: ["**/*.browser.ts"],
  testTimeout: 60_000,
};
