import {
  AgentRunServiceLinkedRole,
  DevsCustomRole,
  DevsDefaultRole,
  FlowExecutionRole,
  type FlowNodeKind,
  FunctionComputeServiceLinkedRole,
  type Generation,
} from "../../lib";
import documented from "../fixtures/documented-roles.json";
import { only, synth } from "./support";

const roleConstructs = { DevsCustomRole, DevsDefaultRole, FlowExecutionRole };
const linkedConstructs = { FunctionComputeServiceLinkedRole, AgentRunServiceLinkedRole };

describe.each(documented.roles)("$construct of generation $generation", (expected) => {
  const Construct = roleConstructs[expected.construct as keyof typeof roleConstructs];
  const { resource = {} } = synth((stack) => {
    new Construct(stack, "R", { generation: expected.generation as Generation });
  });

  it("has the documented name and trust, the action as a string and the principal as arrays", () => {
    const role = only(resource, "alicloud_ram_role");
    expect(role["role_name"]).toBe(expected.roleName);
    expect(JSON.parse(role["assume_role_policy_document"] as string)).toEqual({
      Version: "1",
      Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: [expected.trustedEntity] } }],
    });
  });

  it("has exactly the documented system policies", () => {
    const attachments = Object.values(resource["alicloud_ram_role_policy_attachment"] ?? {});
    expect(attachments.map((attachment) => attachment["policy_name"]).sort()).toEqual([...expected.policies].sort());
    expect(new Set(attachments.map((attachment) => attachment["policy_type"]))).toEqual(new Set(["System"]));
  });
});

it.each(Object.entries(documented.flowNodePolicies))("leaving out %s nodes leaves out %s alone", (kind, policyName) => {
  const { resource = {} } = synth((stack) => {
    new FlowExecutionRole(stack, "R", { nodes: { [kind as FlowNodeKind]: false } });
  });
  const attached = Object.values(resource["alicloud_ram_role_policy_attachment"] ?? {}).map((a) => a["policy_name"]);
  const others = Object.values(documented.flowNodePolicies).filter((other) => other !== policyName);
  expect(attached.sort()).toEqual(others.sort());
});

it.each(documented.serviceLinkedRoles)("$construct is of $serviceName", ({ construct, roleName, serviceName }) => {
  const Construct = linkedConstructs[construct as keyof typeof linkedConstructs];
  const { resource = {} } = synth((stack) => {
    new Construct(stack, "L");
  });
  expect(only(resource, "alicloud_resource_manager_service_linked_role")).toMatchObject({
    service_name: serviceName,
    lifecycle: { prevent_destroy: true },
  });
  synth((stack) => {
    expect(new Construct(stack, "L", { mode: "existing" }).roleName).toBe(roleName);
  });
});
