/* eslint-disable @typescript-eslint/no-require-imports -- the SDK is optional, and loads only where a server starts */

/** The SDK of the Model Context Protocol is not installed. */
export class MissingSdkError extends Error {
  public override readonly name = "MissingSdkError";
}

interface Sdk {
  readonly server: typeof import("@modelcontextprotocol/sdk/server/index.js");
  readonly stdio: typeof import("@modelcontextprotocol/sdk/server/stdio.js");
  readonly types: typeof import("@modelcontextprotocol/sdk/types.js");
}

/**
 * The official SDK, which is an optional peer.
 *
 * @throws MissingSdkError if it is not installed
 */
export function modelContextProtocol(): Sdk {
  try {
    return {
      server: require("@modelcontextprotocol/sdk/server/index.js") as Sdk["server"],
      stdio: require("@modelcontextprotocol/sdk/server/stdio.js") as Sdk["stdio"],
      types: require("@modelcontextprotocol/sdk/types.js") as Sdk["types"],
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "MODULE_NOT_FOUND") throw error;
    throw new MissingSdkError("the server needs the package @modelcontextprotocol/sdk");
  }
}
