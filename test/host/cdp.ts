/** Speaks the Chrome DevTools Protocol over Chromium's pipe: commands with answers, events by session. */
import { EventEmitter } from "node:events";
import type { Chromium } from "./chromium.ts";

/** The parts of the protocol this folder reads; every field of a message is optional until looked at. */
export type Fields = Readonly<Record<string, unknown>>;

export type Cdp = {
  send(method: string, parameters?: Fields, session?: string): Promise<Fields>;
  /** @param session undefined listens to the browser itself. */
  on(method: string, session: string | undefined, listener: (event: Fields) => void): void;
  /** Asks the browser to end and waits for it. */
  close(): Promise<void>;
};

type Waiting = {
  readonly method: string;
  resolve(value: Fields): void;
  reject(error: Error): void;
};
type Message = {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Fields;
  readonly result?: Fields;
  readonly error?: { readonly message: string };
  readonly sessionId?: string;
};

/** How long a browser may take to end by itself. */
const patienceMs = 3_000;

export function createCdp(chromium: Chromium): Cdp {
  const events = new EventEmitter();
  events.setMaxListeners(0);
  const waiting = new Map<number, Waiting>();
  let isClosed = false;
  let lastId = 0;
  let rest: Buffer[] = [];

  function receive({ id, method, params, result, error, sessionId }: Message): void {
    if (id === undefined) {
      events.emit(`${sessionId ?? ""} ${method}`, params ?? {});
      return;
    }
    const call = waiting.get(id);
    waiting.delete(id);
    if (error) call?.reject(new Error(`${call.method}: ${error.message}`));
    else call?.resolve(result ?? {});
  }

  chromium.output.on("data", (chunk: Buffer) => {
    let from = 0;
    for (let end = chunk.indexOf(0); end !== -1; end = chunk.indexOf(0, from)) {
      rest.push(chunk.subarray(from, end));
      const text = Buffer.concat(rest).toString("utf8");
      rest = [];
      from = end + 1;
      receive(JSON.parse(text) as Message);
    }
    rest.push(chunk.subarray(from));
  });
  // A pipe broken by the browser's end is told by `ended`.
  chromium.input.on("error", () => {});
  void chromium.ended.then((lastWords) => {
    isClosed = true;
    for (const call of waiting.values())
      call.reject(new Error(`${call.method}: the browser ended.\n${lastWords}`));
    waiting.clear();
  });

  function send(method: string, params: Fields = {}, sessionId?: string): Promise<Fields> {
    return new Promise((resolve, reject) => {
      if (isClosed) {
        reject(new Error(`${method}: the browser ended.`));
        return;
      }
      const id = ++lastId;
      waiting.set(id, { method, resolve, reject });
      chromium.input.write(
        `${JSON.stringify({ id, method, params, ...(sessionId && { sessionId }) })}\0`,
      );
    });
  }

  return {
    send,
    on: (method, session, listener) => {
      events.on(`${session ?? ""} ${method}`, listener);
    },
    async close() {
      const late = setTimeout(chromium.kill, patienceMs);
      if (!isClosed) await send("Browser.close").catch(() => {});
      await chromium.ended;
      clearTimeout(late);
    },
  };
}
