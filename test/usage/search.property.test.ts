/** Requests found by filter and words against a naive filter over all of them. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { Exchange } from "../../main/core/traffic.ts";
import { type ListQuery, listRequests } from "../../main/usage/collector.ts";
import type { RequestRow } from "../../preload/contract/state.ts";
import { exchangeOf } from "../support/exchange.ts";
import { createScene, noon } from "./scene.ts";

const scene = createScene();

const uuids = ["0193b2f0-7c1e-7000-8000-00000000beef", "0193b2f0-7c1e-7fff-bfff-fffffffffff9"];
const logIds = [
  ...uuids,
  uuids[0]?.toUpperCase() ?? "",
  "01JDSTUB0000000000000000AA",
  "0193B",
  "%",
];
const exchanges: fc.Arbitrary<Exchange> = fc
  .record({
    startedAt: fc.integer({ min: noon - 7_200_000, max: noon + 7_200_000 }),
    route: fc.constantFrom("cloudflare", "direct", "paused"),
    provider: fc.constantFrom("anthropic", "openai", "aws-bedrock"),
    model: fc.constantFrom("claude-sonnet-4-6", "Claude Opus 4.6", "gpt-5.5", "0193", "ok", null),
    status: fc.constantFrom(200, 529, 400, null),
    outcome: fc.constantFrom("ok", "providerError", "refused", "aborted", "failed"),
    refusal: fc.constantFrom("paused", "allowance", null, null),
    logId: fc.constantFrom(...logIds, null),
  })
  .map((more) => exchangeOf(more as Partial<Exchange>));

const words = fc.oneof(
  fc.constantFrom(
    ...["claude", "CLAUDE", "sonnet", "4.6", "4-6", "anthropic", "ant", "openai", "529", "5", "20"],
    ...["provider", "refused", "ok", "paused", "allow", "0193", "0193b2f0-", "0193b2f0-7c1e-7000"],
    ...[
      "0193b2f07c1e",
      "beef",
      "01jd",
      "01JDSTUB0000000000000000AA",
      "%",
      "_",
      "'",
      "nothing",
      "0",
    ],
    ...logIds,
  ),
  fc.tuple(fc.constantFrom(...logIds), fc.nat(36)).map(([id, length]) => id.slice(0, length)),
  fc.string({ maxLength: 3 }),
);
const queries: fc.Arbitrary<ListQuery> = fc.record(
  {
    limit: fc.integer({ min: 1, max: 30 }),
    before: fc.integer({ min: 0, max: 40 }),
    from: fc.integer({ min: noon - 8_000_000, max: noon + 8_000_000 }),
    to: fc.integer({ min: noon - 8_000_000, max: noon + 8_000_000 }),
    route: fc.constantFrom("cloudflare", "direct", "paused"),
    outcome: fc.constantFrom("ok", "providerError", "refused", "aborted", "failed"),
    cacheHit: fc.constant(true as const),
    search: fc
      .array(words, { minLength: 0, maxLength: 4 })
      .map((some) => ` ${some.join("  ")}`.slice(0, 100)),
  },
  { requiredKeys: ["limit"] },
);

function isFound(row: RequestRow, query: ListQuery) {
  const { before, cacheHit, from, outcome, route, search, to } = query;
  const { logId, model, provider, refusal, status } = row;
  const texts = [provider, model, status, refusal, row.outcome].map((one) =>
    String(one ?? "").toLowerCase(),
  );
  const id = (logId ?? "").toLowerCase();
  const isWord = (word: string) => texts.some((text) => text.includes(word)) || id.startsWith(word);
  return (
    (before === undefined || row.id < before) &&
    (from === undefined || row.startedAt >= from) &&
    (to === undefined || row.startedAt < to) &&
    (route === undefined || row.route === route) &&
    (outcome === undefined || row.outcome === outcome) &&
    (cacheHit === undefined || row.cacheHit) &&
    (search ?? "").toLowerCase().split(/\s+/).filter(Boolean).every(isWord)
  );
}

test("a search finds what a naive filter does, the newest first", {
  timeout: 120_000,
}, async () => {
  let run = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(exchanges, { minLength: 1, maxLength: 40 }),
      fc.array(queries, { minLength: 1, maxLength: 12 }),
      async (all, asked) => {
        scene.path = `${scene.folder}/run-${++run}/ledger.sqlite`;
        const ledger = scene.open();
        for (const one of all) ledger.add(one);
        ledger.flush();
        const rows = ledger.requests({ limit: 100 });
        expect(rows).toHaveLength(all.length);
        // At the same time: each must keep to its own words.
        const answers = await Promise.all(asked.map((query) => listRequests(ledger, query)));
        for (const [index, query] of asked.entries()) {
          const wanted = rows.filter((row) => isFound(row, query)).slice(0, query.limit);
          expect(answers[index]).toEqual(wanted);
        }
        ledger.close();
      },
    ),
    { numRuns: Number(process.env.SLUICE_RUNS ?? 80) },
  );
});

test("a log id is found by any beginning of it, in either case, and by no other part", async () => {
  const ledger = scene.open();
  for (const logId of logIds) ledger.add(exchangeOf({ logId, model: null }));
  ledger.flush();
  for (const id of logIds) {
    for (let length = 1; length <= id.length; length++) {
      const search = id.slice(0, length);
      const found = await listRequests(ledger, { limit: 9, search: search.toUpperCase() });
      const begins = (one: string) => one.toLowerCase().startsWith(search.toLowerCase());
      const isNamed = ["anthropic", "200", "ok"].some((name) =>
        name.includes(search.toLowerCase()),
      );
      const wanted = logIds.filter((one) => isNamed || begins(one));
      expect(found.map(({ logId }) => logId).reverse()).toEqual(wanted);
    }
  }
  for (const search of ["7c1e", "beef", "DSTUB", `${uuids[0]}0`, "0193b2f07c1e"]) {
    expect(await listRequests(ledger, { limit: 9, search })).toEqual([]);
  }
});

test("what nobody waits for any more is looked for no further", async () => {
  const ledger = scene.open();
  const many = 12_000;
  for (let index = 0; index < many; index++)
    ledger.add(exchangeOf({ startedAt: noon + index, model: index === 3 ? "gpt-5.5" : "claude" }));
  while (!ledger.flush());
  let looks = 0;
  const counted = {
    ...ledger,
    find(query: Parameters<typeof ledger.find>[0]) {
      looks += 1;
      return ledger.find(query);
    },
  };
  const query = { limit: 3, search: "gpt" };
  expect(await listRequests(counted, query, () => looks < 3)).toEqual([]);
  expect(looks).toBe(3);
  expect(await listRequests(counted, query)).toHaveLength(1);
});

test("what lies far back is found in pieces, page by page, while rows come in and go", async () => {
  const ledger = scene.open();
  const many = 12_000;
  for (let index = 0; index < many; index++) {
    const model = index % 3000 === 7 ? "gpt-5.5" : "claude-sonnet-4-6";
    ledger.add(exchangeOf({ startedAt: noon + index * 1000, model }));
  }
  while (!ledger.flush());
  const search = "GPT";
  const first = listRequests(ledger, { limit: 3, search });
  ledger.add(exchangeOf({ startedAt: noon + many * 1000, model: "gpt-5.4" }));
  ledger.flush();
  const ids = (await first).map(({ id }) => id);
  expect(ids).toEqual([9008, 6008, 3008]);
  const rest = await listRequests(ledger, { limit: 3, search, before: ids.at(-1) ?? 0 });
  expect(rest.map(({ id }) => id)).toEqual([8]);
  expect(await listRequests(ledger, { limit: 3, search: "no such thing" })).toEqual([]);
  const [newest] = await listRequests(ledger, { limit: 1, search });
  expect(newest?.model).toBe("gpt-5.4");
});

test("a ledger that is closed during a search ends it", async () => {
  const ledger = scene.open();
  for (let index = 0; index < 9000; index++) ledger.add(exchangeOf({ startedAt: noon + index }));
  while (!ledger.flush());
  const search = listRequests(ledger, { limit: 3, search: "no such thing" });
  ledger.close();
  expect(await search).toEqual([]);
  expect(ledger.isReadable()).toBe(false);
});
