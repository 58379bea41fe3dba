/** The style of the picture, in the colours of the pages. */
export const graphCss = `
.graph text{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,"Noto Sans",sans-serif;fill:var(--ink)}
.graph .g-kind{font-size:11px;fill:var(--muted)}
.graph .g-stack{font-size:15px;font-weight:650}
.graph rect{fill:var(--surface);stroke:var(--control)}
.graph .g-feature rect,.graph .g-service rect{fill:var(--raised);stroke:var(--line)}
.graph .g-policy rect{fill:var(--some-fill);stroke:var(--some-ink)}
.graph .g-policy text{fill:var(--some-ink)}
.graph .g-outside rect{fill:var(--neutral-fill)}
.graph .g-risk rect{fill:var(--risk-fill);stroke:var(--risk-fill)}
.graph .g-risk text{fill:var(--risk-ink)}
.graph .g-open rect,.graph path.g-open{stroke-dasharray:5 4}
.graph path{fill:none;stroke:var(--control);stroke-width:1.2}
.graph polygon{fill:var(--control)}
.graph path.g-red{stroke:var(--more-ink);stroke-width:2}
.graph polygon.g-red{fill:var(--more-ink)}
.graph .g-red rect{stroke:var(--more-ink);stroke-width:2}
.graph .g-label{font-size:11px;fill:var(--muted);paint-order:stroke;stroke:var(--page);stroke-width:4px;stroke-linejoin:round}
.graph text.g-red{fill:var(--more-ink)}
`;
