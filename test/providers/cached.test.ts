/** What Cloudflare replays from its response cache is marked as that, whoever's answer it is, and reaches no provider. */
import { expect, test } from "vitest";
import { cases, title } from "./cases.ts";
import { startWire } from "./rig.ts";

test.each(cases.map((one) => [title(one), one] as const))("%s", async (_, one) => {
  const wire = await startWire({ cacheTtlSeconds: 300 });
  const target = `/${one.slug}${one.path}`;
  const skipped = await wire.ask("cloudflare", target, one.body, { "anthropic-version": "x" });
  expect(skipped.exchange.cacheHit).toBe(false);
  wire.configure({ dials: { all: { cache: "asSet" }, models: {} } });
  const ask = () => wire.ask("cloudflare", target, one.body, { "anthropic-version": "x" });
  const [first, second] = [await ask(), await ask()];
  expect([first.exchange.cacheHit, second.exchange.cacheHit]).toEqual([false, true]);
  expect([first.seen === null, second.seen]).toEqual([false, null]);
  expect(second.got.body.equals(first.got.body)).toBe(true);
  expect(second.exchange.model).toBe(one.model);
  // A replay repeats the figures; that they cost nothing is for the ledger, which is told of the hit.
  expect(second.exchange.usage).toEqual(first.exchange.usage);
  // What was asked is looked for only where the answer is another request's.
  const { model, tools } = one.body as { readonly model?: string; readonly tools?: unknown };
  expect([first.exchange.asked, second.exchange.asked]).toMatchObject([
    undefined,
    { model: model ?? null, hasTools: tools !== undefined },
  ]);
  expect(second.exchange.logId).not.toBe(first.exchange.logId);
});
