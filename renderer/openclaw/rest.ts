/** How long a rest still lasts, as a clock shows it. */

const secondMs = 1000;

/** "0:48", "12:05", "1:00:00": what has begun counts as a whole second, so that it never shows nothing left. */
export function leftOf(untilAt: number, now: number): string {
  const seconds = Math.max(0, Math.ceil((untilAt - now) / secondMs));
  const two = (value: number) => String(value % 60).padStart(2, "0");
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? `${minutes}:${two(seconds)}`
    : `${Math.floor(minutes / 60)}:${two(minutes)}:${two(seconds)}`;
}
