/** Promises that hold while things happen at the same time, or after something broke. */
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Sluice, startSluice } from "../support/sluice.ts";

let sluice: Sluice;
beforeEach(async () => {
  sluice = await startSluice();
  await sluice.setUp();
});
afterEach(() => sluice.close());

const configFile = () => path.join(sluice.home, ".openclaw/openclaw.json");
const keyInFile = () =>
  /apiKey"?: "([0-9a-f]{64})"/.exec(readFileSync(configFile(), "utf8"))?.[1] ?? "";

async function turn(key = keyInFile()): Promise<string> {
  const answer = await fetch(
    `http://127.0.0.1:${sluice.app.state().router.port}/anthropic/v1/messages`,
    {
      method: "POST",
      headers: { "x-api-key": key, "anthropic-version": "2023-06-01" },
      body: JSON.stringify({
        model: "claude-sonnet-4-6",
        max_tokens: 10,
        stream: true,
        tools: [{ name: "t", input_schema: { type: "object" } }],
        messages: [{ role: "user", content: "hello" }],
      }),
    },
  );
  return answer.text();
}

const link = () => sluice.must({ type: "openclaw.link", kind: "own" });

test("one profile's keys never go to another profile's account", async () => {
  await link();
  const other = await sluice.must({
    type: "profile.save",
    name: "Other",
    accountId: "other",
    aiGatewayId: "other",
  });
  const first = String(sluice.app.state().profile?.id);
  let isOver = false;
  const traffic = (async () => {
    while (!isOver) await turn();
  })();
  for (let round = 0; round < 10; round += 1) {
    const id = round % 2 === 0 ? String(other.id) : first;
    await Promise.all([
      sluice.app.send({ type: "settings.save", theme: round % 2 === 0 ? "dark" : "light" }),
      sluice.app.send({ type: "profile.select", id }),
      sluice.app.send({ type: "settings.save", logPayloads: round % 3 === 0 }),
    ]);
  }
  isOver = true;
  await traffic;
  const strays = sluice.practice
    .seen()
    .filter(({ which, path: target }) => which === "aiGateway" && target.includes("/other/"));
  const { aiGateway, anthropic } = sluice.practice.secrets;
  expect(strays.filter(({ rawHeaders }) => rawHeaders.includes(anthropic))).toEqual([]);
  expect(strays.filter(({ rawHeaders }) => rawHeaders.join().includes(aiGateway))).toEqual([]);
});

describe("an allowance that pauses", () => {
  test("stays closed after the figures were refreshed", async () => {
    await link();
    await turn();
    await sluice.until(({ usage }) => usage.today.requests === 1);
    const spent = sluice.app.state().usage.today.costMicroUsd ?? 0;
    await sluice.must({ type: "allowance.set", microUsdPerDay: spent + 1, then: "pause" });
    expect(await turn()).toContain("message_stop");
    await sluice.must({ type: "usage.refresh" });
    sluice.practice.forget();
    expect(await turn()).toContain('"refusal"');
    expect(sluice.practice.seen()).toEqual([]);
  });

  test("closes when there is no ledger to know what was spent", async () => {
    await link();
    await sluice.must({ type: "allowance.set", microUsdPerDay: 1_000_000, then: "pause" });
    await sluice.app.quit();
    const ledger = new DatabaseSync(path.join(sluice.userDataDir, "ledger.sqlite"));
    ledger.exec("PRAGMA user_version = 99");
    ledger.close();
    await sluice.restart();
    await sluice.setUp();
    await link();
    sluice.practice.forget();
    expect(await turn()).toContain('"refusal"');
    expect(sluice.practice.seen()).toEqual([]);
    expect(sluice.app.state().notice?.code).toBe("ledger.failed");
  });
});

test("a provider named like something every object has changes nothing", async () => {
  await link();
  const secret = "whatever-1234567";
  await sluice.app.send({ type: "secret.save", kind: "provider", provider: "constructor", secret });
  await sluice.must({ type: "route.set", route: "paused" });
  expect(sluice.app.state().route.applied).toBe("paused");
  sluice.practice.forget();
  await turn();
  expect(sluice.practice.seen()).toEqual([]);
});

test("links that are asked for while quitting are not made", async () => {
  const linking = [1, 2, 3].map(() => sluice.app.send({ type: "openclaw.link", kind: "own" }));
  await sluice.app.quit();
  await Promise.all(linking);
  expect(() => readFileSync(configFile())).toThrow("ENOENT");
});

describe("settings that cannot be read", () => {
  const file = () => path.join(sluice.userDataDir, "settings.json");

  test.each([
    ["empty", () => ""],
    ["not JSON", () => "{"],
    [
      "with a value of a newer version",
      () => file() && readFileSync(file(), "utf8").replace('"theme": "system"', '"theme": "sepia"'),
    ],
    ["far too large", () => " ".repeat(2_000_000)],
  ])("because they are %s pause spending and are said", async (_, text) => {
    await sluice.app.quit();
    writeFileSync(file(), text());
    await sluice.restart();
    expect(sluice.app.state()).toMatchObject({
      route: { asked: "paused", applied: "paused" },
      notice: { code: "settings.unreadable" },
    });
    await sluice.must({ type: "route.set", route: "cloudflare" });
    expect(sluice.app.state().notice).toBeNull();
  });

  test("keep what could be read, and the fields of a newer version", async () => {
    await sluice.app.quit();
    const saved = JSON.parse(readFileSync(file(), "utf8"));
    writeFileSync(file(), JSON.stringify({ ...saved, tomorrow: { a: 1 }, port: "none" }));
    await sluice.restart();
    expect(sluice.app.state().profile?.name).toBe("Test");
    await sluice.must({ type: "settings.save", theme: "dark" });
    expect(JSON.parse(readFileSync(file(), "utf8")).tomorrow).toEqual({ a: 1 });
  });
});

describe("the local key", () => {
  test("stays the same when the link is written again, so that a turn under way is not locked out", async () => {
    await link();
    const before = keyInFile();
    await sluice.must({ type: "model.select", model: "claude-haiku-4-5" });
    expect(keyInFile()).toBe(before);
  });

  test("still opens the router just after the link is gone: OpenClaw needs a moment to let go", async () => {
    await link();
    const key = keyInFile();
    await sluice.must({ type: "openclaw.unlink" });
    expect(await turn(key)).toContain("message_stop");
  });

  test("is another one after a restart", async () => {
    await link();
    const before = keyInFile();
    await sluice.restart();
    await sluice.setUp();
    await link();
    expect(keyInFile()).not.toBe(before);
    expect(await turn(before)).toContain("wrongKey");
  });
});
