/** What Cloudflare charged and what the token may see, through the whole app against the practice Cloudflare. */
import { readFileSync } from "node:fs";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findCanaries } from "../support/canary.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

let sluice: Sluice;
beforeEach(async () => {
  sluice = await startSluice();
  await sluice.setUp();
});
afterEach(() => sluice.close());

const analytics = () =>
  sluice.must({
    type: "secret.save",
    kind: "analytics",
    secret: sluice.practice.secrets.analytics,
  });

async function ask(): Promise<void> {
  await sluice.must({ type: "check.run", name: "route" });
}

test("with an analytics token it is told what the token may see, each ability by itself", async () => {
  expect(sluice.app.state().cloudflare.status).toBe("off");
  expect(sluice.app.state().usage.today.coverage.elsewhere).toBeNull();
  await analytics();
  const { cloudflare } = await sluice.until(
    ({ cloudflare }) => cloudflare.status === "ok" && cloudflare.accounts !== null,
  );
  const seen = Object.entries(cloudflare.capabilities).map(([name, { status }]) => [name, status]);
  expect(Object.fromEntries(seen)).toMatchObject({
    ...{ token: "yes", accounts: "yes", aiGateways: "yes", logs: "yes", analytics: "yes" },
  });
  expect(cloudflare.aiGateways?.map(({ id }) => id)).toEqual(["demo"]);
  expect(sluice.app.state().usage.today.coverage.elsewhere).toMatchObject({ requests: 0 });
});

test("a request's cost becomes Cloudflare's own seconds after it, where its log can be read", async () => {
  await analytics();
  await sluice.must({ type: "openclaw.link", kind: "own" });
  await turn();
  const { usage } = await sluice.until(({ usage }) => usage.today.confirmed === 1);
  expect(usage.today).toMatchObject({ requests: 1, priced: 1, source: "log" });
  const [row] = sluice.practice.truth();
  expect(usage.today.costMicroUsd).toBe(row?.costMicroUsd);
  expect(usage.recent[0]?.costFrom).toBe("log");
}, 30_000);

test("a token that Cloudflare does not know says so, and the meter goes on by itself", async () => {
  await sluice.must({
    type: "secret.save",
    kind: "analytics",
    secret: "cfut_nobody-knows-this-one",
  });
  const { cloudflare } = await sluice.until(({ secrets }) =>
    secrets.some(({ kind, status }) => kind === "analytics" && status === "rejected"),
  );
  expect(cloudflare).toMatchObject({ status: "failed", error: "cloudflare.tokenInvalid" });
  await ask();
  expect(sluice.app.state().checks).toMatchObject([{ name: "route", status: "passed" }]);
});

test("before there is a profile a token can be tried, and is not kept", async () => {
  await sluice.must({ type: "profile.remove", id: sluice.app.state().profile?.id ?? "" });
  const { analytics: token } = sluice.practice.secrets;
  await sluice.must({ type: "cloudflare.look", token });
  const { cloudflare, secrets } = sluice.app.state();
  expect(cloudflare.accounts).toEqual([{ id: "practice", name: "Practice account" }]);
  await sluice.must({ type: "cloudflare.look", token, accountId: "practice" });
  expect(sluice.app.state().cloudflare.aiGateways?.map(({ id }) => id)).toEqual(["demo"]);
  expect(secrets).toEqual([]);
});

test("what was counted can be taken along, without a single id or secret in it", async () => {
  await sluice.must({ type: "openclaw.link", kind: "own" });
  await turn();
  await sluice.until(({ usage }) => usage.today.requests === 1);
  const to = Date.now() + 60_000;
  for (const format of ["csv", "json"] as const) {
    const { path: file = "" } = await sluice.must({
      ...{ type: "usage.export", format, from: to - 86_400_000, to },
    });
    const text = readFileSync(file, "utf8");
    expect(text).toContain("claude-sonnet-4-6");
    const logId = sluice.app.state().usage.recent[0]?.logId ?? "no log id";
    for (const hidden of ["demo", logId, sluice.app.state().profile?.id ?? ""])
      expect(text).not.toContain(hidden);
  }
  const { anthropic, aiGateway, openai } = sluice.practice.secrets;
  expect(
    findCanaries({
      secrets: { anthropic, aiGateway, openai },
      folders: [sluice.userDataDir],
      texts: { log: sluice.logged.join("\n") },
    }),
  ).toEqual([]);
});

test("a file is named by the days Sluice knows of, in the numbers of the language that asked", async () => {
  await sluice.must({ type: "openclaw.link", kind: "own" });
  await turn();
  await sluice.until(({ usage }) => usage.today.requests === 1);
  const { day } = sluice.app.state().usage.today;
  const { path: file = "" } = await sluice.must({
    ...{ type: "usage.export", format: "csv", decimal: "comma" },
    ...{ from: 0, to: Date.now() + 86_400_000 },
  });
  expect(path.basename(file)).toMatch(new RegExp(`^sluice-${day}-to-${day}-[0-9a-z]+\\.csv$`));
  expect(readFileSync(file, "utf8")).toMatch(/^\ufeffstartedAt;date;time;zone;/);
  expect(await sluice.app.read({ type: "usage.figure", from: 0, to: Date.now() })).toMatchObject({
    ...{ ok: true, rows: [], figure: { requests: 1 } },
  });
});

async function turn(): Promise<void> {
  const file = readFileSync(path.join(sluice.home, ".openclaw/openclaw.json"), "utf8");
  const answer = await fetch(
    `http://127.0.0.1:${sluice.app.state().router.port}/anthropic/v1/messages`,
    {
      method: "POST",
      headers: { "x-api-key": /apiKey"?: "([0-9a-f]{64})"/.exec(file)?.[1] ?? "" },
      body: JSON.stringify({
        model: "claude-sonnet-4-6",
        max_tokens: 10,
        messages: [{ role: "user", content: "hello" }],
      }),
    },
  );
  await answer.text();
}
