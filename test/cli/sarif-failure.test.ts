/** SARIF of a call that fails: valid, empty, and not to be taken for "nothing found". */
import { sarifCheck } from "../review/render/schemas";
import { devPolicy, policyText } from "../review/support/stacks";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { folder, file } = temporaryFiles("sarif-failure");
const isSarif = sarifCheck();
const stack = file("stack/cdk.tf.json", { resource: devPolicy({ allow: "oss:Get" }) });
const noJson = file("broken.json", "{");

interface Log {
  readonly runs: readonly {
    readonly tool: { readonly driver: { readonly version: string; readonly notifications?: readonly object[] } };
    readonly invocations: readonly { readonly executionSuccessful: boolean }[];
    readonly results: readonly object[];
  }[];
}

const failures: readonly (readonly [title: string, args: readonly string[], id: string])[] = [
  ["a review of a file that is not there", ["review", stack, `${folder}/none`], "RAM501"],
  ["a review of what is not JSON", ["review", noJson, stack], "RAM501"],
  ["a review of no input", ["review", stack, file("other.json", "{}")], "RAM501"],
  ["a review of a commit without a command", ["review", "git:HEAD", stack], "RAM501"],
  ["a review of a policy that RAM refuses", ["review", stack, file("refused.json", '{"Statement":1}')], "RAM501"],
  ["a review of one stack", ["review", stack], "RAM901"],
  ["a baseline that is none", ["review", stack, stack, "--baseline", stack], "RAM902"],
  ["acknowledgements that are none", ["review", stack, stack, "--acknowledge", stack], "RAM502"],
  ["a lint of a file that is not there", ["lint", `${folder}/none`], "RAM501"],
  ["a lint of what is not JSON", ["lint", stack, noJson], "RAM501"],
  ["a lint with a wrong number", ["lint", stack, "--max-warnings", "x"], "RAM901"],
  ["a lint with acknowledgements that are none", ["lint", stack, "--acknowledge", noJson], "RAM501"],
];

it.each(failures)("%s", (_, args, id) => {
  const plain = call(...args);
  const { code, out, err } = call(...args, "--format", "sarif");
  expect([code, err]).toEqual([1, plain.err]);
  const log = JSON.parse(out) as Log;
  isSarif(log);
  expect(isSarif.errors).toBeNull();
  const [run] = log.runs;
  expect(run).toMatchObject({
    tool: { driver: { version: expect.stringMatching(/^\d+\.\d+\.\d+/) as unknown, notifications: [{ id }] } },
    invocations: [
      {
        executionSuccessful: false,
        toolExecutionNotifications: [
          { descriptor: { id }, level: "error", message: { text: expect.stringContaining(id) as unknown } },
        ],
      },
    ],
    results: [],
  });
  expect(plain.out).toBe("");
});

it.each([
  ["review", ["review", stack, stack]],
  ["lint", ["lint", file("policy.json", policyText({ allow: "oss:Get" }))]],
])("a %s that succeeds says so", (_, args) => {
  const log = JSON.parse(call(...args, "--format", "sarif").out) as Log;
  expect(log.runs[0]?.invocations).toEqual([{ executionSuccessful: true }]);
});
