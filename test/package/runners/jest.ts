/** The matchers with jest's global `expect`. */
import { grantsOf } from "cdktf-alicloud-agentrun/testing";
import "cdktf-alicloud-agentrun/testing/jest";

const dev = grantsOf("cdktf.out").group("dev");
expect(dev).toAllow("agentrun:GetTool");
expect(dev).not.toDeny("agentrun:GetTool", "acs:agentrun:*:*:workspaces/a/tools/*", { resourceGroup: null });
expect(dev).toDeny("oss:AnyTextIsAnAction", "*", { context: { "acs:MFAPresent": "true" } });
// @ts-expect-error -- an action is a text
expect(dev).toDeny(1);
