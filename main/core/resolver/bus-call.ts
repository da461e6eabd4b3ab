/** Calls over D-Bus as bytes, as far as asking about a keychain needs them: ASCII texts and dictionaries of them. Source: D-Bus Specification 0.43, "Message Protocol". */

export type BusCall = {
  /** Grows from 1; a reply names it. */
  readonly serial: number;
  readonly destination: string;
  readonly path: string;
  readonly interface: string;
  readonly member: string;
  readonly args: readonly (string | Readonly<Record<string, string>>)[];
};

/** "l": numbers are little-endian. */
export const littleEndian = 0x6c;
/** Numbers of header fields. */
export const field = {
  path: 1,
  interface: 2,
  member: 3,
  replySerial: 5,
  destination: 6,
  signature: 8,
} as const;
const methodCall = 1;

/** @throws RangeError for what is not ASCII */
export function encodeCall(call: BusCall): Uint8Array {
  const body = createWriter();
  for (const arg of call.args) body.argument(arg);
  const signature = call.args.map((arg) => (typeof arg === "string" ? "s" : "a{ss}")).join("");
  const fields = createWriter();
  fields.header(field.path, "o", call.path);
  fields.header(field.interface, "s", call.interface);
  fields.header(field.member, "s", call.member);
  fields.header(field.destination, "s", call.destination);
  if (signature !== "") fields.header(field.signature, "g", signature);
  const message = createWriter();
  // No flags; version 1 of the protocol.
  message.append([littleEndian, methodCall, 0, 1]);
  message.number(body.bytes.length);
  message.number(call.serial);
  message.number(fields.bytes.length);
  message.append(fields.bytes);
  message.align(8);
  message.append(body.bytes);
  return new Uint8Array(message.bytes);
}

type Writer = {
  readonly bytes: readonly number[];
  align(to: number): void;
  /** 32 bits. */
  number(value: number): void;
  argument(value: string | Readonly<Record<string, string>>): void;
  header(code: number, signature: "o" | "s" | "g", text: string): void;
  append(more: readonly number[]): void;
};

/** Positions count from its own start, which is to come to lie at a multiple of eight. */
function createWriter(): Writer {
  const bytes: number[] = [];

  function append(more: readonly number[]): void {
    for (const byte of more) bytes.push(byte);
  }
  function align(to: number): void {
    while (bytes.length % to !== 0) bytes.push(0);
  }
  function number(value: number): void {
    align(4);
    append([0, 8, 16, 24].map((shift) => (value >>> shift) & 0xff));
  }
  function string(text: string): void {
    number(text.length);
    append(zeroEnded(text));
  }
  return {
    bytes,
    append,
    align,
    number,
    argument(value) {
      if (typeof value === "string") return string(value);
      const entries = createWriter();
      for (const [name, text] of Object.entries(value)) {
        entries.align(8);
        entries.argument(name);
        entries.argument(text);
      }
      number(entries.bytes.length);
      align(8);
      append(entries.bytes);
    },
    header(code, signature, text) {
      align(8);
      append([code, 1, ...zeroEnded(signature)]);
      if (signature !== "g") return string(text);
      append([text.length, ...zeroEnded(text)]);
    },
  };
}

function zeroEnded(text: string): readonly number[] {
  if (!/^[\x20-\x7e]*$/.test(text)) throw new RangeError("Only ASCII is written to the bus.");
  return [...Array.from(text, (character) => character.charCodeAt(0)), 0];
}
