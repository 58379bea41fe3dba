import { progressOn } from "../../lib/cli/progress";
import { type Terminal, run } from "../../lib/cli/run";
import { devPolicy } from "../review/support/stacks";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { file } = temporaryFiles("progress");
const devPolicyText = '{"Version":"1","Statement":[{"Effect":"Allow","Action":"oss:Get","Resource":"*"}]}';
const narrow = file("narrow.tf.json", { resource: devPolicy({ allow: "oss:Get" }) });
const wide = file("wide.tf.json", { resource: devPolicy({ allow: ["oss:Get", "oss:Put"] }) });
const named = file("hostile.tf.json", {
  resource: {
    alicloud_ram_user_policy_attachment: {
      one: { user_name: "u\u001b[2J\n", policy_name: "AliyunOSSReadOnlyAccess", policy_type: "System" },
    },
  },
});

/** A terminal whose clock goes on by some milliseconds each time that it is asked. */
function terminal(tick: number, columns = 80) {
  const shown = { out: "", err: "", status: [] as string[], onScreen: "" };
  let time = 0;
  const given: Terminal = {
    out: (text) => {
      expect(shown.onScreen).toBe("");
      shown.out += `${text}\n`;
    },
    err: (text) => {
      expect(shown.onScreen).toBe("");
      shown.err += `${text}\n`;
    },
    status: {
      write: (text) => {
        shown.status.push(text);
        shown.onScreen = text.replace("\r\u001b[K", "");
      },
      columns: () => columns,
      now: () => (time += tick),
    },
  };
  return { shown, given };
}

describe("progress on a terminal", () => {
  it.each([
    ["review", ["review", narrow, wide], /comparing group dev/],
    ["review as JSON", ["review", narrow, wide, "--format", "json"], /comparing group dev/],
    ["summary", ["summary", wide], /asking what group dev may do/],
    ["lint", ["lint", wide], /validating/],
  ])("is shown by %s after two seconds, and gone before anything is printed", async (_, args, words) => {
    const slow = terminal(3000);
    const plain = call(...args);
    expect(await run(args, slow.given)).toBe(plain.code);
    expect([slow.shown.out, slow.shown.err, slow.shown.onScreen]).toEqual([plain.out, plain.err, ""]);
    expect(slow.shown.status.join("\n")).toMatch(words);
    for (const more of [terminal(1), { ...terminal(3000), args: [...args, "--quiet"] }]) {
      await run("args" in more ? more.args : args, more.given);
      expect([more.shown.out, more.shown.status]).toEqual([plain.out, []]);
    }
  });

  it("shows names that cannot control it, on one line", async () => {
    const { shown, given } = terminal(3000, 30);
    await run(["summary", named], given);
    const lines = shown.status.map((text) => text.replace("\r\u001b[K", ""));
    expect(lines.join("")).toMatch(/asking what user u/);
    for (const line of lines) expect([line.length < 30, /\p{Cc}/u.test(line)]).toEqual([true, false]);
  });

  it("is not written more often than can be read, and shows at once what is known to take long", () => {
    let time = 0;
    const written: string[] = [];
    const { step, longStep, clear } = progressOn({
      write: (text) => written.push(text.replace("\r\u001b[K", "")),
      columns: () => 80,
      now: () => time,
    });
    longStep(() => "synthesizing");
    for (time = 100; time < 3000; time += 100) step(() => `step ${time}`);
    clear();
    clear();
    expect(written).toEqual(["synthesizing", "step 2000", "step 2200", "step 2400", "step 2600", "step 2800", ""]);
  });
});

describe("--quiet", () => {
  const stale = [{ change: "gained", subject: "group ops", items: ["oss:Put"], resources: ["*"], reason: "x" }];
  const acknowledged = file("stale.json", stale);

  it.each<readonly [string, readonly string[], RegExp, RegExp]>([
    ["notes of least-privilege", ["least-privilege", "--feature", "agents=manage"], /^not narrowed: /m, /^$/],
    ["sizes", ["minimize", file("p.json", devPolicyText)], /bytes before/, /^$/],
    ["no error", ["lint", "no-such-file"], /^RAM501/, /^RAM501/],
    ["no wrong call", ["lint", "--fromat", "json"], /^RAM901/, /^RAM901/],
    [
      "not why a gate stops",
      ["review", narrow, narrow, "--gate", "broadening", "--acknowledge", acknowledged],
      /^RAM503/,
      /^RAM503/,
    ],
    ["not that nothing matches", ["expand", "nothing:*"], /^no known action/, /^no known action/],
  ])("leaves out %s, and changes no output", (_, args, usual, quiet) => {
    const [loud, still] = [call(...args), call(...args, "--quiet")];
    expect([still.code, still.out]).toEqual([loud.code, loud.out]);
    expect([loud.err, still.err]).toEqual([expect.stringMatching(usual), expect.stringMatching(quiet)]);
    expect(call("--quiet", ...args)).toEqual(still);
  });

  it("is in the help, and belongs to other programs behind --", () => {
    expect(call("--help").out).toContain("--quiet");
    expect(call("expand", "--", "--quiet").err).toContain("no known action matches --quiet");
  });
});
