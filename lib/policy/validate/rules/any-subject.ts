import { foldCase } from "../../letter-case";
import { partlyKnown } from "../../patterns/partly-known";
import { quote } from "../../problem";
import type { LocatedTest } from "../policy-view";
import { type BuiltInRule, eachStatement } from "../rule";

/** Forms of subjects of known providers: the prefix, and the character after the owner's name. */
const subjects: readonly { readonly label: string; readonly end: string }[] = [
  { label: "repo:", end: "/" }, // GitHub Actions: repo:<owner>/<repository>:...
  { label: "project_path:", end: "/" }, // GitLab: project_path:<group>/<project>:...
  { label: "system:serviceaccount:", end: ":" }, // Kubernetes: system:serviceaccount:<namespace>:<name>
  { label: "organization:", end: ":" }, // Terraform: organization:<organization>:project:...
];

export const anySubject: BuiltInRule = {
  id: "RAM734",
  title: "Trust in any subject of an OIDC provider",
  severity: "warning",
  pack: "recommended",
  allowed: "a positive test of oidc:sub that names at least the owner: a repository's organization, a namespace",
  explanation:
    "The provider issues tokens to everyone who uses it. A pattern that leaves the owner open lets other people's tokens assume the role.",
  source:
    "https://docs.github.com/en/actions/security-for-github-actions/security-hardening-your-deployments/about-security-hardening-with-openid-connect for the forms of subjects",
  kinds: ["trust"],
  needs: { condition: true },
  check: eachStatement(({ effect, principals, tests }) => {
    const isOfOidc = principals.some(({ kind, text }) => kind === "Federated" && text.includes(":oidc-provider/"));
    const ofSubject = tests.filter(({ key }) => foldCase(key) === "oidc:sub");
    if (effect !== "Allow" || !isOfOidc || ofSubject.some(bindsSubject)) return [];
    return ofSubject.map(({ operator, path, values }) => ({
      path,
      found: `${operator} of oidc:sub with ${values.map(quote).join(", ")}, which accepts tokens of any owner`,
      fix: "name the owner in full, e.g. repo:<organization>/<repository>:*",
    }));
  }),
};

/** Whether a test restricts whose tokens are trusted. True for unknown operators. */
function bindsSubject({ operator, values }: LocatedTest): boolean {
  if (operator === "StringLike") return values.every((value) => namesOwner(value));
  return operator !== "StringNotEquals" && operator !== "StringNotEqualsIgnoreCase" && operator !== "StringNotLike";
}

function namesOwner(pattern: string): boolean {
  if (partlyKnown(pattern).isUnknown) return true;
  const wildcard = pattern.search(/[*?]/);
  if (wildcard === -1) return true;
  const known = pattern.slice(0, wildcard);
  if (subjects.some(({ label }) => label.startsWith(known))) return false;
  const subject = subjects.find(({ label }) => known.startsWith(label));
  return subject === undefined || known.slice(subject.label.length).includes(subject.end);
}
