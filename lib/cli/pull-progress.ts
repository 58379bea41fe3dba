import { appendFileSync, existsSync, lstatSync, readFileSync, rmSync } from "node:fs";
import { createHash } from "node:crypto";
import type { AccountCall } from "../adopt/pull-account";
import { checkRegular, writablePath } from "../files";
import { isJsonObject } from "../policy/json-value";

/** The responses of an interrupted pull, with which the next one continues. */
export interface PullProgress {
  readonly call: AccountCall;
  /** The number of responses from the interrupted pull. */
  readonly known: number;
  /** Removes the file once the listing is written. */
  readonly done: () => void;
}

/** Keeps each response in a file, one on each line. */
export function resumable(call: AccountCall, file: string): PullProgress {
  const known = readKnown(file);
  const count = known.size;
  return {
    known: count,
    call: async (api, action, parameters) => {
      const key = createHash("sha256")
        .update(JSON.stringify([api, action, parameters]))
        .digest("hex");
      const before = known.get(key);
      if (before !== undefined) return before;
      const answer = await call(api, action, parameters);
      appendFileSync(writablePath(file), `${JSON.stringify({ key, answer })}\n`, { mode: 0o600 });
      return answer;
    },
    done: () => {
      rmSync(file, { force: true });
    },
  };
}

function readKnown(file: string): ReadonlyMap<string, Readonly<Record<string, unknown>>> {
  const known = new Map<string, Readonly<Record<string, unknown>>>();
  if (!existsSync(file)) return known;
  checkRegular(lstatSync(file));
  for (const line of readFileSync(file, "utf8").split("\n")) {
    const entry = parsed(line);
    if (isJsonObject(entry) && typeof entry["key"] === "string" && isJsonObject(entry["answer"])) {
      known.set(entry["key"], entry["answer"]);
    }
  }
  return known;
}

/** The last line may be incomplete. */
function parsed(line: string): unknown {
  try {
    return JSON.parse(line) as unknown;
  } catch {
    return undefined;
  }
}
