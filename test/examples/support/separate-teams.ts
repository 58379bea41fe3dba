import type { WorkspaceScope } from "../../../lib/catalog";
import type { Emulator } from "../../../lib/emulator";
import type { TwoTeams } from "../../../examples/two-teams";
import { operations } from "../../fixtures/agentrun-sdk-operations.json";
import { account, allActions, developerActions, resourcesOf } from "./resources-in-workspace";

/** A member of one team, and the other team. */
export type Member = readonly [level: "developers" | "leads", team: string, other: string];

export const members: readonly Member[] = [
  ["developers", "search", "shop"],
  ["developers", "shop", "search"],
  ["leads", "search", "shop"],
  ["leads", "shop", "search"],
];

/** The account of an emulator to which the two teams were deployed. */
export class SeparateTeams {
  public constructor(
    private readonly emulator: Emulator,
    private readonly stack: TwoTeams,
    private readonly workspaceScope: WorkspaceScope,
  ) {}

  /** Makes a user in each group. */
  public async addMembers(): Promise<void> {
    for (const user of members.map(userOf)) {
      await this.emulator.call("CreateUser", { UserName: user });
      await this.emulator.call("AddUserToGroup", { UserName: user, GroupName: user });
    }
  }

  /** What a member may or possibly may do to resources of the other team. */
  public allowedOnOthers(member: Member): readonly string[] {
    const [, , other] = member;
    return this.asked(allActions, other)
      .filter(({ action, resource }) => !this.decisionOf(member, action, resource, other).endsWith("Deny"))
      .map(shown);
  }

  /** What a member may not do in their own workspace although the report does not name it. */
  public refusedOnOwn(member: Member): readonly string[] {
    const [level, team] = member;
    const report = this.stack.teams[team]!.report[level === "leads" ? "administrator" : "developer"]!;
    const named = new Set(report.map(({ need }) => need));
    const wanted = level === "leads" ? operations.map((name) => `agentrun:${name}`) : developerActions;
    return this.asked(
      wanted.filter((action) => !named.has(action)),
      team,
    )
      .filter(({ action, resource }) => this.decisionOf(member, action, resource, team) !== "Allow")
      .map(shown);
  }

  /** The error codes when a member tries to join the other team, and to assume the role of its flows. */
  public async intrusions(member: Member): Promise<readonly string[]> {
    const [, , other] = member;
    const UserName = userOf(member);
    const { AccessKey: key } = await this.emulator.call("CreateAccessKey", { UserName });
    const { AccessKeyId: accessKeyId } = key as { readonly AccessKeyId: string };
    const role = this.emulator.state.roles.find(({ name }) => name.includes(`-${other}-`))!.name;
    const calls = [
      ["AddUserToGroup", { UserName, GroupName: `${other}-leads` }],
      ["AssumeRole", { RoleArn: `acs:ram::${account}:role/${role}`, RoleSessionName: "mine" }],
    ] as const;
    return Promise.all(
      calls.map(([name, parameters]) =>
        this.emulator.call(name, parameters, { accessKeyId }).then(
          () => "none",
          (error: unknown) => (error as { readonly code: string }).code,
        ),
      ),
    );
  }

  private asked(actions: readonly string[], workspace: string) {
    return actions.flatMap((action) =>
      resourcesOf(action, workspace, this.workspaceScope).map((resource) => ({ action, resource })),
    );
  }

  private decisionOf(member: Member, action: string, resource: string, team: string): string {
    const group = this.emulator.state.resourceGroups.find(({ name }) => name === `${team}-agents`)!;
    return this.emulator.evaluate({
      ...{ principal: `user/${userOf(member)}`, action, resource },
      ...{ resourceGroupId: group.id, workspaceScope: this.workspaceScope },
    }).decision;
  }
}

function userOf([level, team]: Member): string {
  return `${team}-${level}`;
}

function shown({ action, resource }: { readonly action: string; readonly resource: string }): string {
  return `${action} on ${resource}`;
}
