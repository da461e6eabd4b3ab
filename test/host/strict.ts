/** What the stand-in does not have fails loudly: reading a missing member throws instead of giving undefined. */
import { EventEmitter } from "node:events";

/** Asked for by the language, by Node or by a debugger, never by our own code. */
const tolerated = new Set([
  "then",
  "toJSON",
  "constructor",
  "domain",
  "nodeType",
  "asymmetricMatch",
]);

/** A prototype to put at the end of a chain: it answers for `base` and throws for the rest. */
function endOf(base: object, name: string): object {
  return new Proxy(base, {
    get(target, key, receiver) {
      if (key in target || typeof key === "symbol" || key.startsWith("_") || tolerated.has(key))
        return Reflect.get(target, key, receiver);
      throw new Error(`The stand-in has no ${name}.${key}.`);
    },
  });
}

/** An EventEmitter whose missing members throw. Symbols and names with "_" are Node's own. */
export function strictEmitter(name: string): new () => EventEmitter {
  class StrictEmitter extends EventEmitter {}
  Object.setPrototypeOf(StrictEmitter.prototype, endOf(EventEmitter.prototype, name));
  return StrictEmitter;
}

/** The same for a class that emits nothing. */
export function strictClass(name: string): new () => object {
  class StrictClass {}
  Object.setPrototypeOf(StrictClass.prototype, endOf(Object.prototype, name));
  return StrictClass;
}

/** The same for a plain object of functions. */
export function strict<T extends object>(name: string, members: T): T {
  return Object.setPrototypeOf(members, endOf(Object.prototype, name)) as T;
}
