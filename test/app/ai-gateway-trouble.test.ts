/** What an aiGateway does not let be read or written, through the whole app: said by its code, and nothing is made up. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { done, farEnd } from "../cloudflare/far.ts";
import type { FarEnd } from "../support/far-end.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";
import { code, createRoom } from "./ai-gateway-room.ts";

let sluice: Sluice;
let room: ReturnType<typeof createRoom>;
afterEach(() => sluice.close());

async function start(env = {}): Promise<void> {
  sluice = await startSluice({ env });
  await sluice.setUp();
  room = createRoom(sluice);
}

describe("what cannot be had is said, and nothing is known then", () => {
  beforeEach(() => start());

  test("without a profile, and without a token", async () => {
    expect(code(await room.read())).toBe("cloudflare.noToken");
    expect(code(await room.propose({ cacheSeconds: 60 }))).toBe("cloudflare.noToken");
    await sluice.must({ type: "profile.remove", id: sluice.app.state().profile?.id ?? "" });
    expect(code(await room.read())).toBe("profile.missing");
    expect(code(await room.apply())).toBe("aiGateway.nothing");
    expect(room.shown()).toMatchObject({ status: "off", settings: null });
    expect(sluice.practice.asked()).toEqual([]);
  });

  test("with a token that may neither read nor change", async () => {
    await room.token();
    expect(code(await room.read())).toBe("cloudflare.needsAiGatewayRead");
    const denied = { status: "failed", error: "cloudflare.needsAiGatewayRead", settings: null };
    expect(room.shown()).toMatchObject(denied);
    expect(code(await room.propose({ cacheSeconds: 60 }))).toBe("cloudflare.needsAiGatewayRead");
    expect(room.shown()).toMatchObject({ ...denied, proposal: null });
  });

  test("an account without a log, or a list that fails: the settings are known all the same", async () => {
    await room.token("aiGateway.read");
    sluice.practice.set({ generation: "observability" });
    const fault = { at: "api", status: 200, body: '{"success":true,"result":7}' } as const;
    sluice.practice.set({ fault, slug: "providerConfigs", times: 1 });
    await sluice.must({ type: "aiGateway.read" });
    expect(room.shown()).toMatchObject({
      ...{ status: "ok", settings: { cacheSeconds: null } },
      ...{ routes: [], storedKeys: null, logRows: null },
    });
  });

  test.each([
    ["another aiGateway", '{"success":true,"errors":[],"result":{"id":"other"}}'],
    ["too much", JSON.stringify({ success: true, result: { id: "demo", x: "x".repeat(400_000) } })],
    ["no JSON", "<html>"],
    ["a list", '{"success":true,"result":[]}'],
  ])("%s instead of an answer", async (_, body) => {
    await room.token("aiGateway.edit");
    sluice.practice.set({ fault: { at: "api", status: 200, body }, slug: "aiGateways", times: 1 });
    expect(code(await room.propose({ cacheSeconds: 60 }))).toBe("cloudflare.failed");
    expect(room.shown()).toMatchObject({ status: "failed", settings: null, proposal: null });
  });

  test("values of no known kind: each is unreadable by itself, and is written back as it is", async () => {
    await room.token("aiGateway.edit");
    const odd = { id: "demo", cache_ttl: "soon", collect_logs: true, authentication: [1] };
    const body = JSON.stringify({ success: true, errors: [], result: odd });
    sluice.practice.set({ fault: { at: "api", status: 200, body }, slug: "aiGateways", times: 2 });
    expect(code(await room.propose({ cacheSeconds: 60, ownKeysOnly: true }))).toBe("ok");
    expect(room.shown().settings).toMatchObject({
      ...{ cacheSeconds: "unreadable", authentication: "unreadable", ownKeysOnly: false },
    });
    expect(room.shown().proposal?.lines.map(({ name }) => name)).toEqual(["ownKeysOnly"]);
    await room.apply();
    expect(JSON.parse(room.puts()[0]?.body ?? "")).toEqual({
      ...{ cache_ttl: "soon", collect_logs: true, authentication: [1], byok_only: true },
      ...{ cache_invalidate_on_update: null, rate_limiting_interval: null },
      rate_limiting_limit: null,
    });
  });
});

describe("a Cloudflare that does as it likes", () => {
  const big = "12345678901234567890";
  const asItWas = `{"id":"demo","cache_ttl":0,"collect_logs":true,"new":{"n":${big},"__proto__":[1]}}`;
  let far: FarEnd;
  /** As it is there; and what becomes of a PUT: taken in, or answered by nothing. */
  let object: string;
  let isTaken: boolean;
  let isAnswered: boolean;
  const putBodies = () =>
    far.requests.filter(({ method }) => method === "PUT").map(({ body }) => body.toString());

  beforeEach(async () => {
    [object, isTaken, isAnswered] = [asItWas, true, true];
    far = await farEnd(({ method, target, body }) => {
      if (!target.endsWith("/gateways/demo")) return done([]);
      if (method !== "PUT") return { body: `{"success":true,"result":${object}}` };
      if (isTaken) object = body.toString().replace("{", '{"id":"demo","modified_at":"now",');
      return isAnswered ? { body: `{"success":true,"result":${object}}` } : null;
    });
    const farEnds = { aiGateway: far.base, cloudflareApi: `${far.base}/client/v4`, providers: {} };
    await start({ SLUICE_FAR_ENDS: JSON.stringify(farEnds) });
    const secret = sluice.practice.secrets.analytics;
    await sluice.must({ type: "secret.save", kind: "analytics", secret });
    await sluice.until(({ cloudflare }) => ["ok", "failed"].includes(cloudflare.status));
  });
  afterEach(() => far.close());

  test("what nobody knows is written back to the last digit", async () => {
    expect(code(await room.propose({ cacheSeconds: 300 }))).toBe("ok");
    expect(code(await room.apply())).toBe("ok");
    expect(putBodies()).toHaveLength(1);
    expect(putBodies()[0]).toContain(`"new":{"n":${big},"__proto__":[1]}`);
    expect(room.shown()).toMatchObject({ settings: { cacheSeconds: 300 }, proposal: null });
  });

  test("the answer to the writing is lost: it is looked at, and not written twice", async () => {
    await room.propose({ cacheSeconds: 300 });
    isAnswered = false;
    expect(code(await room.apply())).toBe("ok");
    expect(putBodies()).toHaveLength(1);
    expect(room.shown()).toMatchObject({ status: "ok", settings: { cacheSeconds: 300 } });
  });

  test("it was not written: that is said, and the person may try again", async () => {
    await room.propose({ cacheSeconds: 300 });
    [isTaken, isAnswered] = [false, false];
    expect(code(await room.apply())).toBe("cloudflare.unreachable");
    expect(putBodies()).toHaveLength(1);
    expect(room.shown()).toMatchObject({ status: "ok", proposal: { lines: [{ after: 300 }] } });
    [isTaken, isAnswered] = [true, true];
    expect(code(await room.apply())).toBe("ok");
  });

  test("it comes after all, when nobody looks any more: trying again finds it done", async () => {
    await room.propose({ cacheSeconds: 300 });
    [isTaken, isAnswered] = [false, false];
    await room.apply();
    object = object.replace('"cache_ttl":0', '"cache_ttl":300');
    expect(code(await room.apply())).toBe("ok");
    expect(putBodies()).toHaveLength(1);
    expect(room.shown()).toMatchObject({ settings: { cacheSeconds: 300 }, proposal: null });
  });

  test("it says yes and writes nothing: that is no success", async () => {
    await room.propose({ cacheSeconds: 300 });
    isTaken = false;
    expect(code(await room.apply())).toBe("cloudflare.failed");
    expect(room.shown()).toMatchObject({ settings: { cacheSeconds: null } });
  });
});
