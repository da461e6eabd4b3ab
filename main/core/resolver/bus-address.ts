/** Where a session's bus may be listening, read from an address as D-Bus writes it. */

export type BusSocket = {
  /** The one address, without the alternatives it may have stood among. */
  readonly address: string;
  /** For a socket of the system: a file's path, or "\0" and an abstract name. */
  readonly path: string;
};

/**
 * The unix sockets of an address list, in order: `unix:path=/run/user/1000/bus,guid=…;unix:abstract=dbus-x`.
 * Other transports (`unixexec:`, `tcp:`, `launchd:`) are left out: they start programs or leave the machine.
 */
export function busSocketsOf(list: string): readonly BusSocket[] {
  return list.split(";").flatMap((address) => {
    const [, pairs] = /^unix:(.*)$/s.exec(address.trim()) ?? [];
    if (pairs === undefined) return [];
    const named = new Map(pairs.split(",").map(pairOf));
    const [file, name] = [unescaped(named.get("path")), unescaped(named.get("abstract"))];
    if (file?.startsWith("/")) return [{ address: address.trim(), path: file }];
    return name ? [{ address: address.trim(), path: `\0${name}` }] : [];
  });
}

/** What of an address list may be kept for later; empty where nothing may. An abstract name can be anybody's by then, and no owner tells. */
export const lastingBusesOf = (list: string): string =>
  busSocketsOf(list)
    .filter(({ path }) => path.startsWith("/"))
    .map(({ address }) => address)
    .join(";");

/** A path as an address: everything but D-Bus's few plain characters as `%` and two hex digits. Null where that needs more than ASCII. */
export function busAddressOf(path: string): string | null {
  if (!/^\/[\x20-\x7e]+$/.test(path)) return null;
  const escaped = path.replace(
    /[^-0-9A-Za-z_/.\\*]/g,
    (one) => `%${one.charCodeAt(0).toString(16).padStart(2, "0")}`,
  );
  return `unix:path=${escaped}`;
}

function pairOf(pair: string): readonly [string, string] {
  const at = pair.indexOf("=");
  return at < 0 ? [pair, ""] : [pair.slice(0, at), pair.slice(at + 1)];
}

function unescaped(value: string | undefined): string | null {
  if (!value) return null;
  try {
    const text = decodeURIComponent(value);
    return text.includes("\0") ? null : text;
  } catch {
    return null;
  }
}
