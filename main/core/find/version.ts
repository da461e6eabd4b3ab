/** OpenClaw's calendar versions in their order, and the oldest whose files and protocol are known. */

/** From May 2026 on OpenClaw reads header secrets by reference and speaks the protocol Sluice speaks. */
export const minimumVersion = "2026.5.0";

/** A version in a form that compares item by item; null when it is none. */
type Parts = readonly [
  year: number,
  month: number,
  patch: number,
  stage: number,
  count: number,
  round: number,
];

/** Stages come before the release (0); a bare number after the dash is a correction of it: `2026.2.2-3`. */
const stages: Readonly<Record<string, number>> = { dev: -4, alpha: -3, beta: -2, rc: -1 };
const correction = 1;

/** Forms seen on the registry: `2026.9.6`, `2026.9.1-beta.3`, `2026.2.2-3`; a leading v and build metadata are allowed. */
const form = /^v?(\d{1,5})\.(\d{1,5})\.(\d{1,9})(?:-([0-9a-z.-]+))?(?:\+[0-9a-z.-]+)?$/i;

function partsOf(version: string): Parts | null {
  const match = form.exec(version.trim());
  if (!match) return null;
  const [, year, month, patch, suffix] = match;
  const [word = "", count = "0", round = "0"] = suffix?.toLowerCase().split(/[.-]/) ?? [];
  const base = [Number(year), Number(month), Number(patch)] as const;
  if (!suffix) return [...base, 0, 0, 0];
  if (/^\d+$/.test(word)) return [...base, correction, Number(word), 0];
  return [...base, stages[word] ?? -5, Number(count) || 0, Number(round) || 0];
}

/** Negative when `a` is older, positive when it is newer, 0 when they are one. What is no version counts as oldest. */
export function compareVersions(a: string | null, b: string | null): number {
  const [left, right] = [a, b].map((version) => (version === null ? null : partsOf(version)));
  if (!left || !right) return Number(Boolean(left)) - Number(Boolean(right));
  for (const [index, part] of left.entries()) {
    const difference = part - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** A version that is not known is not called too old: it may be a newer one than any seen. */
export function isTooOld(version: string | null): boolean {
  return (
    version !== null && partsOf(version) !== null && compareVersions(version, minimumVersion) < 0
  );
}
