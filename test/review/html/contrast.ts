/** Colors of a theme by the name of their custom property. */
export type Colors = Readonly<Record<string, string>>;

/** The colors that a page's style sets where a selector matches. */
export function colorsIn(page: string, selector: string): Colors {
  const start = page.indexOf(`${selector}{color-scheme`);
  if (start === -1) throw new Error(`no rule for ${selector}`);
  const body = page.slice(start + selector.length + 1, page.indexOf("}", start));
  const found = Array.from(body.matchAll(/--([a-z-]+):(#[0-9a-f]{6})/g));
  return Object.fromEntries(found.map(([, name, color]) => [name!, color!]));
}

/** The contrast of two colors, from 1 to 21, as WCAG 2 defines it. */
export function contrast(first: string, second: string): number {
  const [light, dark] = [luminance(first), luminance(second)].sort((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = parseInt(color.slice(at, at + 2), 16) / 255;
    return channel <= 0.03928 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}
