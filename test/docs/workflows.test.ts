import { readFileSync, readdirSync } from "node:fs";
import path from "node:path";
import { load } from "js-yaml";
import { root } from "./pages";

interface Step {
  readonly run?: string;
  readonly uses?: string;
}

interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions?: Readonly<Record<string, string>>;
        readonly strategy?: { readonly matrix: Readonly<Record<string, readonly unknown[]>> };
        readonly steps: readonly Step[];
      }
    >
  >;
}

function textOf(file: string): string {
  return readFileSync(path.join(root, file), "utf8");
}

function workflow(name: string): Workflow {
  return load(textOf(`.github/workflows/${name}`)) as Workflow; // GitHub's own format; a missing part fails its test
}

const frameworks = JSON.parse(textOf("scripts/frameworks.json")) as readonly {
  readonly id: string;
  readonly dependencies: Readonly<Record<string, string>>;
}[];
const manifest = JSON.parse(textOf("package.json")) as {
  readonly engines: { readonly node: string };
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

const workflows = readdirSync(path.join(root, ".github/workflows"));
const files = [
  ...workflows.map((file) => `.github/workflows/${file}`),
  ...readdirSync(path.join(root, ".github/ISSUE_TEMPLATE")).map((file) => `.github/ISSUE_TEMPLATE/${file}`),
  ...readdirSync(path.join(root, "examples/ci"))
    .filter((file) => file.endsWith(".yml"))
    .map((file) => `examples/ci/${file}`),
];

it.each(files)("%s is YAML", (file) => {
  expect(load(textOf(file))).toEqual(expect.any(Object));
});

it("CI tests every framework that scripts/test-frameworks.mjs does, on every Node.js", () => {
  const { verify, frameworks: job } = workflow("ci.yml").jobs;
  const nodes = [20, 22, 24];
  expect(job?.strategy?.matrix).toEqual({ node: nodes, framework: frameworks.map(({ id }) => id) });
  expect(verify?.strategy?.matrix).toEqual({ node: nodes });
  expect(manifest.engines.node).toBe(`>=${nodes[0] ?? ""}`);
});

it("the frameworks are what their ids say, and the lowest is the one that is developed with", () => {
  const ids = frameworks.map(({ dependencies: { cdktf, cdktn = "" } }) => {
    if (cdktf === undefined) return `cdktn@${cdktn}`;
    return cdktf.startsWith("npm:") ? `${cdktf.slice("npm:".length)}-as-cdktf` : `cdktf@${cdktf}`;
  });
  expect(frameworks.map(({ id }) => id)).toEqual(ids);
  const { cdktf, constructs } = manifest.devDependencies;
  expect(frameworks[0]?.dependencies).toEqual({ cdktf, constructs });
});

it.each(workflows)("%s runs only scripts that package.json has", (file) => {
  const runs = Object.values(workflow(file).jobs).flatMap(({ steps }) => steps.map(({ run }) => run ?? ""));
  const scripts = runs.flatMap((run) => [...run.matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name));
  expect(scripts.filter((name) => manifest.scripts[name] === undefined)).toEqual([]);
});

it.each(workflows)("%s holds no secrets, and pins its actions to a version", (file) => {
  expect(textOf(`.github/workflows/${file}`)).not.toMatch(/secrets\.|_authToken|NODE_AUTH_TOKEN/);
  const actions = Object.values(workflow(file).jobs).flatMap(({ steps }) => steps.flatMap(({ uses }) => uses ?? []));
  expect(actions.length).toBeGreaterThan(0);
  expect(actions.filter((action) => !/@v\d+$/.test(action))).toEqual([]);
});

it("only the release may write, and it publishes with provenance after the tests", () => {
  expect(workflow("ci.yml").permissions).toEqual({ contents: "read" });
  const { permissions, jobs } = workflow("release.yml");
  expect(permissions).toEqual({});
  expect(jobs["release"]?.permissions).toEqual({ contents: "write", "id-token": "write" });
  const runs = jobs["release"]?.steps.map(({ run }) => run ?? "") ?? [];
  const at = (part: string): number => runs.findIndex((run) => run.includes(part));
  const order = ["npm pkg get repository", "--bumped-version", "npm test", "npm sbom", "npm publish", "gh release"].map(
    at,
  );
  expect(order).not.toContain(-1);
  expect(order).toEqual([...order].sort((left, right) => left - right));
  expect(runs[at("npm publish")]).toContain("--provenance");
  expect(runs[at("npm sbom")]).toMatch(/npm pack .*\n.*npm run pack:cdktn /);
});
