/** Bundles the packed library in a project that has it installed. */
import { build } from "esbuild";

/**
 * @param folder the project
 * @param code an ES module that imports the library
 * @param options of esbuild, e.g. its platform
 * @returns the bundle, and the files of the library that it has parts of
 */
export async function bundle(folder, code, options) {
  const { outputFiles, metafile } = await build({
    stdin: { contents: code, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    logLevel: "silent",
    external: ["cdktf", "constructs"],
    ...options,
  });
  const [{ inputs }] = Object.values(metafile.outputs);
  const files = Object.keys(inputs).filter((file) => inputs[file].bytesInOutput > 0 && file.includes("node_modules"));
  return { text: outputFiles[0].text, files };
}
