/** The allowance of the day, through the whole app: a stop between two requests, the ways on, and what outlives a restart. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { type Sluice, startSluice } from "../support/sluice.ts";

let sluice: Sluice;
beforeEach(async () => {
  sluice = await startSluice();
  await sluice.setUp();
  await sluice.must({ type: "openclaw.link", kind: "own" });
});
afterEach(() => sluice.close());

const key = () =>
  /apiKey"?: "([0-9a-f]{64})"/.exec(
    readFileSync(path.join(sluice.home, ".openclaw/openclaw.json"), "utf8"),
  )?.[1] ?? "";

async function ask(model = "claude-sonnet-4-6"): Promise<"answered" | "refused"> {
  const answer = await fetch(
    `http://127.0.0.1:${sluice.app.state().router.port}/anthropic/v1/messages`,
    {
      method: "POST",
      headers: { "x-api-key": key(), "anthropic-version": "2023-06-01" },
      body: JSON.stringify({
        model,
        max_tokens: 10,
        tools: [{ name: "t", input_schema: { type: "object" } }],
        messages: [{ role: "user", content: "hello" }],
      }),
    },
  );
  return (await answer.text()).includes('"refusal"') ? "refused" : "answered";
}

const spent = () => sluice.app.state().usage.today.costMicroUsd ?? 0;
const counted = (requests: number) =>
  sluice.until(({ usage }) => usage.today.requests === requests);

async function useUp(): Promise<void> {
  expect(await ask()).toBe("answered");
  await counted(1);
  await sluice.must({ type: "allowance.set", microUsdPerDay: spent() + 1, then: "pause" });
}

test("the request after the one that used it up is refused, however soon it comes", async () => {
  await useUp();
  // One after the other without a pause, as a tool loop does.
  expect([await ask(), await ask(), await ask()]).toEqual(["answered", "refused", "refused"]);
  const { allowance, notice, route } = await sluice.until(({ allowance }) => allowance.reached);
  expect(route).toMatchObject({ asked: "cloudflare", refusing: "allowance" });
  expect(allowance).toMatchObject({ level: 100, isIgnored: false, extraMicroUsd: 0 });
  expect(notice?.code).toBe("allowance");
});

test("+ $1 opens at once and lasts for today; it closes again when that is used up", async () => {
  await useUp();
  await ask();
  expect(await ask()).toBe("refused");
  const before = (await counted(3)).usage.today.costMicroUsd ?? 0;
  await sluice.must({ type: "allowance.raise", microUsd: 1_000_000 });
  const { allowance, notice } = sluice.app.state();
  expect(allowance.reached).toBe(false);
  expect((allowance.microUsdPerDay ?? 0) + allowance.extraMicroUsd).toBe(before + 1_000_000);
  expect(notice).toBeNull();
  expect(await ask()).toBe("answered");
});

test("ignored for today nothing is refused, and a restart does not forget it", async () => {
  await useUp();
  await ask();
  expect(await ask()).toBe("refused");
  await sluice.must({ type: "allowance.ignore" });
  expect(await ask()).toBe("answered");
  await sluice.restart();
  expect(sluice.app.state().allowance).toMatchObject({ isIgnored: true, reached: false });
});

test("a stop outlives a restart", async () => {
  await useUp();
  await ask();
  await sluice.until(({ allowance }) => allowance.reached);
  await sluice.restart();
  await sluice.setUp();
  expect(sluice.app.state().allowance.reached).toBe(true);
  expect(sluice.app.state().route.refusing).toBe("allowance");
  sluice.practice.forget();
  expect(await ask()).toBe("refused");
  expect(sluice.practice.seen()).toEqual([]);
});

test("a stop outlives a record that was lost: what was spent is kept in mind, and a restart does not forget it", async () => {
  await useUp();
  await ask();
  await sluice.until(({ allowance }) => allowance.reached);
  await sluice.app.quit();
  writeFileSync(path.join(sluice.userDataDir, "ledger.sqlite"), "no database any more");
  await sluice.restart();
  await sluice.setUp();
  const { allowance, notice, route, usage } = sluice.app.state();
  expect(usage.today.requests).toBe(0);
  expect(allowance.reached).toBe(true);
  expect(route.refusing).toBe("allowance");
  expect(notice?.code).toBe("ledger.setAside");
  sluice.practice.forget();
  expect(await ask()).toBe("refused");
  expect(sluice.practice.seen()).toEqual([]);
  await sluice.must({ type: "allowance.raise", microUsd: 1_000_000 });
  expect(await ask()).toBe("answered");
});

test("a model without a price is named as what the allowance cannot stop", async () => {
  await sluice.must({ type: "allowance.set", microUsdPerDay: 1_000_000, then: "pause" });
  expect(await ask("claude-nobody-knows-9")).toBe("answered");
  const { notice } = await sluice.until(({ usage }) => usage.today.coverage.unpriced.length > 0);
  expect(notice?.code).toBe("allowance.unpriced");
});

test("one that only tells stops nothing, and tells each step once", async () => {
  expect(await ask()).toBe("answered");
  await counted(1);
  await sluice.must({ type: "allowance.set", microUsdPerDay: spent() * 2, then: "tell" });
  expect(sluice.app.state()).toMatchObject({
    allowance: { level: 50, reached: false },
    notice: { code: "allowance.half" },
  });
  expect(await ask()).toBe("answered");
  const { notice } = await sluice.until(({ allowance }) => allowance.reached);
  expect(notice?.code).toBe("allowance.reached");
  expect(await ask()).toBe("answered");
  await sluice.restart();
  await sluice.setUp();
  expect(sluice.app.state().notice?.code).toBe("allowance.reached");
});

test("without an allowance there is nothing to raise or to ignore", async () => {
  for (const command of [
    { type: "allowance.raise", microUsd: 1 },
    { type: "allowance.ignore" },
  ] as const)
    expect(await sluice.app.send(command)).toEqual({
      ok: false,
      error: { code: "allowance.none" },
    });
});
