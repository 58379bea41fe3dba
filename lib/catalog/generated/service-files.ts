// Generated from lib/catalog/data by scripts/generate-types.mjs. Do not edit.

/* eslint-disable @typescript-eslint/no-require-imports -- an import would read all data when the package loads */
import type { OperationsFile } from "../api-operations";
import type { AuthorizationsFile } from "../authorizations";
import type { PageFile } from "../import/page-file";
import type { OperationPagesFile } from "../operation-pages";
import type { MentionsFile } from "../mentions";
import type { PracticePagesFile } from "../practice-pages";
import type { SdkOperationsFile } from "../sdk-operations";

/**
 * How to read the data of a service: its authorization page, or a table instead; what other pages mention or scope; its
 * SDKs; and the operations of its API.
 */
export interface ServiceFiles {
  readonly page?: () => PageFile;
  readonly mentions?: () => MentionsFile;
  readonly authorizations?: () => AuthorizationsFile;
  readonly operationPages?: () => OperationPagesFile;
  readonly practice?: () => PracticePagesFile;
  readonly sdk?: () => SdkOperationsFile;
  readonly operations?: () => OperationsFile;
}

// Tests read every file against these shapes, so that the casts are proved.
export const serviceFiles: Readonly<Record<string, ServiceFiles>> = {
  "agentcore": { operationPages: () => require("../data/operation-pages/agentcore.json") as OperationPagesFile, sdk: () => require("../data/sdk-operations/agentcore.json") as SdkOperationsFile },
  "agentidentity": { operationPages: () => require("../data/operation-pages/agentidentity.json") as OperationPagesFile, sdk: () => require("../data/sdk-operations/agentidentity.json") as SdkOperationsFile },
  "agentidentitydata": { operationPages: () => require("../data/operation-pages/agentidentitydata.json") as OperationPagesFile, sdk: () => require("../data/sdk-operations/agentidentitydata.json") as SdkOperationsFile },
  "agentloop": { operationPages: () => require("../data/operation-pages/agentloop.json") as OperationPagesFile, sdk: () => require("../data/sdk-operations/agentloop.json") as SdkOperationsFile },
  "agentrun": { page: () => require("../data/pages/agentrun.json") as PageFile, mentions: () => require("../data/mentions/agentrun.json") as MentionsFile, practice: () => require("../data/practice-pages/agentrun.json") as PracticePagesFile, sdk: () => require("../data/sdk-operations/agentrun.json") as SdkOperationsFile },
  "agentteams": { operationPages: () => require("../data/operation-pages/agentteams.json") as OperationPagesFile },
  "apig": { mentions: () => require("../data/mentions/apig.json") as MentionsFile },
  "arms": { mentions: () => require("../data/mentions/arms.json") as MentionsFile },
  "bailiancontrol": { mentions: () => require("../data/mentions/bailiancontrol.json") as MentionsFile },
  "bss": { mentions: () => require("../data/mentions/bss.json") as MentionsFile },
  "bssapi": { mentions: () => require("../data/mentions/bssapi.json") as MentionsFile },
  "cdn": { mentions: () => require("../data/mentions/cdn.json") as MentionsFile },
  "cms": { mentions: () => require("../data/mentions/cms.json") as MentionsFile },
  "cr": { mentions: () => require("../data/mentions/cr.json") as MentionsFile },
  "devs": { mentions: () => require("../data/mentions/devs.json") as MentionsFile },
  "eas": { page: () => require("../data/pages/eas.json") as PageFile },
  "ecs": { mentions: () => require("../data/mentions/ecs.json") as MentionsFile },
  "eventbridge": { mentions: () => require("../data/mentions/eventbridge.json") as MentionsFile },
  "fc": { mentions: () => require("../data/mentions/fc.json") as MentionsFile, operations: () => require("../data/operations/fc.json") as OperationsFile },
  "fcsandbox": { operationPages: () => require("../data/operation-pages/fcsandbox.json") as OperationPagesFile },
  "fnf": { mentions: () => require("../data/mentions/fnf.json") as MentionsFile },
  "log": { mentions: () => require("../data/mentions/log.json") as MentionsFile },
  "nas": { mentions: () => require("../data/mentions/nas.json") as MentionsFile },
  "oss": { mentions: () => require("../data/mentions/oss.json") as MentionsFile },
  "ots": { mentions: () => require("../data/mentions/ots.json") as MentionsFile },
  "privatelink": { mentions: () => require("../data/mentions/privatelink.json") as MentionsFile },
  "ram": { mentions: () => require("../data/mentions/ram.json") as MentionsFile, authorizations: () => require("../data/authorizations/ram.json") as AuthorizationsFile, operations: () => require("../data/operations/ram.json") as OperationsFile },
  "resourcemanager": { mentions: () => require("../data/mentions/resourcemanager.json") as MentionsFile, authorizations: () => require("../data/authorizations/resourcemanager.json") as AuthorizationsFile, operations: () => require("../data/operations/resourcemanager.json") as OperationsFile },
  "sfm": { page: () => require("../data/pages/sfm.json") as PageFile, mentions: () => require("../data/mentions/sfm.json") as MentionsFile },
  "sts": { authorizations: () => require("../data/authorizations/sts.json") as AuthorizationsFile },
  "ubsms": { mentions: () => require("../data/mentions/ubsms.json") as MentionsFile },
  "vpc": { mentions: () => require("../data/mentions/vpc.json") as MentionsFile },
  "xtrace": { mentions: () => require("../data/mentions/xtrace.json") as MentionsFile },
  "yundun-cert": { mentions: () => require("../data/mentions/yundun-cert.json") as MentionsFile },
  "yundun-greenweb": { mentions: () => require("../data/mentions/yundun-greenweb.json") as MentionsFile },
};
