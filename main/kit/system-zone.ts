/** The zone the machine is in now, asked once a minute: asking builds a formatter, and the app wants to know several times a second. */

const askAgainMs = 60_000;
let zone = "";
let askedAt = Number.NEGATIVE_INFINITY;

/** An IANA name. */
export function systemZone(): string {
  const now = performance.now();
  if (now - askedAt < askAgainMs) return zone;
  askedAt = now;
  zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone;
}
