/** The practice aiGateway's response cache. */
import { afterEach, beforeEach, expect, test } from "vitest";
import type { Practice } from "../../main/practice/practice.ts";
import {
  aiGatewayToken,
  anthropicKey,
  fetchRaw,
  hello,
  inside,
  start,
  throughAiGateway,
} from "./wire.ts";

let practice: Practice;
let clock = 0;
beforeEach(async () => {
  clock = Date.UTC(2026, 10, 21);
  practice = await start({ now: () => clock });
});
afterEach(() => practice.close());

const status = async (headers: object = {}, body: unknown = hello()) =>
  (await throughAiGateway(practice, body, headers)).headers["cf-aig-cache-status"];
const reached = () => practice.seen().filter((seen) => seen.which === "provider").length;

test("off by default: nothing is said of it and every request reaches the provider", async () => {
  expect([await status(), await status()]).toEqual([undefined, undefined]);
  expect(reached()).toBe(2);
});

test("a hit replays the stored body, usage included, under a new log id, and reaches nobody", async () => {
  practice.set({ cacheTtlSeconds: 60 });
  const first = await throughAiGateway(practice);
  const second = await throughAiGateway(practice);
  expect([first.headers["cf-aig-cache-status"], second.headers["cf-aig-cache-status"]]).toEqual([
    "MISS",
    "HIT",
  ]);
  expect(second.raw).toEqual(first.raw);
  expect(second.text).toContain('"usage"');
  expect(second.headers["content-type"]).toBe(first.headers["content-type"]);
  expect(second.headers["cf-aig-log-id"]).not.toBe(first.headers["cf-aig-log-id"]);
  expect(reached()).toBe(1);
});

test("one byte, another key or another endpoint makes another entry; metadata does not", async () => {
  practice.set({
    cacheTtlSeconds: 60,
    providerKeys: { anthropic: [practice.secrets.anthropic, "second"] },
  });
  await status();
  expect(await status({}, `${JSON.stringify(hello())} `)).toBe("MISS");
  expect(await status({ "x-api-key": "second" })).toBe("MISS");
  const headers = { ...anthropicKey(practice), ...aiGatewayToken(practice) };
  const other = inside(practice, "/anthropic/v1/messages/count_tokens");
  const counted = await fetchRaw(other, { headers, body: hello() });
  expect(counted.headers["cf-aig-cache-status"]).toBe("MISS");
  expect(await status({ "cf-aig-metadata": '{"user":"x"}' })).toBe("HIT");
});

test("skip-cache neither asks nor stores", async () => {
  practice.set({ cacheTtlSeconds: 60 });
  expect(await status({ "cf-aig-skip-cache": "true" })).toBeUndefined();
  expect(await status()).toBe("MISS");
  expect(await status({ "cf-aig-skip-cache": "true" })).toBeUndefined();
  expect(reached()).toBe(3);
});

test("an entry lives its time: the aiGateway's, the request's of 60 s and more, or 5 minutes for a key of one's own", async () => {
  practice.set({ cacheTtlSeconds: 60 });
  await status();
  clock += 60_000;
  expect(await status()).toBe("MISS");
  practice.set({ cacheTtlSeconds: null });
  const own = { "cf-aig-cache-ttl": "600" };
  expect(await status({ "cf-aig-cache-ttl": "59" })).toBeUndefined();
  clock += 60_000;
  expect([await status(own), await status(own)]).toEqual(["MISS", "HIT"]);
  const named = { "cf-aig-cache-key": "mine" };
  expect([await status(named), await status(named, hello("quite another"))]).toEqual([
    "MISS",
    "HIT",
  ]);
  clock += 300_000;
  expect(await status(named)).toBe("MISS");
});

test('"off is not surely off": an aiGateway with cache_ttl 0 may keep answers for 300 s; skip-cache alone prevents it', async () => {
  practice.set({ cacheTtlSeconds: 0, cacheOffSeconds: 300 });
  const sure = { "cf-aig-skip-cache": "true" };
  expect([await status(), await status(), await status(sure)]).toEqual(["MISS", "HIT", undefined]);
  clock += 300_000;
  expect(await status()).toBe("MISS");
  practice.set({ cacheOffSeconds: 0 });
  expect(await status()).toBeUndefined();
});

test("streams and errors are not stored", async () => {
  practice.set({ cacheTtlSeconds: 60 });
  const stream = hello("hi", { stream: true });
  expect([await status({}, stream), await status({}, stream)]).toEqual(["MISS", "MISS"]);
  practice.set({ fault: "providerOverloaded", times: 1 });
  expect([await status(), await status(), await status()]).toEqual(["MISS", "MISS", "HIT"]);
});

test("a compressed answer is replayed only to those who accept it", async () => {
  practice.set({ cacheTtlSeconds: 60, compress: true });
  const gzip = { "accept-encoding": "gzip, deflate" };
  await throughAiGateway(practice, hello(), gzip);
  const packed = await throughAiGateway(practice, hello(), gzip);
  expect([packed.headers["cf-aig-cache-status"], packed.headers["content-encoding"]]).toEqual([
    "HIT",
    "gzip",
  ]);
  expect(packed.text).toContain('"usage"');
  expect((await throughAiGateway(practice)).headers["content-encoding"]).toBeUndefined();
});
