import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { run } from "../../lib/cli/run";

const root = path.join(__dirname, "..", "..");
const cli = path.join(root, "dist", "cli", "agentrun-ram.js");
const folder = mkdtempSync(path.join(tmpdir(), "emulator-cli-"));
const running: ChildProcess[] = [];

afterAll(() => {
  for (const child of running) if (child.exitCode === null) child.kill("SIGKILL");
  rmSync(folder, { recursive: true });
});

function file(name: string, content?: unknown): string {
  const target = path.join(folder, name);
  if (content !== undefined) writeFileSync(target, typeof content === "string" ? content : JSON.stringify(content));
  return target;
}

/** Runs the emulator around a command, to the end. */
function around(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, "emulator", ...args], { encoding: "utf8", env });
  return { status, stdout, stderr };
}

/** Starts the emulator; resolves with its address when it has printed one. */
async function start(...args: readonly string[]) {
  const child = spawn(process.execPath, [cli, "emulator", ...args], { stdio: ["ignore", "pipe", "pipe"] });
  running.push(child);
  const printed = { out: "", err: "" };
  child.stderr.on("data", (chunk: Buffer) => (printed.err += chunk.toString()));
  const ended = new Promise<number | NodeJS.Signals | null>((resolve) => {
    child.on("close", (code, signal) => {
      resolve(code ?? signal);
    });
  });
  const address = await new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (chunk: Buffer) => {
      printed.out += chunk.toString();
      const found = /AGENTRUN_RAM_EMULATOR=(\S+).*\n/.exec(printed.out)?.[1];
      if (found !== undefined) resolve(found);
    });
    void ended.then((code) => {
      reject(new Error(`ended with ${code ?? "nothing"}: ${printed.err}`));
    });
  });
  return { address, printed, end: async (signal: NodeJS.Signals) => (child.kill(signal), ended) };
}

/** A call to RAM, as the provider makes them. */
async function ram(
  address: string,
  action: string,
  parameters: Readonly<Record<string, string>> = {},
  accessKeyId = "emulator-root",
) {
  const query = new URLSearchParams({ Action: action, Version: "2015-05-01", AccessKeyId: accessKeyId });
  const body = new URLSearchParams(parameters);
  const response = await fetch(`http://${address}/?${query.toString()}`, { method: "POST", body });
  return { status: response.status, body: (await response.json()) as Readonly<Record<string, unknown>> };
}

const document = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}';
const create = { PolicyName: "P", PolicyDocument: document };

describe("around a command", () => {
  it.each([
    ["success", "0", 0],
    ["a failure", "7", 7],
  ])("passes on the exit code of %s", (_, code, status) => {
    expect(around(["--", process.execPath, "-e", `process.exit(${code})`]).status).toBe(status);
  });

  it("passes on the end by a signal, as shells do", () => {
    expect(around(["--", process.execPath, "-e", 'process.kill(process.pid, "SIGTERM")']).status).toBe(128 + 15);
  });

  it("says so where the program is not there, or cannot be run", () => {
    expect(around(["--", "no-such-program"])).toMatchObject({
      status: 127,
      stderr: expect.stringContaining("RAM901 no-such-program: there is no such program.") as string,
    });
    expect(around(["--", file("not-runnable", "")]).status).toBe(126);
  });

  it("leaves standard output and all arguments to the command", () => {
    const { status, stdout } = around(["--", process.execPath, "-p", "process.argv.slice(1)", "--", "--help", "-h"]);
    expect([status, stdout]).toEqual([0, "[ '--help', '-h' ]\n"]);
  });

  it("gives it nothing of a real account, and what stacks need", () => {
    const real = { ALICLOUD_ACCESS_KEY: "LTAI-real", ALIBABA_CLOUD_SECURITY_TOKEN: "real", ALICLOUD_PROFILE: "real" };
    const program = `const { providerConfigFromEnvironment } = require(${JSON.stringify(root)});
      const { accessKey, endpoints: [{ ram }] } = providerConfigFromEnvironment();
      fetch("http://" + ram + "/?Action=GetCallerIdentity&Version=2015-04-01&AccessKeyId=" + accessKey)
        .then((answer) => answer.json())
        .then(({ AccountId }) => console.log(JSON.stringify({ AccountId, env: Object.values(process.env) })));`;
    const env = { ...process.env, ...real };
    const { status, stdout, stderr } = around(["--account", "4242424242", "--", process.execPath, "-e", program], env);
    expect([status, stderr]).toEqual([0, expect.stringMatching(/^RAM emulator of account 4242424242 on 127/)]);
    const answer = JSON.parse(stdout) as { AccountId: string; env: readonly string[] };
    expect(answer.AccountId).toBe("4242424242");
    expect(answer.env.filter((value) => value.endsWith("real"))).toEqual([]);
  });

  it("hands on a request to end, and waits for the command", async () => {
    const program = 'process.on("SIGTERM", () => setTimeout(process.exit, 100, 9)); setInterval(() => {}, 1e6);';
    const announce = 'console.log(" AGENTRUN_RAM_EMULATOR=" + process.env.AGENTRUN_RAM_EMULATOR);';
    const { end } = await start("--", process.execPath, "-e", program + announce);
    expect(await end("SIGTERM")).toBe(9);
  });
});

describe("on its own", () => {
  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)("answers until %s, and ends cleanly", async (signal) => {
    const { address, printed, end } = await start();
    expect(await ram(address, "ListPolicies")).toMatchObject({ status: 200 });
    expect(printed.out).toBe(
      `RAM emulator of account 1234567890123456 on ${address}, use it with: export AGENTRUN_RAM_EMULATOR=${address}\n`,
    );
    expect(await end(signal)).toBe(0);
    expect(printed.err).toBe("");
    await expect(ram(address, "ListPolicies")).rejects.toThrow();
  });

  it("takes the port it is told, unless another program uses it", async () => {
    const { address, end } = await start();
    const [, port = ""] = address.split(":");
    expect(around(["--port", port])).toEqual({
      status: 1,
      stdout: "",
      stderr: `RAM802: cannot listen on port ${port} of 127.0.0.1: another program uses it. Fix: choose another port, or 0 for any free port.\n`,
    });
    await end("SIGTERM");
    const again = await start("--port", port);
    expect(again.address).toBe(address);
    await again.end("SIGTERM");
  });

  it("prints the provider's block, which leads to it", async () => {
    const { address, printed, end } = await start("--print", "provider");
    await end("SIGTERM");
    expect(printed.out.match(/^(\/\/|#) \S+/gm)).toEqual(["// TypeScript,", "# HCL", "// provider_override.tf.json,"]);
    const override = printed.out.slice(printed.out.indexOf("\n{") + 1);
    expect(JSON.parse(override)).toMatchObject({ provider: { alicloud: [{ endpoints: [{ ram: address }] }] } });
  });

  it("keeps the account in a file, whatever ends it", async () => {
    const state = file("state");
    const first = await start("--state", state, "--account", "4242424242");
    expect(await ram(first.address, "CreatePolicy", create)).toMatchObject({ status: 200 });
    expect(await first.end("SIGKILL")).toBe("SIGKILL");
    const second = await start("--state", state);
    expect(second.printed.out).toContain("account 4242424242 ");
    expect(second.printed.out).toContain("AGENTRUN_RAM_EMULATOR_ACCOUNT=4242424242");
    expect(await ram(second.address, "CreatePolicy", create)).toMatchObject({
      status: 409,
      body: { Code: "EntityAlreadyExists.Policy" },
    });
    await second.end("SIGTERM");
    expect(around(["--state", state, "--account", "1234567890123456"])).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /^RAM803 .*: the state file belongs to account 4242424242, not 1234567890123456\. Fix: use another file or that account id\.\n$/,
      ) as string,
    });
  });

  it("knows the system policies of a file", async () => {
    const policies = file("system.json", {
      AliyunECSFullAccess: JSON.parse(document) as object,
      AliyunVPCFullAccess: null,
    });
    const { address, end } = await start("--system-policies", policies);
    for (const PolicyName of ["AliyunECSFullAccess", "AliyunVPCFullAccess"]) {
      expect(await ram(address, "GetPolicy", { PolicyType: "System", PolicyName })).toMatchObject({ status: 200 });
    }
    await end("SIGTERM");
  });

  it("has calls go wrong as the file of faults says, and adds all calls to the log", async () => {
    const faults = file("faults.json", [{ kind: "throttle", action: "Create*", nth: 2 }]);
    const log = file("calls.jsonl", '{"from":"before"}\n');
    const { address, end } = await start("--faults", faults, "--log", log);
    for (const name of ["A", "B", "C"]) await ram(address, "CreatePolicy", { ...create, PolicyName: name });
    await end("SIGKILL");
    const [before, ...calls] = readFileSync(log, "utf8").trimEnd().split("\n");
    expect(before).toBe('{"from":"before"}');
    expect(calls.map((line) => JSON.parse(line) as object)).toMatchObject([
      { number: 1, action: "CreatePolicy", parameters: { PolicyName: "A" }, status: 200 },
      { number: 2, status: 400, code: "Throttling.User", fault: "throttle" },
      { number: 3, status: 200 },
    ]);
  });
});

describe("ends at once", () => {
  it("while a call is slow", async () => {
    const faults = file("slow.json", [{ kind: "slow", milliseconds: 60_000, action: "GetRole" }]);
    const { address, end } = await start("--faults", faults);
    const lost = expect(ram(address, "GetRole", { RoleName: "r" })).rejects.toThrow();
    await ram(address, "ListPolicies");
    const begin = performance.now();
    expect(await end("SIGINT")).toBe(0);
    await lost;
    expect(performance.now() - begin).toBeLessThan(5000);
  });

  it("at a second request, but not where the first one only comes twice", async () => {
    const module = JSON.stringify(path.join(root, "dist", "cli", "until-stopped.js"));
    const program = `require(${module}).untilStopped().then(() => setTimeout(() => process.exit(0), 60000));
      console.log("ready"); setInterval(() => {}, 1e6);`;
    const child = spawn(process.execPath, ["-e", program], { stdio: ["ignore", "pipe", "inherit"] });
    running.push(child);
    const ended = new Promise((resolve) => child.once("exit", resolve));
    await new Promise((resolve) => child.stdout.once("data", resolve));
    child.kill("SIGINT");
    child.kill("SIGTERM");
    await new Promise((resolve) => setTimeout(resolve, 800));
    expect(child.exitCode).toBeNull();
    child.kill("SIGINT");
    expect(await ended).toBe(130);
  });
});

describe("with --enforce", () => {
  it("gives a user no more than its policies, also in the stacks of a command", async () => {
    const state = file("enforced");
    const { address, printed, end } = await start("--enforce", "--state", state);
    expect(printed.out).toMatch(
      /\npermissions are enforced; emulator-root has all permissions, and stacks use emulator-root\n$/,
    );
    const grant = { PolicyName: "P", PolicyType: "Custom", UserName: "alice" };
    const getRole = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"ram:GetRole","Resource":"*"}]}';
    await ram(address, "CreateUser", { UserName: "alice" });
    await ram(address, "CreatePolicy", { ...create, PolicyDocument: getRole });
    await ram(address, "AttachPolicyToUser", grant);
    const { body } = await ram(address, "CreateAccessKey", { UserName: "alice" });
    const { AccessKeyId: key } = body["AccessKey"] as { AccessKeyId: string };
    expect(await ram(address, "GetRole", { RoleName: "r" }, key)).toMatchObject({ status: 404 });
    expect(await ram(address, "CreateUser", { UserName: "bob" }, key)).toMatchObject({
      status: 403,
      body: { Code: "NoPermission", AccessDeniedDetail: { AuthAction: "ram:CreateUser" } },
    });
    expect(await ram(address, "GetRole", { RoleName: "r" }, "LTAI-unknown")).toMatchObject({
      status: 403, // 404 is "gone" to the provider
      body: { Code: "InvalidAccessKeyId.NotFound" },
    });
    await end("SIGTERM");

    const program = `const { providerConfigFromEnvironment } = require(${JSON.stringify(root)});
      const { accessKey, endpoints: [{ ram }] } = providerConfigFromEnvironment();
      fetch("http://" + ram + "/?Action=CreateUser&UserName=bob&Version=2015-05-01&AccessKeyId=" + accessKey)
        .then((answer) => answer.json())
        .then(({ Code }) => console.log(Code));`;
    const env = { ...process.env, AGENTRUN_RAM_EMULATOR_ACCESS_KEY: key };
    const args = ["--enforce", "--state", state, "--", process.execPath, "-e", program];
    expect(around(args, env)).toEqual({
      status: 0,
      stdout: "NoPermission\n",
      stderr: expect.stringContaining(`stacks use ${key}\n`) as string,
    });
  });
});

it.each([
  [[], "an emulator without --state has no keys of users"],
  [["--state", file("typo")], `${file("typo")} does not have this key`],
])("takes no key under --enforce that belongs to nobody: %j", (args, why) => {
  const env = { ...process.env, AGENTRUN_RAM_EMULATOR_ACCESS_KEY: "emulator-typo" };
  expect(around(["--enforce", ...args, "--", process.execPath, "-e", "console.log(1)"], env)).toEqual({
    status: 1,
    stdout: "",
    stderr: expect.stringContaining(`AGENTRUN_RAM_EMULATOR_ACCESS_KEY: emulator-typo, but ${why}. `) as string,
  });
  expect(around([...args, "--", process.execPath, "-e", ""], env)).toMatchObject({ status: 0 });
});

describe("a wrong call", () => {
  it.each<readonly [string, readonly string[], RegExp]>([
    ["a port that is no number", ["--port", "http"], /^RAM801: --port takes a number; found http\. Fix: .*\n$/],
    ["a port with more behind it", ["--port", "22x"], /^RAM801: --port takes a number; found 22x\. Fix: .*\n$/],
    ["a port that is none", ["--port", "65536"], /^RAM801: the port must be .* 65536\. Fix: .*\n$/],
    ["an account that is none", ["--account", "me"], /^RAM801: the account id .* me\. Fix: .*\n$/],
    ["a state file that is another file", ["--state", file("other", "{}\n")], /^RAM803 .*other: not a state file/],
    [
      "a state file in a folder that is not there",
      ["--state", file("no/state")],
      /^RAM803 .*no\/state: the state file cannot be written: /,
    ],
    ["a folder as state file", ["--state", folder], /^RAM803 .*: the state file cannot be written: it is a folder/],
    [
      "a log in a folder that is not there",
      ["--log", file("no/log")],
      /^RAM805 .*no\/log: the log cannot be written: /,
    ],
    ["faults that are not there", ["--faults", file("none")], /^RAM902 .*none: cannot be read/],
    ["faults that are no JSON", ["--faults", file("text", "{")], /^RAM501 .*text: not JSON.*\n$/],
    ["system policies that are no JSON", ["--system-policies", file("text", "{")], /^RAM501 .*text: not JSON.*\n$/],
    [
      "system policies that are none",
      ["--system-policies", file("list", [])],
      /^RAM801 .*: system policies must be an object/,
    ],
    ["faults that are no list", ["--faults", file("object", {})], /^RAM804 .*object: no list of faults/],
    [
      "faults that make no sense, all of them",
      ["--faults", file("bad.json", [{ kind: "throttle" }, { kind: "explode" }, 1, { kind: "drop", nth: 0 }])],
      /^RAM804 .*bad\.json \[1\]: kind must be one of .*\n.*bad\.json \[2\]: a fault must be an object.*\n.*bad\.json \[3\]: nth must be .*\n$/,
    ],
    ["an unknown thing to print", ["--print", "all"], /^RAM901 --print: found all\. Allowed: provider\./],
    ["an unknown option", ["--prot", "1"], /--prot/],
    ["a command without --", ["npx", "cdktf"], /^RAM901 npx: unexpected\. Fix: write the command to run after --\.\n$/],
    ["no command behind --", ["--"], /^RAM901 --: no command after it/],
  ])("%s", async (_, args, message) => {
    const printed = { out: "", err: "" };
    const code = await run(["emulator", ...args], {
      out: (text) => (printed.out += `${text}\n`),
      err: (text) => (printed.err += `${text}\n`),
    });
    expect([code, printed.out]).toEqual([1, ""]);
    expect(printed.err).toMatch(message);
    expect(printed.err).not.toContain("    at ");
  });
});

it("takes no key of a real account for the stacks of a command", () => {
  const env = { ...process.env, AGENTRUN_RAM_EMULATOR_ACCESS_KEY: "LTAI-real" };
  expect(around(["--", "true"], env)).toEqual({
    status: 1,
    stdout: "",
    stderr: expect.stringMatching(
      /^RAM901 AGENTRUN_RAM_EMULATOR_ACCESS_KEY: not an access key of the emulator.*begins with emulator-.*\n$/,
    ) as string,
  });
});

it("is loaded by nothing else, and loads no framework", () => {
  const loaded = (program: string) =>
    execFileSync(process.execPath, ["-e", `${program}; console.log(Object.keys(require.cache).join("\\n"))`], {
      cwd: root,
      encoding: "utf8",
    });
  expect(loaded('require("./dist/cli/run.js")')).not.toMatch(/dist.emulator/);
  expect(loaded('require("./dist/index.js")')).not.toMatch(/dist.emulator.(index|http)/);
  expect(loaded('require("./dist/cli/emulate.js")')).not.toMatch(/node_modules.(cdktf|constructs)/);
});
