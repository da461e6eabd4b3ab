/** The two properties that keep a process with a slow keychain alive: one call at a time, never a second behind a hung one. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createVault } from "../../main/vault/vault.ts";
import { farKeychain } from "./far-keychain.ts";

const timeoutMs = 1_000;
const timedOut = { ok: false, code: "vault.timeout", detail: "timeout" };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const after = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

test("whatever is asked and however slow it is, one call at a time is in the module and every asker is answered", async () => {
  const ask = fc.record({
    atMs: fc.integer({ min: 0, max: 5_000 }),
    method: fc.constantFrom("get", "set", "remove", "open"),
    account: fc.constantFrom("a", "b"),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(ask, { minLength: 1, maxLength: 20 }),
      fc.infiniteStream(fc.integer({ min: 0, max: 3_000 })),
      async (asks, durations) => {
        const far = farKeychain(() => after(durations.next().value ?? 0));
        const vault = createVault({ loadKeytar: async () => far.keytar, timeoutMs });
        let answered = 0;
        for (const { atMs, method, account } of asks)
          setTimeout(async () => {
            if (method === "get") await vault.get(account);
            else if (method === "set") await vault.set(account, "canary-secret");
            else if (method === "remove") await vault.remove(account);
            else await vault.open();
            answered += 1;
          }, atMs);
        // At worst each asks three calls, each waits for a hung one and then its own limit.
        await vi.advanceTimersByTimeAsync(5_000 + asks.length * 3 * 2 * timeoutMs);
        expect(answered).toBe(asks.length);
        expect(far.mostInFlight()).toBe(1);
        await vi.advanceTimersByTimeAsync(10_000);
        expect(vault.isHeld()).toBe(false);
      },
    ),
    { numRuns: 200 },
  );
});

describe("behind a call that never comes back", () => {
  test("everybody who waited is told so after one limit, and no second call is made", async () => {
    const far = farKeychain(() => new Promise(() => undefined));
    const vault = createVault({ loadKeytar: async () => far.keytar, timeoutMs });
    const asked = [vault.get("a"), vault.get("b"), vault.set("c", "canary-secret")];
    await vi.advanceTimersByTimeAsync(timeoutMs);
    expect(await Promise.all(asked)).toEqual([timedOut, timedOut, timedOut]);
    const later = vault.get("a");
    await vi.advanceTimersByTimeAsync(timeoutMs);
    expect(await later).toEqual(timedOut);
    expect(far.calls).toHaveLength(1);
    expect(vault.isHeld()).toBe(true);
  });

  test("a session can be begun at once", async () => {
    const far = farKeychain(() => new Promise(() => undefined));
    const vault = createVault({ loadKeytar: async () => far.keytar, timeoutMs });
    const opening = vault.open();
    expect(vault.useSession()).toEqual({ kind: "session", backend: "memory" });
    expect(await vault.set("a", "canary-secret")).toEqual({ ok: true });
    await vi.advanceTimersByTimeAsync(timeoutMs);
    expect(await opening).toEqual({ kind: "session", backend: "memory" });
    expect(await vault.get("a")).toEqual({ ok: true, value: "canary-secret" });
  });
});

test("a call that comes back late lets the one waiting behind it through", async () => {
  const far = farKeychain(() => (far.calls.length === 1 ? after(1_500) : Promise.resolve()));
  far.items.set("a", "canary-secret");
  const vault = createVault({ loadKeytar: async () => far.keytar, timeoutMs });
  const first = vault.get("a");
  await vi.advanceTimersByTimeAsync(timeoutMs);
  expect(await first).toEqual(timedOut);
  const second = vault.get("a");
  await vi.advanceTimersByTimeAsync(500);
  expect(await second).toEqual({ ok: true, value: "canary-secret" });
});
