/** The agents' part is asked until OpenClaw has counted, and not for longer than somebody waits. */
import { expect, test } from "vitest";
import { readAgents } from "../../main/app/agents.ts";
import type { Call } from "../../main/openclaw/models/models.ts";
import { startSluice } from "../support/sluice.ts";

const zone = () => "Asia/Kolkata";
/** 2026-11-22 began in Kolkata at 18:30 UTC. */
const midnight = Date.UTC(2026, 10, 21, 18, 30);
const day = { from: midnight, to: midnight + 86_400_000 };

function daemonThat(...statuses: readonly string[]) {
  const asked: { startDate: string; endDate: string }[] = [];
  const call: Call = (_, params) => {
    asked.push(params as (typeof asked)[number]);
    const status = statuses[Math.min(asked.length, statuses.length) - 1] ?? "fresh";
    const value = { sessions: [], aggregates: { byAgent: [] }, cacheStatus: { status } };
    return Promise.resolve({ ok: true, value: value as never });
  };
  return { asked, daemon: { call } };
}

test("the local days a range touches are asked for, until they are counted", async () => {
  const { asked, daemon } = daemonThat("refreshing", "partial", "fresh");
  expect(await readAgents({ daemon, zone }, day)).toEqual({ ok: true, rows: [] });
  expect(asked).toHaveLength(3);
  expect(asked[0]).toMatchObject({ startDate: "2026-11-22", endDate: "2026-11-22" });
  await readAgents({ daemon, zone }, { from: day.from - 1, to: day.to + 1 });
  expect(asked.at(-1)).toMatchObject({ startDate: "2026-11-21", endDate: "2026-11-23" });
});

test("one that does not come to an end with counting, or does not answer, is waited for so long and no longer", async () => {
  const noAnswer = { ok: false, error: { code: "openclaw.noAnswer" } };
  const { asked, daemon } = daemonThat("refreshing");
  expect(await readAgents({ daemon, zone }, day, { limitMs: 50 })).toEqual(noAnswer);
  expect(asked).toHaveLength(1);
  const silent = { call: () => new Promise<never>(() => {}) };
  expect(await readAgents({ daemon: silent, zone }, day, { limitMs: 50 })).toEqual(noAnswer);
});

test("nothing is asked about a range without days, or beyond all of them", async () => {
  const { asked, daemon } = daemonThat();
  const invalid = { ok: false, error: { code: "command.invalid" } };
  const { from, to } = day;
  expect(await readAgents({ daemon, zone }, { from: to, to: from })).toEqual(invalid);
  expect(await readAgents({ daemon, zone }, { from, to: Number.MAX_SAFE_INTEGER })).toEqual(
    invalid,
  );
  expect(asked).toEqual([]);
});

test("why it cannot be asked is told", async () => {
  const call: Call = () => Promise.resolve({ ok: false, code: "openclaw.notRunning" });
  expect(await readAgents({ daemon: { call }, zone }, day)).toEqual({
    ok: false,
    error: { code: "openclaw.notRunning" },
  });
});

test("the app asks OpenClaw itself, and the ledger for everything else", async () => {
  const sluice = await startSluice();
  try {
    expect(await sluice.app.read({ type: "usage.agents", ...day })).toEqual({
      ok: false,
      error: { code: "openclaw.notRunning" },
    });
    const list = { type: "requests.list", limit: 9, search: "sonnet 200", outcome: "ok" };
    expect(await sluice.app.read(list)).toEqual({ ok: true, rows: [] });
    expect(await sluice.app.read({ ...day, type: "usage.range", by: "hour" })).toEqual({
      ok: true,
      rows: [],
    });
  } finally {
    await sluice.close();
  }
});
