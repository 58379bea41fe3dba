/* eslint-disable @typescript-eslint/no-require-imports -- a command is loaded when it is called, not before */
import type { CommandDeclaration } from "./declaration";

/** A command with its line in the help, and the module that declares it. */
export interface ListedCommand {
  readonly summary: string;
  readonly load: () => CommandDeclaration;
}

/** Commands with a common first word, e.g. `catalog show`. */
export interface CommandGroup {
  readonly summary: string;
  readonly commands: CommandList;
}

/** Commands by their name, in the order of the help. */
export type CommandList = Readonly<Record<string, ListedCommand | CommandGroup>>;

/** All commands. To add one, write its file and add its line here. */
export const commands: CommandList = {
  init: {
    summary: "write a CDKTF app with a team, tests and CI",
    load: () => (require("./init") as typeof import("./init")).initCommand,
  },
  review: {
    summary: "compare effective permissions, and stop changes that broaden them",
    load: () => (require("./review") as typeof import("./review")).reviewCommand,
  },
  summary: {
    summary: "show who can do what",
    load: () => (require("./summary") as typeof import("./summary")).summaryCommand,
  },
  can: {
    summary: "answer whether a principal may do something, and why",
    load: () => (require("./can") as typeof import("./can")).canCommand,
  },
  "who-can": {
    summary: "list who may do something",
    load: () => (require("./who-can") as typeof import("./who-can")).whoCanCommand,
  },
  lint: {
    summary: "validate the policy documents in synth outputs, plans, policies or commits",
    load: () => (require("./lint") as typeof import("./lint")).lintCommand,
  },
  adopt: {
    summary: "print import blocks for objects that the account already has",
    load: () => (require("./adopt") as typeof import("./adopt")).adoptCommand,
  },
  pull: {
    summary: "read an account into a listing that other commands take",
    load: () => (require("./pull") as typeof import("./pull")).pullCommand,
  },
  render: {
    summary: "print synthesized stacks as Terraform files",
    load: () => (require("./render") as typeof import("./render")).renderCommand,
  },
  module: {
    summary: "write a Terraform module that grants the same as a construct",
    load: () => (require("./module") as typeof import("./module")).moduleCommand,
  },
  "explain-denied": {
    summary: "explain a refused call and name the construct that grants it",
    load: () => (require("./explain-denied") as typeof import("./explain-denied")).explainDeniedCommand,
  },
  migrate: {
    summary: "report what grants on AgentRun become in AgentCore",
    load: () => (require("./migrate") as typeof import("./migrate")).migrateCommand,
  },
  "least-privilege": {
    summary: "print the smallest policy for features or actions",
    load: () => (require("./least-privilege") as typeof import("./least-privilege")).leastPrivilegeCommand,
  },
  generate: {
    summary: "make policies from evidence of what was used",
    load: () => (require("./generate") as typeof import("./generate")).generateCommand,
  },
  unused: {
    summary: "find grants that no evidence shows in use",
    load: () => (require("./unused") as typeof import("./unused")).unusedCommand,
  },
  scan: {
    summary: "make a policy for the calls in code, or compare them with a role",
    load: () => (require("./scan") as typeof import("./scan")).scanCommand,
  },
  deployer: {
    summary: "print the policy that deploying a plan or stacks needs",
    load: () => (require("./deployer") as typeof import("./deployer")).deployerCommand,
  },
  validate: {
    summary: "validate policies as JSON",
    load: () => (require("./validate") as typeof import("./validate")).validateCommand,
  },
  evaluate: {
    summary: "decide whether policies allow a request",
    load: () => (require("./evaluate") as typeof import("./evaluate")).evaluateCommand,
  },
  minimize: {
    summary: "print the same policy in fewer bytes",
    load: () => (require("./minimize") as typeof import("./minimize")).minimizeCommand,
  },
  split: {
    summary: "split a policy into documents that fit RAM's size limit",
    load: () => (require("./split") as typeof import("./split")).splitCommand,
  },
  expand: {
    summary: "list the known actions that a pattern matches",
    load: () => (require("./expand") as typeof import("./expand")).expandCommand,
  },
  emulator: {
    summary: "run a local RAM endpoint, to deploy without an account",
    load: () => (require("./emulator") as typeof import("./emulator")).emulatorCommand,
  },
  catalog: {
    summary: "look up actions, and compare or import RAM authorization pages",
    commands: {
      show: {
        summary: "show what is known about actions",
        load: () => (require("./catalog-show") as typeof import("./catalog-show")).catalogShow,
      },
      search: {
        summary: "find actions and features by words",
        load: () => (require("./catalog-search") as typeof import("./catalog-search")).catalogSearch,
      },
      features: {
        summary: "list the features of least privilege, or show one",
        load: () => (require("./catalog-features") as typeof import("./catalog-features")).catalogFeatures,
      },
      check: {
        summary: "compare authorization pages and SDKs with the catalog",
        load: () => (require("./catalog-check") as typeof import("./catalog-check")).catalogCheck,
      },
      stale: {
        summary: "list facts that were read long ago",
        load: () => (require("./catalog-stale") as typeof import("./catalog-stale")).catalogStale,
      },
      import: {
        summary: "read an authorization page into a data file",
        load: () => (require("./catalog-import") as typeof import("./catalog-import")).catalogImport,
      },
    },
  },
  mcp: {
    summary: "answer agents over the Model Context Protocol",
    load: () => (require("./mcp") as typeof import("./mcp")).mcpCommand,
  },
  completion: {
    summary: "print a completion script for bash, zsh or fish",
    load: () => (require("./completion") as typeof import("./completion")).completionCommand,
  },
};
