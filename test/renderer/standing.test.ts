/** What Home says of OpenClaw besides the switch: the gravest thing that needs the person, and nothing that does not. */
import { expect, test } from "vitest";
import type { DaemonState, OpenClawState } from "../../preload/contract/openclaw.ts";
import { createFormat } from "../../renderer/copy/format.ts";
import { wordsOf } from "../../renderer/copy/tables.ts";
import { factsOf, needOf, offerOf, ownerName, statusOf } from "../../renderer/openclaw/standing.ts";
import { openClawScenes } from "./openclaw-scenes.ts";
import { daemon, now, snapshot, verified } from "./snapshots.ts";

const words = wordsOf("en");
const standing = (changes: Partial<OpenClawState>) => snapshot({ openclaw: changes });
const running = (changes: Partial<DaemonState>) => standing({ daemon: { ...daemon, ...changes } });
const needIn = (scene: string) => needOf(openClawScenes[scene] ?? verified)?.say(words) ?? null;

test("all in order, nothing is said", () => {
  expect(needOf(verified)).toBeNull();
});

test.each([
  ["startsSpent", "OpenClaw was started three times in ten minutes"],
  ["configInvalid", "OpenClaw cannot start with its settings"],
  ["cooldown", "OpenClaw could not read its key for Anthropic"],
  ["stopped", "OpenClaw is not running"],
  ["full", "OpenClaw needs one restart to see a change"],
])("%s: %s", (scene, said) => {
  expect(needIn(scene)).toBe(said);
});

test.each(["starting", "unauthorized", "tooOld", "elsewhere", "plaintext", "edge", "overlay"])(
  "%s is told on its page only",
  (scene) => {
    expect(needIn(scene)).toBeNull();
  },
);

test("a proxy in between comes before all else, and only once something is connected", () => {
  const environment = openClawScenes.proxied?.openclaw.environment ?? null;
  expect(needIn("proxied")).toBeNull();
  expect(
    needOf(standing({ environment, daemon: { ...daemon, status: "stopped" } }))?.say(words),
  ).toBe("OpenClaw sends everything through a proxy");
});

test("a variable of a stopped OpenClaw needs no restart, and one that is not there is not called stopped", () => {
  const { openclaw } = openClawScenes.full ?? verified;
  const stopped = { ...daemon, status: "stopped" } as const;
  const nowhere = { ...openclaw, daemon: stopped, installs: [] };
  const unseen = { ...verified.route, verified: null };
  expect(needOf({ openclaw: nowhere, route: unseen })?.say(words)).toBe(
    "OpenClaw is not installed here",
  );
  // It has just sent a request from wherever it is.
  expect(needOf({ openclaw: nowhere, route: verified.route })).toBeNull();
  expect(statusOf({ ...openclaw, daemon: stopped, installs: [] })).toBe("notInstalled");
  expect(statusOf({ ...openclaw, daemon: stopped })).toBe("stopped");
  expect(statusOf({ ...openclaw, daemon: null, installs: null })).toBe("unknown");
  // What answers is there, whatever was found.
  expect(statusOf({ ...openclaw, installs: [] })).toBe("running");
});

test("the facts are those that are known, and an old start says its date", () => {
  const facts = (state: typeof verified) =>
    factsOf({
      format: createFormat("en", "Europe/Copenhagen", () => now),
      language: "en",
      now,
      openOpenClaw: () => undefined,
      open: () => undefined,
      goBack: () => undefined,
      openSettings: () => undefined,
      read: async () => ({ ok: true, rows: [] }),
      send: async () => ({ ok: true }),
      state,
      words,
    });
  expect(facts(running({ startedAt: now - 3 * 86_400_000 }))).toEqual([
    "version 2026.9.6",
    "since 17 Nov, 14:02",
    "port 18789",
  ]);
  expect(facts(running({ startedAt: null }))).toEqual(["version 2026.9.6", "port 18789"]);
  expect(facts(standing({ version: null, daemon: null }))).toEqual([]);
});

test("an owner of a key is named as people know it", () => {
  expect(ownerName("provider:openai")).toBe("OpenAI");
  expect(ownerName("channel:whatsapp")).toBe("channel:whatsapp");
});

test("a set-up that was taken over is offered no more; another key or account is", () => {
  const { openclaw } = openClawScenes.offer ?? verified;
  const { offer } = openclaw;
  expect(offerOf(verified)).toBeNull();
  expect(offerOf({ ...verified, openclaw })).toEqual(offer);
  const { accountId = "", aiGatewayId = "" } = offer ?? {};
  const profile = { id: "p2", name: "demo", accountId, aiGatewayId };
  expect(offerOf({ ...verified, openclaw, profile })).toBeNull();
  expect(offerOf({ ...verified, openclaw, profile, secrets: [] })).toEqual(offer);
});
