import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import packageJson from "../../package.json";
import frameworks from "../../scripts/frameworks.json";
import { projectFiles } from "../../lib/cli/init/project-files";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { folder, file } = temporaryFiles("cli-init");
const files = Object.keys(projectFiles({ name: "a", library: "^1.0.0" }));
const written = (project: string): readonly string[] =>
  readdirSync(project, { recursive: true, encoding: "utf8" }).filter((one) => files.includes(one));
const dependencies = (project: string) =>
  (JSON.parse(readFileSync(path.join(project, "package.json"), "utf8")) as { dependencies: Record<string, string> })
    .dependencies;

it("writes a project named after its folder, with this version of the library", () => {
  const project = path.join(folder, "shop");
  const { code, out, err } = call("init", project);
  expect([code, err]).toEqual([0, ""]);
  expect([...written(project)].sort()).toEqual([...files].sort());
  for (const one of files) expect(out).toContain(`wrote ${path.join(project, one)}\n`);
  expect(dependencies(project)["cdktf-alicloud-agentrun"]).toBe(`^${packageJson.version}`);
  expect(readFileSync(path.join(project, "main.ts"), "utf8")).toContain('new TeamStack(app, "shop")');
});

it("has a team in the workspace, as the first program of the README", () => {
  const stack = projectFiles({ name: "shop", library: "^1.0.0" })["team-stack.ts"];
  expect(stack).toContain('new AgentRunTeam(this, "Team", {\n      workspace: "shop",');
  expect(stack).toContain('members: [{ level: "developer", groups: ["shop"] }],');
});

it("asks for versions that the library is tested with", () => {
  const json = JSON.parse(projectFiles({ name: "a", library: "^1.0.0" })["package.json"] ?? "") as {
    readonly dependencies: Readonly<Record<string, string>>;
    readonly devDependencies: Readonly<Record<string, string>>;
  };
  const own: Readonly<Record<string, string>> = packageJson.devDependencies;
  const { cdktf, constructs, "cdktf-alicloud-agentrun": _, ...library } = json.dependencies;
  expect(frameworks.map((framework) => framework.dependencies)).toContainEqual({ cdktf, constructs });
  // The command before 0.21 ignores --skip-provider-lock.
  const { "cdktf-cli": command, ...others } = { ...library, ...json.devDependencies };
  expect([command, command]).toEqual([cdktf, "0.21.0"]);
  for (const [name, range] of Object.entries(others)) {
    expect([name, range.replace(/^\^/, "")]).toEqual([name, own[name]?.replace(/^\^/, "")]);
  }
});

it("installs a packed library by a path that does not name the machine", () => {
  const packed = path.join(folder, "library.tgz");
  writeFileSync(packed, gzipSync("x"));
  const project = path.join(folder, "teams", "packed");
  expect(call("init", project, "--from", packed, "--name", "other").code).toBe(0);
  expect(dependencies(project)["cdktf-alicloud-agentrun"]).toBe("file:../../library.tgz");
});

it.each(files)("overwrites nothing: %s", (one) => {
  const project = path.join(folder, `existing-${files.indexOf(one)}`);
  mkdirSync(path.dirname(path.join(project, one)), { recursive: true });
  writeFileSync(path.join(project, one), "mine");
  const { code, out, err } = call("init", project);
  expect([code, out]).toEqual([1, ""]);
  expect(err).toBe(`RAM902 ${project}: it already has ${one}, and init overwrites nothing. Fix: give a new folder.\n`);
  expect(written(project)).toEqual([one]);
  expect(readFileSync(path.join(project, one), "utf8")).toBe("mine");
});

it.each<readonly [string, readonly string[], RegExp]>([
  ["a folder that is no name", [path.join(folder, "My Team")], /^RAM901 My Team: the folder's name .* give --name\.$/m],
  ["a name with quotes", ["x", "--name", 'a"b'], /^RAM901 --name: .*lower-case letters/],
  ["a library that is not there", ["x", "--from", path.join(folder, "none.tgz")], /^RAM901 --from: .* cannot be read/],
  ["a library that is a folder", ["x", "--from", folder], /^RAM901 --from: .* cannot be read/],
  ["a library that is not packed", ["x", "--from", file("plain.tgz", "x")], /^RAM901 --from: .* is none\./m],
])("refuses %s, and writes nothing", (_, [project = "", ...more], message) => {
  const target = path.isAbsolute(project) ? project : path.join(folder, project);
  const { code, err } = call("init", target, ...more);
  expect(code).toBe(1);
  expect(err).toMatch(message);
  expect(existsSync(target)).toBe(false);
});
