/** Carries what the structured clone algorithm carries over a text channel; what it refuses is refused in its own words. */

export type Codec = { pack(value: unknown): string; unpack(text: string): unknown };

/** One self-contained function: it runs in Node and, as text, in the preload's world. */
export function createCodec(): Codec {
  type Tagged = {
    readonly $: string;
    readonly v?: unknown;
    readonly k?: string;
    readonly n?: string;
  };
  const refuse = (): never => {
    throw new Error("An object could not be cloned.");
  };
  const toBase64 = (bytes: Uint8Array): string =>
    btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const views = { Int8Array, Uint8ClampedArray, Int16Array, Uint16Array, Int32Array, Uint32Array };
  const moreViews = { Float32Array, Float64Array, BigInt64Array, BigUint64Array, DataView };
  const viewTypes: Record<string, new (buffer: ArrayBuffer) => unknown> = {
    ...views,
    ...moreViews,
  };
  const errors: Record<string, ErrorConstructor> = { TypeError, RangeError, SyntaxError };

  function encode(value: unknown, above: readonly unknown[]): unknown {
    if (value === null || typeof value === "string" || typeof value === "boolean") return value;
    if (typeof value === "number")
      return Number.isFinite(value) && !Object.is(value, -0)
        ? value
        : { $: "number", v: Object.is(value, -0) ? "-0" : String(value) };
    if (value === undefined) return { $: "undefined" };
    if (typeof value === "bigint") return { $: "bigint", v: String(value) };
    if (typeof value !== "object") return refuse();
    if (above.includes(value)) throw new Error("The stand-in does not carry cyclic values.");
    const here = [...above, value];
    const inside = (each: unknown): unknown => encode(each, here);
    if (Array.isArray(value)) return value.map(inside);
    if (value instanceof Date) return { $: "date", v: inside(value.getTime()) };
    if (value instanceof Map) return { $: "map", v: [...value].map(inside) };
    if (value instanceof Set) return { $: "set", v: [...value].map(inside) };
    if (value instanceof RegExp) return { $: "regexp", v: [value.source, value.flags] };
    if (value instanceof Error)
      return { $: "error", n: value.name, v: value.message, k: value.stack ?? "" };
    if (value instanceof ArrayBuffer)
      return { $: "bytes", k: "ArrayBuffer", v: toBase64(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      const kind = Object.prototype.toString.call(value).slice(8, -1);
      return { $: "bytes", k: kind, v: toBase64(bytes) };
    }
    if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet)
      return refuse();
    // Own enumerable members: an instance loses its class, as in Electron.
    const plain = Object.fromEntries(
      Object.entries(value).map(([key, each]) => [key, inside(each)]),
    );
    return "$" in plain ? { $: "object", v: plain } : plain;
  }

  const members = (value: object): unknown =>
    Object.fromEntries(Object.entries(value).map(([key, each]) => [key, decode(each)]));

  function decode(value: unknown): unknown {
    if (value === null || typeof value !== "object") return value;
    if (Array.isArray(value)) return value.map(decode);
    if (!("$" in value)) return members(value);
    const { $: tag, v, k = "", n = "" } = value as Tagged;
    const text = String(v);
    const list = Array.isArray(v) ? v : [];
    switch (tag) {
      case "undefined":
        return undefined;
      case "number":
        return Number(text);
      case "bigint":
        return BigInt(text);
      case "date":
        return new Date(decode(v) as number);
      case "map":
        return new Map(list.map(decode) as [unknown, unknown][]);
      case "set":
        return new Set(list.map(decode));
      case "regexp":
        return new RegExp(list[0], list[1]);
      case "error": {
        const error = new (errors[n] ?? Error)(text);
        return Object.assign(error, { stack: k });
      }
      case "bytes": {
        const bytes = fromBase64(text);
        if (k === "ArrayBuffer") return bytes.buffer;
        const View = viewTypes[k];
        return View ? new View(bytes.buffer) : bytes;
      }
      default:
        return members(v as object);
    }
  }

  return {
    pack: (value) => JSON.stringify(encode(value, [])),
    unpack: (text) => decode(JSON.parse(text)),
  };
}
