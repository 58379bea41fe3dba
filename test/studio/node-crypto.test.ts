import { createHash } from "node:crypto";
import { createHash as createHashInBrowser } from "../../studio/src/node-crypto";

// The lengths around the ends of blocks, and what is more than one byte.
const texts = [0, 1, 3, 54, 55, 56, 63, 64, 65, 119, 120, 1000].map((length) => "a".repeat(length));

it.each([...texts, "ü 中文 \u{1F600}", "\uD800"])("digests %j as Node does", (text) => {
  expect(createHashInBrowser("sha256").update(text).digest("hex")).toBe(
    createHash("sha256").update(text).digest("hex"),
  );
});
