import { feature, featureKeys } from "../../lib/catalog";
import { completionScripts } from "../../lib/cli/completion-scripts";
import { call } from "./support/call";

const uses = featureKeys().flatMap((key) => feature(key).classes.map((use) => [key, use] as const));

it.each(uses)("--feature %s=%s is found with two letters swapped, and in another letter case", (key, use) => {
  const swapped = use.replace(/^(.)(.)(.)/, "$1$3$2");
  for (const given of [swapped, `${use}s`, use.toUpperCase()]) {
    const { code, out, err } = call("least-privilege", "--feature", `${key}=${given}`);
    expect([code, out]).toEqual([1, ""]);
    expect(err).toMatch(`RAM622 --feature ${key}: the access class "${given}". Allowed: `);
    expect(err).toMatch(`Fix: perhaps ${use}.\n`);
  }
});

it("a use of --feature that is near to none gets no guess", () => {
  expect(call("least-privilege", "--feature", "agents=administrate").err).toBe(
    'RAM622 --feature agents: the access class "administrate". Allowed: view, manage (those of the feature). Fix: use an access class that the feature has.\n',
  );
});

it("every misspelt use of --feature gets its own guess", () => {
  expect(call("least-privilege", "--feature", "agents=veiw,mange").err).toBe(
    'RAM622 --feature agents: the access class "veiw" and "mange". Allowed: view, manage (those of the feature). Fix: perhaps view and manage.\n',
  );
});

it.each<readonly [string, string]>([
  ...Object.keys(completionScripts).map((shell) => [`${shell}${shell.slice(-1)}`, shell] as const),
  ["bahs", "bash"],
  ["ZSH", "zsh"],
  ["bsh", "bash or zsh"],
])("completion %s asks for %s", (given, meant) => {
  expect(call("completion", given)).toEqual({
    code: 1,
    out: "",
    err: `RAM901 shell: found ${given}. Allowed: bash, zsh, fish. Fix: did you mean ${meant}?\n`,
  });
});
