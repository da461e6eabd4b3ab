/** The paths a pattern stands for on this disk, newest version first. */
import { compareReleases, releaseOf } from "../../core/find/node-range.ts";
import type { Disk } from "./disk.ts";

/** Folders of versions hold a dozen names; one with more than this is something else. */
const maxNames = 200;
const maxPaths = 40;

/** Only folders that exist are listed; a path without `*` is given back as it is, whether it exists or not. */
export async function expand(pattern: string, disk: Disk): Promise<readonly string[]> {
  const star = /^(.*?[\\/])([^\\/*]*\*[^\\/]*)(.*)$/s.exec(pattern);
  if (!star) return [pattern];
  const [, folder = "", segment = "", rest = ""] = star;
  const [before = "", after = ""] = segment.split("*");
  const names = (await disk.list(folder, maxNames)) ?? [];
  const fitting = names
    .filter((name) => !name.startsWith(".") && name.length >= before.length + after.length)
    .filter((name) => name.startsWith(before) && name.endsWith(after))
    .toSorted((a, b) => byVersion(a, b));
  const paths: string[] = [];
  for (const name of fitting) {
    if (paths.length >= maxPaths) break;
    paths.push(...(await expand(`${folder}${name}${rest}`, disk)));
  }
  return paths;
}

function byVersion(a: string, b: string): number {
  const [left, right] = [a, b].map((name) => releaseOf(/\d+\.\d+\.\d+/.exec(name)?.[0] ?? ""));
  if (left && right) return compareReleases(right, left);
  return Number(Boolean(right)) - Number(Boolean(left)) || (a < b ? -1 : 1);
}
