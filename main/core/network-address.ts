/** Reads IP addresses and networks as text writes them: both families, the embedded IPv4 forms too. */

/** Its bytes, 4 or 16; null for what is no address. An IPv4 address inside an IPv6 one ("::ffff:10.0.0.1") counts as IPv4. */
export function bytesOfAddress(text: string): readonly number[] | null {
  return text.includes(":") ? bytesOfV6(text) : bytesOfV4(text);
}

function bytesOfV4(text: string): readonly number[] | null {
  const parts = text.split(".");
  if (parts.length !== 4 || !parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part))) return null;
  const bytes = parts.map(Number);
  return bytes.every((byte) => byte <= 255) ? bytes : null;
}

function bytesOfV6(text: string): readonly number[] | null {
  const halves = text.split("::");
  if (halves.length > 2) return null;
  const isLast = (i: number) => i === halves.length - 1;
  const [front, back] = halves.map((half, i) => (half === "" ? [] : groupsOf(half, isLast(i))));
  if (!front || back === null) return null;
  const missing = 16 - front.length - (back?.length ?? 0);
  // "::" stands for one group of zeros at least.
  if (back === undefined ? missing !== 0 : missing < 2) return null;
  const bytes = [...front, ...Array<number>(missing).fill(0), ...(back ?? [])];
  return mappedPrefix.every((byte, i) => bytes[i] === byte) ? bytes.slice(12) : bytes;
}

const mappedPrefix: readonly number[] = [...Array<number>(10).fill(0), 255, 255];

/** Bytes of the groups between colons; `isLast`: the last of them may be an IPv4 address. */
function groupsOf(text: string, isLast: boolean): readonly number[] | null {
  const groups = text.split(":");
  const bytes: number[] = [];
  for (const [i, group] of groups.entries()) {
    if (/^[0-9a-f]{1,4}$/i.test(group)) {
      const value = Number.parseInt(group, 16);
      bytes.push(value >> 8, value & 255);
      continue;
    }
    const embedded = isLast && i === groups.length - 1 ? bytesOfV4(group) : null;
    if (embedded === null) return null;
    bytes.push(...embedded);
  }
  return bytes.length <= 16 ? bytes : null;
}

/** Whether `network`, an address or one with "/bits" behind it, holds the address `host`; false where either is none. */
export function hasAddress(network: string, host: string): boolean {
  const address = bytesOfAddress(host);
  if (address === null) return false;
  const [, base = "", digits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(network) ?? [];
  const bytes = bytesOfAddress(base);
  if (bytes === null || bytes.length !== address.length) return false;
  // "::ffff:10.0.0.0/104" counts its bits from the front of the IPv6 address.
  const isMapped = base.includes(":") && bytes.length === 4;
  const bits = digits === undefined ? bytes.length * 8 : Number(digits) - (isMapped ? 96 : 0);
  if (bits < 0 || bits > bytes.length * 8) return false;
  return bytes.every((byte, i) => {
    const taken = Math.min(8, Math.max(0, bits - 8 * i));
    const mask = (0xff << (8 - taken)) & 0xff;
    return (byte & mask) === ((address[i] ?? 0) & mask);
  });
}

/** This machine's own addresses and the names that mean them. */
export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, "");
  return (
    name === "localhost" ||
    name.endsWith(".localhost") ||
    hasAddress("127.0.0.0/8", name) ||
    hasAddress("::1", name)
  );
}
