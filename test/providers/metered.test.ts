/** Every provider on the real wire: what it says passes unchanged and is metered to the token, whole and streamed, on both routes, in whatever pieces it comes. */
import { describe, expect, test } from "vitest";
import type { PracticeLog } from "../../main/practice/log.ts";
import { framesIn } from "../../main/practice/providers/frames.ts";
import { type Case, cases, title } from "./cases.ts";
import { type Asked, expectClean, expectMetered, type Route, startWire } from "./rig.ts";

const version = { "anthropic-version": "2023-06-01" };

/** Cloudflare's own row: the same tokens where it reads them, which of Bedrock's own forms it does not (facts §8, #491), nor what was thought beside the completion. */
function expectLogged({ path, slug }: Case, { exchange, got, seen }: Asked, row?: PracticeLog) {
  expect(row).toMatchObject({ id: exchange.logId, provider: slug, status: 200 });
  const isAmazon = path.includes("bedrock-runtime") && !path.includes("anthropic");
  const isOwn = isAmazon || path.includes("/converse");
  const isRead = !isOwn && !/stream\+json|amazon/.test(typeOf(got));
  const { tokensOut, ...others } = seen?.usage ?? { tokensOut: 0 };
  const isHidden = slug === "grok" || path.includes("/v1beta/openai/");
  if (!isRead) expect(row).toMatchObject({ usage: null, costMicroUsd: null });
  else expect(row?.usage).toMatchObject(isHidden ? others : { ...others, tokensOut });
}

const typeOf = ({ headers }: Asked["got"]) => String(headers["content-type"]);

describe.each(cases.map((one) => [title(one), one] as const))("%s", (_, one) => {
  const routes = (isDirect: boolean): readonly Route[] =>
    isDirect ? ["cloudflare", "direct"] : ["cloudflare"];

  test("an answer in one piece", async () => {
    const wire = await startWire();
    for (const route of routes(one.slug in wire.practice.providers)) {
      const asked = await wire.ask(route, `/${one.slug}${one.path}`, one.body, version);
      expect([asked.got.status, asked.got.body.toString().slice(0, 300)]).toEqual([
        200,
        expect.anything(),
      ]);
      expectMetered(asked);
      expectClean(asked);
      expect(asked.exchange).toMatchObject({ provider: one.slug, model: one.model, route });
      expect(asked.exchange.usage?.statedMicroUsd).toBe(one.stated);
      expect(asked.exchange.logId === null).toBe(route === "direct");
      if (route === "cloudflare") expectLogged(one, asked, wire.practice.truth().at(-1));
      if (one.far[0] !== null) expect(asked.seen?.host).toBe(one.far[0]);
      expect(asked.seen?.path).toBe(one.far[1]);
    }
  });

  if (one.stream === undefined) return;

  test("a stream, cut anywhere", async () => {
    const wire = await startWire();
    for (const route of routes(one.slug in wire.practice.providers)) {
      for (const seed of [null, 1, 2, 3]) {
        wire.split(seed);
        const { body = one.body, path = one.path } = one.stream ?? {};
        const asked = await wire.ask(route, `/${one.slug}${path}`, body, version);
        expect(asked.got.status).toBe(200);
        const type = one.streamType ?? "text/event-stream";
        expect(asked.got.headers["content-type"]?.startsWith(type)).toBe(true);
        expectMetered(asked);
        expectClean(asked);
        if (route === "cloudflare") expectLogged(one, asked, wire.practice.truth().at(-1));
        expect(asked.exchange).toMatchObject({ provider: one.slug, model: one.model, route });
        expect(asked.seen?.path).toBe(one.streamFar ?? one.far[1]);
        if (type.includes("amazon")) expect(framesIn(asked.got.body)).not.toBeNull();
      }
    }
  });
});
