/** What a window that was taken over can ask for has limits: requests that cost money, times no calendar has, keys that are not ours to take. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isReserved } from "../../main/core/shortcut.ts";
import { commandSchemas, querySchema } from "../../preload/contract/command.ts";
import type { RequestRow } from "../../preload/contract/state.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

let sluice: Sluice;
beforeEach(async () => {
  sluice = await startSluice();
});
afterEach(() => sluice.close());

const check = async (): Promise<string> => {
  const reply = await sluice.app.send({ type: "check.run", name: "route" });
  return reply.ok ? "answered" : reply.error.code;
};
const times = async (count: number): Promise<readonly string[]> => {
  const said: string[] = [];
  for (let time = 0; time < count; time += 1) said.push(await check());
  return [...new Set(said)];
};
async function ownRequests(): Promise<number> {
  const reply = await sluice.app.read({ type: "requests.list", limit: 500 });
  if (!reply.ok) throw new Error(reply.error.code);
  return (reply.rows as readonly RequestRow[]).filter(({ by }) => by === "sluice").length;
}
const trialOver = () =>
  sluice
    .until(({ trial }) => trial.last !== null && trial.last.status !== "running")
    .then(({ trial }) => trial.last);

describe("requests of Sluice's own", () => {
  test("are sixty an hour, whoever asks for them; then none leaves, and the reply says why", async () => {
    await sluice.setUp();
    expect(await times(60)).toEqual(["answered"]);
    expect(await times(3)).toEqual(["trial.spent"]);
    expect(await sluice.app.send({ type: "trial.run" })).toMatchObject({
      ok: false,
      error: { code: "trial.spent" },
    });
    expect(await ownRequests()).toBe(60);
    expect(sluice.app.state().trial.last).toBeNull();
  });

  test("a comparison that comes to the end of them stops there and says so", async () => {
    await sluice.setUp();
    // Events of a stream that arrive one by one, as a model's do.
    sluice.practice.set({ pauseMs: 5 });
    expect(await times(57)).toEqual(["answered"]);
    await sluice.must({ type: "trial.run" });
    const trial = await trialOver();
    expect(trial?.status).toBe("stopped");
    const results = trial?.rows.flatMap(({ cloudflare, direct }) => [cloudflare, direct]) ?? [];
    expect(results.filter(({ error }) => error === "trial.spent")).toHaveLength(1);
    expect(results.filter(({ error }) => error !== null && error !== "trial.spent")).toEqual([]);
    expect(await ownRequests()).toBe(60);
  });
});

describe("times", () => {
  const beyond = fc.integer({ min: 253_402_300_800_000, max: Number.MAX_SAFE_INTEGER });

  test("that no calendar has are refused wherever a time can be said", () => {
    fc.assert(
      fc.property(beyond, (at) => {
        const one = [
          { type: "usage.range", by: "day", from: at, to: 0 },
          { type: "usage.range", by: "day", from: 0, to: at },
          { type: "usage.agents", from: 0, to: at },
          { type: "usage.agents", from: at, to: 0 },
          { type: "usage.figure", from: 0, to: at },
          { type: "requests.list", limit: 1, before: at },
          { type: "requests.list", limit: 1, from: at },
          { type: "requests.list", limit: 1, to: at },
        ].filter((query) => querySchema.safeParse(query).success);
        const order = { type: "usage.export", format: "csv" };
        const two = [
          { ...order, from: at, to: 0 },
          { ...order, from: 0, to: at },
        ].filter((command) => commandSchemas["usage.export"].safeParse(command).success);
        expect([...one, ...two]).toEqual([]);
      }),
    );
  });

  test("whatever is asked for is answered, and throws nowhere", async () => {
    const moment = fc.oneof(
      fc.maxSafeNat(),
      fc.constantFrom(0, 8.64e15, 2 ** 53 - 1, 253_402_300_799_999, Date.now()),
    );
    const format = fc.constantFrom("csv", "json");
    await fc.assert(
      fc.asyncProperty(moment, moment, format, async (from, to, form) => {
        const asked = { type: "usage.export", from, to, format: form } as const;
        const reply = await sluice.app.send(asked as never);
        expect(reply.ok || reply.error.code).not.toBe("app.failed");
        const range = { type: "usage.range", by: "day", from, to } as const;
        const rows = await sluice.app.read(range);
        expect(rows.ok || rows.error.code).not.toBe("app.failed");
      }),
      { numRuns: 60 },
    );
  });
});

describe("keys that work everywhere", () => {
  const none = { open: null, route: null, pause: null };
  const save = (shortcuts: object) =>
    sluice.app.send({ type: "settings.save", shortcuts } as never);

  test("are refused where they write, edit or are the system's, and nothing is kept", async () => {
    for (const keys of ["Control+C", "Shift+A", "Alt+F4", "Super+L"]) {
      expect(await save({ ...none, pause: keys })).toMatchObject({
        ok: false,
        error: { code: "shortcut.reserved" },
      });
      expect(sluice.app.state().settings.shortcuts).toEqual(none);
    }
    expect(await save({ ...none, pause: "A" })).toMatchObject({ ok: false });
  });

  test("are kept exactly where they are ours to take", async () => {
    const { platform } = sluice.app.state().desk;
    const some = fc.array(fc.constantFrom("Control", "Alt", "Shift", "Super"), {
      ...{ minLength: 1, maxLength: 3 },
    });
    const key = fc.constantFrom(..."ACSZ19", "F4", "F9", "F14", "Up", "Space");
    await fc.assert(
      fc.asyncProperty(some, key, async (held, last) => {
        const keys = [...held, last].join("+");
        await save(none);
        const { ok } = await save({ ...none, open: keys });
        expect([keys, ok]).toEqual([keys, !isReserved(keys, platform)]);
        expect(sluice.app.state().settings.shortcuts.open).toBe(ok ? keys : null);
      }),
      { numRuns: 60 },
    );
  });
});
