/**
 * Time to review synth outputs of growing size, in which every tenth stack has changed: seconds for 100 stacks, as ratios
 * to the smallest, and the memory that the process held at most. Needs a build. `node bench/review.mjs [stacks ...]`
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { fileURLToPath } from "node:url";

const sizes = process.argv.slice(2).map(Number);
const folder = mkdtempSync(path.join(tmpdir(), "bench-review-"));
const full = readFileSync(new URL("../test/fixtures/full-access-policy.json", import.meta.url), "utf8");
const cli = fileURLToPath(new URL("../dist/cli/agentrun-ram.js", import.meta.url));

try {
  let smallest;
  for (const count of sizes.length > 0 ? sizes : [100, 300, 1000]) {
    const [before, after] = [output(count, false), output(count, true)];
    const { seconds, megabytes, rows } = measure(before, after);
    const per100 = (seconds / count) * 100;
    smallest ??= per100;
    console.log(
      `${String(count).padStart(5)} stacks: ${per100.toFixed(2)} s per 100, ${(per100 / smallest).toFixed(2)} × the first; ` +
        `${megabytes.toFixed(0)} MB; ${rows} rows`,
    );
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Runs the CLI in its own process, which reports its memory. */
function measure(before, after) {
  const program = `
    process.argv.splice(1, 0, "agentrun-ram");
    process.on("exit", () => process.stderr.write("rss " + process.resourceUsage().maxRSS));
    require(${JSON.stringify(cli)});`;
  const started = performance.now();
  const args = ["-e", program, "review", before, after, "--format", "json"];
  const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: "utf8", maxBuffer: 1 << 30 });
  const seconds = (performance.now() - started) / 1000;
  return { seconds, megabytes: Number(/rss (\d+)/.exec(stderr)[1]) / 1024, rows: JSON.parse(stdout).rows.length };
}

/** A synth output: each stack has the vendor's policy, a policy of its own, two groups and a role. */
function output(count, changed) {
  const target = path.join(folder, `${count}-${changed}`);
  const stacks = {};
  for (let index = 0; index < count; index++) {
    const name = `stack-${index}`;
    const file = path.join("stacks", name, "cdk.tf.json");
    mkdirSync(path.join(target, "stacks", name), { recursive: true });
    writeFileSync(path.join(target, file), JSON.stringify({ resource: resources(index, changed && index % 10 === 0) }));
    stacks[name] = { synthesizedStackPath: file };
  }
  writeFileSync(path.join(target, "manifest.json"), JSON.stringify({ stacks }));
  return target;
}

function resources(index, changed) {
  const statement = {
    Effect: "Allow",
    Action: ["agentrun:GetTool", ...(changed ? ["agentrun:DeleteTool"] : [])],
    Resource: `acs:agentrun:*:*:workspaces/w${index}/tools/*`,
  };
  const trust = { Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: ["fc.aliyuncs.com"] } };
  const attach = (policy, group) => ({
    policy_name: `\${alicloud_ram_policy.${policy}.policy_name}`,
    policy_type: "Custom",
    group_name: group,
  });
  return {
    alicloud_ram_policy: {
      Full: { policy_name: `full-${index}`, policy_document: JSON.stringify(JSON.parse(full)) },
      Own: {
        policy_name: `own-${index}`,
        policy_document: JSON.stringify({ Version: "1", Statement: [statement] }),
      },
    },
    alicloud_ram_group_policy_attachment: { A: attach("Full", `admins-${index}`), B: attach("Own", `devs-${index}`) },
    alicloud_ram_role: {
      R: {
        role_name: `role-${index}`,
        assume_role_policy_document: JSON.stringify({ Version: "1", Statement: [trust] }),
      },
    },
  };
}
