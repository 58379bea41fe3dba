/**
 * The colors of both themes, by the name of the CSS property. Text in `x-ink` is on `x-fill`; text in `ink`, `muted` and
 * `link` is on `page`, `surface` and `raised`. A test checks the contrast of all of them.
 */
const themes = {
  light: {
    page: "#f5f6f8",
    surface: "#ffffff",
    raised: "#eef1f5",
    line: "#dce1e8",
    control: "#7a8597",
    focus: "#0b57c4",
    ink: "#18202c",
    muted: "#515c6d",
    link: "#0b57c4",
    "more-ink": "#8c1412",
    "more-fill": "#fde5e2",
    "looser-ink": "#773b00",
    "looser-fill": "#fcead0",
    "less-ink": "#0d5628",
    "less-fill": "#dff3e5",
    "neutral-ink": "#3a4454",
    "neutral-fill": "#e6eaf0",
    "unknown-ink": "#553886",
    "unknown-fill": "#ece4f9",
    "risk-ink": "#ffffff",
    "risk-fill": "#ab2019",
    "all-ink": "#ffffff",
    "all-fill": "#2b5fae",
    "some-ink": "#14427f",
    "some-fill": "#dbe8fb",
  },
  dark: {
    page: "#0e131a",
    surface: "#151c26",
    raised: "#1d2632",
    line: "#2b3644",
    control: "#76849a",
    focus: "#8abaff",
    ink: "#e4e9f0",
    muted: "#a2aebe",
    link: "#8abaff",
    "more-ink": "#ffb8b0",
    "more-fill": "#4b1714",
    "looser-ink": "#ffd196",
    "looser-fill": "#442a08",
    "less-ink": "#9fe4b4",
    "less-fill": "#113a20",
    "neutral-ink": "#c8d1de",
    "neutral-fill": "#2a3543",
    "unknown-ink": "#d8c6ff",
    "unknown-fill": "#37285b",
    "risk-ink": "#2a0503",
    "risk-fill": "#ff8d84",
    "all-ink": "#071a36",
    "all-fill": "#8fbcff",
    "some-ink": "#bcd6ff",
    "some-fill": "#1b3357",
  },
} as const;

/** The themes as CSS. The choice on the page wins over that of the system. Printed pages are light. */
export function themeCss(): string {
  return [
    `:root{color-scheme:light;${properties("light")}}`,
    `@media (prefers-color-scheme:dark){:root:not([data-theme="light"]){color-scheme:dark;${properties("dark")}}}`,
    `:root[data-theme="dark"]{color-scheme:dark;${properties("dark")}}`,
    `@media print{:root,:root:not([data-theme="light"]),:root[data-theme="dark"]{color-scheme:light;${properties("light")}}}`,
  ].join("\n");
}

function properties(theme: keyof typeof themes): string {
  return Object.entries(themes[theme])
    .map(([name, color]) => `--${name}:${color}`)
    .join(";");
}
