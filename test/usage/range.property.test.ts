/** The rows of a range against a naive reckoning from the requests themselves: means, and what the prompt cache saved. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { modelKey } from "../../main/core/model-name.ts";
import { quarterMs } from "../../main/core/spend.ts";
import type { Exchange } from "../../main/core/traffic.ts";
import { createCalendar } from "../../main/core/zone.ts";
import { usageRange } from "../../main/usage/collector.ts";
import { exchangeOf } from "../support/exchange.ts";
import { savedBy } from "./ledger.reference.ts";
import { createScene, noon } from "./scene.ts";

const scene = createScene();
const hours = 30;
const [from, to] = [noon, noon + hours * 4 * quarterMs];
const ways = ["quarter", "hour", "day", "model", "provider", "route"] as const;

const usages = fc.record(
  {
    ...{ tokensIn: fc.nat(400_000), tokensOut: fc.nat(9000), cacheRead: fc.nat(300_000) },
    ...{ cacheWrite: fc.integer({ min: 500, max: 9000 }), cacheWrite1h: fc.nat(500) },
    tier: fc.constant("flex"),
  },
  { requiredKeys: ["tokensIn", "tokensOut", "cacheRead", "cacheWrite", "cacheWrite1h"] },
);
const plain = { tokensIn: 9, tokensOut: 9, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 };
const exchanges: fc.Arbitrary<Exchange> = fc
  .record({
    startedAt: fc.integer({ min: from - quarterMs, max: to + quarterMs }),
    durationMs: fc.nat(90_000),
    firstByteMs: fc.option(fc.nat(9000), { freq: 6 }),
    status: fc.option(fc.constantFrom(200, 529), { freq: 6 }),
    by: fc.constantFrom("openclaw", "openclaw", "openclaw", "sluice"),
    route: fc.constantFrom("cloudflare", "direct"),
    named: fc.constantFrom(
      ...["anthropic claude-sonnet-4-6", "anthropic claude-sonnet-4.6", "anthropic claude-next"],
      ...["anthropic claude-sonnet-5-5", "openai gpt-5.5", "openai gpt-5.4", "anthropic "],
    ),
    usage: fc.oneof(
      { weight: 6, arbitrary: usages },
      { weight: 2, arbitrary: fc.constant(plain) },
      { weight: 1, arbitrary: fc.constant(null) },
    ),
    cacheHit: fc.constantFrom(false, false, false, true),
  })
  .map(({ named, ...more }) => {
    const [provider = "", model] = named.split(" ");
    const profile = more.route === "direct" ? null : "p1";
    return exchangeOf({ ...more, profile, provider, model: model || null } as Partial<Exchange>);
  });

const mean = (values: readonly number[]) =>
  values.length === 0 ? null : Math.round(values.reduce((a, b) => a + b, 0) / values.length);

function expected(some: readonly Exchange[]) {
  const answered = some.filter(
    ({ firstByteMs, status }) => status !== null && firstByteMs !== null,
  );
  const saved = some.map(savedBy).filter((one) => one !== undefined);
  const isKnown = saved.length > 0 && saved.every((one) => one !== null);
  return {
    firstByteMs: mean(answered.map(({ firstByteMs }) => firstByteMs ?? 0)),
    durationMs: mean(answered.map(({ durationMs }) => durationMs)),
    promptCacheMicroUsd: isKnown ? saved.reduce<number>((a, b) => a + (b ?? 0), 0) : null,
    requests: some.length,
  };
}

test("means and what the prompt cache saved are those of the requests, however they are asked for", () => {
  let run = 0;
  fc.assert(
    fc.property(
      fc.array(exchanges, { minLength: 1, maxLength: 40 }),
      fc.constantFrom("UTC", "Asia/Kathmandu", "America/St_Johns"),
      fc.boolean(),
      (all, zone, isWritten) => {
        scene.path = `${scene.folder}/run-${++run}/ledger.sqlite`;
        const ledger = scene.open();
        for (const one of all) ledger.add(one);
        if (isWritten) ledger.flush();
        const calendar = createCalendar(zone);
        const places = {
          quarter: ({ startedAt }: Exchange) => startedAt - (startedAt % quarterMs),
          hour: ({ startedAt }: Exchange) => calendar.hour(startedAt).startAt,
          day: ({ startedAt }: Exchange) => calendar.day(startedAt).startAt,
          model: ({ model, provider }: Exchange) => modelKey(provider, model),
          provider: ({ provider }: Exchange) => provider,
          route: ({ route }: Exchange) => route,
        };
        const counted = all.filter(
          ({ by, startedAt }) => by !== "sluice" && from <= startedAt && startedAt < to,
        );
        for (const by of ways) {
          const rows = usageRange(ledger, { from, to, by }, zone);
          const groups = Map.groupBy<string | number, Exchange>(counted, places[by]);
          expect(rows).toHaveLength(groups.size);
          for (const row of rows) {
            const { model = null, provider = "", route, startAt } = row;
            const key = {
              ...{ quarter: startAt, hour: startAt, day: startAt, provider, route },
              model: modelKey(provider, model),
            }[by];
            expect(row).toMatchObject(expected(groups.get(key ?? "") ?? []));
          }
        }
        ledger.close();
      },
    ),
    { numRuns: Number(process.env.SLUICE_RUNS ?? 60) },
  );
});

test("what did not pass Sluice says nothing of the prompt cache", () => {
  const ledger = scene.open();
  const group = { provider: "anthropic", model: "claude-sonnet-4-6", requests: 2 };
  const figures = { costMicroUsd: 5, tokensIn: 9, tokensOut: 9, errors: 0, cacheHits: 0 };
  const quarters = [{ startAt: from, groups: [{ startAt: from, ...group, ...figures }] }];
  ledger.settle({ profile: "p1", readAt: to, quarters });
  ledger.flush();
  for (const by of ways) {
    expect(usageRange(ledger, { from, to, by }, "UTC")).toMatchObject([
      { requests: 2, promptCacheMicroUsd: null, firstByteMs: null, durationMs: null },
    ]);
  }
});

test("a cache that was written and not read cost more than it saved", () => {
  const ledger = scene.open();
  ledger.add(exchangeOf({ usage: { ...plain, cacheWrite: 1_000_000, cacheWrite1h: 400_000 } }));
  ledger.flush();
  // claude-sonnet-4-6: 3 dollars a million; written for five minutes 3.75, for an hour 6.
  expect(usageRange(ledger, { from, to, by: "model" }, "UTC")).toMatchObject([
    { promptCacheMicroUsd: -(450_000 + 1_200_000) },
  ]);
});
