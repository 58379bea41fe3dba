// One engine for all who import or require it, and what happens if a second copy comes along. Prints nothing.
import { deepEqual, equal, throws } from "node:assert/strict";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { TerraformStack, Testing } from "cdktf";
import { CustomPolicy as ImportedCustomPolicy } from "cdktf-alicloud-agentrun";
import * as imported from "cdktf-alicloud-agentrun/policy";
import { AlicloudProvider } from "cdktf-alicloud-agentrun/provider-alicloud/provider";

const require = createRequire(import.meta.url);
const { CustomPolicy, PolicyDocument } = require("cdktf-alicloud-agentrun");
const required = require("cdktf-alicloud-agentrun/policy");
equal(CustomPolicy, ImportedCustomPolicy);
for (const name of Object.keys(required)) equal(imported[name], required[name], name);

// Only bundlers are given the ES modules. Here they stand for any second copy.
const file = path.join(path.dirname(require.resolve("cdktf-alicloud-agentrun/policy")), "index.mjs");
const other = await import(pathToFileURL(file).href);
deepEqual(Object.keys(other).sort(), Object.keys(required).sort());

const json = { Version: "1", Statement: [{ Effect: "Allow", Action: "oss:GetObject", Resource: "*" }] };
const [own, foreign] = [imported, other].map(({ PolicyDocument }) => PolicyDocument.fromJson(json));
equal(synth(foreign), synth(own));
equal(synth([...foreign.statements]), synth(own));
const request = { action: "oss:GetObject", resource: "*" };
for (const { compare, evaluate, minimize, split } of [imported, other]) {
  for (const document of [own, foreign]) {
    equal(evaluate({ policies: [document], request }).decision, "Allow");
    equal(compare(document, own).relation, "equal");
    equal(minimize(document).document.toText(), own.toText());
    equal(split(document).length, 1);
  }
}
throws(() => PolicyDocument.fromJson({ Version: "2" }), imported.PolicyError);

function synth(document) {
  const stack = new TerraformStack(Testing.app(), "copies");
  new AlicloudProvider(stack, "alicloud", { region: "cn-hangzhou" });
  new CustomPolicy(stack, "Policy", { document });
  return Testing.synth(stack, true);
}
