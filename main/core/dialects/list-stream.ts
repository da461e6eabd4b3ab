/** One JSON list of objects in pieces of any size, as streamGenerateContent writes it without `alt=sse`: each object is an event. */
import type { Bytes } from "../bytes.ts";
import type { Dialect } from "./dialect.ts";
import { DocumentScan } from "./document.ts";

const COMMA = 44;
const OPEN = 123;
/** Tab, line feed, carriage return, space. */
const spaces = [9, 10, 13, 32];

const BETWEEN = 0;
const INSIDE = 1;
/** Behind the end of the list, or of what can be read of it. */
const OVER = 2;

export class ListStream {
  private readonly dialect: Dialect;
  private readonly document: DocumentScan;
  private state = BETWEEN;
  private first = true;

  constructor(dialect: Dialect) {
    const { eventKeys, inside, isList } = dialect.format;
    this.dialect = dialect;
    this.document = new DocumentScan(eventKeys, inside, isList);
  }

  /** Reads from `from` on, which at first is behind the opening bracket. */
  push(bytes: Bytes, from: number): void {
    const to = bytes.length;
    let at = from;
    this.document.newPiece();
    while (at < to && this.state !== OVER) {
      if (this.state === INSIDE) {
        at = this.document.feedOne(bytes, at, to);
        if (this.document.complete) this.endObject();
      } else {
        const byte = bytes[at] as number;
        if (byte === OPEN) this.state = INSIDE;
        else {
          if (byte !== COMMA && !spaces.includes(byte)) this.state = OVER;
          at++;
        }
      }
    }
  }

  private endObject(): void {
    this.dialect.event(this.document, this.first);
    this.document.reset();
    this.first = false;
    this.state = BETWEEN;
  }
}
