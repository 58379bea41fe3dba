/** What fits on a line of a phone. */
const longest = 24;

/** Keeps short code on one line: browsers break an option such as `--feature` after its dashes. */
export function unbrokenCode(md) {
  md.core.ruler.push("unbroken-code", ({ tokens }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      if (token.type === "code_inline" && token.content.length <= longest) token.attrJoin("class", "unbroken");
    }
  });
}
