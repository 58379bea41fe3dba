/**
 * Makes the package for CDK Terrain from the packed library: the same files, but they load `cdktn` instead of `cdktf`.
 *
 *     node scripts/cdktn-package.mjs [folder for the tarball]   # prints the tarball's path; needs a build
 */
import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { pack, root, run, temporaryFolder } from "./consumer.mjs";
import { forCdktn, packageNames } from "./framework-names.mjs";

/** A minor version of cdktn may break its users, as 0.23 did. The version of constructs follows from cdktn. */
const peers = { cdktn: "^0.24.0", constructs: "^10.6.0" };
const folder = path.join(root, ".build", "cdktn-package");

/**
 * @param tarball the packed library
 * @param destination an existing folder
 * @returns path of the tarball for CDK Terrain
 */
export function packForCdktn(tarball, destination) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  run("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"]);
  const readme = readFileSync(path.join(folder, "README.md"), "utf8");
  for (const file of readdirSync(folder, { recursive: true })) rewrite(path.join(folder, file));
  const manifest = manifestForCdktn(JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8")));
  writeFileSync(path.join(folder, "package.json"), JSON.stringify(manifest, undefined, 2));
  writeFileSync(path.join(folder, "README.md"), readmeForCdktn(readme, manifest));
  rmSync(path.join(folder, "README.zh-CN.md")); // about the package for cdktf
  return pack(destination, folder).tarball;
}

function rewrite(file) {
  if (/\.(js|mjs|d\.ts|d\.mts)$/.test(file)) replaceIn(file, (code) => forCdktn(code, file));
  if (file.endsWith(".md")) replaceIn(file, withProgramsForCdktn);
}

function replaceIn(file, change) {
  const text = readFileSync(file, "utf8");
  if (!text.includes("cdktf")) return;
  writeFileSync(file, change(text));
}

/** Converts the programs in a page. Prose and commands stay unchanged. */
function withProgramsForCdktn(page) {
  return page.replace(/(?<=^```ts\n).*?(?=^```$)/gms, (code) => forCdktn(code));
}

function manifestForCdktn(manifest) {
  const ofTheRepository = ["scripts", "devDependencies", "overrides"];
  return {
    ...without(manifest, ofTheRepository),
    name: packageNames.cdktn,
    description: manifest.description.replace(/^CDKTF\b/, "CDK Terrain (cdktn)"),
    keywords: manifest.keywords.filter((keyword) => keyword !== "cdktf"),
    peerDependencies: { ...without(manifest.peerDependencies, ["cdktf"]), ...peers },
    peerDependenciesMeta: { ...without(manifest.peerDependenciesMeta, ["cdktf"]), cdktn: { optional: true } },
  };
}

function without(object, keys) {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

function readmeForCdktn(readme, { name, homepage }) {
  const [, program] = /^## A first program$.*?^(```ts\n.*?^```)$/ms.exec(readme);
  return `# ${name}

Constructs for CDK Terrain (\`cdktn\`) for the RAM policies, roles, attachments and service-linked roles that
[AgentRun](https://www.alibabacloud.com/help/en/agentrun/), Alibaba Cloud's serverless platform for AI agents, needs. Made
from the same sources as \`${packageNames.cdktf}\`, which is for CDKTF, and released with the same version.

\`\`\`sh
npm install ${name} cdktn constructs
\`\`\`

${withProgramsForCdktn(program)}

The [documentation](${homepage}) describes both packages. In
its programs and commands, write \`${name}\` for \`${packageNames.cdktf}\`, and \`cdktn\` for \`cdktf\`.
`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { tarball } = pack(temporaryFolder());
  console.log(packForCdktn(tarball, path.resolve(process.argv[2] ?? root)));
}
