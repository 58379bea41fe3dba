/**
 * Scans a generated repository of Python, TypeScript and Go: time, and the ratio to parsing alone.
 * `node bench/scan.mjs 1000000` scans a million lines.
 */
import process from "node:process";
import { parser as goParser } from "@lezer/go";
import { parser as javascriptParser } from "@lezer/javascript";
import { parser as pythonParser } from "@lezer/python";
import { scanFiles } from "../dist/code-scan/scan.js";

const wanted = Number(process.argv[2] ?? 100_000);

function python(index) {
  return `"""Module ${index}."""
import logging
from dataclasses import dataclass
from typing import Optional

from alibabacloud_agentrun20250910 import models as m
from alibabacloud_agentrun20250910.client import Client
from .module_${Math.max(0, index - 1)} import helper_${Math.max(0, index - 1)}

log = logging.getLogger(__name__)


@dataclass
class Settings_${index}:
    name: str
    retries: int = 3


class Service_${index}:
    def __init__(self, client: Optional[Client] = None, settings=None):
        self._client = client or helper_${index}(settings)
        self._cache = {}

    def load(self, names):
        found = []
        for name in names:
            if name in self._cache:
                found.append(self._cache[name])
                continue
            try:
                response = self._client.get_tool(name, m.GetToolRequest(tool_name=name))
                self._cache[name] = response.body.data
                found.append(response.body.data)
            except Exception as error:
                log.warning("cannot load %s: %s", name, error)
        return [one for one in found if one is not None]

    def remove(self, names):
        for name in sorted(set(names)):
            self._client.delete_tool(name)
        total = sum(len(name) for name in names) + len(self._cache) * 2
        return {"removed": len(names), "total": total, "kind": f"{total}-{len(names)}"}


def helper_${index}(settings):
    if settings is None:
        return helper_${Math.max(0, index - 1)}(settings) if settings else Client(settings)
    return Client(settings)


def main_${index}():
    service = Service_${index}(helper_${index}(None))
    print(service.load(["a", "b"]), service.remove(["c"]))
`;
}

function typescript(index) {
  return `import AgentRun, * as $AgentRun from "@alicloud/agentrun20250910";
import { AgentRuntime } from "@agentrun/sdk";
import { make${Math.max(0, index - 1)} } from "./module-${Math.max(0, index - 1)}";

export interface Settings${index} {
  readonly name: string;
  readonly retries?: number;
}

export function make${index}(settings?: Settings${index}): AgentRun {
  return settings === undefined ? new AgentRun({} as never) : make${Math.max(0, index - 1)}();
}

export class Service${index} {
  private readonly cache = new Map<string, unknown>();

  constructor(private readonly client: AgentRun = make${index}()) {}

  public async load(names: readonly string[]): Promise<readonly unknown[]> {
    const found = await Promise.all(
      names.map(async (name) => {
        const known = this.cache.get(name);
        if (known !== undefined) return known;
        const { body } = await this.client.getTool(name, new $AgentRun.GetToolRequest({}));
        this.cache.set(name, body);
        return body ?? { name, kind: \`tool-\${name}-\${names.length}\` };
      }),
    );
    return found.filter((one) => one !== undefined);
  }

  public async clean(): Promise<void> {
    for (const runtime of await AgentRuntime.list()) {
      if (runtime.agentRuntimeName?.startsWith("old-")) await runtime.delete();
    }
  }
}
`;
}

function go(index) {
  return `package service

import (
	"context"
	"fmt"

	agentrun "github.com/alibabacloud-go/agentrun-20250910/v5/client"
)

type Service${index} struct {
	client *agentrun.Client
	cache  map[string]string
}

func New${index}(client *agentrun.Client) *Service${index} {
	return &Service${index}{client: client, cache: map[string]string{}}
}

func (s *Service${index}) Load(ctx context.Context, names []string) ([]string, error) {
	found := make([]string, 0, len(names))
	for _, name := range names {
		if known, ok := s.cache[name]; ok {
			found = append(found, known)
			continue
		}
		response, err := s.client.GetTool(&name, nil)
		if err != nil {
			return nil, fmt.Errorf("cannot load %s: %w", name, err)
		}
		s.cache[name] = response.String()
		found = append(found, s.cache[name])
	}
	return found, nil
}
`;
}

const languages = [
  { kind: "python", name: (index) => `app/module_${index}.py`, text: python, parser: pythonParser },
  { kind: "javascript", name: (index) => `src/module-${index}.ts`, text: typescript, parser: javascriptParser.configure({ dialect: "ts" }) }, // prettier-ignore
  { kind: "go", name: (index) => `service/module_${index}.go`, text: go, parser: goParser },
];

const files = [];
let lines = 0;
for (let index = 0; lines < wanted; index++) {
  for (const { kind, name, text } of languages) {
    const source = text(index);
    files.push({ file: name(index), kind, text: source });
    lines += source.split("\n").length - 1;
  }
}

/** Seconds by the clock, and of processor time, which does not include other programs on the machine. */
function seconds(run) {
  const start = process.hrtime.bigint();
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return { clock: Number(process.hrtime.bigint() - start) / 1e9, processor: (user + system) / 1e6 };
}

function both({ clock, processor }) {
  return `${clock.toFixed(2)} s (${processor.toFixed(2)} s of processor time)`;
}

const parsers = new Map(languages.map(({ kind, parser }) => [kind, parser]));
const parse = () => files.map(({ kind, text }) => parsers.get(kind).parse(text).length);
let found;
const scan = () => (found = scanFiles({ files, unread: [], skipped: [], otherLanguages: new Map() }));

// The first run shows what a user waits for. Parsing is measured when it is warm, so that the ratio is not flattered.
const first = seconds(scan);
const parsing = Math.min(seconds(parse).processor, seconds(parse).processor);
const again = seconds(scan);
console.log(
  `scan: ${lines} lines in ${files.length} files, ${found.uses.length} calls, ${found.unread.length} unread: ` +
    `${both(first)} at first, ${both(again)} again (${Math.round(lines / again.processor)} lines/s of processor time), ` +
    `${(again.processor / parsing).toFixed(2)} times parsing alone (${parsing.toFixed(2)} s)`,
);
