import { existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, symlinkSync } from "node:fs";
import path from "node:path";
import { temporaryFiles } from "../support/temporary-files";
import { call } from "./support/call";

const { folder, file } = temporaryFiles("catalog-import");
const page = path.join(__dirname, "..", "catalog", "import", "pages", "sfm.en.txt");
const facts = ["--source", "https://a.example/page", "--read", "2026-11-28"];
const imported = (...args: readonly string[]) => call("catalog", "import", page, "--code", "sfm", ...facts, ...args);
const dataFile = imported().out;

const refused = { code: 1, out: "", err: expect.stringMatching(/^RAM902 .*replace it with --force\.\n$/) as string };

it("writes a file that is not there, and replaces the data file of the service", () => {
  const output = path.join(folder, "new.json");
  expect(imported("--output", output).code).toBe(0);
  expect(readFileSync(output, "utf8")).toBe(dataFile);
  expect(call("catalog", "import", page, "--code", "sfm", "--source", "https://b.example", "--read", "2026-11-29", "--output", output).code).toBe(0); // prettier-ignore
  expect(JSON.parse(readFileSync(output, "utf8"))).toMatchObject({ source: "https://b.example", read: "2026-11-29" });
});

it.each<readonly [string, string]>([
  ["a text", "by hand"],
  ["nothing", ""],
  ["other JSON", '{"code":"sfm"}'],
  ["a data file that was edited", dataFile.replace("AddFile", "AddFolder")],
  ["a data file printed otherwise", JSON.stringify(JSON.parse(dataFile))],
  ["the data file of another service", readFileSync(path.join(__dirname, "../../lib/catalog/data/pages/eas.json"), "utf8")], // prettier-ignore
])("replaces only with --force a file with %s", (title, text) => {
  const output = file(`${title}.json`, text);
  expect(imported("--output", output)).toEqual(refused);
  expect(readFileSync(output, "utf8")).toBe(text);
  expect(imported("--output", output, "--force")).toEqual({ code: 0, out: "", err: "" });
  expect(readFileSync(output, "utf8")).toBe(dataFile);
});

it.each(["--force", undefined])("never replaces what is no regular file, %s", (force) => {
  const args = force === undefined ? [] : [force];
  const target = file(`linked${force ?? ""}.json`, dataFile);
  const link = path.join(folder, `link${force ?? ""}.json`);
  symlinkSync(target, link);
  expect(imported("--output", link, ...args)).toMatchObject({ code: 1, err: expect.stringMatching(/^RAM902.*a link/) as string }); // prettier-ignore
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  const directory = path.join(folder, `folder${force ?? ""}`);
  mkdirSync(directory);
  expect(imported("--output", directory, ...args)).toMatchObject({ code: 1, err: expect.stringMatching(/^RAM902/) as string }); // prettier-ignore
  expect(readdirSync(directory)).toEqual([]);
});

it("writes nothing where the page cannot be read, and leaves no other files", () => {
  const output = path.join(folder, "broken.json");
  const broken = file("broken.txt", "no page");
  expect(call("catalog", "import", broken, "--code", "sfm", ...facts, "--output", output, "--force").code).toBe(1);
  expect(existsSync(output)).toBe(false);
  expect(readdirSync(folder).filter((name) => /tmp|~|^\./.test(name))).toEqual([]);
});
