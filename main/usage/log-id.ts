/** Cloudflare's log ids, as short as they can be kept: opaque, and handed back exactly as they came. */

const dash = 0x2d;
const isDashAt = (at: number) => at === 8 || at === 13 || at === 18 || at === 23;

/** Of a lowercase hexadecimal digit; below zero for anything else. */
function digitOf(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  return code >= 0x61 && code <= 0x66 ? code - 0x57 : -1;
}

/** The form Cloudflare gives since October 2026 is a lowercase UUID: 16 bytes. Any other id, an older ULID too, stays a text. */
export function packLogId(logId: string | null): string | Uint8Array | null {
  if (logId === null || logId.length !== 36) return logId;
  const bytes = new Uint8Array(16);
  let digits = 0;
  // By hand: this is done with every request, and a pattern takes five times as long.
  for (let at = 0; at < 36; at++) {
    const code = logId.charCodeAt(at);
    if (isDashAt(at)) {
      if (code !== dash) return logId;
      continue;
    }
    const digit = digitOf(code);
    if (digit < 0) return logId;
    bytes[digits >> 1] = ((bytes[digits >> 1] ?? 0) << 4) | digit;
    digits += 1;
  }
  return bytes;
}

/** Between which packed ids, both included, those lie that begin with this lowercase text; null: none does. */
export function packedRange(begin: string): readonly [Uint8Array, Uint8Array] | null {
  if (begin === "" || begin.length > 36) return null;
  for (let at = 0; at < begin.length; at++) {
    const code = begin.charCodeAt(at);
    if (isDashAt(at) ? code !== dash : digitOf(code) < 0) return null;
  }
  const digits = begin.replaceAll("-", "");
  const filled = (digit: string) => Uint8Array.from(Buffer.from(digits.padEnd(32, digit), "hex"));
  return [filled("0"), filled("f")];
}

export function unpackLogId(packed: unknown): string | null {
  if (!(packed instanceof Uint8Array)) return typeof packed === "string" ? packed : null;
  const hex = Buffer.from(packed).toString("hex");
  const part = (from: number, to?: number) => hex.slice(from, to);
  return `${part(0, 8)}-${part(8, 12)}-${part(12, 16)}-${part(16, 20)}-${part(20)}`;
}
