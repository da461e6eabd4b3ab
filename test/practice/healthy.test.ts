/** What somebody finds who tries Sluice without an account: an account where everything works and nothing more is allowed than asked for. */
import { expect, test } from "vitest";
import { practiceProfile } from "../../main/practice/practice.ts";
import {
  account,
  aiGateways,
  ask,
  demo,
  graphql,
  noon,
  requests,
  result,
  rowsIn,
} from "./api-wire.ts";
import { at, start, throughAiGateway } from "./wire.ts";

test("one account by its name, one aiGateway, logs at once, sums after the lag, and no permission to change anything", async () => {
  let clock = noon;
  const practice = await start({ now: () => clock });
  expect(practice.cloudflareApi).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/client\/v4$/);
  expect(practiceProfile).toMatchObject({ accountId: "practice", aiGatewayId: "demo" });

  const accounts = result(await ask(practice, "/accounts")) as object[];
  expect(accounts).toHaveLength(1);
  expect(accounts[0]).toMatchObject({ id: "practice", name: "Practice account" });
  const all = result(await ask(practice, aiGateways)) as object[];
  expect(all).toHaveLength(1);
  expect(all[0]).toMatchObject({
    id: "demo",
    authentication: true,
    cache_ttl: 0,
    collect_logs: true,
  });

  const got = await throughAiGateway(practice);
  const row = await ask(practice, `${demo}/logs/${String(got.headers["cf-aig-log-id"])}`);
  const cost = result(row, "cost");
  expect(cost).toBeGreaterThan(0);
  clock += 273_000;
  expect(rowsIn(await graphql(practice, requests("count sum { cost }")))).toEqual([
    { count: 1, sum: { cost } },
  ]);
  const credits = await ask(practice, `${account}/ai-gateway/billing/credit-balance`);
  expect(result(credits, "balance")).toBe(0);
  expect((await ask(practice, demo, { method: "DELETE" })).status).toBe(403);
  expect(at((await ask(practice, "/user/tokens/verify")).text, "result", "status")).toBe("active");
  await practice.close();
});
