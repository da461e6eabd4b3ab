/** The environment files of OpenClaw's service, as OpenClaw's own installer writes them for launchd and systemd. */

/**
 * Lines of `export NAME='value'` (launchd, read by /bin/sh) or `NAME=value`, `NAME="value"` (systemd). Anything else in a file is a person's
 * own and left out, as OpenClaw's readers do.
 */
export function parseServiceFile(text: string): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i += 1) {
    const [, isShell, name, first] =
      /^\s*(export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*=(.*)$/.exec(lines[i] ?? "") ?? [];
    if (name === undefined || first === undefined) continue;
    let raw = first.trim();
    if (isShell === undefined) {
      values.set(name, systemdValue(raw));
      continue;
    }
    // A value may hold line ends: the quote is closed on a later line then.
    while (!isClosed(raw) && i + 1 < lines.length) {
      i += 1;
      raw += `\n${lines[i] ?? ""}`;
    }
    values.set(name, shellValue(raw));
  }
  return values;
}

/** Names `OPENCLAW_SERVICE_MANAGED_ENV_KEYS` lists: a start takes these from `.env` anew. */
export const managedNames = (values: ReadonlyMap<string, string>): ReadonlySet<string> =>
  new Set((values.get("OPENCLAW_SERVICE_MANAGED_ENV_KEYS") ?? "").split(/[\s,]+/).filter(Boolean));

/** Outside a quote, `'\''` is the only thing OpenClaw writes. */
const isClosed = (raw: string): boolean =>
  !raw.startsWith("'") || (raw.replaceAll("'\\''", "").match(/'/g)?.length ?? 0) % 2 === 0;

const shellValue = (raw: string): string =>
  raw.startsWith("'") && raw.endsWith("'") && raw.length > 1
    ? raw.slice(1, -1).replaceAll("'\\''", "'")
    : raw.replace(/^"([\s\S]*)"$/, "$1");

function systemdValue(raw: string): string {
  const quote = raw[0];
  if (raw.length < 2 || (quote !== '"' && quote !== "'") || !raw.endsWith(quote)) return raw;
  const inner = raw.slice(1, -1);
  return quote === '"' ? inner.replace(/\\([\\"`$])/g, "$1") : inner;
}
