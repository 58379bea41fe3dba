import { formatProblem } from "../policy";
import { withIdsOfAccount } from "../grants/account-ids";
import { sidesOfPlan } from "../grants/plan-sides";
import { type Source, stacksOf } from "../grants/source";
import {
  type GrantModel,
  type ReviewReport,
  type ReviewRow,
  type SynthesizedStack,
  grantsOfSource,
  grantsOfStack,
  review,
} from "../review";
import { type AcknowledgedReport, acknowledgeRows } from "../review/acknowledge-rows";
import { withAddedApprovals } from "../review/added-approvals";
import { UnaccountedError } from "../review/accounting/self-check";
import { sinceBaseline } from "../review/baseline";
import { driftModels } from "../review/drift";
import { type Gate, gates, passes } from "../review/gate";
import { InputPlaces, RowPlaces } from "../review/places";
import type { RowAcknowledgement } from "../review/row-acknowledgement";
import { formatsOf, reviewRenderers } from "../review/renderers";
import type { SourcePlace } from "../terraform/places/source-place";
import { type Approved, approvedAcknowledgements, approvedBaseline } from "./approvals";
import { exitCodes, InputError, type Output, UsageError, wrongValue } from "./command";
import type { ComparedInputs } from "../review/render";
import { comparedInput } from "./compared-input";
import { configurationOptions, refuseOwn } from "./config/read-configuration";
import { reviewedConfiguration } from "./config/reviewed-configuration";
import { declareCommand } from "./declaration";
import { type InputArguments, aboutInput, readInput, synthOptions } from "./input";
import { packageVersion } from "./package-version";
import { type NamedSource, inRepository, placedInput } from "./placed-inputs";
import { reading } from "./reading";
import { withFailureInSarif } from "./sarif-failure";

/** Reviews a change. */
export const reviewCommand = declareCommand({
  description:
    "Compares the effective permissions of all principals before and after a change. With a gate, stops a change that broadens them.",
  arguments: [
    {
      name: "before",
      about: aboutInput,
      path: "read",
    },
    {
      name: "after",
      about: "the input after the change, of any of these kinds; without it, a plan is compared with its prior state",
      path: "read",
      optional: true,
    },
  ],
  options: {
    format: { value: "format", about: "how to print the report", choices: formatsOf(reviewRenderers), default: "text" },
    gate: {
      value: "gate",
      about: "the changes that exit with code 2; default: from the configuration of the base, else never",
      choices: gates,
    },
    baseline: {
      value: "report.json",
      about: "an earlier report from --format json, whose rows are ignored",
      path: "read",
    },
    acknowledge: { value: "file", about: "changes to acknowledge, each with a reason", path: "read", many: true },
    base: {
      value: "ref",
      about:
        "the commit before the change; acknowledgements and baselines in the checkout count only as far as this commit has them; default: the commit of git:<ref>",
    },
    "one-account": { about: "all stacks belong to one account, so grants of one stack count in the others" },
    complete: {
      about: "the inputs are the whole account: no policy, attachment or member of a group is anywhere else",
    },
    assume: {
      value: "what",
      about: "which assumptions to make; none reports more changes",
      choices: ["usual", "none"],
      default: "usual",
    },
    account: {
      value: "id|listing",
      about:
        "the id of the account; or a listing that pull wrote, to compare the grants of the input with those of the account",
      path: "read",
    },
    ...configurationOptions,
    ...synthOptions,
  },
  examples: [
    "agentrun-ram review plan.json --gate broadening",
    "agentrun-ram review before/cdktf.out cdktf.out",
    "agentrun-ram review cdktf.out --account account.json",
    'agentrun-ram review git:origin/main cdktf.out --synth "npm ci && npx cdktf synth" --gate broadening',
  ],
  run: withFailureInSarif("review", ({ args: [before, after], options: values }, output) => {
    const { format } = values;
    const drift = values.account === undefined || /^\d+$/.test(values.account) ? undefined : values.account;
    if (drift !== undefined && after !== undefined) {
      throw new UsageError("a listing is compared with one input, and there are two", {
        where: "--account",
        fix: "name no second input",
      });
    }
    const inputs = { before: after === undefined ? undefined : before, after: after ?? before, base: values.base };
    const configuration = reviewedConfiguration(values, inputs);
    const { settings } = configuration;
    if (configuration.unused !== undefined) reportUnused(configuration.unused, values.gate, output);
    const gate = values.gate ?? settings.gates?.review ?? "never";
    const { was, is, isComplete, accountId = settings.accounts?.id } = sidesOf(before, after, drift, values, output);
    const whole = checked(() =>
      review(was.models, is.models, {
        oneAccount: values["one-account"] || settings.accounts?.oneAccount === true || drift !== undefined,
        complete: values.complete || isComplete,
        assume: values.assume,
        ...(accountId === undefined ? {} : { accountId }),
        step: (what) => {
          output.step(() => `comparing ${what}`);
        },
      }),
    );
    const baseline = values.baseline ?? configuration.baseline;
    const known = baseline === undefined ? undefined : approvedBaseline(baseline, inputs);
    const since = known === undefined ? whole : sinceBaseline(whole, known.approved);
    const given = values.acknowledge?.map((file) => approvedAcknowledgements(file, inputs));
    const ofConfiguration = configuration.acknowledgements;
    const { report: left, problems } = acknowledgeAll(since, given ?? [ofConfiguration]);
    const added = [
      ...(known?.added ?? []),
      ...(given ?? []).flatMap((one) => one.added),
      ...ofConfiguration.added,
      ...configuration.changes,
    ];
    const report = withAddedApprovals(left, added, is.models[0]?.stack ?? "");
    output.out(
      reviewRenderers[format](report, {
        toolVersion: packageVersion(),
        ...(configuration.name === undefined ? {} : { configuration: configuration.name }),
        ...(format === "sarif" ? { sarif: { placesOf: placesOfRows(was, is) } } : {}),
        ...(format === "markdown" || format === "html" ? { inputs: comparedInputs(before, after) } : {}),
      }),
    );
    for (const problem of problems) output.err(formatProblem(problem));
    // A stale acknowledgement would hide a later change from the gate.
    const areWrong = problems.length > 0 && gate !== "never";
    return passes(report, gate) && !areWrong ? exitCodes.ok : exitCodes.found;
  }),
});

/**
 * Notes that the configuration of the tree under review does not count.
 *
 * @throws UsageError RAM905 without `--gate`, because the caller may rely on the gate in that configuration
 */
function reportUnused(name: string, gate: Gate | undefined, { note }: Output): void {
  const why = "a change must not configure its own review, and it is not known what the base has in its place";
  const fix = "name the commit before the change with --base, or a file outside with --config";
  if (gate !== undefined) note(`note: ${name} does not count: ${why}; ${fix}`);
  else refuseOwn(name, why, `${fix}, or leave it out with --no-config, or name the --gate`);
}

/** Acknowledges rows by each file in turn. */
function acknowledgeAll(
  report: ReviewReport,
  files: readonly Approved<readonly RowAcknowledgement[]>[],
): AcknowledgedReport {
  return files.reduce<AcknowledgedReport>(
    (sum, { approved }) => {
      const next = acknowledgeRows(sum.report, approved, today());
      return { report: next.report, problems: [...sum.problems, ...next.problems] };
    },
    { report, problems: [] },
  );
}

/** An input of a review, and what it grants. */
interface Side extends NamedSource {
  readonly models: readonly GrantModel[];
}

function sideOf(input: string, values: InputArguments, output: Output): Side {
  return modelled(input, readInput(input, values, output));
}

function modelled(input: string, source: Source): Side {
  return { input, source, models: reading(() => grantsOfSource(source)) };
}

/** The two sides to compare. Two pulled accounts, or code and a pulled account, are complete: nothing is elsewhere. */
function sidesOf(
  before: string,
  after: string | undefined,
  listing: string | undefined,
  values: InputArguments & { readonly account?: string | undefined },
  output: Output,
) {
  if (listing !== undefined) {
    const account = readInput(listing, {}, output);
    const code = modelled(before, withIdsOfAccount(readInput(before, values, output), account));
    const pulled = modelled(listing, account);
    const models = driftModels({ code: code.models, account: pulled.models });
    const [was, is]: readonly [Side, Side] = [
      { ...code, models: models.code },
      { ...pulled, models: models.account },
    ];
    if (is.source.kind !== "stacks" || is.source.accountId === undefined) {
      throw wrongValue("--account", listing, "the id of an account, or a listing that pull wrote", "name one of them");
    }
    const { accountId, isComplete = false } = is.source;
    return { was, is, isComplete, accountId };
  }
  if (after === undefined) {
    const [was, is] = bothSidesOf(before, values, output);
    return { was, is, isComplete: false, accountId: values.account };
  }
  const [was, is] = [sideOf(before, values, output), sideOf(after, values, output)];
  const isComplete = isWholeAccount(was.source) && isWholeAccount(is.source);
  return { was, is, isComplete, accountId: values.account };
}

function isWholeAccount(source: Source): boolean {
  return source.kind === "stacks" && source.isComplete === true;
}

/** The two sides of one plan. */
function bothSidesOf(input: string, values: InputArguments, output: Output): readonly [Side, Side] {
  const source = readInput(input, values, output);
  const [sides] = stacksOf(source).flatMap((stack) => sidesOfPlan(stack) ?? []);
  if (sides === undefined || source.kind === "policies") {
    throw new UsageError("it is no plan; only a plan has both sides of a change", {
      where: input,
      fix: "name the input before the change and the one after it",
    });
  }
  const side = (stack: SynthesizedStack): Side => ({
    input,
    source: { ...source, stacks: [stack] },
    models: reading(() => grantsOfStack(stack)),
  });
  return [side(sides.before), side(sides.after)];
}

function comparedInputs(before: string, after: string | undefined): ComparedInputs {
  const input = comparedInput(before);
  // One plan has both sides.
  return after === undefined
    ? { before: { ...input, name: `the state before ${input.name}` }, after: input }
    : { before: input, after: comparedInput(after) };
}

function placesOfRows(before: Side, after: Side): (row: ReviewRow) => readonly (readonly SourcePlace[])[] {
  const places = new RowPlaces(new InputPlaces(placedInput(before)), new InputPlaces(placedInput(after)));
  const inputs = [after.input, before.input];
  return (row) => places.of(row).map((some) => some.map((place) => inRepository(place, inputs)));
}

/** @throws InputError RAM505 if the review did not account for everything that differs */
function checked<Result>(run: () => Result): Result {
  try {
    return run();
  } catch (error) {
    if (error instanceof UnaccountedError) throw new InputError(error.message);
    throw error;
  }
}

function today(): string {
  return new Date().toISOString().slice(0, 10);
}
