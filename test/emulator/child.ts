/** The beginning of a program for `node -e` that requires TypeScript: types are stripped, nothing is checked. */
export const typescriptLoader = `
    const ts = require("typescript");
    const fs = require("node:fs");
    require.extensions[".ts"] = (module, name) => {
      const options = { module: "commonjs", target: "es2022", esModuleInterop: true };
      module._compile(ts.transpileModule(fs.readFileSync(name, "utf8"), { compilerOptions: options }).outputText, name);
    };`;
