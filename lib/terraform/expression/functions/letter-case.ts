/** Letter case as Go maps it: one character to one, without regard to its neighbours. */
export function lowerCase(text: string): string {
  return eachCharacter(text, (character) => (character === "İ" ? "i" : character.toLowerCase()));
}

export function upperCase(text: string): string {
  return eachCharacter(text, (character) => character.toUpperCase());
}

/** Makes the first letter of each word a capital. */
export function titleCase(text: string): string {
  let before = " ";
  return eachCharacter(text, (character) => {
    const isFirst = !/[\p{L}\p{Nd}_]/u.test(before) && /\p{L}/u.test(character);
    const isInWord = /[^\s]/u.test(before) && before > "\x7f" && !/\p{L}/u.test(before);
    before = character;
    return isFirst && !isInWord ? character.toUpperCase() : character;
  });
}

function eachCharacter(text: string, change: (character: string) => string): string {
  return Array.from(text, (character) => {
    const changed = change(character);
    return Array.from(changed).length === 1 ? changed : character;
  }).join("");
}
