/** Text as a menu shows it: one line, of bounded length, with nothing in it that the system would read as a sign of its own. */

/** A row of ours; a name somebody else chose is given less. */
const longestLabel = 80;
const longestName = 40;

/** A row of the menu, ready for Electron. */
export const labelOf = (text: string): string => escaped(cut(text, longestLabel));

/** A model's or profile's name on one line, without what would turn the text around it: to stand alone or in a row. */
export function nameOf(text: string): string {
  const line = text
    .toWellFormed()
    .replaceAll(/[\p{Bidi_Control}\u00ad\u200b\u2060\ufeff]/gu, "")
    .replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim();
  return line === "" ? "—" : cut(line, longestName);
}

/**
 * On all three systems a lone "&" marks the next letter as a key and is not shown, and two stand for one: Windows and the D-Bus menu
 * of Linux by Chromium's rules for menus, macOS because Electron takes the marks out (l10n_util_mac.mm). That takes "(&?)" out as a
 * whole, so a joiner nobody sees stands before ours.
 */
const escaped = (text: string): string =>
  text.replaceAll("&", "&&").replaceAll("(&&)", "(\u2060&&)");

/** By code points: half a character is none. */
function cut(text: string, longest: number): string {
  const characters = [...text];
  return characters.length <= longest ? text : `${characters.slice(0, longest - 1).join("")}…`;
}
