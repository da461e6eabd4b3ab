/** The two kinds of file a service takes its environment from: systemd's, and the shell exports of OpenClaw's launchd wrapper. */

type Values = Readonly<Record<string, string>>;

const name = /[A-Za-z_][A-Za-z0-9_]*/y;

/**
 * What systemd makes of an `EnvironmentFile`: lines `NAME=value`, comments with # or ;, values plain or quoted, quoted
 * ones over several lines, a backslash before a letter keeps it and before a line's end joins the next.
 */
export function parseEnvironmentFile(text: string): Values {
  return scan(text, /[#;]/, "");
}

/**
 * What sourcing OpenClaw's `service-env/<label>.env` exports: lines `export NAME='value'`, as OpenClaw 2026.9.6 and
 * 2026.5.28 write them (`'\''` is a quote), a value over several lines included. Nothing is expanded: the generator
 * writes no expansions.
 */
export function parseShellExports(text: string): Values {
  return scan(text, /#/, "export");
}

function scan(text: string, comment: RegExp, keyword: string): Values {
  const values: [string, string][] = [];
  const lines = text.replaceAll("\r\n", "\n").replace(/^\uFEFF/, "");
  for (let at = 0; at < lines.length; ) {
    const start = at + (/^[ \t\n]*/.exec(lines.slice(at))?.[0].length ?? 0);
    const lineEnd = lines.indexOf("\n", start);
    const next = lineEnd < 0 ? lines.length : lineEnd + 1;
    if (comment.test(lines.charAt(start))) {
      at = next;
      continue;
    }
    const assignment = assignmentAt(lines, start, keyword);
    if (!assignment) {
      at = next;
      continue;
    }
    const value = valueAt(lines, assignment.valueAt, keyword !== "");
    values.push([assignment.key, value.text]);
    at = value.end + 1;
  }
  return Object.fromEntries(values);
}

function assignmentAt(
  text: string,
  start: number,
  keyword: string,
): { readonly key: string; readonly valueAt: number } | null {
  let at = start;
  if (keyword) {
    if (!text.startsWith(`${keyword} `, at)) return null;
    at += keyword.length + 1;
  }
  name.lastIndex = at;
  const key = name.exec(text)?.[0];
  if (!key) return null;
  const gap = keyword ? "" : (/^[ \t]*/.exec(text.slice(at + key.length))?.[0] ?? "");
  const equals = at + key.length + gap.length;
  return text.charAt(equals) === "=" ? { key, valueAt: equals + 1 } : null;
}

/**
 * Reads to the end of the line the value ends on. To a shell a quote is one anywhere and a blank ends the word; to systemd
 * a quote is one only where a value begins (`it's` is plain), and blanks outside quotes count between letters alone.
 */
function valueAt(text: string, start: number, isShell: boolean): { text: string; end: number } {
  let value = "";
  /** Up to here the value is certain; what comes after are blanks so far. */
  let kept = 0;
  let quote = "";
  let canQuote = true;
  let at = start;
  for (; at < text.length; at += 1) {
    const letter = text.charAt(at);
    if (quote) {
      if (letter === quote) quote = "";
      else if (letter === "\\" && quote === '"') {
        at += 1;
        const escaped = text.charAt(at);
        if (escaped !== "\n") value += `"\\\`$`.includes(escaped) ? escaped : `\\${escaped}`;
      } else value += letter;
      kept = value.length;
      canQuote = quote === "" || canQuote;
    } else if (letter === "\n") break;
    else if (canQuote && (letter === "'" || letter === '"')) quote = letter;
    else if (/[ \t]/.test(letter)) {
      if (isShell) {
        const end = text.indexOf("\n", at);
        return { text: value, end: end < 0 ? text.length : end };
      }
      if (!canQuote) value += letter;
    } else {
      const isEscape = letter === "\\";
      if (isEscape) at += 1;
      const meant = text.charAt(at);
      if (!(isEscape && meant === "\n")) value += meant;
      kept = value.length;
      canQuote = isShell;
    }
  }
  return { text: value.slice(0, kept), end: at };
}
