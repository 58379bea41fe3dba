#!/usr/bin/env node
import { run } from "./run";

const result = run(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
});
void Promise.resolve(result).then((code) => {
  process.exitCode = code;
});
