import { childEnvironment } from "../../lib/emulator-link";

const place = { address: "127.0.0.1:4566", accountId: "1234567890123456", accessKeyId: "emulator-root" };

/** Variables that lead to a real account, by who reads them: provider, its state in OSS, SDKs, CLI. */
const real = [
  ...["ALICLOUD_ACCESS_KEY", "ALICLOUD_SECRET_KEY", "ALICLOUD_SECURITY_TOKEN", "ALICLOUD_ECS_ROLE_NAME"],
  ...["ALICLOUD_SHARED_CREDENTIALS_FILE", "ALICLOUD_PROFILE", "ALICLOUD_CREDENTIALS_URI", "ALICLOUD_ACCOUNT_ID"],
  ...["ALICLOUD_ASSUME_ROLE_ARN", "ALICLOUD_ASSUME_ROLE_SESSION_NAME", "ALICLOUD_ASSUME_ROLE_SESSION_EXPIRATION"],
  ...["ALIBABA_CLOUD_ACCESS_KEY_ID", "ALIBABA_CLOUD_ACCESS_KEY_SECRET", "ALIBABA_CLOUD_SECURITY_TOKEN"],
  ...["ALIBABA_CLOUD_ECS_METADATA", "ALIBABA_CLOUD_ACCOUNT_ID", "ALIBABA_CLOUD_ACCOUNT_TYPE", "ALIBABA_CLOUD_PROFILE"],
  ...["ALIBABA_CLOUD_CREDENTIALS_FILE", "ALIBABA_CLOUD_CREDENTIALS_URI", "ALIBABA_CLOUD_ROLE_ARN"],
  ...["ALIBABA_CLOUD_ROLE_SESSION_NAME", "ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "ALIBABA_CLOUD_OIDC_TOKEN_FILE"],
  ...["ALIBABA_CLOUD_OIDC_TOKEN", "ALIBABA_CLOUD_ENDPOINT_RAM", "ALIBABACLOUD_ACCESS_KEY_ID"],
  ...["ALIBABACLOUD_ACCESS_KEY_SECRET", "ALIBABACLOUD_SECURITY_TOKEN", "ALIYUN_ACCESS_KEY_ID"],
  ...[
    "ALIYUN_SECURITY_TOKEN",
    "OSS_ACCESS_KEY_ID",
    "OSS_ACCESS_KEY_SECRET",
    "OSS_SESSION_TOKEN",
    "alicloud_access_key",
  ],
];

it("holds nothing of a real account", () => {
  const own = Object.fromEntries(real.map((name) => [name, "of a real account"]));
  expect(Object.values(childEnvironment(own, place))).not.toContain("of a real account");
});

it("keeps everything else, regions among it", () => {
  const own = { PATH: "/bin", ALICLOUD_REGION: "cn-beijing", ALIBABA_CLOUD_REGION_ID: "cn-beijing", HTTPS_PROXY: "p" };
  expect(childEnvironment(own, place)).toEqual({
    ...own,
    AGENTRUN_RAM_EMULATOR: "127.0.0.1:4566",
    ALIBABA_CLOUD_ENDPOINT_RESOURCEDIRECTORYMASTER: "127.0.0.1:4566",
    ALICLOUD_ACCESS_KEY: "emulator-root",
    ALICLOUD_SECRET_KEY: "emulator",
    ALIBABA_CLOUD_ACCESS_KEY_ID: "emulator-root",
    ALIBABA_CLOUD_ACCESS_KEY_SECRET: "emulator",
    ALIBABA_CLOUD_IGNORE_PROFILE: "TRUE",
    NO_PROXY: "127.0.0.1",
    no_proxy: "127.0.0.1",
  });
});

it("names account and key where they are not the defaults, and forgets another emulator's", () => {
  const own = { AGENTRUN_RAM_EMULATOR_ACCOUNT: "1", AGENTRUN_RAM_EMULATOR_ACCESS_KEY: "emulator-other" };
  const defaults = childEnvironment(own, place);
  expect([defaults["AGENTRUN_RAM_EMULATOR_ACCOUNT"], defaults["AGENTRUN_RAM_EMULATOR_ACCESS_KEY"]]).toEqual([
    undefined,
    undefined,
  ]);
  expect(childEnvironment(own, { ...place, accountId: "42", accessKeyId: "emulator-k" })).toMatchObject({
    AGENTRUN_RAM_EMULATOR_ACCOUNT: "42",
    AGENTRUN_RAM_EMULATOR_ACCESS_KEY: "emulator-k",
  });
});

it.each([
  [{ NO_PROXY: "a.test,b.test" }, "a.test,b.test,127.0.0.1"],
  [{ no_proxy: "a.test" }, "a.test,127.0.0.1"],
  [{ NO_PROXY: "a.test", no_proxy: "b.test" }, "a.test,127.0.0.1"],
])("keeps proxies away from the emulator: %j", (own, expected) => {
  expect(childEnvironment(own, place)).toMatchObject({ NO_PROXY: expected, no_proxy: expected });
});
