import { isLocalProvider, isLocalType } from "../../terraform/configuration/local-providers";
import { isScopedAttachment, ramResources } from "../../terraform/ram-resources";
import { aliasOf } from "../../terraform/resource";
import { principalWithoutDomain } from "../../grants/principal-name";
import {
  type Account,
  type Accountant,
  type ComparedStack,
  type PlacedDifference,
  compared,
  irrelevant,
  unexplained,
} from "./accountant";
import { isCode } from "./code-arguments";
import { classOf } from "./open-differences";
import { harmlessProviderArguments } from "../../terraform/configuration/provider-account";

/** The accountants of a synthesized stack, for what {@link whyOpen} leaves to them. The first that knows a difference explains it. */
export const stackAccountants: readonly Accountant[] = [
  {
    name: "comments",
    account: ({ place: { block, argument, isPlain } }) =>
      isPlain && (block === "//" || argument[0] === "//") ? irrelevant("a comment of the framework") : undefined,
  },
  {
    name: "other files",
    account: ({ place: { block, name }, before, after }) => {
      if (block !== "file") return undefined;
      const change =
        before === undefined
          ? "is new"
          : after === undefined
            ? "is gone"
            : before === after
              ? `cannot be compared (${String(JSON.parse(after))})`
              : "has another content";
      return unexplained(`Terraform reads the file ${name}, which ${change}, and reviews do not look into it`);
    },
  },
  {
    name: "empty blocks",
    account: ({ place: { block, name, argument }, before, after }) =>
      block !== "file" && name === "" && argument.length === 0 && isEmpty(before) && isEmpty(after)
        ? irrelevant("a list of blocks without any block")
        : undefined,
  },
  {
    name: "settings of Terraform",
    account: ({ place: { block, argument }, after }, { isNew, isGone }) => {
      if (block !== "terraform") return undefined;
      const [setting = "", provider = "", last] = argument;
      if (setting === "required_providers" && last === "source" && isOfficial(provider, after)) {
        return irrelevant("the provider under its own address");
      }
      if (setting === "required_providers" && last === "source") return unexplained("it may be another provider");
      if (isNew || isGone) return irrelevant("the whole stack is new or gone, so all of its grants are rows");
      const isVersion = setting === "required_version" || (setting === "required_providers" && last === "version");
      if (isVersion) return irrelevant("the versions of Terraform and of providers");
      if (setting === "backend" || setting === "cloud") return irrelevant("where Terraform keeps its state");
      return unexplained("it may be another provider");
    },
  },
  {
    name: "providers",
    account: ({ place: { block, name, argument } }, { isNew, isGone }) => {
      if (block !== "provider") return undefined;
      if (isNew || isGone) return irrelevant("the whole stack is new or gone, so all of its grants are rows");
      if (isLocalProvider(name)) return irrelevant("a provider that calls no service");
      if (name === "alicloud" && harmlessProviderArguments.has(argument[0] ?? "")) {
        return irrelevant("a setting that does not choose the account");
      }
      return unexplained("the provider may act in another account, or as someone else");
    },
  },
  {
    name: "provider of a resource",
    account: ({ place: { block, argument }, before, after }, stack) => {
      if ((block !== "resource" && block !== "data") || argument[0] !== "provider") return undefined;
      if (stack.isNew || stack.isGone) return irrelevant("the provider of a resource that is new or gone");
      // Without an alias, it is the default provider.
      const [was, is] = [before, after].map((value) => (value === undefined ? "" : aliasOf(JSON.parse(value))));
      return stack.providerBefore(was ?? "") === stack.providerAfter(is ?? "")
        ? compared
        : unexplained("the provider has other settings, so that it may act in another account");
    },
  },
  {
    name: "resources",
    account: (difference, stack) =>
      difference.place.block === "resource" ? resourceAccount(difference, stack) : undefined,
  },
  {
    name: "data sources",
    account: ({ place: { block, type, argument }, before }) => {
      if (block !== "data") return undefined;
      // References to outputs of the input's stacks are resolved, so that no open expression refers to them.
      if (type === "terraform_remote_state" && before !== undefined && argument[0] !== "//") {
        return unexplained("it may read the outputs of another stack");
      }
      return type === "external" || type === "http"
        ? unexplained("it runs a program or reads a page")
        : irrelevant("a data source that no open expression refers to");
    },
  },
  {
    name: "modules",
    account: ({ place: { block, address, isReadModule } }, { isRenamed }) => {
      if (block !== "module") return undefined;
      if (isReadModule === true) return irrelevant("the resources of the module show its effect");
      return isRenamed(address)
        ? irrelevant("the same module under another name")
        : unexplained("reviews do not look into modules");
    },
  },
  {
    name: "values",
    account: ({ place: { block } }) => {
      if (block === "locals") return irrelevant("a local value that no open expression refers to");
      if (block === "variable") return irrelevant("a variable that no open expression refers to");
      return block === "output" ? irrelevant("an output that no open expression refers to") : undefined;
    },
  },
  {
    name: "moves",
    account: ({ place: { block } }) => {
      if (block === "moved") return irrelevant("a new address of the same object");
      if (block === "import") return irrelevant("an object that the account has already");
      if (block === "removed") return unexplained("Terraform forgets an object that stays in the account");
      return block === "check" ? irrelevant("a check changes nothing") : undefined;
    },
  },
];

function isEmpty(value: string | undefined): boolean {
  return value === undefined || value === "{}" || value === "[]" || value === "null";
}

/** Addresses in the registry under which the providers are published. */
function isOfficial(provider: string, address: string | undefined): boolean {
  const addresses = provider === "alicloud" ? ["aliyun/alicloud", "hashicorp/alicloud"] : [`hashicorp/${provider}`];
  return address === undefined || addresses.some((one) => address === JSON.stringify(one));
}

/** Whether names of principals differ in what the grant model leaves out: the domain after `@`. */
function isOtherDomain(before: string | undefined, after: string | undefined): boolean {
  return before !== undefined && after !== undefined && withoutDomain(before) === withoutDomain(after);
}

function withoutDomain(value: string): string {
  return principalWithoutDomain(String(JSON.parse(value)));
}

function resourceAccount(difference: PlacedDifference, stack: ComparedStack): Account | undefined {
  const isNoBroader = stack.isNoBroader(difference.place.address);
  const {
    place: { type, address, argument },
    before,
    after,
  } = difference;
  const [first = ""] = argument;
  if (first === "lifecycle") {
    if (argument[1] === "ignore_changes") return unexplained("a change that Terraform ignored may begin to apply");
    return orderOfReplacement.has(argument[1] ?? "")
      ? irrelevant("how Terraform replaces the resource")
      : unexplained("it may say whether the resource exists");
  }
  if (first === "depends_on") return irrelevant("the order in which Terraform works");
  if (first === "connection" || first === "provisioner") return unexplained("a provisioner runs a program");
  if (first === "tags" && stack.readsTags()) return unexplained("a condition of a policy reads tags");
  if (isLocalType(type) && stack.runsPrograms()) {
    return unexplained("a provisioner of the stack may read it");
  }
  if (first === "count" || first === "for_each") return iteratorAccount(type);
  switch (classOf(type, argument)) {
    case "compared":
      return isScopedAttachment(type) &&
        first === ramResources.get(type)?.attaches?.principal &&
        isOtherDomain(before, after)
        ? unexplained("the domain may be that of another account")
        : compared;
    case "no grant":
      return noGrantAccount(argument, stack);
    case "not compared":
      return isNoBroader
        ? irrelevant("an argument that allows no more than before")
        : unexplained(
            `it ${ramResources.get(type)?.notReviewed?.does ?? "may say who may do what"}, and reviews do not look into it`,
          );
    case "not classified":
      if (isNoBroader) return irrelevant("an argument that allows no more than before");
      return unexplained(`${address} has a type or argument that this version does not know`);
  }
}

function noGrantAccount(argument: readonly string[], stack: ComparedStack): Account {
  const [first] = argument;
  if (first === "tags")
    return irrelevant("a tag, which no condition of the input reads", "tags are not read elsewhere");
  if (first === "resource_group_id") {
    return stack.grantsByGroup()
      ? unexplained("a policy applies to single resource groups")
      : irrelevant(
          "a resource group, which no policy of the input applies to",
          "resource groups are not read elsewhere",
        );
  }
  return isCode(argument)
    ? irrelevant("code, which has the permissions of its resource", "code does what it did")
    : irrelevant("an argument that has nothing to do with permissions");
}

const orderOfReplacement: ReadonlySet<string> = new Set([
  ...["create_before_destroy", "prevent_destroy", "replace_triggered_by", "precondition", "postcondition"],
]);

function iteratorAccount(type: string): Account {
  const row = ramResources.get(type);
  if (row === undefined)
    return irrelevant("the number of instances of a resource; its arguments are compared separately");
  return row.notReviewed === undefined ? compared : unexplained("there may be more of them");
}
