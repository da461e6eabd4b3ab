/** The few keys of a JSON object that are looked at, told from all others by their bytes, so that no text is made of those. */
import type { Bytes } from "../bytes.ts";

type Key = { readonly name: string; readonly bytes: readonly number[] };

export class KeySet {
  /** By length. */
  private readonly keys: Key[][] = [];
  private readonly wanted: ReadonlySet<string>;

  /** `wanted`: their values are kept. `known`: only recognised. Printable ASCII without quotes and backslashes. */
  constructor(wanted: readonly string[], known: readonly string[] = []) {
    this.wanted = new Set(wanted);
    for (const name of [...wanted, ...known]) {
      const bytes = [...name].map((letter) => letter.charCodeAt(0));
      const alike = this.keys[name.length] ?? [];
      alike.push({ name, bytes });
      this.keys[name.length] = alike;
    }
  }

  has(name: string): boolean {
    return this.wanted.has(name);
  }

  /** The name that stands between `from` and `to`; empty when it is none of these. */
  find(bytes: Bytes, from: number, to: number): string {
    const alike = this.keys[to - from];
    if (alike === undefined) return "";
    for (const key of alike) if (stands(key.bytes, bytes, from)) return key.name;
    return "";
  }
}

function stands(key: readonly number[], bytes: Bytes, from: number): boolean {
  for (let at = 0; at < key.length; at++) if (bytes[from + at] !== key[at]) return false;
  return true;
}
