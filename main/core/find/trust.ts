/** Whether somebody else could replace a program before Sluice runs it: told from who owns and may write what leads to it. */

/** One name on the way to a file, from `/` down, links included: as `lstat` tells it, `mode` with the bits of the kind. */
export type Step = {
  readonly path: string;
  readonly uid: number;
  readonly gid: number;
  readonly mode: number;
};

/** `groups`: those whose members may write what is this user's without being "others". */
export type Self = { readonly uid: number; readonly groups: readonly number[] };

const kindBits = 0o170000;
const folderKind = 0o040000;
const linkKind = 0o120000;
const stickyBit = 0o1000;
const groupWrite = 0o020;
const othersWrite = 0o002;
const root = 0;
/** macOS's `admin`. */
const admin = 80;

/**
 * Root's group everywhere. On Linux the user's primary group too: most systems give everyone a group of one, with a umask
 * of 002, so what nvm and npm unpack is 775. On macOS that group is `staff`, which is everybody; but Homebrew's folders are
 * the user's and writable by `admin`, whose members may become root anyway.
 */
export function selfOn(platform: string, uid: number, primaryGroup: number): Self {
  return { uid, groups: platform === "darwin" ? [root, admin] : [root, primaryGroup] };
}

/**
 * Everything on the way is this user's or root's, and nobody else may write it. Two kinds of folder may be written by more:
 * - a sticky one (the temporary folder, `/nix/store`): only the owner of a name in it can replace that name, and that is the next step;
 * - one of root's that a group may write (Debian's `/usr/local` is `root:staff` 2775): whoever runs the machine chose who is
 *   in that group, and what they would put there is theirs, which is refused one step further down.
 * A link's own bits mean nothing, its owner does. A way nobody could follow is no way to trust.
 */
export function isOutOfReach(steps: readonly Step[], self: Self): boolean {
  return steps.length > 0 && steps.every((step) => isKept(step, self));
}

function isKept({ uid, gid, mode }: Step, self: Self): boolean {
  if (uid !== self.uid && uid !== root) return false;
  const kind = mode & kindBits;
  if (kind === linkKind) return true;
  const isFolder = kind === folderKind;
  if (isFolder && (mode & stickyBit) !== 0) return true;
  if ((mode & othersWrite) !== 0) return false;
  if ((mode & groupWrite) === 0) return true;
  return self.groups.includes(gid) || (isFolder && uid === root);
}

/**
 * A share of another machine or a device on Windows (`\\host\share`, `//host/share`, `\\?\…`, `\??\…`): a mere look at one
 * tells that machine who the user is, and what lies there is that machine's to change.
 */
export function isRemoteOnWindows(path: string): boolean {
  return /^[\\/](?:[\\/]|\?\?)/.test(path);
}
