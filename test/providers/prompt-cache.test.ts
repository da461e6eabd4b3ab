/** The provider's own cache of prompts: what it read from there and wrote to it is metered apart, to the token, in every form it is said in. */
import { describe, expect, test } from "vitest";
import { cases, title } from "./cases.ts";
import { expectMetered, startWire } from "./rig.ts";

const long = "A sluice is a water channel controlled at its head by a gate. ".repeat(120);

/** Those that have no such cache, or whose counts of it are not billed apart. */
const without = (slug: string, path: string) =>
  (slug === "workers-ai" && !path.startsWith("/v1/")) ||
  (slug === "cohere" && !path.includes("compat")) ||
  (slug === "perplexity-ai" && path === "/chat/completions") ||
  path.includes("/v1beta/openai/") ||
  path.includes("meta.llama") ||
  path.includes("/embed");

/** Everything that is asked, with a long text before it; Anthropic and Bedrock are told what to keep. */
function lengthened({ body }: { readonly body: object }, isMarked: boolean): object {
  const text = JSON.stringify(body);
  if (!isMarked) return JSON.parse(text.replace("Please think", `${long}Please think`));
  if (text.includes('"content":[{"text"')) {
    const kept = [{ text: long }, { cachePoint: { type: "default", ttl: "1h" } }];
    return { ...body, system: kept };
  }
  const kept = { type: "text", text: long, cache_control: { type: "ephemeral", ttl: "1h" } };
  return { ...body, system: [kept] };
}

const cached = cases.filter(({ path, slug }) => !without(slug, path));

describe.each(cached.map((one) => [title(one), one] as const))("%s", (_, one) => {
  test("the second time a part comes from the cache", async () => {
    const wire = await startWire();
    const isMarked = /messages$|converse|invoke/.test(one.path);
    const ask = (path: string, body: object) =>
      wire.ask("cloudflare", `/${one.slug}${path}`, body, { "anthropic-version": "2023-06-01" });
    const first = await ask(one.path, lengthened(one, isMarked));
    expectMetered(first);
    const second = await ask(one.path, lengthened(one, isMarked));
    expectMetered(second);
    expect(second.exchange.usage?.cacheRead).toBeGreaterThan(1000);
    if (isMarked) {
      expect(first.exchange.usage?.cacheWrite).toBe(second.exchange.usage?.cacheRead);
      const hour = one.path.includes("nova") && one.path.endsWith("invoke") ? undefined : "1h";
      if (hour) expect(first.exchange.usage?.cacheWrite1h).toBe(first.exchange.usage?.cacheWrite);
    }
    const { body = one.body, path = one.path } = one.stream ?? {};
    wire.split(7);
    const third = await ask(path, lengthened({ body }, isMarked));
    expectMetered(third);
    expect(third.exchange.usage?.cacheRead).toBeGreaterThan(1000);
  });
});
