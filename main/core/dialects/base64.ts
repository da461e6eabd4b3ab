/** Base64 without the platform's help: the core has none. */
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** What a letter stands for, by its code; 64 for what is none. */
const values = Uint8Array.from({ length: 128 }, (_, code) => {
  const value = letters.indexOf(String.fromCharCode(code));
  return value < 0 ? 64 : value;
});

/** The bytes as text, one character each (latin1); null when `base64` is none. */
export function textOfBase64(base64: string): string | null {
  const to = base64.length - (base64.endsWith("==") ? 2 : base64.endsWith("=") ? 1 : 0);
  let text = "";
  let bits = 0;
  let held = 0;
  for (let at = 0; at < to; at++) {
    const value = values[base64.charCodeAt(at)] ?? 64;
    if (value === 64) return null;
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      text += String.fromCharCode((held >> bits) & 0xff);
    }
  }
  return text;
}

/** Every two letters there are: twelve bits at a time make half as many pieces. */
let pairs: readonly string[] | null = null;

/** The other way round. */
export function base64Of(bytes: Uint8Array): string {
  pairs ??= [...letters].flatMap((one) => [...letters].map((other) => one + other));
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const held = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    text += (pairs[held >> 12] as string) + (pairs[held & 4095] as string);
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return missing === 0 ? text : text.slice(0, -missing) + "==".slice(0, missing);
}
