/** Whether a Node.js version satisfies a package's `engines.node`: the part of npm's ranges that such fields use. */

type Version = readonly [major: number, minor: number, patch: number];
type Bound = { readonly from: Version; readonly below: Version | null };

const release = /^v?(\d+)\.(\d+)\.(\d+)(?:\+\S*)?$/;
const partial = /^v?(\d+|[x*])(?:\.(\d+|[x*]))?(?:\.(\d+|[x*]))?$/i;
const nothing: Version = [0, 0, 0];

/** Null for what is no release: a nightly or a candidate fits no range, as with npm. */
export function releaseOf(text: string): Version | null {
  const match = release.exec(text.trim());
  return match ? [Number(match[1]), Number(match[2]), Number(match[3])] : null;
}

/** @param range as in package.json; null, blank or one that cannot be read lets every release through. */
export function isNodeFit(version: string, range: string | null): boolean {
  const asked = releaseOf(version);
  if (!asked) return false;
  if (range === null || range.trim() === "") return true;
  const alternatives = range.split("||").map(boundsOf);
  if (alternatives.includes(null)) return true;
  return alternatives.some((bounds) => bounds?.every((bound) => isWithin(asked, bound)) ?? true);
}

export function compareReleases(a: Version, b: Version): number {
  return a[0] - b[0] || a[1] - b[1] || a[2] - b[2];
}

function isWithin(version: Version, { from, below }: Bound): boolean {
  return (
    compareReleases(version, from) >= 0 && (below === null || compareReleases(version, below) < 0)
  );
}

/** The comparators of one alternative, all of which must hold; null when one cannot be read. */
function boundsOf(alternative: string): readonly Bound[] | null {
  const words = alternative
    .trim()
    .replace(/([<>=~^]+)\s+/g, "$1")
    .split(/\s+/)
    .filter(Boolean);
  const isSpan = words.length === 3 && words[1] === "-";
  const bounds = isSpan ? [boundOf(`>=${words[0]}`), boundOf(`<=${words[2]}`)] : words.map(boundOf);
  return bounds.includes(null) ? null : bounds.filter((bound) => bound !== null);
}

function boundOf(word: string): Bound | null {
  const [, sign = "", rest = ""] = /^(>=|<=|>|<|=|\^|~)?(.*)$/.exec(word) ?? [];
  const match = partial.exec(rest);
  if (!match) return null;
  const numbers = match
    .slice(1, 4)
    .map((part) => (part && /^\d+$/.test(part) ? Number(part) : null));
  const [major = null, minor = null, patch = null] = numbers;
  if (major === null) return { from: nothing, below: sign === "<" ? nothing : null };
  const from: Version = [major, minor ?? 0, patch ?? 0];
  /** The first version after everything the word stands for: `24` is all of 24. */
  const after: Version =
    minor === null
      ? [major + 1, 0, 0]
      : patch === null
        ? [major, minor + 1, 0]
        : [major, minor, patch + 1];
  if (sign === ">=") return { from, below: null };
  if (sign === ">") return { from: after, below: null };
  if (sign === "<") return { from: nothing, below: from };
  if (sign === "<=") return { from: nothing, below: after };
  if (sign === "^") return { from, below: [major + 1, 0, 0] };
  if (sign === "~")
    return { from, below: minor === null ? [major + 1, 0, 0] : [major, minor + 1, 0] };
  return { from, below: after };
}
