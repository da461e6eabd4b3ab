/** What the system says of a running process and of a shell, taken apart: variables, and when it started. */

/** `NAME=value` pieces ended by NUL, as in `/proc/<pid>/environ` and from `env -0`. Of namesakes the first one counts, as for `getenv`. */
export function parseVariables(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  for (const piece of text.split("\0")) {
    const sign = piece.indexOf("=");
    const name = piece.slice(0, Math.max(sign, 0));
    if (name !== "" && !values.has(name)) values.set(name, piece.slice(sign + 1));
  }
  return values;
}

/** From Linux's `/proc/<pid>/stat` and `/proc/uptime` as read at `now`: epoch ms, right to a few hundredths of a second; null when either says nothing of it. */
export function startedAtOf(stat: string, uptime: string, now: number): number | null {
  // The name, in brackets, may hold anything; the start is the 22nd field, in hundredths of a second since the system's start.
  const ticks = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? Number.NaN);
  const upMs = Number.parseFloat(uptime) * 1_000;
  return Number.isFinite(ticks) && Number.isFinite(upMs) ? now - upMs + ticks * 10 : null;
}

/** `[[days-]hours:]minutes:seconds`, as `ps -o etime=` prints on macOS and Linux; null for anything else. */
export function elapsedMsOf(etime: string): number | null {
  const [, days = "0", hours = "0", minutes, seconds] =
    /^\s*(?:(?:(\d+)-)?(\d{1,2}):)?(\d{1,2}):(\d{2})\s*$/.exec(etime) ?? [];
  if (minutes === undefined || seconds === undefined) return null;
  const hoursInAll = Number(days) * 24 + Number(hours);
  return ((hoursInAll * 60 + Number(minutes)) * 60 + Number(seconds)) * 1_000;
}
