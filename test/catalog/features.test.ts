import {
  type FeatureKey,
  accessClassOf,
  actionsFor,
  actionsMatching,
  documentedPolicy,
  feature,
  featureKeys,
  leastPrivilege,
  notCovered,
  returnsSecret,
  service,
} from "cdktf-alicloud-agentrun/catalog";
import { isPattern } from "cdktf-alicloud-agentrun/policy";
// What each use of each feature allows: made from the vendor's table and RAM's pages, without this library.
import expected from "../fixtures/feature-actions.json";
import printedTable from "../fixtures/feature-table.json";
import { actionOfRow, featureTable } from "../../lib/catalog/feature-table";
import { knownNeeds } from "../../lib/catalog/least-privilege/needs";

// Every action that the vendor's pages and SDKs say is for getting a secret, listed without this library.
const secrets = [
  "agentidentitydata:GetResourceAPIKey",
  "agentidentitydata:GetResourceOAuth2Token",
  "agentrun:GetAccessToken",
  "agentrun:GetCredential",
  "arms:DescribeTraceLicenseKey",
  "devs:FetchArtifactTempBucketToken",
  "devs:FetchModelSetAuthorization",
  "devs:FetchToolsetAuthorization",
  "eas:DescribeServiceSignedUrl",
  "xtrace:GetTraceLicenseKey",
  "yundun-cert:DescribeUserCertificateDetail",
];

describe("the feature table", () => {
  it("has the vendor's 25 sections with 218 rows, as printed", () => {
    const own = Object.values(featureTable().features).filter(({ section }) => section !== undefined);
    const printed = own.map(({ section, title, rows }) => ({ section, title, rows }));
    expect(printed).toEqual(printedTable);
    expect(printed).toHaveLength(25);
    expect(printed.flatMap(({ rows = [] }) => rows)).toHaveLength(218);
    expect(new Set(printed.flatMap(({ rows = [] }) => rows)).size).toBe(194);
  });

  it("leaves no action of an authorization page out of reach", () => {
    const reachable = new Set(featureKeys().flatMap((key) => feature(key).actions.map(({ name }) => name)));
    for (const code of ["agentrun", "sfm", "eas"]) {
      const listed = [...service(code)!.actions.values()].filter(({ provenance }) =>
        provenance.includes("authorization-page"),
      );
      expect(listed.map(({ name }) => name).filter((name) => !reachable.has(name))).toEqual([]);
    }
  });

  it("knows 35 actions of AgentRun's page that the vendor's table lacks", () => {
    const inTable = new Set(Object.values(featureTable().features).flatMap(({ rows = [] }) => rows.map(actionOfRow)));
    const lacking = [...service("agentrun")!.actions.values()].filter(
      ({ name, provenance }) => provenance.includes("authorization-page") && !inTable.has(name),
    );
    expect(lacking).toHaveLength(35);
  });
});

describe("uses of features", () => {
  const uses = featureKeys().flatMap((key) => feature(key).classes.map((one) => [key, one] as const));

  it("are all in the table of expected actions", () => {
    expect(uses.map(([key, one]) => `${key} ${one}`).sort()).toEqual(Object.keys(expected).sort());
  });

  it.each(uses)("%s: %s allows exactly what it should", (key, accessClass) => {
    const wanted = expected[`${key} ${accessClass}` as keyof typeof expected];
    const { document } = leastPrivilege({ features: { [key]: accessClass } });
    expect(allowedBy(document)).toEqual(wanted);
  });

  it.each(uses)("%s: %s returns no secret, opens no shell, and is by class", (key, accessClass) => {
    for (const action of actionsFor(key, accessClass)) {
      expect([...secrets, "fc:InstanceExec", "ram:PassRole"]).not.toContain(action.name);
      if (accessClass === "view") expect(accessClassOf(action)).toBe("view");
      if (accessClass === "invoke") expect(accessClassOf(action)).toBe("invoke");
    }
  });

  it("manage takes in view", () => {
    for (const key of featureKeys()) {
      const manage = actionsFor(key, "manage").map(({ name }) => name);
      for (const { name } of actionsFor(key, "view")) expect(manage).toContain(name);
    }
  });
});

it("knows the actions that are for getting secrets", () => {
  expect(
    actionsMatching("*")
      .filter(({ name }) => returnsSecret(name))
      .map(({ name }) => name),
  ).toEqual(secrets);
});

it("has needs of features, classes and actions that exist", () => {
  for (const { feature: key, class: one, actions = [], restriction, reason } of [
    ...knownNeeds("devs"),
    ...knownNeeds("functionai"),
  ]) {
    if (key === undefined) expect(restriction).toBe("workspace");
    else expect(feature(key).classes).toContain(one);
    for (const action of actions) expect(actionsMatching(action)).toHaveLength(1);
    expect(reason.length).toBeGreaterThan(10);
  }
});

describe("what the documented policies leave out", () => {
  const rowsOf = (key: "fullAccess" | "leastPrivilege") =>
    Object.fromEntries(
      Object.entries(notCovered(documentedPolicy(key).document).rows).map(([name, rows]) => [name, rows.length]),
    );

  it("full access lacks 18 actions of AgentRun's own page, and one row of the table", () => {
    expect(notCovered(documentedPolicy("fullAccess").document).actions).toEqual(
      [
        "CreateBrowser DeleteBrowser CreateCodeInterpreter DeleteCodeInterpreter CreateFlow UpdateFlow UpdateFlowDraft",
        "DeleteFlow CreateIMBot CreateTool UpdateTool DeleteTool CreateWorkspace UpdateWorkspace DeleteWorkspace",
        "DeleteSandbox PauseSandbox ResumeSandbox",
      ]
        .join(" ")
        .split(" ")
        .map((name) => `agentrun:${name}`)
        .sort(),
    );
    expect(rowsOf("fullAccess")).toEqual({ commercialStatus: 1 });
  });

  it("least privilege lacks rows of 15 sections", () => {
    expect(rowsOf("leastPrivilege")).toEqual({
      workflows: 26,
      memoryCollections: 3,
      memoryObservability: 2,
      customDomains: 2,
      networks: 1,
      logService: 8,
      observability: 8,
      cloudMonitor: 8,
      tracing: 2,
      accessManagement: 1,
      cdn: 1,
      containerRegistry: 1,
      securityServices: 1,
      commercialStatus: 1,
      knowledgeBases: 2,
    } satisfies Partial<Record<FeatureKey, number>>);
  });
});

/** Known actions that a document allows on some resource, found by looking up every one of them. */
function allowedBy(document: ReturnType<typeof leastPrivilege>["document"]): readonly string[] {
  const patterns = document.statements.flatMap(({ actions }) => actions);
  expect(patterns.filter(isPattern)).toEqual([]);
  return actionsMatching("*")
    .map(({ name }) => name)
    .filter((name) => patterns.includes(name));
}
