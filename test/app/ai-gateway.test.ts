/** The aiGateway's settings through the whole app: read, shown before they are written, and written only as they were shown. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { AiGatewayChange } from "../../preload/contract/ai-gateway.ts";
import { findCanaries } from "../support/canary.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";
import { code, createRoom, editor } from "./ai-gateway-room.ts";

let sluice: Sluice;
let room: ReturnType<typeof createRoom>;
beforeEach(async () => {
  sluice = await startSluice();
  await sluice.setUp();
  room = createRoom(sluice);
});
afterEach(() => sluice.close());

describe("with a token that may read", () => {
  beforeEach(() => room.token("aiGateway.read"));

  test("it is read when somebody asks: settings, routes, names of stored keys, rows of the log", async () => {
    sluice.practice.set({
      dynamicRoutes: ["best"],
      storedKeys: { anthropic: { default: "sk-ant-CANARY-stored" } },
    });
    expect(room.shown()).toMatchObject({ status: "off", settings: null });
    await sluice.must({ type: "aiGateway.read" });
    expect(room.shown()).toMatchObject({
      ...{ status: "ok", error: null, proposal: null, logRows: 0 },
      settings: { authentication: true, cacheSeconds: null, collectsLogs: true, alsoSet: [] },
      routes: [{ id: "demo_best", name: "best" }],
      storedKeys: [{ provider: "anthropic", alias: "default" }],
    });
    const asked = sluice.practice.asked().map(({ resource }) => resource);
    for (const resource of ["aiGateways", "dynamicRoutes", "providerConfigs"])
      expect(asked.filter((one) => one === resource)).toHaveLength(1);
    expect(JSON.stringify(sluice.app.state())).not.toContain("CANARY");
  });

  test("a change is shown first, and refused without the permission that is named; then a token for once", async () => {
    await sluice.must({ type: "aiGateway.propose", change: { cacheSeconds: 300 } });
    const lines = [{ name: "cacheSeconds", before: null, after: 300 }];
    expect(room.shown()).toMatchObject({ status: "ok", proposal: { lines } });
    expect(room.puts()).toEqual([]);
    expect(code(await room.apply())).toBe("cloudflare.needsAiGatewayEdit");
    expect(room.shown()).toMatchObject({ status: "ok", proposal: { lines } });
    expect((await room.atCloudflare()).cache_ttl).toBe(0);

    expect(code(await room.apply({ token: editor }))).toBe("ok");
    expect(room.shown()).toMatchObject({
      status: "ok",
      proposal: null,
      settings: { cacheSeconds: 300 },
    });
    expect((await room.atCloudflare()).cache_ttl).toBe(300);
    expect(
      findCanaries({
        secrets: { editor },
        folders: [sluice.userDataDir],
        texts: { log: sluice.logged.join("\n"), state: JSON.stringify(sluice.app.state()) },
      }),
    ).toEqual([]);
  });

  test("what is there already is nothing to save, and what was proposed is dropped on request", async () => {
    expect(code(await room.propose({ authentication: true, cacheSeconds: null }))).toBe(
      "aiGateway.nothing",
    );
    expect(room.shown()).toMatchObject({ status: "ok", proposal: null });
    await room.propose({ collectsLogs: false });
    const id = room.shown().proposal?.id ?? "";
    await sluice.must({ type: "aiGateway.drop" });
    expect(room.shown().proposal).toBeNull();
    expect(code(await room.apply({ id, token: editor }))).toBe("aiGateway.nothing");
    expect(room.puts()).toEqual([]);
  });

  test("another profile or another token knows nothing of it", async () => {
    await room.propose({ cacheSeconds: 300 });
    const id = room.shown().proposal?.id ?? "";
    const other = { type: "profile.save", name: "Two", accountId: "practice" } as const;
    const { id: two = "" } = await sluice.must({ ...other, aiGatewayId: "other" });
    const first = sluice.app.state().profile?.id ?? "";
    expect(room.shown().proposal?.id).toBe(id);
    await sluice.must({ type: "profile.select", id: two });
    expect(room.shown()).toMatchObject({
      status: "off",
      settings: null,
      proposal: null,
      routes: null,
    });
    expect(code(await room.apply({ id, token: editor }))).toBe("aiGateway.nothing");
    expect(code(await room.read())).toBe("cloudflare.noToken");
    await sluice.must({ type: "profile.select", id: first });
    expect(room.shown()).toMatchObject({ status: "off", settings: null, proposal: null });
    await sluice.must({ type: "aiGateway.read" });
    await sluice.must({ type: "secret.remove", kind: "analytics" });
    expect(room.shown()).toMatchObject({ status: "off", settings: null });
    expect(room.puts()).toEqual([]);
  });

  test("a profile that is left while it is read leaves nothing of it behind", async () => {
    const other = { type: "profile.save", name: "Two", accountId: "practice" } as const;
    const { id = "" } = await sluice.must({ ...other, aiGatewayId: "other" });
    sluice.practice.set({ fault: "apiSlow", slug: "aiGateways", afterMs: 300, times: 1 });
    const reading = room.read();
    await sluice.must({ type: "profile.select", id });
    expect(code(await reading)).toBe("ok");
    expect(room.shown()).toMatchObject({ status: "off", settings: null });
  });
});

describe("with a token that may change", () => {
  beforeEach(() => room.token("aiGateway.edit"));

  test("everything that can be changed is, at once, and nothing else differs afterwards", async () => {
    const secrets = {
      otel: [{ url: "https://o", headers: { "x-key": "CANARY-otel" }, authorization: "CANARY-a" }],
      stripe: { authorization: "CANARY-stripe", usage_events: [{ payload: "{}" }] },
      logpush_public_key: "CANARY-logpush-key-0123",
      store_id: "CANARY-store",
      guardrails: { prompt: { S1: "BLOCK" }, response: {} },
    };
    const filtered = {
      id: "r1",
      limit: 9,
      limitType: "cost",
      window: 60,
      model: { mode: "filter" },
    };
    const before = await room.elsewhere({
      ...secrets,
      ...{ logpush: true, spend_limits: { enabled: true, rules: [filtered] } },
    });
    const change = {
      ...{ authentication: false, ownKeysOnly: true, collectsLogs: false, cacheSeconds: 600 },
      rateLimit: { requests: 50, seconds: 60, technique: "sliding" },
      retries: { attempts: 3, delayMs: 500, backoff: "exponential" },
      logStorage: { rows: 100_000, whenFull: "drop" },
      spendLimits: [{ microUsd: 12_340_000, seconds: 86_400, technique: "fixed" }],
    } satisfies AiGatewayChange;
    expect(code(await room.propose(change))).toBe("ok");
    expect(room.shown().proposal?.lines).toHaveLength(8);
    expect(code(await room.apply())).toBe("ok");
    expect(room.shown().settings).toEqual({
      ...change,
      otherSpendRules: 1,
      alsoSet: ["guardrails", "otel", "logpush", "stripe"],
    });
    const rule = { enabled: true, limit: 12.34, limitType: "cost", window: 86_400 };
    const { modified_at: _, ...after } = await room.atCloudflare();
    expect(after).toEqual({
      ...Object.fromEntries(Object.entries(before).filter(([name]) => name !== "modified_at")),
      ...{ authentication: false, byok_only: true, collect_logs: false, cache_ttl: 600 },
      ...{ rate_limiting_limit: 50, rate_limiting_interval: 60 },
      ...{ rate_limiting_technique: "sliding", retry_max_attempts: 3, retry_delay: 500 },
      ...{ retry_backoff: "exponential", log_management: 100_000 },
      log_management_strategy: "DELETE_OLDEST",
      spend_limits: { enabled: true, rules: [filtered, { ...rule, technique: "fixed" }] },
    });
    const told = [JSON.stringify(sluice.app.state()), sluice.logged.join("\n")].join("\n");
    expect(told).not.toContain("CANARY");
    const report = await sluice.app.read({ type: "diagnostics" });
    expect(JSON.stringify(report)).not.toContain("CANARY");
  });

  test("somebody changed it meanwhile: nothing is written, and what would change now is shown", async () => {
    await room.propose({ cacheSeconds: 300, rateLimit: null });
    const former = room.shown().proposal?.id ?? "";
    await room.elsewhere({ cache_ttl: 120, zdr: true });
    const mine = room.puts().length;
    expect(code(await room.apply())).toBe("aiGateway.changed");
    expect(room.puts()).toHaveLength(mine);
    expect(room.shown()).toMatchObject({
      settings: { cacheSeconds: 120, alsoSet: ["zdr"] },
      proposal: { lines: [{ name: "cacheSeconds", before: 120, after: 300 }] },
    });
    expect(room.shown().proposal?.id).not.toBe(former);
    expect(code(await room.apply({ id: former }))).toBe("aiGateway.changed");
    expect(code(await room.apply())).toBe("ok");
    expect(await room.atCloudflare()).toMatchObject({ cache_ttl: 300, zdr: true });
  });

  test("somebody saved it once more without changing it: it is written as it was shown", async () => {
    await room.propose({ cacheSeconds: 300 });
    await room.elsewhere({});
    expect(code(await room.apply())).toBe("ok");
  });

  test("a proposal is made anew when a reading finds something else, and kept when it does not", async () => {
    await room.propose({ cacheSeconds: 300 });
    const { proposal } = room.shown();
    await sluice.must({ type: "aiGateway.read" });
    expect(room.shown().proposal).toEqual(proposal);
    await room.elsewhere({ cache_ttl: 60 });
    await sluice.must({ type: "aiGateway.read" });
    expect(room.shown().proposal?.lines).toEqual([
      { name: "cacheSeconds", before: 60, after: 300 },
    ]);
    await room.elsewhere({ cache_ttl: 300 });
    await sluice.must({ type: "aiGateway.read" });
    expect(room.shown().proposal).toBeNull();
  });

  test("two windows at once: one writes, the other is told, and each PUT is whole", async () => {
    await room.propose({ cacheSeconds: 300 });
    const replies = await Promise.all([
      ...[room.apply(), room.apply(), room.propose({ authentication: false }), room.read()],
      sluice.app.send({ type: "aiGateway.drop" }),
      room.propose({ collectsLogs: false }),
    ]);
    expect(replies.map(code)).toEqual(["ok", "aiGateway.nothing", "ok", "ok", "ok", "ok"]);
    expect(room.puts()).toHaveLength(1);
    expect(room.shown()).toMatchObject({
      settings: { cacheSeconds: 300, authentication: true },
      proposal: { lines: [{ name: "collectsLogs", before: true, after: false }] },
    });
  });

  test("Cloudflare refuses what is asked: that is said, the proposal stays, and it can be tried again", async () => {
    await room.propose({ cacheSeconds: 300 });
    const body = JSON.stringify({ success: false, errors: [{ code: 7001, message: "no" }] });
    sluice.practice.set({ fault: { at: "api", status: 400, body }, slug: "aiGateways", times: 1 });
    expect(code(await room.apply())).toBe("cloudflare.inputInvalid");
    expect(room.shown()).toMatchObject({ status: "ok", proposal: { lines: [{ after: 300 }] } });
    expect(code(await room.apply())).toBe("ok");
  });
});
