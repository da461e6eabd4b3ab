/** What `sessions.usage` answers, as 2026.9.6 and 2026.5.28 gave it, becomes one row an agent; nothing that is not known becomes a figure. */
import { expect, test } from "vitest";
import { agentUsageIn, readAgentUsage } from "../../main/openclaw/agent-usage.ts";
import type { Call } from "../../main/openclaw/models/models.ts";

const none = { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, totalTokens: 0 };
const free = { totalCost: 0, inputCost: 0, missingCostEntries: 0 };
const main = {
  agentId: "main",
  totals: {
    ...{ ...none, ...free, input: 209, output: 80, cacheRead: 13_844, cacheWrite: 15_862 },
    ...{ totalTokens: 29_995, totalCost: 0.021820899999999997 },
  },
};
const writer = {
  agentId: "writer",
  totals: {
    ...{ ...none, ...free, input: 107, output: 40, cacheWrite: 14_536, totalTokens: 14_683 },
    ...{ missingCostEntries: 1, missingCostByModel: { "spare/claude-free": 1 } },
  },
};
const session = (agentId: string, count: number | null) => ({
  ...{ key: `agent:${agentId}:one`, agentId },
  usage: count === null ? null : { ...none, modelUsage: [{ provider: "spare", count }] },
});
const answer = (more: object = {}, aggregates: object = {}) => ({
  ...{ updatedAt: 1_795_309_458_316, startDate: "2026-11-22", endDate: "2026-11-22" },
  sessions: [session("writer", 1), session("main", 1), session("main", 2), session("main", null)],
  totals: {},
  aggregates: { sessionCount: 4, byAgent: [writer, main], byModel: [], ...aggregates },
  cacheStatus: { status: "fresh", cachedFiles: 4, pendingFiles: 0, staleFiles: 0 },
  ...more,
});

const rows = [
  {
    ...{ agent: "main", costMicroUsd: 21_821, requests: 3 },
    ...{ tokensIn: 209, tokensOut: 80, cacheRead: 13_844, cacheWrite: 15_862 },
  },
  {
    ...{ agent: "writer", costMicroUsd: null, requests: 1 },
    ...{ tokensIn: 107, tokensOut: 40, cacheRead: 0, cacheWrite: 14_536 },
  },
];

test("one row an agent, the dearest first; a turn without a price leaves the agent's cost unknown", () => {
  expect(agentUsageIn(answer())).toEqual({ ok: true, rows });
  const idle = { agentId: "idle", totals: { ...none, ...free } };
  expect(agentUsageIn(answer({}, { byAgent: [idle] }))).toEqual({ ok: true, rows: [] });
  expect(agentUsageIn(answer({}, { byAgent: [] }))).toEqual({ ok: true, rows: [] });
});

test("how many requests there were is not known where not all sessions are listed", () => {
  const said = agentUsageIn(answer({}, { sessionCount: 5 }));
  expect(said).toEqual({ ok: true, rows: rows.map((row) => ({ ...row, requests: null })) });
});

test("2026.5.28 does not count its sessions: what it lists is what it added up", () => {
  const said = answer({}, { sessionCount: undefined });
  expect(agentUsageIn(said, 5)).toEqual({ ok: true, rows });
  expect(agentUsageIn(said, 4)).toEqual({ ok: false, code: "openclaw.noAnswer" });
});

test.each(["refreshing", "partial", "stale"])(
  "while its count is %s its zeros are none",
  (status) => {
    expect(agentUsageIn(answer({ cacheStatus: { status } }))).toEqual({ ok: true, rows: "later" });
  },
);

test.each([
  undefined,
  null,
  "yes",
  {},
  answer({ sessions: null }),
  answer({}, { byAgent: [{ agentId: "main" }] }),
  answer({}, { byAgent: [{ ...main, totals: { ...main.totals, totalCost: -1 } }] }),
  answer({}, { byAgent: [{ ...main, totals: { ...main.totals, input: "209" } }] }),
])("what is no such answer is none: %j", (value) => {
  expect(agentUsageIn(value)).toEqual({ ok: false, code: "openclaw.noAnswer" });
});

const days = { first: "2026-11-20", last: "2026-11-22", zone: "Asia/Kathmandu" };

test("whole days of the person's zone are asked for, of all agents", async () => {
  const asked: unknown[] = [];
  const call: Call = (method, params) => {
    asked.push([method, params]);
    return Promise.resolve({ ok: true, value: answer() as never });
  };
  expect(await readAgentUsage(call, days)).toEqual({ ok: true, rows });
  expect(asked).toEqual([
    [
      "sessions.usage",
      {
        ...{ mode: "specific", startDate: "2026-11-20", endDate: "2026-11-22", limit: 200 },
        ...{ timeZone: "Asia/Kathmandu", utcOffset: "UTC+5:45", agentScope: "all" },
      },
    ],
  ]);
});

test("a version that knows no zone is asked by its offset, and to add up all it lists", async () => {
  const asked: object[] = [];
  const call: Call = (_, params = {}) => {
    asked.push(params);
    const refused = { ok: false, code: "openclaw.refused", detail: "INVALID_REQUEST" } as const;
    return Promise.resolve("timeZone" in params ? refused : { ok: true, value: answer() as never });
  };
  expect(await readAgentUsage(call, days)).toEqual({ ok: true, rows });
  expect(asked.at(-1)).toEqual({
    ...{ mode: "specific", startDate: "2026-11-20", endDate: "2026-11-22", limit: 2000 },
    ...{ utcOffset: "UTC+5:45", agentScope: "all" },
  });
});

test("what stands in the way is told as it is, and nothing is asked twice for it", async () => {
  for (const code of ["openclaw.notRunning", "openclaw.noAnswer", "openclaw.refused"] as const) {
    let calls = 0;
    const call: Call = () => {
      calls += 1;
      return Promise.resolve({ ok: false, code, detail: "UNAVAILABLE" });
    };
    expect(await readAgentUsage(call, days)).toMatchObject({ ok: false, code });
    expect(calls).toBe(1);
  }
});
