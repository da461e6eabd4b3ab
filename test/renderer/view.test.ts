/** Every row of the design's table of the switch: what is drawn, what is said, what a voice hears. */
import { describe, expect, test } from "vitest";
import { type AppState, refusalReasons } from "../../preload/contract/state.ts";
import { createFormat } from "../../renderer/copy/format.ts";
import { wordsOf } from "../../renderer/copy/tables.ts";
import { sentenceOf } from "../../renderer/home/sentence.ts";
import { viewOf } from "../../renderer/home/view.ts";
import { emptyDay, fresh, now, snapshot, verified } from "./snapshots.ts";

const english = {
  words: wordsOf("en"),
  format: createFormat("en", "Europe/Copenhagen", () => now),
  now,
};
const say = (state: AppState, moment?: Parameters<typeof viewOf>[1]) =>
  sentenceOf(viewOf(state, moment).route, english);
const control = (state: AppState, moment?: Parameters<typeof viewOf>[1]) =>
  viewOf(state, moment).route.control;
const off = { asked: "direct", applied: "direct", verified: null } as const;
const drawn = (
  isChecked: boolean,
  how: "off" | "asked" | "applied" | "verified",
  isBusy = false,
) => ({ is: "switch", isChecked, isBusy, drawn: how });

describe("the switch shows on only as far as it is proven", () => {
  test("direct is off, and never reads as saving money", () => {
    const state = snapshot({ route: off });
    expect(control(state)).toEqual(drawn(false, "off"));
    expect(say(state)).toBe("Direct to Anthropic. Still metered, still costs.");
    expect(viewOf(state).flow).toMatchObject({ line: "direct", cloudflare: "notUsed" });
  });

  test("asked but not applied is an outline once it has taken 150 ms, and busy from the start", () => {
    const state = snapshot({ route: { ...off, asked: "cloudflare" } });
    expect(control(state)).toEqual(drawn(true, "applied", true));
    expect(control(state, { wish: null, isLate: true })).toEqual(drawn(true, "asked", true));
    expect(say(state, { wish: null, isLate: true })).toBe("Switching over.");
  });

  test("a click moves the knob before the app has answered", () => {
    const state = snapshot({ route: off });
    expect(control(state, { wish: "cloudflare", isLate: false })).toMatchObject({
      isChecked: true,
      isBusy: true,
    });
  });

  test("applied without a proof is filled and plain", () => {
    const state = snapshot({ route: { verified: null } });
    expect(control(state)).toEqual(drawn(true, "applied"));
    expect(say(state)).toBe("On, not proven yet. Waiting for OpenClaw’s next request.");
    expect(viewOf(state).flow).toMatchObject({ line: "unproven", cloudflare: "notSeen" });
  });

  test("Sluice's own test is no tick", () => {
    const state = snapshot({
      route: { verified: { at: now - 120_000, by: "sluice", logId: "1" } },
    });
    expect(control(state)).toEqual(drawn(true, "applied"));
    expect(say(state)).toBe("Sluice’s own test went through at 14:00. Waiting for OpenClaw.");
  });

  test("only OpenClaw's own request earns the tick", () => {
    expect(control(verified)).toEqual(drawn(true, "verified"));
    expect(say(verified)).toBe("Verified at 14:01 by OpenClaw’s own request.");
    expect(viewOf(verified).flow).toEqual({
      line: "through",
      openclaw: "running",
      sluice: "open",
      cloudflare: "answered",
      addedMs: null,
      provider: { is: "answered", ms: 812 },
      trouble: null,
    });
  });

  test("a proof older than a day says its date", () => {
    const at = now - 25 * 3_600_000;
    const state = snapshot({ route: { verified: { at, by: "openclaw", logId: "1" } } });
    expect(say(state)).toBe("Verified yesterday at 13:02 by OpenClaw’s own request.");
  });

  test("refused returns left, names the trouble and says that nothing else changed", () => {
    const state = snapshot({ route: off, notice: { code: "tokenRejected", at: now } });
    expect(control(state)).toEqual(drawn(false, "off"));
    expect(say(state)).toBe("Cloudflare refused our token. Still direct.");
    expect(viewOf(state).route.tone).toBe("red");
    expect(viewOf(state).notice).toMatchObject({ code: "tokenRejected", action: "gatewayToken" });
  });

  test("on, but every request is refused: no tick, a shut gate, the reason", () => {
    const state = snapshot({ notice: { code: "aiGatewayMissing", at: now } });
    expect(control(state)).toEqual(drawn(true, "applied"));
    expect(say(state)).toBe(
      "Cloudflare does not know this AI Gateway. OpenClaw is told why and stops at once.",
    );
    expect(viewOf(state).flow).toMatchObject({ line: "shut", cloudflare: "refused" });
  });

  test("a locked keychain is not blamed on Cloudflare", () => {
    const state = snapshot({ route: { verified: null, refusing: "keychainLocked" } });
    expect(viewOf(state).flow).toMatchObject({ line: "shut", cloudflare: "noTraffic" });
    expect(viewOf(state).notice).toMatchObject({ code: "keychainLocked", action: "unlocked" });
  });

  test("paused takes the switch's place", () => {
    const state = snapshot({
      route: { asked: "paused", applied: "paused", verified: null, refusing: "paused" },
      notice: { code: "paused", at: now },
    });
    expect(viewOf(state).route).toMatchObject({
      control: { is: "resume", from: "pause" },
      title: "paused",
      canPause: false,
    });
    expect(say(state)).toBe("Nothing leaves. OpenClaw is told why and stops at once.");
    expect(viewOf(state).flow).toMatchObject({ line: "shut", sluice: "shut" });
    expect(viewOf(state).notice).toBeNull();
  });

  test("a used-up allowance is paused until midnight, with its amount, and what Resume does", () => {
    const state = snapshot({
      route: { verified: null, refusing: "allowance" },
      allowance: { reached: true, extraMicroUsd: 1_000_000 },
    });
    expect(viewOf(state).route).toMatchObject({
      control: { is: "resume", from: "allowance" },
      title: "pausedToday",
      // It is paused already.
      canPause: false,
    });
    expect(say(state)).toBe(
      "Today’s allowance of $6.00 is used up. Nothing leaves; Resume ignores it for today.",
    );
    expect(viewOf(state).flow).toMatchObject({ line: "shut", sluice: "shut" });
    expect(viewOf(state).notice).toMatchObject({ code: "allowance" });
  });

  test("an allowance that cannot be compared is not called used up", () => {
    const state = snapshot({ route: { verified: null, refusing: "allowance" } });
    expect(say(state)).toBe(
      "What today cost cannot be read, and your allowance lets nothing leave until it can.",
    );
    expect(viewOf(state).flow.line).toBe("shut");
  });

  test("an allowance that only tells never says that nothing leaves", () => {
    const state = snapshot({ notice: { code: "allowance.reached", at: now } });
    expect(viewOf(state).notice).toMatchObject({ code: "allowance.reached" });
    expect(wordsOf("en").codes["allowance.reached"].text).not.toContain("Nothing leaves");
    expect(control(state)).toEqual(drawn(true, "verified"));
  });
});

describe("what cannot apply is absent", () => {
  test("nothing set up: no switch, no pause, and the head says why", () => {
    expect(viewOf(fresh).route).toMatchObject({
      control: { is: "none" },
      title: "notLinked",
      canPause: false,
    });
    expect(say(fresh)).toBe("Nothing is routed or metered yet.");
    expect(viewOf(fresh).flow).toMatchObject({ line: "dry", openclaw: "notLinked" });
  });

  test.each([
    [now + 15 * 60_000, "Paused until 14:17. Nothing leaves."],
    [Date.UTC(2026, 10, 20, 23), "Paused until midnight. Nothing leaves."],
    [now + 86_400_000, "Paused until 21 Nov at 14:02. Nothing leaves."],
  ])("a pause with an end says until when", (pausedUntil, sentence) => {
    const route = { asked: "paused", applied: "paused", verified: null, pausedUntil } as const;
    expect(say(snapshot({ route }))).toBe(sentence);
    expect(viewOf(snapshot({ route })).flow).toMatchObject({ line: "shut", sluice: "shut" });
  });

  test("not linked, the switch is a wish: no fill, no tick, and the sentence says so", () => {
    const state = snapshot({ openclaw: { link: null }, usage: emptyDay });
    expect(control(state)).toEqual(drawn(true, "asked"));
    expect(say(state)).toBe("OpenClaw is not connected. Nothing is routed or metered yet.");
  });

  test("not linked, a pause is not called one", () => {
    const state = snapshot({
      openclaw: { link: null },
      route: { asked: "paused", applied: "paused", refusing: "paused" },
    });
    expect(viewOf(state).route).toMatchObject({
      control: { is: "resume", from: "pause" },
      title: "notLinked",
    });
    expect(say(state)).toBe("Nothing is routed or metered yet.");
  });

  test("OpenClaw not found and unreadable have heads of their own", () => {
    const at = (status: "notFound" | "unreadable") =>
      snapshot({ openclaw: { status, installs: [] } }, fresh);
    expect(viewOf(at("notFound")).route.title).toBe("notFound");
    expect(viewOf(at("notFound")).flow.openclaw).toBe("notFound");
    // It has no file yet, but lies on the disk.
    const idle = snapshot({ openclaw: { status: "notFound" } }, fresh);
    expect(viewOf(idle).route.title).toBe("notLinked");
    expect(viewOf(idle).flow.openclaw).toBe("notLinked");
    expect(viewOf(at("unreadable")).route.title).toBe("unreadable");
    expect(viewOf(at("unreadable")).notice).toMatchObject({ code: "config.unreadable" });
  });

  test("linked without an account goes direct and says so", () => {
    const state = snapshot({ profile: null, route: off });
    expect(viewOf(state).route).toMatchObject({ control: { is: "none" }, title: "noAccount" });
    expect(say(state)).toBe("Direct to Anthropic. Still metered, still costs.");
  });

  test("Sluice not listening: the wish is kept as an outline, nothing passes", () => {
    const state = snapshot({
      router: { status: "failed", port: null, error: "router.portTaken" },
      route: { applied: null, verified: null },
    });
    expect(control(state)).toEqual(drawn(true, "asked"));
    expect(say(state)).toBe("Sluice is not listening, so nothing passes.");
    expect(viewOf(state).flow.line).toBe("dry");
    expect(viewOf(state).notice).toMatchObject({ code: "router.portTaken", tone: "red" });
  });

  test("an action that leads where one already is, is absent", () => {
    const notice = { code: "cloudflareUnreachable", at: now } as const;
    expect(viewOf(snapshot({ notice })).notice?.action).toBe("goDirect");
    expect(viewOf(snapshot({ notice, route: off })).notice?.action).toBeNull();
  });
});

test("the app's own notice wins over what the snapshot shows by itself", () => {
  const state = snapshot({
    vault: { kind: "none", backend: null },
    notice: { code: "disk.full", at: now },
  });
  expect(viewOf(state).notice?.code).toBe("disk.full");
  expect(viewOf(snapshot({ vault: { kind: "none", backend: null } })).notice).toMatchObject({
    code: "vault.none",
    action: "keepSession",
  });
});

test.each(refusalReasons)("while requests are refused (%s), no tick is drawn", (refusing) => {
  const { control: shown } = viewOf(snapshot({ route: { refusing, asked: "cloudflare" } })).route;
  if (refusing === "paused") return;
  expect(shown.is === "switch" ? shown.drawn : "none").not.toBe("verified");
});

test("several providers are not called by the name of one", () => {
  const state = snapshot({
    route: off,
    openclaw: { link: { kind: "overlay", providers: ["anthropic", "openai"], applied: true } },
  });
  expect(say(state)).toBe("Direct to the providers. Still metered, still costs.");
});
