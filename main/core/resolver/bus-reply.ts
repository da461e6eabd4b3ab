/** Replies over D-Bus, read from bytes: the few types a Secret Service answers our questions with. Source: D-Bus Specification 0.43, "Message Protocol". */
import { field, littleEndian } from "./bus-call.ts";

export type BusValue = string | number | boolean | readonly BusValue[];

export type BusMessage = {
  /** The serial of the call this answers; null for what answers none, and has no body here. */
  readonly replyTo: number | null;
  readonly isError: boolean;
  /** A variant is its value. */
  readonly body: readonly BusValue[];
};

const bigEndian = 0x42;
const headerLength = 16;
const methodReturn = 2;
const errorReply = 3;
/** A reply about one item is some hundred bytes. */
const maxLength = 1024 * 1024;

/** The length of the message that begins here; null while too little of it has come. @throws RangeError on what is no message */
export function messageLength(bytes: Uint8Array): number | null {
  if (bytes.length < headerLength) return null;
  const [view, isLittle] = viewOf(bytes);
  const fieldsEnd = headerLength + view.getUint32(12, isLittle);
  const length = Math.ceil(fieldsEnd / 8) * 8 + view.getUint32(4, isLittle);
  if (length > maxLength) throw new RangeError("The message is too long.");
  return length;
}

/** @param bytes exactly one message @throws RangeError on what is no message, or a reply with a type that is not expected */
export function decodeMessage(bytes: Uint8Array): BusMessage {
  const [view, isLittle] = viewOf(bytes);
  const reader = createReader(bytes, view, isLittle);
  const fields = new Map<number, BusValue>();
  const fieldsEnd = headerLength + view.getUint32(12, isLittle);
  reader.move(headerLength);
  while (reader.at() < fieldsEnd) {
    reader.align(8);
    fields.set(reader.byte(), reader.variant());
  }
  reader.move(Math.ceil(fieldsEnd / 8) * 8);
  const kind = bytes[1];
  const replyTo = fields.get(field.replySerial);
  const signature = fields.get(field.signature);
  if (typeof replyTo !== "number" || (kind !== methodReturn && kind !== errorReply))
    return { replyTo: null, isError: false, body: [] };
  return {
    replyTo,
    isError: kind === errorReply,
    body: kind === methodReturn && typeof signature === "string" ? reader.values(signature) : [],
  };
}

function viewOf(bytes: Uint8Array): readonly [DataView, boolean] {
  const order = bytes[0];
  if (order !== littleEndian && order !== bigEndian) throw new RangeError("This is no message.");
  return [new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength), order === littleEndian];
}

type Reader = {
  at(): number;
  move(to: number): void;
  align(to: number): void;
  byte(): number;
  variant(): BusValue;
  values(signature: string): readonly BusValue[];
};

/** Every read past the end throws: a message is never guessed at. */
function createReader(bytes: Uint8Array, view: DataView, isLittle: boolean): Reader {
  let at = 0;

  function align(to: number): void {
    at = Math.ceil(at / to) * to;
  }
  function byte(): number {
    at += 1;
    return view.getUint8(at - 1);
  }
  function number(): number {
    align(4);
    at += 4;
    return view.getUint32(at - 4, isLittle);
  }
  function text(length: number): string {
    const end = at + length;
    if (end >= bytes.length) throw new RangeError("The text is cut.");
    let read = "";
    for (; at < end; at += 1) read += String.fromCharCode(bytes[at] ?? 0);
    at += 1;
    return read;
  }
  function list(type: string): readonly BusValue[] {
    const end = number() + at;
    const found: BusValue[] = [];
    while (at < end) found.push(value(type));
    return found;
  }
  function value(type: string): BusValue {
    if (type === "s" || type === "o") return text(number());
    if (type === "g") return text(byte());
    if (type === "u") return number();
    if (type === "b") return number() !== 0;
    if (type === "v") return variant();
    throw new RangeError("A type that is not expected here.");
  }
  function values(signature: string): readonly BusValue[] {
    const types = signature.match(/a?./gs) ?? [];
    return types.map((type) => (type.length === 2 ? list(type.slice(1)) : value(type)));
  }
  function variant(): BusValue {
    const [only] = values(text(byte()));
    if (only === undefined) throw new RangeError("The variant is empty.");
    return only;
  }
  return {
    at: () => at,
    move: (to) => {
      at = to;
    },
    align,
    byte,
    variant,
    values,
  };
}
