/** Random traffic, random ranges, small pages: what is read is what there was, each request once. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createCloudflare } from "../../main/cloudflare/cloudflare.ts";
import { createBudget } from "../../main/core/budget.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import { type FarEnd, startFarEnd } from "../support/far-end.ts";
import { options } from "./far.ts";

const quarter = 900_000;
const now = Date.UTC(2026, 10, 21, 12, 7, 30);
const reach = 60 * 96 * quarter;
const rows = 3_000;

let practice: Practice;
const fars: FarEnd[] = [];
beforeAll(async () => {
  practice = await startPractice({ now: () => now, lagMs: 0 });
  const models = ["claude-sonnet-4-6", "claude-opus-4-6", "unknown"];
  let seed = 42;
  const random = () => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return seed / 2 ** 31;
  };
  practice.ingest(
    Array.from({ length: rows }, (_, i) => ({
      id: `row-${i}`,
      createdAt: Math.floor(now - 60_000 - random() ** 3 * reach),
      durationMs: 0,
      provider: "anthropic",
      model: models[i % 3] ?? "",
      usage: null,
      costMicroUsd: i % 10 === 0 ? null : Math.floor(random() * 1e7),
    })),
  );
});
afterAll(async () => {
  await practice.close();
  for (const far of fars) await far.close();
});

const range = fc
  .tuple(fc.nat(reach), fc.oneof(fc.nat(8 * quarter), fc.nat(reach)))
  .map(([back, length]) => ({
    from: now - back,
    to: Math.min(now + quarter, now - back + length),
  }));

test("every range has exactly its own requests and its own cost", async () => {
  await fc.assert(
    fc.asyncProperty(range, async ({ from, to }) => {
      const client = createCloudflare({
        ...options("x"),
        base: practice.cloudflareApi,
        token: practice.secrets.analytics,
        now: () => now,
        budget: createBudget(() => now),
      });
      const startOf = (at: number) => Math.floor(at / quarter) * quarter;
      const meant = practice
        .truth()
        .filter(({ createdAt }) => startOf(createdAt) >= from && startOf(createdAt) < to);
      const read = await client.quarters("practice", "demo", from, to);
      const groups = read.ok ? read.value.groups : [];
      expect(read.ok || read.code).toBe(true);
      const sum = (of: "requests" | "costMicroUsd") =>
        groups.reduce((all, group) => all + group[of], 0);
      expect(sum("requests")).toBe(meant.length);
      expect(sum("costMicroUsd")).toBe(
        meant.reduce((all, row) => all + (row.costMicroUsd ?? 0), 0),
      );
      for (const { startAt } of groups) expect(startAt >= from && startAt < to).toBe(true);
    }),
    { numRuns: 40 },
  );
});

test("however small the page, nothing is lost and nothing counted twice", async () => {
  const page = fc.integer({ min: 1_000, max: 3_000 });
  const counts = fc.array(fc.nat(999), { minLength: 1, maxLength: 24 });
  await fc.assert(
    fc.asyncProperty(page, counts, async (maxPageSize, present) => {
      const first = now - (now % quarter) - 48 * quarter;
      const at = present.flatMap((one, i) => Array<number>(one).fill(first + i * quarter));
      const far = await startFarEnd((request, socket) => {
        const { query, variables } = JSON.parse(request.body.toString());
        const [from, to] = [Date.parse(variables.from), Date.parse(variables.to)];
        const groups = at
          .filter((one) => one >= from && one < to)
          .slice(0, maxPageSize)
          .map((one, m) => ({
            n: 1,
            d: { at: new Date(one).toISOString(), m: `${m}` },
            s: { cost: 1 },
          }));
        const settings = { aiGatewayRequestsAdaptiveGroups: { maxPageSize } };
        const account = query.includes("Limits") ? { settings } : { groups, all: [{ n: 1 }] };
        const body = JSON.stringify({ data: { viewer: { accounts: [account] } }, errors: null });
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
      });
      fars.push(far);
      const client = createCloudflare({ ...options(far.base), now: () => now });
      const read = await client.quarters("acc", "gw", first, first + 24 * quarter);
      const starts = read.ok ? read.value.groups.map(({ startAt }) => startAt) : null;
      expect(starts?.toSorted((a, b) => a - b)).toEqual(at);
      await fars.pop()?.close();
    }),
    { numRuns: 30 },
  );
});
