import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { MissingHclParserError, parserPath } from "../../lib/terraform/hcl/parse-hcl";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { folder, file } = temporaryFiles("terraform-folder");

const main = `variable "actions" {
  type    = list(string)
  default = ["oss:GetObject"]
}

resource "alicloud_ram_policy" "p" {
  policy_name     = "p"
  policy_document = jsonencode({
    Version   = "1"
    Statement = [{ Effect = "Allow", Action = var.actions, Resource = ["*"] }]
  })
}

resource "alicloud_ram_user_policy_attachment" "a" {
  user_name   = "alice"
  policy_name = alicloud_ram_policy.p.policy_name
  policy_type = "Custom"
}
`;

const wide = '["oss:*", "ram:*"]';

function project(name: string, files: Readonly<Record<string, string>>): string {
  for (const [relative, text] of Object.entries(files)) file(`${name}/${relative}`, text);
  return path.join(folder, name);
}

describe("a folder of Terraform files", () => {
  const plain = project("plain", { "main.tf": main });

  it("is an input of each command that reads inputs", () => {
    expect(call("summary", plain)).toMatchObject({ code: 0, out: expect.stringContaining("user alice") as string });
    expect(call("lint", plain)).toMatchObject({ code: 0 });
    expect(call("adopt", plain, "--format", "commands")).toMatchObject({
      code: 0,
      out: expect.stringContaining("terraform import 'alicloud_ram_policy.p' 'p'") as string,
    });
    expect(call("who-can", "oss:GetObject", "*", "--in", plain)).toMatchObject({
      code: 0,
      out: expect.stringContaining("alice") as string,
    });
  });

  it.each([
    ["a value", ["-var", `actions=${wide}`]],
    ["a value after an equals sign", [`-var=actions=${wide}`]],
    ["a value with two dashes", ["--var", `actions=${wide}`]],
    ["a file", [`-var-file=${file("wide.tfvars", `actions = ${wide}\n`)}`]],
    ["a file as JSON", ["-var-file", file("wide.tfvars.json", `{"actions":${wide}}`)]],
  ])("takes variables from %s", (_, options) => {
    expect(call("summary", plain, ...options)).toMatchObject({
      code: 0,
      out: expect.stringContaining("escalation") as string,
    });
  });

  it("takes variables from the environment", () => {
    process.env["TF_VAR_actions"] = wide;
    try {
      expect(call("summary", plain).out).toContain("escalation");
    } finally {
      delete process.env["TF_VAR_actions"];
    }
  });

  it.each([
    [["-var", "action=1"], "there is no variable action"],
    [["-var", "actions"], "--var: found actions. Allowed: name=value"],
    [["-var", "actions=[}"], "cannot be read"],
    [["-var", "actions=[]", "-var-file", "x.tfvars"], "write it before --var"],
    [["-var-file", "none.tfvars"], "no such file"],
  ])("refuses %j", (options, message) => {
    expect(call("summary", plain, ...options)).toMatchObject({
      code: 1,
      err: expect.stringContaining(message) as string,
    });
  });

  it("shows the line of a syntax error with a caret", () => {
    const broken = project("broken", { "main.tf": 'resource "alicloud_ram_user" "u" {\n  name = 3 4\n}\n' });
    expect(call("lint", broken)).toMatchObject({
      code: 1,
      err: expect.stringMatching(/RAM501 \S*main\.tf:2:12: .*\n {4}name = 3 4\n {13}\^\n/) as string,
    });
  });

  it("names what it does not read", () => {
    const partly = project("partly", {
      "main.tf": `${main}module "m" {\n  source = "some/thing/alicloud"\n}\n`,
      "more.tofu": "anything",
      "some.tftest.hcl": "anything",
    });
    const { code, err } = call("summary", partly);
    expect(code).toBe(0);
    expect(err).toMatch(/main\.tf:19:1: module\.m is not read: some\/thing\/alicloud is not installed/);
    expect(err).toMatch(/more\.tofu is not read: only OpenTofu reads it/);
    expect(err).not.toContain("tftest");
  });

  it("reads .tofu files for OpenTofu, in place of .tf files of the same name", () => {
    const tofu = project("tofu", {
      "main.tf": main,
      "actions.tf": 'locals { x = "unused" }',
      "override.tofu": `variable "actions" { default = ${wide} }`,
    });
    expect(call("summary", tofu).out).not.toContain("escalation");
    expect(call("summary", tofu, "--engine", "opentofu").out).toContain("escalation");
  });

  it("says what to install where the parser is missing", () => {
    const missing = (): string => {
      throw new Error("Cannot find module");
    };
    expect(() => parserPath("main.tf", missing)).toThrow(MissingHclParserError);
    expect(() => parserPath("main.tf", missing)).toThrow(
      /^RAM506 main\.tf: .* run npm install --save-dev @cdktn\/hcl2json first\.$/,
    );
  });
});

describe("a commit with Terraform files", () => {
  const repository = path.join(folder, "repository");
  const git = (...args: readonly string[]): void => {
    execFileSync("git", ["-c", "user.name=n", "-c", "user.email=e@e", ...args], { cwd: repository, stdio: "ignore" });
  };

  beforeAll(() => {
    mkdirSync(repository);
    git("init", "-b", "main");
    project("repository/envs/prod", { "main.tf": 'module "m" {\n  source = "../../modules/m"\n}\n' });
    project("repository/modules/m", { "main.tf": main });
    git("add", ".");
    git("commit", "-m", "first");
    project("repository/modules/m", { "main.tf": main.replace('["oss:GetObject"]', wide) });
  });

  function inFolder<Result>(place: string, run: () => Result): Result {
    const before = process.cwd();
    process.chdir(place);
    try {
      return run();
    } finally {
      process.chdir(before);
    }
  }

  it("needs no command", () => {
    const result = inFolder(path.join(repository, "envs/prod"), () =>
      call("review", "git:main", ".", "--gate", "broadening"),
    );
    expect(result).toMatchObject({ code: 2, out: expect.stringContaining("may now") as string });
    expect(inFolder(path.join(repository, "envs/prod"), () => call("review", "git:main", "git:main")).out).toContain(
      "Unchanged",
    );
  });

  it("may be read in another folder", () => {
    const review = (before: string) =>
      inFolder(repository, () => call("review", before, "envs/prod", "--gate", "broadening"));
    expect(review("git:main:envs/prod").code).toBe(2);
    expect(review("git:main:modules/../../..")).toMatchObject({
      code: 1,
      err: expect.stringContaining("outside of the repository") as string,
    });
    expect(review("git:main")).toMatchObject({ code: 1, err: expect.stringContaining("--synth") as string });
  });
});
