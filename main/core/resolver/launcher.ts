/** The script OpenClaw runs: two absolute paths, and nothing taken from an environment, for OpenClaw hands none over. */

/** `text` as one word for a POSIX shell, whatever is in it. */
export const shellWord = (text: string): string => `'${text.replaceAll("'", "'\\''")}'`;

/** A `#!` line could not name Node: it may hold spaces, and `env` would want a PATH. */
export function launcherText(node: string, script: string): string {
  return `#!/bin/sh
# Written by Sluice. OpenClaw runs it to ask the keychain for the keys Sluice keeps there.
exec ${shellWord(node)} ${shellWord(script)}
`;
}

/**
 * Whether OpenClaw would accept `path` as a command (measured: 2026.5.28 and 2026.9.6). A refused one makes its whole
 * configuration invalid, and with that OpenClaw does not start: so it is never written.
 */
export const isAcceptedCommand = (path: string): boolean =>
  path.startsWith("/") && !/[;&|`$<>"'\r\n\0]/.test(path);
