import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";
import { root } from "./pages";

const manifest = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as {
  readonly homepage: string;
  readonly repository: { readonly type: string; readonly url: string };
  readonly bugs: { readonly url: string };
  readonly files: readonly string[];
};
const [, address = "", owner = ""] =
  /^git\+(https:\/\/github\.com\/([^/]+)\/cdktf-alicloud-agentrun)\.git$/.exec(manifest.repository.url) ?? [];

it("package.json says where the repository, its page and its issues are", () => {
  expect(owner).not.toBe("");
  expect(manifest).toMatchObject({ homepage: `${address}#readme`, bugs: { url: `${address}/issues` } });
});

it("the owner of the repository is named in package.json alone", () => {
  // A real name can also be a word of a text; the placeholder is not.
  const named = owner.includes("PLACEHOLDER") ? owner : `${owner}/cdktf-alicloud-agentrun`;
  const found = execFileSync("git", ["grep", "--files-with-matches", "--untracked", "--fixed-strings", named], {
    cwd: root,
    encoding: "utf8",
  });
  expect(found.trim()).toBe("package.json");
});

it("the package has the notice with the licence of the provider, which the bindings come from", () => {
  expect(manifest.files).toContain("NOTICE");
  expect(readFileSync(path.join(root, "NOTICE"), "utf8")).toMatch(
    /terraform-provider-alicloud[^]*Mozilla Public License/,
  );
});
