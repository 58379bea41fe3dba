import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

/** Files of one test suite, in a folder that is removed after it. */
export function temporaryFiles(name: string) {
  const folder = mkdtempSync(path.join(tmpdir(), `${name}-`));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  /** Writes a text, or a value as JSON, and returns the path. */
  const file = (relative: string, content: unknown): string => {
    const target = path.join(folder, relative);
    mkdirSync(path.dirname(target), { recursive: true });
    writeFileSync(target, typeof content === "string" ? content : JSON.stringify(content));
    return target;
  };
  return { folder, file };
}
