/** contextBridge between two worlds of one page: they share the document but no object, so they talk in synchronous events. */

export type Side = "page" | "preload";

/** What crosses: a clone made by Chromium, with functions, promises and errors sent by reference. */
type Reference =
  | { readonly $bridge: "function" | "own" | "promise"; readonly id: string }
  | { readonly $bridge: "error"; readonly message: string };
type Message =
  | { readonly kind: "call"; readonly id: string; readonly args: readonly unknown[] }
  | { readonly kind: "answer"; readonly value?: unknown; readonly error?: string }
  | {
      readonly kind: "settle";
      readonly id: string;
      readonly value?: unknown;
      readonly error?: string;
    }
  | { readonly kind: "expose"; readonly key: string; readonly api: unknown };
type Callable = (...args: unknown[]) => unknown;

export type BridgeEnd = { expose(key: string, api: unknown): void };

/**
 * One self-contained function, run as text in both worlds before any script of the page.
 * @param name unguessable: a page that knew it could speak for the other side.
 */
export function openBridge(name: string, side: Side): BridgeEnd {
  // Taken now: a page may replace them later.
  const { dispatchEvent, addEventListener } = EventTarget.prototype;
  const Ev = CustomEvent;
  const detailOf = Object.getOwnPropertyDescriptor(CustomEvent.prototype, "detail")
    ?.get as Callable;
  const own = new Map<string, Callable>();
  const ids = new WeakMap<Callable, string>();
  const theirs = new WeakMap<Callable, string>();
  const waiting = new Map<string, PromiseWithResolvers<unknown>>();
  const answers: (Message | undefined)[] = [];
  let lastId = 0;

  const otherSide: Side = side === "page" ? "preload" : "page";
  const emit = (message: Message): void => {
    Reflect.apply(dispatchEvent, document, [new Ev(name + otherSide, { detail: message })]);
  };
  const wordsOf = (error: unknown): string =>
    error instanceof Error ? error.message : String(error);
  const isPlain = (value: object): boolean => {
    const prototype = Object.getPrototypeOf(value);
    return prototype === Object.prototype || prototype === null;
  };

  function referTo(callable: Callable): Reference {
    const known = theirs.get(callable);
    if (known !== undefined) return { $bridge: "own", id: known };
    const id = ids.get(callable) ?? `${side}${++lastId}`;
    ids.set(callable, id);
    own.set(id, callable);
    return { $bridge: "function", id };
  }

  function encode(value: unknown): unknown {
    if (typeof value === "function") return referTo(value as Callable);
    if (typeof value === "symbol") throw new Error("An object could not be cloned.");
    if (value === null || typeof value !== "object") return value;
    if (value instanceof Promise) {
      const id = `${side}${++lastId}`;
      value.then(
        (settled) => emit({ kind: "settle", id, value: encode(settled) }),
        (error) => emit({ kind: "settle", id, error: wordsOf(error) }),
      );
      return { $bridge: "promise", id } satisfies Reference;
    }
    if (value instanceof Error) return { $bridge: "error", message: value.message };
    if (Array.isArray(value)) return value.map(encode);
    if (!isPlain(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, encode(each)]));
  }

  function decode(value: unknown): unknown {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return Object.freeze(value.map(decode));
    if (!isPlain(value)) return value;
    if (!("$bridge" in value))
      return Object.freeze(
        Object.fromEntries(Object.entries(value).map(([key, each]) => [key, decode(each)])),
      );
    const reference = value as Reference;
    if (reference.$bridge === "error") return new Error(reference.message);
    const { $bridge, id } = reference;
    if ($bridge === "own") return own.get(id);
    if ($bridge === "promise") {
      const pending = Promise.withResolvers<unknown>();
      waiting.set(id, pending);
      return pending.promise;
    }
    const proxy = (...args: unknown[]): unknown => call(id, args);
    theirs.set(proxy, id);
    return Object.freeze(proxy);
  }

  /** The other side answers before `emit` returns; calls may nest. */
  function call(id: string, args: unknown[]): unknown {
    const depth = answers.push(undefined) - 1;
    emit({ kind: "call", id, args: args.map(encode) });
    const answer = answers[depth];
    answers.length = depth;
    if (answer?.kind !== "answer") throw new Error("The other world is gone.");
    if (answer.error !== undefined) throw new Error(answer.error);
    return decode(answer.value);
  }

  function answerTo(id: string, args: readonly unknown[]): Message {
    try {
      return { kind: "answer", value: encode(own.get(id)?.(...args.map(decode))) };
    } catch (error) {
      return { kind: "answer", error: wordsOf(error) };
    }
  }

  function receive(event: Event): void {
    const message = Reflect.apply(detailOf, event, []) as Message;
    if (message.kind === "answer") answers[answers.length - 1] = message;
    else if (message.kind === "call") emit(answerTo(message.id, message.args));
    else if (message.kind === "expose")
      Object.defineProperty(globalThis, message.key, {
        value: decode(message.api),
        enumerable: true,
      });
    else {
      const pending = waiting.get(message.id);
      waiting.delete(message.id);
      if (message.error === undefined) pending?.resolve(decode(message.value));
      else pending?.reject(new Error(message.error));
    }
  }
  Reflect.apply(addEventListener, document, [name + side, receive]);

  return { expose: (key, api) => emit({ kind: "expose", key, api: encode(api) }) };
}
