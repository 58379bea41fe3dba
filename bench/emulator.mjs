/**
 * The emulator under load: requests per second and memory for 10,000 requests over 64 connections. Then the same with
 * 10,000 policies in its state, as ratios to the empty state and to one with 100 policies, whose responses are as long.
 * Then the memory before and after 10,000 hostile calls. Needs a build. `node bench/emulator.mjs [requests]`
 */
import { Agent, request } from "node:http";
import { Buffer } from "node:buffer";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { performance } from "node:perf_hooks";
import { setTimeout } from "node:timers/promises";
import { URLSearchParams } from "node:url";
import { startEmulator } from "../dist/emulator/index.js";

const requests = Number(process.argv[2] ?? 10_000);
const connections = 64;
const policies = 10_000;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const document = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:*","Resource":"*"}]}';

const folder = mkdtempSync(path.join(tmpdir(), "emulator-bench-"));
try {
  for (const stateFile of [undefined, path.join(folder, "state")]) await measure(stateFile);
  await measureHostile();
} finally {
  agent.destroy();
  rmSync(folder, { recursive: true, force: true });
}

async function measure(stateFile) {
  const quotas = { customPolicies: policies + requests };
  const emulator = await startEmulator(stateFile === undefined ? { quotas } : { quotas, stateFile });
  const where = stateFile === undefined ? "in memory" : "with a state file";
  const calls = {
    get: (index) => ["GetPolicy", { PolicyName: `p${index % 100}`, PolicyType: "Custom" }],
    list: () => ["ListPolicies", { PolicyType: "Custom", MaxItems: "100" }],
    write: (index) => ["UpdatePolicyDescription", { PolicyName: `p${index % 100}`, NewDescription: `d${index}` }],
  };
  // Calls for an empty account, which has system policies only.
  const callsOfEmpty = {
    get: () => ["GetPolicy", { PolicyName: "AdministratorAccess", PolicyType: "System" }],
    list: calls.list,
  };
  await load(emulator, callsOfEmpty.get, 1000); // warms the code up
  const empty = {};
  for (const [name, call] of Object.entries(callsOfEmpty)) empty[name] = await load(emulator, call, requests);
  for (let index = 0; index < 100; index += 1) await create(emulator, index);

  const small = {};
  for (const [name, call] of Object.entries(calls)) small[name] = await load(emulator, call, requests);
  for (let index = 100; index < policies; index += 1) await create(emulator, index);
  globalThis.gc?.();
  const before = process.memoryUsage().heapUsed;
  for (const [name, call] of Object.entries(calls)) {
    const { rate } = await load(emulator, call, requests);
    const times = (other) => `${(other.rate / rate).toFixed(2)} ×`;
    const toEmpty = empty[name] === undefined ? "" : `, ${times(empty[name])} that of the empty state`;
    console.log(
      `${where}: ${name.padEnd(5)} ${rate.toFixed(0)} requests/s with ${policies} policies: ` +
        `${times(small[name])} the time with 100${toEmpty}`,
    );
  }
  globalThis.gc?.();
  const grown = (process.memoryUsage().heapUsed - before) / 1e6;
  console.log(`${where}: ${3 * requests} requests over ${connections} connections, heap ${grown.toFixed(1)} MB more`);
  await emulator.close();
}

/** Oversized calls. Each is different, so that the emulator cannot keep parts of them only once. */
async function measureHostile() {
  const filled = (index, length) => `${index}${"x".repeat(length)}`;
  const list = (count, length) => (index) =>
    Object.fromEntries(Array.from({ length: count }, (_, place) => [`N.${place}.${index}`, filled(index, length)]));
  const kinds = [
    (index) => ({ Unknown: filled(index, 500_000) }),
    (index) => ({ [filled(index, 200_000)]: "v" }),
    list(14, 30_000),
    list(900, 100),
    list(5000, 1),
  ];
  const emulator = await startEmulator();
  const call = (index) => ["CreateUser", { UserName: `u${index}`, ...kinds[index % kinds.length](index) }];
  const heap = async () => {
    await load(emulator, () => ["GetPolicy", { PolicyName: "AdministratorAccess", PolicyType: "System" }], 1000);
    const used = [];
    for (let round = 0; round < 3; round += 1) {
      await setTimeout(100); // until the client, which runs in this process, has released its connections
      globalThis.gc?.();
      used.push(process.memoryUsage().heapUsed / 1e6);
    }
    return Math.min(...used);
  };
  const attack = (count) => load(emulator, call, count, (status) => status === 400 || status === 200);
  await attack(kinds.length * 100); // warms the code up
  await emulator.reset();
  const heaps = [await heap()];
  for (const part of [0.5, 0.5]) {
    await attack(part * requests);
    await emulator.reset(); // clears the log, which is bounded
    heaps.push(await heap());
  }
  const [before, half, after] = heaps.map((one) => `${one.toFixed(1)} MB`);
  console.log(
    `hostile: ${requests} calls of up to 500 kB, heap ${before} before, ${half} after half of them, ${after} after all`,
  );
  await emulator.close();
}

async function create(emulator, index) {
  await emulator.call("CreatePolicy", { PolicyName: `p${index}`, PolicyDocument: document });
}

/** Makes calls over all connections at once. An unexpected response ends the bench. */
async function load(emulator, call, count, isExpected = (status) => status === 200) {
  let next = 0;
  const start = performance.now();
  const worker = async () => {
    while (next < count) {
      const [action, parameters] = call(next++);
      await send(emulator, action, parameters, isExpected);
    }
  };
  await Promise.all(Array.from({ length: connections }, worker));
  return { rate: (count / (performance.now() - start)) * 1000 };
}

function send(emulator, action, parameters, isExpected) {
  const body = new URLSearchParams(parameters).toString();
  const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": Buffer.byteLength(body) };
  const query = `AccessKeyId=fake&Action=${action}&Format=json&Version=2015-05-01`;
  return new Promise((resolve, reject) => {
    const made = request(`${emulator.url}/?${query}`, { method: "POST", agent, headers }, (response) => {
      response.resume();
      response.on("end", () => {
        if (isExpected(response.statusCode)) resolve();
        else reject(new Error(`${action}: ${response.statusCode}`));
      });
    });
    made.on("error", reject);
    made.end(body);
  });
}
