/** Options of every command. They may stand anywhere before `--`, and are taken out before a command reads its own. */
export const generalOptions = {
  "--no-color": "print no colours; so does NO_COLOR=1",
  "--quiet": "print no progress and no notes on standard error, only errors",
} as const;

export type GeneralOption = keyof typeof generalOptions;

export function isGiven(args: readonly string[], option: GeneralOption): boolean {
  const end = args.indexOf("--");
  return args.slice(0, end === -1 ? args.length : end).includes(option);
}

/** A command line without these options. */
export function withoutGeneralOptions(args: readonly string[]): readonly string[] {
  const end = args.indexOf("--");
  return args.filter((word, index) => !Object.hasOwn(generalOptions, word) || (end !== -1 && index > end));
}
