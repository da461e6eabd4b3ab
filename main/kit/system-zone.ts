/** The zone the machine is in now, asked once a minute: asking builds a formatter, and the app wants to know several times a second. */

const askAgainMs = 60_000;
let zone = "";
let askedAt = 0;

/** An IANA name. */
export function systemZone(): string {
  // The wall's clock: the other one stands still while the machine sleeps, and travels.
  const now = Date.now();
  if (zone !== "" && Math.abs(now - askedAt) < askAgainMs) return zone;
  askedAt = now;
  zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  return zone;
}
