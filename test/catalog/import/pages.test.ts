import { createHash } from "node:crypto";
import { type PageFile, hashedText, pageFileText } from "../../../lib/catalog/import";
import { codes, dataFileText, fixturePage, fixtureText, importAs, pageOf } from "./support";

describe.each(codes)("the page of %s", (code) => {
  const { source, read, hash } = JSON.parse(dataFileText(code)) as PageFile;

  it("imports to the committed data file, byte for byte", () => {
    expect(pageFileText(fixturePage(code), { source, read }, hash)).toBe(dataFileText(code));
  });

  it("has the committed hash", () => {
    expect(hash).toBe(
      `sha256:${createHash("sha256")
        .update(hashedText(fixturePage(code)))
        .digest("hex")}`,
    );
  });

  it("imports alike whatever ends and surrounds its lines", () => {
    const lines = fixtureText(code).split("\n");
    for (const other of [
      lines.join("\r\n"),
      lines.join("\r"),
      `\uFEFF${lines.join("\n")}`,
      lines.map((line) => `\t${line}\u00A0`).join("\n"),
      lines.filter((line) => line !== "").join("\n"),
      lines.join("\n\n"),
    ]) {
      expect(pageOf(importAs(code, other))).toEqual(fixturePage(code));
    }
  });
});
