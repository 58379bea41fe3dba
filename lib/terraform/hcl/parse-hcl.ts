import { MessageChannel, type MessagePort, Worker, receiveMessageOnPort } from "node:worker_threads";
import { isJsonObject } from "../../policy/json-value";
import { parseJson } from "../read-file";
import { UnreadableStackError } from "../synthesized-stack";

/** A file in HCL's native syntax. */
export interface HclFile {
  /** For messages. */
  readonly name: string;
  readonly text: string;
}

/** The structure of a file in Terraform's JSON syntax, or what the parser says is wrong. */
export type ParsedHcl = { readonly json: Readonly<Record<string, unknown>> } | { readonly problem: string };

const parserPackage = "@cdktn/hcl2json";

/** The package that parses HCL is missing. It is needed for `.tf` files only. */
export class MissingHclParserError extends UnreadableStackError {
  public constructor(file: string) {
    super(
      file,
      `its parser ${parserPackage} is not installed`,
      `run npm install --save-dev ${parserPackage} first`,
      "RAM506",
    );
  }
}

/**
 * Parses files with HashiCorp's own parser. It runs in a worker, because its interface is asynchronous and readers of
 * inputs are not. If the parser crashes on a file, there are no results for the files after it.
 *
 * @throws MissingHclParserError RAM506
 * @throws UnreadableStackError RAM501 if the parser does not answer
 */
export function parseHcl(files: readonly HclFile[]): readonly ParsedHcl[] {
  const [first] = files;
  if (first === undefined) return [];
  if (started?.isBroken !== false) {
    started = new ParserWorker(parserPath(first.name, () => require.resolve("@cdktn/hcl2json")));
  }
  return started.parse(files);
}

/**
 * The path of the parser.
 *
 * @throws MissingHclParserError RAM506
 */
export function parserPath(file: string, resolve: () => string): string {
  try {
    return resolve();
  } catch {
    throw new MissingHclParserError(file);
  }
}

let started: ParserWorker | undefined;

/**
 * Runs in the worker. Kept as text, so that no other file has to be found where the library is bundled. The parser is
 * compiled from Go. Go's runtime only writes output when it crashes, after which the parser never answers. After a crash,
 * or an error that is not the parser's own, its memory may be damaged, so it reads no further file.
 */
const workerSource = `
const fs = require("node:fs");
const { workerData } = require("node:worker_threads");
const { port, signal, parser } = workerData;
let fail;
const failed = new Promise((_, reject) => {
  fail = reject;
});
failed.catch(() => {});
const { writeSync } = fs;
fs.writeSync = (target, data, ...more) => {
  if (target !== 1 && target !== 2) return writeSync(target, data, ...more);
  fail(new RangeError(Buffer.from(data).toString()));
  return data.length;
};
const { parse } = require(parser);
port.on("message", async (files) => {
  const answers = [];
  let isBroken = false;
  for (const { name, text } of files) {
    if (isBroken) break;
    try {
      answers.push({ text: JSON.stringify(await Promise.race([parse(name, text), failed])) });
    } catch (error) {
      isBroken = !(error instanceof Error) || error.constructor !== Error;
      answers.push({ problem: String(error instanceof Error ? error.message : error), isBroken });
    }
  }
  port.postMessage(answers);
  Atomics.add(signal, 0, 1);
  Atomics.notify(signal, 0);
});
`;

/** A parser in a thread of its own. */
export class ParserWorker {
  /** Whether it can no longer be trusted. */
  public isBroken = false;
  private readonly signal = new Int32Array(new SharedArrayBuffer(4));
  private readonly port: MessagePort;
  private readonly worker: Worker;

  public constructor(parser: string) {
    const { port1, port2 } = new MessageChannel();
    this.port = port1;
    this.worker = new Worker(workerSource, {
      eval: true,
      workerData: { port: port2, signal: this.signal, parser },
      transferList: [port2],
      execArgv: [],
      stdout: true,
      stderr: true,
    });
    this.worker.unref();
    port1.unref();
  }

  public parse(files: readonly HclFile[]): readonly ParsedHcl[] {
    const answered = Atomics.load(this.signal, 0);
    this.port.postMessage(files);
    this.waitBeyond(answered);
    const answer: { readonly message: readonly Answer[] } | undefined = receiveMessageOnPort(this.port);
    if (answer === undefined) {
      this.discard();
      throw new UnreadableStackError(files[0]?.name ?? "", `the parser ${parserPackage} does not answer`);
    }
    if (answer.message.some((one) => "problem" in one && one.isBroken)) this.discard();
    return answer.message.map(parsedAnswer);
  }

  /** Waits until more calls are answered. A late notice of an earlier answer does not end the wait. */
  private waitBeyond(answered: number): void {
    const end = Date.now() + longestWait;
    while (Atomics.load(this.signal, 0) === answered && Date.now() < end) {
      Atomics.wait(this.signal, 0, answered, end - Date.now());
    }
  }

  private discard(): void {
    this.isBroken = true;
    void this.worker.terminate();
  }
}

/** What the worker sends for a file: the parser's output as JSON. */
type Answer = { readonly text: string } | { readonly problem: string; readonly isBroken: boolean };

function parsedAnswer(answer: Answer): ParsedHcl {
  if ("problem" in answer) {
    const { problem, isBroken } = answer;
    return { problem: isBroken ? brokenBy(problem) : problem };
  }
  const parsed = parseJson(answer.text);
  if ("problem" in parsed) return { problem: parsed.problem.replace("JSON that is", "it is") };
  return isJsonObject(parsed.value) ? { json: parsed.value } : { problem: "the parser returns no object" };
}

function brokenBy(problem: string): string {
  const isTooDeep = /call stack|stack overflow|exceeds \d+-byte limit/.test(problem);
  const [why = ""] = isTooDeep ? ["it is nested too deeply"] : problem.split("\n");
  return `its parser ${parserPackage} cannot read it (${why})`;
}

/** In milliseconds. The parser needs about one for a file. */
const longestWait = 60_000;
