/** The stop in OpenClaw's file: every fallback out while spending is stopped, back to the byte when it goes on, whatever comes between. */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import JSON5 from "json5";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type FakeDaemon, startFakeDaemon } from "../openclaw-room/daemon/fake-daemon.ts";
import { type TakeIn, takeIn } from "../openclaw-room/daemon/take-in.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

let fake: FakeDaemon;
let sluice: Sluice;
let file: string;
let manner: TakeIn;

const text = () => readFileSync(file, "utf8");
const original = (port: number) => `// Mine.
{
  gateway: { mode: "local", port: ${port}, auth: { mode: "token", token: "the-shared-token" } },
  models: { providers: { anthropic: { apiKey: "sk-ant-mine" } } },
  agents: {
    defaults: { model: { primary: "anthropic/claude-haiku-4-5", fallbacks: ["openai/gpt-5.2"] } }, // mine, too
    entries: { ops: { subagents: { model: { primary: "anthropic/x", fallbacks: ["spare/y"] } } } },
  },
}
`;

beforeEach(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-app-"));
  file = path.join(folder, "home/.openclaw/openclaw.json");
  mkdirSync(path.dirname(file), { recursive: true });
  fake = await startFakeDaemon({
    snapshot: { configPath: file, stateDir: path.dirname(file), authMode: "token" },
  });
  writeFileSync(file, original(fake.port), { mode: 0o600 });
  manner = takeIn(fake, file);
  sluice = await startSluice({ folder, env: { OPENCLAW_GATEWAY_PORT: String(fake.port) } });
  await sluice.until(({ openclaw }) => openclaw.daemon?.access === "rpc");
  await sluice.setUp();
});
afterEach(async () => {
  await sluice.close();
  await fake.stop();
});

const pause = () => sluice.must({ type: "route.set", route: "paused" });
const goOn = () => sluice.must({ type: "route.set", route: "cloudflare" });
const fallbacks = () => {
  const { defaults, entries } = JSON5.parse(text()).agents;
  return [defaults.model.fallbacks, entries.ops.subagents.model.fallbacks];
};
/** Generous: what is promised is that it comes, beside whatever else this machine does. */
const soon = { timeout: 20_000 };
const toBeOut = () => expect.poll(fallbacks, soon).toEqual([[], []]);

describe.each(["own", "overlay"] as const)("linked by the kind %s", (kind) => {
  let linked = "";
  beforeEach(async () => {
    await sluice.must({ type: "openclaw.link", kind });
    linked = text();
    expect(fallbacks()).toEqual([["openai/gpt-5.2"], ["spare/y"]]);
  });

  test("a pause takes every fallback out, and its end gives the same bytes back", async () => {
    await pause();
    await toBeOut();
    await sluice.until(({ openclaw }) => openclaw.link?.applied === true);
    await goOn();
    await expect.poll(text, soon).toBe(linked);
  });

  test("an allowance of nothing does the same, and without it they are back", async () => {
    await sluice.must({ type: "allowance.set", microUsdPerDay: 0, then: "pause" });
    await toBeOut();
    await sluice.must({ type: "allowance.set", microUsdPerDay: null, then: "pause" });
    await expect.poll(text, soon).toBe(linked);
  });

  test("an allowance that only tells takes nothing out", async () => {
    await sluice.must({ type: "allowance.set", microUsdPerDay: 0, then: "tell" });
    await sluice.until(({ allowance }) => allowance.reached);
    await sluice.must({ type: "openclaw.look" });
    expect(text()).toBe(linked);
  });

  test("quitting while it is paused leaves the person's own bytes, and the next start takes them out again", async () => {
    await pause();
    await toBeOut();
    await sluice.app.quit();
    expect(text()).toBe(original(fake.port));
    if (kind === "own") return; // The keys of this rig end with a run.
    await sluice.restart();
    await toBeOut();
    await sluice.must({ type: "openclaw.unlink" });
    expect(text()).toBe(original(fake.port));
  });

  test("what the person chooses meanwhile is shown, and comes with the end of the pause", async () => {
    await pause();
    await toBeOut();
    const primary = kind === "own" ? "cloudflare-ai-gateway/claude-haiku-4-5" : "anthropic/a";
    await sluice.must({ type: "model.order", primary, fallbacks: ["spare/new"] });
    expect(fallbacks()).toEqual([[], []]);
    expect(sluice.app.state().models.openclaw).toMatchObject({ primary, fallbacks: ["spare/new"] });
    await goOn();
    await expect.poll(fallbacks, soon).toEqual([["spare/new"], ["spare/y"]]);
  });

  test("a fallback somebody writes into the file meanwhile is taken out, too, and stays theirs", async () => {
    await pause();
    await toBeOut();
    writeFileSync(file, text().replace("fallbacks: []", 'fallbacks: ["spare/by-hand"]'));
    await toBeOut();
    await goOn();
    await expect.poll(fallbacks, soon).toEqual([["spare/by-hand"], ["spare/y"]]);
  });

  test("a file OpenClaw does not take is put back, and that is said", async () => {
    manner.isValid = (now) => !now.includes("fallbacks: []");
    await pause();
    await sluice.until(({ notice }) => notice?.code === "config.rejected");
    expect(text()).toBe(linked);
    manner.isValid = () => true;
    await goOn();
  });
});

test("after a crash they stay out, until it goes on", async () => {
  // The keys of this rig end with a run; the person's own stand in the file.
  await sluice.must({ type: "openclaw.link", kind: "overlay" });
  await pause();
  await toBeOut();
  await sluice.must({ type: "openclaw.look" });
  const journal = path.join(sluice.userDataDir, "journal");
  cpSync(journal, `${journal}.kept`, { recursive: true });
  const held = text();
  await sluice.app.quit();
  writeFileSync(file, held);
  cpSync(`${journal}.kept`, journal, { recursive: true });
  const written: string[] = [];
  const stop = setInterval(() => written.push(text()), 1);
  await sluice.restart();
  await sluice.must({ type: "openclaw.look" });
  clearInterval(stop);
  expect(written.filter((one) => one.includes("spare/y"))).toEqual([]);
  await goOn();
  await expect.poll(fallbacks, soon).toEqual([["openai/gpt-5.2"], ["spare/y"]]);
  await sluice.must({ type: "openclaw.unlink" });
  expect(text()).toBe(original(fake.port));
});

test("a file that is half written when spending stops is tried again until they are out", async () => {
  await sluice.must({ type: "openclaw.link", kind: "overlay" });
  const linked = text();
  writeFileSync(file, linked.slice(0, 200));
  await pause();
  await sluice.until(({ notice }) => notice !== null);
  writeFileSync(file, linked);
  await toBeOut();
  await sluice.until(({ notice }) => notice === null);
});

test("after a crash they are back where the pause has ended meanwhile", async () => {
  await sluice.must({ type: "openclaw.link", kind: "overlay" });
  const linked = text();
  await pause();
  await toBeOut();
  await sluice.must({ type: "openclaw.look" });
  const journal = path.join(sluice.userDataDir, "journal");
  cpSync(journal, `${journal}.kept`, { recursive: true });
  const held = text();
  await goOn();
  await expect.poll(text, soon).toBe(linked);
  await sluice.app.quit();
  writeFileSync(file, held);
  cpSync(`${journal}.kept`, journal, { recursive: true });
  await sluice.restart();
  await expect.poll(text, soon).toBe(linked);
});

test("a link made while it is paused has none from the beginning", async () => {
  await pause();
  await sluice.must({ type: "openclaw.link", kind: "overlay" });
  expect(fallbacks()).toEqual([[], []]);
  await sluice.must({ type: "openclaw.unlink" });
  expect(text()).toBe(original(fake.port));
});

test("where there is none to take out nothing is written, and one that comes meanwhile is taken out all the same", async () => {
  const plain = original(fake.port).replace(/, fallbacks: \[[^\]]*\]/g, "");
  writeFileSync(file, plain);
  await sluice.must({ type: "openclaw.link", kind: "overlay" });
  const linked = text();
  await pause();
  await sluice.must({ type: "openclaw.look" });
  expect(text()).toBe(linked);
  writeFileSync(file, linked.replace('haiku-4-5"', 'haiku-4-5", fallbacks: ["spare/new"]'));
  const now = () => JSON5.parse(text()).agents.defaults.model.fallbacks;
  expect(now()).toEqual(["spare/new"]);
  await expect.poll(now, soon).toEqual([]);
  await goOn();
  await expect.poll(now, soon).toEqual(["spare/new"]);
});

test("without a link nothing is touched", async () => {
  await pause();
  await sluice.must({ type: "openclaw.look" });
  expect(text()).toBe(original(fake.port));
  await goOn();
});
