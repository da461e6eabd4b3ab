/** What OpenClaw's own program says on its output, reduced to what may be passed on: no value of anybody's file. */
import { z } from "zod";
import { redact } from "../redact.ts";

/** The JSON in an output that may have other lines around it; undefined when there is none. */
export function jsonIn(output: string): unknown {
  const from = output.search(/^[[{]/m);
  const to = Math.max(output.lastIndexOf("}"), output.lastIndexOf("]"));
  if (from < 0 || to < from) return undefined;
  try {
    return JSON.parse(output.slice(from, to + 1));
  } catch {
    return undefined;
  }
}

const refused = z.object({
  ok: z.literal(false),
  error: z.object({ type: z.string().catch(""), code: z.string().catch("") }),
});

/** The short code of a refusal the program reports; null when the output is none. */
export function refusalIn(output: string): string | null {
  const read = refused.safeParse(jsonIn(output));
  return read.success ? read.data.error.code || read.data.error.type || "UNKNOWN" : null;
}

const verdict = z.object({
  valid: z.boolean(),
  issues: z.array(z.object({ path: z.string().catch(""), message: z.string() })).catch([]),
});

/**
 * `openclaw config validate --json`: whether the file is valid, and the first thing OpenClaw finds wrong with it.
 * Null when the output is no verdict.
 */
export function verdictIn(
  output: string,
): { readonly isValid: true } | { readonly isValid: false; readonly issue: string } | null {
  const read = verdict.safeParse(jsonIn(output));
  if (!read.success) return null;
  if (read.data.valid) return { isValid: true };
  const [first] = read.data.issues;
  return { isValid: false, issue: first ? issueOf(first.path, first.message) : "" };
}

const longest = 200;

function issueOf(path: string, message: string): string {
  // Quotes hold names of keys and the schema's own words in these sentences, and the offending value in others.
  const isNames = /^Unrecognized key|\bexpected\b/i.test(message);
  const bare = isNames ? message : message.replace(/(["'`])(?:(?!\1).)*\1/g, "…");
  const place = /^(<root>)?$/.test(path) ? "" : `${path}: `;
  return `${place}${redact(bare, [])}`.slice(0, longest);
}

const ports = z.object({
  port: z.object({ listeners: z.array(z.object({ pid: z.number().int().positive() })).min(1) }),
});

/** The process that listens on the daemon's port, from `openclaw gateway status --json`. */
export const listenerPidIn = (output: string): number | null =>
  ports.safeParse(jsonIn(output)).data?.port.listeners[0]?.pid ?? null;
