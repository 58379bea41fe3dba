import { readFileSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { grantsOfSource, readSource, review } from "../../../lib/review";
import { lintSources } from "../../../lib/review/lint-sources";
import { isJsonObject } from "../../../lib/policy/json-value";
import { asList } from "../../../lib/terraform/json-values";
import { documentTextOf } from "../../../lib/terraform/document-text";
import { readTerraformFolder } from "../../../lib/terraform/hcl";
import { positionsIn } from "../../../lib/terraform/hcl/block-positions";
import { parseHcl } from "../../../lib/terraform/hcl/parse-hcl";
import { ramResources } from "../../../lib/terraform/ram-resources";
import type { Resource } from "../../../lib/terraform/resource";
import { ResourceTexts } from "../../../lib/terraform/resource-texts";
import { type SynthesizedStack, UnreadableStackError } from "../../../lib/terraform/synthesized-stack";
import { hasExpression, plainText, templateParts } from "../../../lib/terraform/template";
import { temporaryFiles } from "../../support/temporary-files";
import {
  type ExpectedDocument,
  type ExpectedResource,
  type ExpectedText,
  brokenFolder,
  randomFolder,
} from "./random-folders";

const { folder, file } = temporaryFiles("random-folders");

/** Writes a folder, and returns its path. */
function written(name: string, files: Readonly<Record<string, string>>): string {
  for (const [place, text] of Object.entries(files)) file(`${name}/${place}`, text);
  return path.join(folder, name);
}

function plain(template: unknown): string {
  return templateParts(String(template)).map(plainText).join("");
}

/** What an argument is: `undefined` if it is not known. */
function textIn({ arguments: given }: Resource, name: string): unknown {
  const value = given[name];
  if (value === undefined) return "not there";
  return typeof value === "string" && hasExpression(value) ? undefined : plain(value);
}

/** A document with `undefined` for texts in it that are not known; `undefined` if it is not known as a whole. */
function documentIn(resource: Resource): FoundDocument | "no statement" | undefined {
  const found = documentTextOf(resource, new ResourceTexts([]));
  if (found === undefined) return undefined;
  const json: unknown = JSON.parse(found.text.replace(/\$\{TfToken\[[^\]]*\]\}/g, open));
  const [statement] = isJsonObject(json) ? asList(json["Statement"]) : [];
  if (!isJsonObject(statement)) return "no statement";
  const known = (text: unknown): string | undefined => (String(text).includes(open) ? undefined : String(text));
  return {
    actions: [statement["Action"]].flat().map(known),
    resource: known([statement["Resource"]].flat()[0]),
  };
}

interface FoundDocument {
  readonly actions: readonly (string | undefined)[];
  readonly resource: string | undefined;
}

const open = "\uE000open\uE000";

/** What is wrong with what a reader makes of a resource. */
function mistakesIn(stack: SynthesizedStack, expected: ExpectedResource): readonly unknown[] {
  const { address, texts, documents, isOpen } = expected;
  const resource = stack.resources.find(
    (one) => one.address === address || (isOpen && one.address.startsWith(`${address}[`)),
  );
  if (resource === undefined) return [{ address, is: "not there" }];
  const isFit = (found: unknown, { value, isLoose }: ExpectedText): boolean =>
    found === value || (isLoose && found === undefined);
  const isFitDocument = (
    found: ReturnType<typeof documentIn>,
    { actions, resource: on }: ExpectedDocument,
  ): boolean => {
    if (found === undefined) return [...actions, on].some(({ isLoose }) => isLoose);
    return (
      found !== "no statement" &&
      found.actions.length === actions.length &&
      actions.every((one, index) => isFit(found.actions[index], one)) &&
      isFit(found.resource, on)
    );
  };
  const wrongTexts = Object.entries(texts).filter(([name, text]) => !isFit(textIn(resource, name), text));
  const wrongDocuments = Object.entries(documents).filter(([, one]) => !isFitDocument(documentIn(resource), one));
  return [
    ...wrongTexts.map(([name, text]) => ({ address, name, is: textIn(resource, name), expected: text })),
    ...wrongDocuments.map(([name, one]) => ({ address, name, is: documentIn(resource), expected: one })),
    ...((resource.iterated !== undefined) === isOpen ? [] : [{ address, isOpen }]),
  ];
}

function runs(numRuns: number): fc.Parameters<[number]> {
  return {
    seed: 20261128,
    numRuns: Math.ceil(numRuns * Number(process.env["PROPERTY_RUNS_FACTOR"] ?? 1)),
    endOnFailure: true,
  };
}

const seeds = fc.integer({ min: 0, max: 2 ** 31 });

it("reads what Terraform would, and says what it does not know", () => {
  fc.assert(
    fc.property(seeds, (seed) => {
      const { files, resources } = randomFolder(seed);
      const stack = readTerraformFolder(written(`valid-${seed}`, files));
      expect(resources.flatMap((one) => mistakesIn(stack, one))).toEqual([]);
    }),
    runs(40),
  );
});

/** The RAM resources of a folder that are not read, and arguments of them that are lost. */
function lostFrom(place: string, { resources }: SynthesizedStack): readonly string[] {
  const names = readdirSync(place).filter((name) => name.endsWith(".tf"));
  const texts = names.map((name) => ({ name, text: readFileSync(path.join(place, name), "utf8") }));
  return parseHcl(texts).flatMap((parsed, index) => {
    if ("problem" in parsed) return [];
    expect(positionsIn(texts[index]?.text ?? "", parsed.json)).toBeDefined();
    return ramBlocks(parsed.json).flatMap(({ address, body }) => {
      const read = resources.filter((one) => one.address === address || one.address.startsWith(`${address}[`));
      const isIterated = "count" in body || "for_each" in body;
      if (read.length === 0) return isIterated ? [] : [address];
      const written = Object.keys(body).filter((name) => !["count", "for_each", "dynamic"].includes(name));
      return written.filter((name) => !read.every((one) => name in one.arguments)).map((name) => `${address}.${name}`);
    });
  });
}

function ramBlocks({ resource }: Readonly<Record<string, unknown>>) {
  return Object.entries(isJsonObject(resource) ? resource : {})
    .filter(([type]) => ramResources.has(type))
    .flatMap(([type, byName]) =>
      Object.entries(isJsonObject(byName) ? byName : {}).map((one) => [type, ...one] as const),
    )
    .flatMap(([type, name, bodies]) =>
      asList(bodies)
        .filter(isJsonObject)
        .map((body) => ({ address: `${type}.${name}`, body })),
    );
}

it("neither fails nor loses anything where files have mistakes", () => {
  let read = 0;
  fc.assert(
    fc.property(seeds, (seed) => {
      const place = written(`broken-${seed}`, brokenFolder(seed));
      try {
        expect(lostFrom(place, readTerraformFolder(place))).toEqual([]);
        const source = readSource(place);
        lintSources([source]);
        const grants = grantsOfSource(source);
        expect(review(grants, grants).verdict).toBe("unchanged");
        read++;
      } catch (error) {
        if (!(error instanceof UnreadableStackError)) throw error;
        expect(error.message).not.toMatch(/RangeError|TypeError/);
      }
    }),
    runs(40),
  );
  expect(read).toBeGreaterThan(5);
});

it.each(["link.tf", "link.tf.json", "a_override.tf", "terraform.tfvars", "x.auto.tfvars"])(
  "reads no file elsewhere through a link: %s",
  (name) => {
    const place = written(`link-${name}`, { "main.tf": "locals {}\n" });
    const secret = file("elsewhere/secret", "a secret line\n");
    symlinkSync(secret, path.join(place, name));
    const read = (): unknown => readTerraformFolder(place);
    expect(read).toThrow(/RAM501 .*outside of the repository/);
    expect(read).not.toThrow(/secret line/);
  },
);
