/** Reads the lines of an HTTP/1.1 head from its bytes, strictly: what two readers could understand differently is no head. */
import type { Bytes } from "./bytes.ts";

export const TAB = 9;
export const LF = 10;
export const CR = 13;
export const SPACE = 32;
const COLON = 58;

/** RFC 9110 token and field-value characters; obs-text is let through, it cannot be misread. */
const isToken = tableOf(/[!#$%&'*+\-.^_`|~0-9A-Za-z]/);
const isValue = tableOf(/[\t\x20-\x7e\x80-\xff]/);
const isVisible = tableOf(/[\x20-\x7e]/);

function tableOf(pattern: RegExp): Uint8Array {
  const table = new Uint8Array(256);
  for (let byte = 0; byte < 256; byte++) {
    if (pattern.test(String.fromCharCode(byte))) table[byte] = 1;
  }
  return table;
}

export const isTokenByte = (byte: number | undefined): boolean => isToken[byte as number] === 1;
export const isValueByte = (byte: number | undefined): boolean => isValue[byte as number] === 1;

/** Where the first line ends (the index of its CR); -1 when it holds anything but printable ASCII. */
export function startLineEnd(bytes: Bytes): number {
  let at = 0;
  while (isVisible[bytes[at] as number] === 1) at++;
  return bytes[at] === CR && bytes[at + 1] === LF ? at : -1;
}

/** One header line; an instance is used again for the next one, so that reading a head makes no objects. */
export class HeaderLine {
  nameFrom = 0;
  nameTo = 0;
  valueFrom = 0;
  valueTo = 0;
  /** Just past the line's CRLF. */
  to = 0;

  /** False for everything that is not `name:value` CRLF: folded lines, a space before the colon, bare CR or LF, NUL. */
  read(bytes: Bytes, from: number): boolean {
    let at = from;
    while (isToken[bytes[at] as number] === 1) at++;
    if (at === from || bytes[at] !== COLON) return false;
    this.nameFrom = from;
    this.nameTo = at;
    at++;
    while (bytes[at] === SPACE || bytes[at] === TAB) at++;
    this.valueFrom = at;
    while (isValue[bytes[at] as number] === 1) at++;
    if (bytes[at] !== CR || bytes[at + 1] !== LF) return false;
    this.to = at + 2;
    while (at > this.valueFrom && (bytes[at - 1] === SPACE || bytes[at - 1] === TAB)) at--;
    this.valueTo = at;
    return true;
  }

  value(bytes: Bytes): string {
    return bytes.latin1Slice(this.valueFrom, this.valueTo);
  }
}

type Name = { readonly bytes: readonly number[]; readonly kind: number };

/** Finds the few header names that matter among all others, whatever their case, without making strings of them. */
export class NameTable {
  private readonly slots: (Name[] | undefined)[] = [];

  /** Names in lower case, letters and dashes only; kinds above 0. */
  constructor(kinds: Readonly<Record<string, number>>) {
    for (const [name, kind] of Object.entries(kinds)) {
      const bytes = [...name].map((letter) => letter.charCodeAt(0));
      const slot = slotOf(bytes.length, bytes[0]);
      const names = this.slots[slot] ?? [];
      names.push({ bytes, kind });
      this.slots[slot] = names;
    }
  }

  /** The kind of the name, 0 for one that is not in the table. */
  find(bytes: Bytes, from: number, to: number): number {
    const names = this.slots[slotOf(to - from, bytes[from])];
    if (names === undefined) return 0;
    for (const name of names) if (hasName(bytes, from, name.bytes)) return name.kind;
    return 0;
  }
}

function slotOf(length: number, first: number | undefined): number {
  return (length << 5) | ((first as number) & 31);
}

/** Bit 5 tells capitals from small letters; no other token character becomes a letter or a dash by setting it. */
function hasName(bytes: Bytes, from: number, name: readonly number[]): boolean {
  for (let index = 0; index < name.length; index++) {
    if (((bytes[from + index] as number) | 32) !== name[index]) return false;
  }
  return true;
}

const cloudflare = [...("cf-aig-" as const)].map((letter) => letter.charCodeAt(0));

/** True for every header of Cloudflare's aiGateway. */
export function isAiGatewayName(bytes: Bytes, from: number, to: number): boolean {
  return to - from > cloudflare.length && hasName(bytes, from, cloudflare);
}

/** The number in a Content-Length value; -1 for anything but 1 to 15 digits. */
export function lengthIn(bytes: Bytes, from: number, to: number): number {
  if (to === from || to - from > 15) return -1;
  let length = 0;
  for (let at = from; at < to; at++) {
    const digit = (bytes[at] as number) - 48;
    if (digit < 0 || digit > 9) return -1;
    length = length * 10 + digit;
  }
  return length;
}

/** The names in a Connection value, in lower case. */
export function listIn(value: string): string[] {
  return value.toLowerCase().split(/[ \t]*,[ \t]*/);
}
