/** Whatever JSON comes back, every question has an outcome: a value of the promised shape, or a code; never an exception. */
import fc from "fast-check";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Cloudflare } from "../../main/cloudflare/cloudflare.ts";
import { errorsOf } from "../../main/cloudflare/replies.ts";
import { createBudget } from "../../main/core/budget.ts";
import { errorCodes } from "../../preload/contract/error.ts";
import type { FarEnd } from "../support/far-end.ts";
import { clientOn, farEnd, type Said } from "./far.ts";

let far: FarEnd;
let said: Said = { body: null };
beforeAll(async () => {
  far = await farEnd(() => said);
});
afterAll(() => far.close());

const now = Date.UTC(2026, 10, 21, 12);
const calls: readonly ((client: Cloudflare) => Promise<{ ok: boolean } | { status: string }>)[] = [
  (client) => client.verify("acc"),
  (client) => client.accounts(),
  (client) => client.aiGateways("acc"),
  (client) => client.createAiGateway("acc", "gw"),
  (client) => client.aiGateway("acc", "gw"),
  (client) => client.writeAiGateway("acc", "gw", {}, (object) => object.id === "gw"),
  (client) => client.routes("acc", "gw"),
  (client) => client.storedKeys("acc", "gw"),
  (client) => client.log("acc", "gw", "log1"),
  (client) => client.logCount("acc", "gw", 0, now),
  (client) => client.credits("acc"),
  (client) => client.quarters("acc", "gw", now - 1_800_000, now),
  (client) => client.look("acc", "gw"),
];

const leaf = fc.oneof(
  fc.constantFrom(null, true, false, "active", "2026-11-21T11:45:00Z", "0.5", 10000, 1000, 7003),
  fc.double(),
  fc.string(),
);
/** The words Cloudflare uses, in places where they may or may not belong. */
const key = fc.constantFrom(
  ...["result", "result_info", "total_count", "errors", "error", "code", "message", "success"],
  ...["data", "viewer", "accounts", "groups", "all", "settings", "n", "d", "s", "at", "cost", "id"],
  ...["aiGatewayRequestsAdaptiveGroups", "availableFields", "maxPageSize", "status", "balance"],
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { maxDepth: 6 },
    leaf,
    fc.array(tie("tree"), { maxLength: 3 }),
    fc.dictionary(key, tie("tree"), { maxKeys: 5 }),
  ),
}));

test("any answer at all", async () => {
  const answer = fc.record({
    status: fc.constantFrom(200, 200, 200, 400, 401, 403, 404, 409, 429),
    body: tree,
    call: fc.constantFrom(...calls),
  });
  await fc.assert(
    fc.asyncProperty(answer, async ({ status, body, call }) => {
      said = { status, body: JSON.stringify(body) };
      const patience = { headersMs: 5_000, wholeMs: 5_000, backoffMs: 0, flapMs: 0 };
      const budget = createBudget(() => now);
      const client = clientOn(far, { now: () => now, patience, budget });
      const outcome: object = await call(client);
      if ("code" in outcome) expect(errorCodes).toContain(outcome.code);
      expect("ok" in outcome || "capabilities" in outcome).toBe(true);
    }),
    { numRuns: 150 },
  );
});

test("errors nested without end cost no stack", () => {
  const depth = 100_000;
  const nested: unknown = JSON.parse(`${"[".repeat(depth)}${"]".repeat(depth)}`);
  expect(errorsOf({ errors: nested })).toEqual([]);
  const chain: unknown = JSON.parse(
    `${'{"code":1,"error_chain":['.repeat(10_000)}${"]}".repeat(10_000)}`,
  );
  expect(errorsOf({ errors: [chain] }).length).toBeGreaterThan(0);
});
