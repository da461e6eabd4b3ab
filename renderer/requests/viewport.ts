/** Which lines of a long list are drawn: those in sight, some beside them, and the one the person is at. */

export type Drawn =
  /** Room for this many lines that are not drawn. */
  | { readonly is: "gap"; readonly key: string; readonly lines: number }
  | { readonly is: "line"; readonly index: number };

/** Drawn beyond each edge: what a wheel or a thumb can pass between two frames. */
const beside = 12;
/** The first line moves in such steps, so that most frames of a scroll draw nothing anew. */
export const stepLines = 8;

/** @param first the line at the upper edge · @param visible lines that fit · @param kept drawn wherever it is, so that it keeps the focus. */
export function drawnOf(
  count: number,
  {
    first,
    visible,
    kept,
  }: { readonly first: number; readonly visible: number; readonly kept: number | null },
): readonly Drawn[] {
  const from = Math.max(0, Math.min(first, count - visible) - beside);
  const to = Math.min(count, first + visible + beside + stepLines);
  const drawn: Drawn[] = [];
  const room = (after: number, before: number) => {
    if (before > after) drawn.push({ is: "gap", key: `to ${before}`, lines: before - after });
  };
  const hasAbove = kept !== null && kept < from;
  const hasBelow = kept !== null && kept >= to && kept < count;
  if (hasAbove) {
    room(0, kept);
    drawn.push({ is: "line", index: kept });
  }
  room(hasAbove ? kept + 1 : 0, from);
  for (let index = from; index < to; index += 1) drawn.push({ is: "line", index });
  if (hasBelow) {
    room(to, kept);
    drawn.push({ is: "line", index: kept });
  }
  room(hasBelow ? kept + 1 : to, count);
  return drawn;
}
