import { readFileSync } from "node:fs";
import path from "node:path";
import { lazy } from "../catalog/lazy";

const ownPackage = lazy(() => {
  const text = readFileSync(path.join(__dirname, "..", "..", "package.json"), "utf8");
  return JSON.parse(text) as { readonly version: string }; // our own package.json
});

/** The version of this package. */
export function packageVersion(): string {
  return ownPackage().version;
}
