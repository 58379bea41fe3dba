import { readFileSync } from "node:fs";
import path from "node:path";

/** Turns links to files outside of `docs` into links to the repository, which package.json names. */
export function repositoryLinks(md, docs) {
  const { repository } = JSON.parse(readFileSync(path.join(path.dirname(docs), "package.json"), "utf8"));
  const address = repository.url.replace(/^git\+/, "").replace(/\.git$/, "");
  md.core.ruler.push("repository-links", ({ tokens, env }) => {
    for (const token of tokens.flatMap(({ children }) => children ?? [])) {
      const href = token.type === "link_open" ? token.attrGet("href") : null;
      if (href === null || /^([a-z]+:|[#/])/.test(href)) continue;
      const target = path.posix.join("docs", path.posix.dirname(env.relativePath), href);
      if (!target.startsWith("docs/")) token.attrSet("href", `${address}/blob/main/${target}`);
    }
  });
}
