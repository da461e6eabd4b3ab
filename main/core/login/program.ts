/** What the system is to start at login: an absolute program that will still be there tomorrow, and its arguments. */

export type Program = readonly [string, ...string[]];

/**
 * An AppImage runs from a folder that is mounted for this run only; what lasts is the file itself, which the variable APPIMAGE
 * names (inherited from another AppImage it would name that one, so the program must lie in APPDIR).
 * Null for what cannot be started at login: a bare name, a name with line ends in it, an app run from a disk image or from
 * where macOS puts a copy of one that was never moved out of the downloads.
 */
export function lastingProgram(
  program: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): Program | null {
  const [command = "", ...args] = program;
  const { APPDIR: mounted, APPIMAGE: image } = env;
  const isMounted = Boolean(mounted && image && command.startsWith(`${mounted}/`));
  const lasting = isMounted && image ? image : command;
  if (!/^(?:\/|[A-Za-z]:\\|\\\\)/.test(lasting)) return null;
  if (/^\/Volumes\/|\/AppTranslocation\//.test(lasting)) return null;
  return [lasting, ...args].some((word) => /[\x00-\x1f\x7f]/.test(word))
    ? null
    : [lasting, ...args];
}

/** The same, started by a shell: for lists that know no way to write some program's name, but every way to write an argument. */
export const byShell = (words: readonly string[]): readonly string[] => [
  "/bin/sh",
  "-c",
  'exec "$0" "$@"',
  ...words,
];
