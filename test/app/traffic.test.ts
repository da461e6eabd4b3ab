/** Requests through the whole app: routed, metered, switched, refused. */
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Sluice, startSluice } from "../support/sluice.ts";

let sluice: Sluice;
beforeEach(async () => {
  sluice = await startSluice();
  await sluice.setUp();
  await sluice.must({ type: "openclaw.link", kind: "own", providers: ["anthropic", "openai"] });
});
afterEach(() => sluice.close());

const configFile = () => path.join(sluice.home, ".openclaw/openclaw.json");
const localKey = () =>
  /"?apiKey"?:\s*"([0-9a-f]{64})"/.exec(readFileSync(configFile(), "utf8"))?.[1] ?? "";

/** What OpenClaw does in a turn, in small. */
function turn(model = "claude-sonnet-4-6", signal?: AbortSignal): Promise<Response> {
  return fetch(`http://127.0.0.1:${sluice.app.state().router.port}/anthropic/v1/messages`, {
    method: "POST",
    headers: {
      "content-type": "application/json",
      "x-api-key": localKey(),
      "anthropic-version": "2023-06-01",
    },
    body: JSON.stringify({
      model,
      max_tokens: 100,
      stream: true,
      tools: [{ name: "t", input_schema: { type: "object" } }],
      messages: [{ role: "user", content: "hello" }],
    }),
    ...(signal && { signal }),
  });
}

const atProvider = () => sluice.practice.seen().filter(({ which }) => which === "provider");

test("a turn goes through the aiGateway, is metered exactly and proves the route", async () => {
  const answer = await turn();
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain("message_stop");
  const state = await sluice.until(({ usage }) => usage.today.requests === 1);
  const seen = atProvider().at(-1);
  expect(seen?.headers["x-api-key"]).toBe(sluice.practice.secrets.anthropic);
  expect(JSON.stringify(sluice.practice.seen())).not.toContain(localKey());
  const usage = seen?.usage;
  expect(usage).toBeDefined();
  expect(state.usage.today).toMatchObject({ requests: 1, priced: 1, source: "router" });
  expect(state.usage.today.tokensIn).toBeGreaterThan(0);
  expect(state.usage.today.costMicroUsd).toBeGreaterThan(0);
  expect(state.route.verified).toMatchObject({ by: "openclaw" });
  expect(state.usage.recent[0]?.costMicroUsd).toBe(state.usage.today.costMicroUsd);
});

test("the switch works for the next request, within 50 ms, and changes no file", async () => {
  const fingerprint = () => [
    createHash("sha256").update(readFileSync(configFile())).digest("hex"),
    statSync(configFile()).mtimeMs,
  ];
  const before = fingerprint();
  await (await turn()).text();

  const tookMs: number[] = [];
  for (const route of ["paused", "cloudflare", "paused", "cloudflare", "direct"] as const) {
    const startedAt = performance.now();
    await sluice.must({ type: "route.set", route });
    tookMs.push(performance.now() - startedAt);
  }
  sluice.practice.forget();
  await (await turn()).text();
  expect(sluice.practice.seen().map(({ which }) => which)).toEqual(["provider"]);
  expect(sluice.app.state().route).toMatchObject({ applied: "direct", verified: null });

  await sluice.must({ type: "route.set", route: "paused" });
  sluice.practice.forget();
  const refused = await (await turn()).text();
  expect(refused).toContain('"refusal"');
  expect(sluice.practice.seen()).toEqual([]);

  await sluice.must({ type: "route.set", route: "cloudflare" });
  expect((await turn()).status).toBe(200);
  expect(fingerprint()).toEqual(before);
  // The quickest of several: a busy machine may hold any single one up.
  expect(Math.min(...tookMs)).toBeLessThan(50);
});

test("Sluice's own test is labelled as its own and stays out of today's figure", async () => {
  await sluice.must({ type: "check.run", name: "route" });
  const state = await sluice.until(({ route }) => route.verified !== null);
  expect(state.route.verified?.by).toBe("sluice");
  expect(state.usage.today.requests).toBe(0);
  expect(state.checks).toMatchObject([{ name: "route", status: "passed" }]);
});

test("Sluice's own test says why it was refused", async () => {
  sluice.practice.set({ aiGatewayTokens: ["another"] });
  const reply = await sluice.app.send({ type: "check.run", name: "route" });
  expect(reply).toEqual({ ok: false, error: { code: "check.failed", detail: "tokenRejected" } });
});

test("a rejected gateway token ends the turn as our refusal, marks the token and says so", async () => {
  sluice.practice.set({ aiGatewayTokens: ["another"] });
  const text = await (await turn()).text();
  expect(text).toContain("token_rejected");
  const state = await sluice.until(({ notice }) => notice !== null);
  expect(state.notice?.code).toBe("tokenRejected");
  expect(state.secrets.find(({ kind }) => kind === "aiGateway")?.status).toBe("rejected");
  expect(state.usage.today.costMicroUsd).toBe(0);
});

test("a used-up allowance pauses spending when it is meant to", async () => {
  await (await turn()).text();
  await sluice.until(({ usage }) => usage.today.requests === 1);
  await sluice.must({ type: "allowance.set", microUsdPerDay: 1, then: "pause" });
  sluice.practice.forget();
  expect(await (await turn()).text()).toContain('"refusal"');
  expect(sluice.practice.seen()).toEqual([]);
  expect(sluice.app.state()).toMatchObject({
    allowance: { reached: true },
    route: { refusing: "allowance" },
    notice: { code: "allowance" },
  });
});

test("an allowance that only tells refuses nothing and says so", async () => {
  await (await turn()).text();
  await sluice.until(({ usage }) => usage.today.requests === 1);
  await sluice.must({ type: "allowance.set", microUsdPerDay: 1, then: "tell" });
  expect(await (await turn()).text()).toContain("message_stop");
  expect(sluice.app.state()).toMatchObject({
    route: { refusing: null },
    notice: { code: "allowance.reached" },
  });
});

test("resuming leads to the route before the pause", async () => {
  await sluice.must({ type: "route.set", route: "direct" });
  await sluice.must({ type: "route.set", route: "paused" });
  expect(sluice.app.state().route.resumesTo).toBe("direct");
});

test("an unpriced model is named, and its cost is unknown, not zero", async () => {
  await (await turn("claude-nobody-knows-1")).text();
  const { usage } = await sluice.until((state) => state.usage.today.requests === 1);
  expect(usage.today.costMicroUsd).toBeNull();
  expect(usage.today.coverage.unpriced).toEqual(["claude-nobody-knows-1"]);
});

test("a port that is taken while linked leads to another port and a new link", async () => {
  const port = Number(sluice.app.state().router.port);
  await sluice.app.quit();
  const squatter = createServer().listen(port, "127.0.0.1");
  await new Promise((resolve) => squatter.once("listening", resolve));
  await sluice.restart();
  await sluice.setUp();
  await sluice.must({ type: "openclaw.link", kind: "own" });
  const now = Number(sluice.app.state().router.port);
  expect(now).not.toBe(port);
  expect(readFileSync(configFile(), "utf8")).toContain(`:${now}/anthropic`);
  squatter.close();
});

test("queries list the requests and sum the range", async () => {
  await (await turn()).text();
  await sluice.until(({ usage }) => usage.today.requests === 1);
  const list = await sluice.app.read({ type: "requests.list", limit: 5 });
  const range = await sluice.app.read({
    type: "usage.range",
    from: 0,
    to: Date.now() + 1,
    by: "model",
  });
  expect(list).toMatchObject({ ok: true, rows: [{ provider: "anthropic", outcome: "ok" }] });
  expect(range).toMatchObject({ ok: true, rows: [{ requests: 1 }] });
});
