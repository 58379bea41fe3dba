/**
 * The words that the search finds a text by. Chinese has no spaces, so its text is found by pairs of characters. VitePress sends
 * this function to the browser as text: it uses nothing from around it.
 */
export function searchWords(text: string): string[] {
  return text
    .split(/[\n\r\p{Z}\p{P}]+/u)
    .flatMap((word) => word.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? [])
    .flatMap((part) => {
      const characters = Array.from(part);
      const isChinese = /^\p{Script=Han}{3}/u.test(part);
      return isChinese ? characters.slice(1).map((second, index) => `${characters[index] ?? ""}${second}`) : [part];
    });
}
