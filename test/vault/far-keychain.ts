/** A native module whose every call is answered by the test, in its own time: the far end of the vault. */
import type { Keytar } from "../../main/vault/keytar.ts";

export type FarCall = {
  readonly method: "get" | "set" | "delete";
  readonly account: string;
  readonly secret?: string;
};

export type FarKeychain = {
  readonly keytar: Keytar;
  readonly items: Map<string, string>;
  readonly calls: FarCall[];
  /** The most calls that were ever in the module at once. */
  mostInFlight(): number;
};

/** `answer` settles when the call comes back; rejecting makes the call fail with that. */
export function farKeychain(
  answer: (call: FarCall) => Promise<void> = async () => undefined,
): FarKeychain {
  const items = new Map<string, string>();
  const calls: FarCall[] = [];
  let inFlight = 0;
  let most = 0;

  async function come<T>(call: FarCall, result: () => T): Promise<T> {
    calls.push(call);
    inFlight += 1;
    most = Math.max(most, inFlight);
    try {
      await answer(call);
      return result();
    } finally {
      inFlight -= 1;
    }
  }

  return {
    items,
    calls,
    mostInFlight: () => most,
    keytar: {
      getPassword: (_, account) =>
        come({ method: "get", account }, () => items.get(account) ?? null),
      setPassword: (_, account, secret) =>
        come({ method: "set", account, secret }, () => {
          items.set(account, secret);
        }),
      deletePassword: (_, account) =>
        come({ method: "delete", account }, () => items.delete(account)),
    },
  };
}
