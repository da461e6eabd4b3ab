/** What the daemon of either version answered, recorded, as people see it: models, order, pins; and pins taken away. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Edit, editJson5, type JsonObject } from "../../../main/core/json5-edit.ts";
import { type Call, readModels, removePin } from "../../../main/openclaw/models/models.ts";
import type { LinkState } from "../../../preload/contract/openclaw.ts";

const recorded = (version: string, method: string): unknown =>
  JSON.parse(
    readFileSync(path.join(import.meta.dirname, "recorded", version, `${method}.json`), "utf8"),
  );

/** A daemon that answers as it was recorded, and remembers what it was asked to change. */
function daemon(version: "2026.9.6" | "2026.5.28", answers: Record<string, unknown> = {}) {
  const asked: { method: string; params: object | undefined }[] = [];
  const call: Call = async <T>(method: string, params?: object) => {
    asked.push({ method, params });
    const value = Object.hasOwn(answers, method) ? answers[method] : recorded(version, method);
    if (value instanceof Error)
      return { ok: false as const, code: "openclaw.refused" as const, detail: value.message };
    return { ok: true as const, value: value as T };
  };
  return { call, asked: (method: string) => asked.filter((one) => one.method === method) };
}

const config: JsonObject = {
  models: {
    providers: {
      "cloudflare-ai-gateway": {
        baseUrl: "http://127.0.0.1:21417/anthropic",
        api: "anthropic-messages",
        auth: "api-key",
        apiKey: "0123456789abcdef".repeat(4),
        models: [{ id: "claude-sonnet-4-6", name: "Claude Sonnet 4.6" }],
      },
    },
  },
  agents: {
    defaults: {
      model: {
        primary: "cloudflare-ai-gateway/claude-sonnet-4-6",
        fallbacks: ["spare/claude-haiku-4-5"],
      },
      heartbeat: { model: "spare/free" },
    },
    entries: { ops: { name: "Ops", model: "spare/claude-haiku-4-5" } },
  },
};
const linked: LinkState = { kind: "own", providers: ["anthropic"], applied: true };
const never = async () => {
  throw new Error("nothing is edited");
};

describe.each(["2026.9.6", "2026.5.28"] as const)("OpenClaw %s", (version) => {
  test("tells its models, and those led to Sluice are marked", async () => {
    const state = await readModels({ call: daemon(version).call, config, linked });
    expect(state).toMatchObject({
      primary: "cloudflare-ai-gateway/claude-sonnet-4-6",
      fallbacks: ["spare/claude-haiku-4-5"],
    });
    expect(
      state?.list.map(({ ref, name, route, isAvailable }) => [ref, name, route, isAvailable]),
    ).toEqual([
      ["cloudflare-ai-gateway/claude-sonnet-4-6", "Claude Sonnet 4.6", "sluice", true],
      ["spare/claude-haiku-4-5", "Spare", "own", true],
      ["spare/free", "Free", "own", true],
    ]);
    expect(state?.list[0]).toMatchObject({
      contextWindow: 200_000,
      price: { input: 3_000_000, output: 15_000_000 },
    });
    expect(state?.list[1]?.price).toBeNull();
  });

  test("tells who keeps to a model of their own: of three sessions the one that was pinned", async () => {
    const state = await readModels({ call: daemon(version).call, config, linked });
    expect(state?.pins.map(({ kind, name, ref }) => [kind, name, ref])).toEqual([
      ["agent", "heartbeat", "spare/free"],
      ["agent", "Ops", "spare/claude-haiku-4-5"],
      ["session", "Kept to Haiku", "spare/claude-haiku-4-5"],
      ["agent", "cron: Nightly", "spare/claude-haiku-4-5"],
    ]);
    expect(state?.pins.find(({ kind }) => kind === "session")?.key).toBe("agent:main:kept");
  });

  test("lets go of a session that is pinned, and is not asked about one that is not", async () => {
    const { call, asked } = daemon(version, { "sessions.patch": {} });
    const unpin = (key: string) => removePin({ call, config, edit: never, kind: "session", key });
    expect(await unpin("agent:main:kept")).toEqual({ ok: true });
    expect(asked("sessions.patch").map(({ params }) => params)).toEqual([
      { key: "agent:main:kept", model: null },
    ]);
    expect(await unpin("agent:main:plain")).toMatchObject({ code: "pin.unknown" });
    expect(await unpin("agent:main:nowhere")).toMatchObject({ code: "pin.unknown" });
    expect(asked("sessions.patch")).toHaveLength(1);
  });
});

test("without a daemon the file alone is shown, and without that nothing", async () => {
  const { call, asked } = daemon("2026.9.6", { "models.list": new Error("ECONNREFUSED") });
  const state = await readModels({ call, config, linked });
  expect(state?.primary).toBe("cloudflare-ai-gateway/claude-sonnet-4-6");
  expect(state?.list.map(({ ref, route }) => [ref, route])).toEqual([
    ["cloudflare-ai-gateway/claude-sonnet-4-6", "sluice"],
    ["spare/claude-haiku-4-5", "own"],
    ["spare/free", "own"],
  ]);
  expect(state?.pins.map(({ key }) => key)).toEqual(["agents.defaults.heartbeat.model", "ops"]);
  expect(asked("sessions.list")).toEqual([]);
  expect(await readModels({ call, config: null, linked: null })).toBeNull();
});

test("a list that is unavailable while a configuration is taken in is asked for again", async () => {
  let left = 3;
  const { call } = daemon("2026.9.6");
  const busy: Call = async (method, params) => {
    left -= method === "models.list" ? 1 : 0;
    return method === "models.list" && left > 0
      ? { ok: false, code: "openclaw.refused", detail: "UNAVAILABLE model catalog is not ready" }
      : call(method, params);
  };
  expect((await readModels({ call: busy, config, linked }))?.list).toHaveLength(3);
});

test("a daemon that says nothing of sessions and jobs leaves the pins of the file", async () => {
  const no = new Error("no such method");
  const { call } = daemon("2026.9.6", { "sessions.list": no, "cron.list": no });
  const state = await readModels({ call, config, linked });
  expect(state?.pins.map(({ key }) => key)).toEqual(["agents.defaults.heartbeat.model", "ops"]);
  expect((await readModels({ call, config: null, linked: null }))?.primary).toBeNull();
});

describe("an agent's pin", () => {
  test("goes by an edit of the file as it is then", async () => {
    const { call } = daemon("2026.9.6");
    let after: JsonObject = {};
    const edit = async (change: (config: JsonObject) => readonly Edit[]) => {
      const edited = editJson5(JSON.stringify(config), change(config));
      if (edited.ok) after = edited.value;
      return edited.ok ? { ok: true as const } : edited;
    };
    expect(await removePin({ call, config, edit, kind: "agent", key: "ops" })).toEqual({
      ok: true,
    });
    expect(after).toMatchObject({ agents: { entries: { ops: { name: "Ops" } } } });
    expect(JSON.stringify(after.agents)).not.toContain('"model":"spare/claude-haiku-4-5"');
  });

  test("that nobody has is said to be unknown, and no file is touched", async () => {
    const { call } = daemon("2026.9.6");
    const unpin = (key: string, of: JsonObject | null = config) =>
      removePin({ call, config: of, edit: never, kind: "agent", key });
    expect(await unpin("main")).toMatchObject({ code: "pin.unknown" });
    expect(await unpin("ops", null)).toMatchObject({ code: "pin.unknown" });
    expect(await unpin("cron:nobody")).toMatchObject({ code: "pin.unknown" });
  });
});

describe("a timed job's pin", () => {
  const job = (
    recorded("2026.9.6", "cron.list") as { jobs: { id: string; payload: object }[] }
  ).jobs.find(({ payload }) => Object.hasOwn(payload, "model"));
  const unpin = (answer: unknown) => {
    const { call, asked } = daemon("2026.9.6", { "cron.update": answer });
    const key = `cron:${job?.id}`;
    return { asked, done: removePin({ call, config, edit: never, kind: "agent", key }) };
  };

  test("goes through the daemon", async () => {
    const { asked, done } = unpin({ id: job?.id, payload: { kind: "agentTurn", message: "hi" } });
    expect(await done).toEqual({ ok: true });
    expect(asked("cron.update")[0]?.params).toEqual({
      id: job?.id,
      patch: { payload: { kind: "agentTurn", model: null } },
    });
  });

  test("is not called gone while the daemon keeps it", async () => {
    expect(await unpin(job).done).toMatchObject({ code: "openclaw.refused" });
    expect(await unpin(new Error("no")).done).toMatchObject({ code: "openclaw.refused" });
  });
});
