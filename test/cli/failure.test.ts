import { readFileSync } from "node:fs";
import { InputError, UsageError } from "../../lib/cli/command";
import { UnreadableStackError } from "../../lib/terraform/unreadable-stack-error";
import { failureText } from "../../lib/cli/failure";
import { PolicyError } from "cdktf-alicloud-agentrun/policy";

const problem = { id: "RAM101", path: "", found: "a", allowed: "b", fix: "c" };

it.each<readonly [string, unknown, string]>([
  ["a wrong call", new UsageError("no", { where: "--x", fix: "yes" }), "RAM901 --x: no. Fix: yes."],
  ["a file that cannot be read", new UsageError("no", { fix: "yes", id: "RAM902" }), "RAM902: no. Fix: yes."],
  ["a problem of another room", new InputError("RAM501 x: no. Fix: yes."), "RAM501 x: no. Fix: yes."],
  [
    "an input that cannot be read",
    new UnreadableStackError("x", "no"),
    "RAM501 x: no. Fix: correct it, or name another input.",
  ],
  ["a policy that cannot be built", new PolicyError([problem]), "RAM101: a. Allowed: b. Fix: c."],
  [
    "what the system refuses",
    thrownBy(() => readFileSync("/no/such")),
    "RAM902 /no/such: cannot open it: no such file or directory (ENOENT). Fix: name another file or folder, or change its permissions.",
  ],
  [
    "a folder as a file",
    thrownBy(() => readFileSync("/")),
    "RAM902: cannot read a file: illegal operation on a directory (EISDIR). Fix: name another file or folder, or change its permissions.",
  ],
  [
    "a defect",
    new TypeError("x is undefined\nsecond line"),
    "RAM909: unexpected error: x is undefined. Fix: report it with the command that you ran; AGENTRUN_RAM_DEBUG=1 shows the stack trace.",
  ],
  [
    "a defect that throws no error",
    "x",
    "RAM909: unexpected error: x. Fix: report it with the command that you ran; AGENTRUN_RAM_DEBUG=1 shows the stack trace.",
  ],
])("%s is one line with an id", (_, error, text) => {
  expect(failureText(error)).toBe(text);
});

it("shows the stack trace of a defect where it is asked for", () => {
  process.env["AGENTRUN_RAM_DEBUG"] = "1";
  try {
    expect(failureText(new TypeError("x"))).toMatch(/^RAM909: .*\nTypeError: x\n {4}at /);
    expect(failureText(new UsageError("no", { fix: "yes" }))).toBe("RAM901: no. Fix: yes.");
  } finally {
    delete process.env["AGENTRUN_RAM_DEBUG"];
  }
});

function thrownBy(act: () => unknown): unknown {
  try {
    act();
  } catch (error) {
    return error;
  }
  throw new Error("nothing was thrown");
}
