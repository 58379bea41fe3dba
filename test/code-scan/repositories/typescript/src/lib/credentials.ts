import { CredentialClient } from "@agentrun/sdk/credential";

export class Credentials {
  private readonly client = new CredentialClient();

  constructor(private readonly prefix: string) {}

  public async names(): Promise<string[]> {
    const all = await this.client.list();
    return all.map((one) => one.credentialName ?? this.prefix);
  }
}
