/** Cloudflare's response cache through the whole app: what it answers costs nothing, is named, and is kept from agents by one press. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { noticeActionsOf } from "../../main/core/notify-rules.ts";
import type { RangeRow } from "../../preload/contract/command.ts";
import type { RequestRow } from "../../preload/contract/state.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

const model = "claude-sonnet-4-6";
const name = `anthropic/${model}`;
const tools = [{ name: "t", input_schema: { type: "object" } }];

let sluice: Sluice;
beforeEach(async () => {
  sluice = await startSluice();
  sluice.practice.set({ cacheTtlSeconds: 300 });
  await sluice.setUp();
  await sluice.must({ type: "openclaw.link", kind: "own" });
});
afterEach(() => sluice.close());

const localKey = () =>
  /"?apiKey"?:\s*"([0-9a-f]{64})"/.exec(
    readFileSync(path.join(sluice.home, ".openclaw/openclaw.json"), "utf8"),
  )?.[1] ?? "";
const state = () => sluice.app.state();
const atProvider = () => sluice.practice.seen().filter(({ which }) => which === "provider").length;

/** The same one each time; known when the figures have it. */
async function turn(body: object = {}): Promise<void> {
  const { requests } = state().usage.today;
  const answer = await fetch(`http://127.0.0.1:${state().router.port}/anthropic/v1/messages`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-api-key": localKey(),
      "anthropic-version": "2023-06-01",
    },
    body: JSON.stringify({
      ...{ model, max_tokens: 100, messages: [{ role: "user", content: "hello" }] },
      ...body,
    }),
  });
  expect(answer.status).toBe(200);
  await answer.text();
  await sluice.until(({ usage }) => usage.today.requests === requests + 1);
}

async function rows<T>(query: object): Promise<readonly T[]> {
  const now = Date.now();
  const span = { from: now - 86_400_000, to: now + 86_400_000 };
  const reply = await sluice.app.read({ ...span, ...query } as never);
  if (!reply.ok) throw new Error(reply.error.code);
  return reply.rows as readonly T[];
}

test("a hit costs nothing, its tokens are not counted again, and the list names it with what it saved", async () => {
  await turn();
  await turn();
  expect([atProvider(), state().usage.today.cacheHits]).toEqual([2, 0]);
  await sluice.must({ type: "dials.set", dial: { cache: "asSet" } });
  await turn();
  const { costMicroUsd, tokensIn, tokensOut } = state().usage.today;
  await turn();
  await turn();
  expect(atProvider()).toBe(3);
  expect(state().usage.today).toMatchObject({
    ...{ requests: 5, priced: 5, cacheHits: 2, costMicroUsd, tokensIn, tokensOut },
  });
  const each = (costMicroUsd ?? 0) / 3;
  expect(await rows<RangeRow>({ type: "usage.range", by: "model" })).toMatchObject([
    { model, cacheHits: 2, responseCacheMicroUsd: 2 * each, responseCacheKnown: 2 },
  ]);
  const hits = await rows<RequestRow>({ type: "requests.list", limit: 9, cacheHit: true });
  expect(hits.map(({ costMicroUsd: cost, savedMicroUsd }) => [cost, savedMicroUsd])).toEqual([
    [0, each],
    [0, each],
  ]);
  // Nobody's agent: there is nothing to warn of.
  expect(state().notice).toBeNull();
});

test("a hit on an agent's turn with tools says so once, and skipping the cache for the model ends it", async () => {
  await sluice.must({ type: "dials.set", dial: { cache: "asSet" } });
  await sluice.must({ type: "dials.set", model: name, dial: { attempts: 2 } });
  await turn({ tools });
  expect(state().notice).toBeNull();
  await turn({ tools });
  const { notice } = await sluice.until((now) => now.notice !== null);
  expect(notice).toMatchObject({ code: "cache.answeredTurn", model: name });
  await turn({ tools });
  expect(state().notice).toEqual(notice);

  const [action, ...others] = noticeActionsOf("cache.answeredTurn", state());
  expect([action?.name, others]).toEqual(["skipCache", []]);
  if (!action?.command) throw new Error("nothing to do");
  await sluice.must(action.command);
  expect(state().notice).toBeNull();
  expect(state().profile?.dials?.models).toEqual({ [name]: { attempts: 2, cache: "skip" } });

  const before = atProvider();
  await turn({ tools });
  await turn({ tools });
  expect(atProvider()).toBe(before + 2);
  expect(state().usage.today.cacheHits).toBe(2);
  expect(state().notice).toBeNull();
});

test("what the person said of a model holds for the same model with a date, as answers name it", async () => {
  await sluice.must({ type: "dials.set", dial: { cache: "asSet" } });
  await sluice.must({
    ...{ type: "dials.set", model: `${name}-20260115`, dial: { cache: "skip" } },
  });
  await turn({ tools });
  await turn({ tools });
  expect([atProvider(), state().usage.today.cacheHits]).toEqual([2, 0]);
});
