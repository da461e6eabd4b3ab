/** What a notification is about, where it leads and what it offers: never around a rule the person made at Cloudflare. */
import { describe, expect, test } from "vitest";
import {
  isWorthTelling,
  newsForMs,
  noticeActionsOf,
  pageOf,
} from "../../main/core/notify-rules.ts";
import { commandSchemas } from "../../preload/contract/command.ts";
import { errorCodes } from "../../preload/contract/error.ts";
import { type AppState, refusalReasons } from "../../preload/contract/state.ts";
import { routed, verified, withOpenClaw } from "./tray-states.ts";

const codes = [...errorCodes, ...refusalReasons];
const allowing = (changes: Partial<AppState["allowance"]>): AppState => ({
  ...verified,
  allowance: { ...verified.allowance, microUsdPerDay: 5_000_000, level: 100, ...changes },
});
const raise = { type: "allowance.raise", microUsd: 1_000_000 };
const ignore = { type: "allowance.ignore" };

describe("the allowance", () => {
  test.each([
    ["stops requests", "allowance", allowing({ then: "pause", reached: true }), [raise, ignore]],
    ["stops them unread", "allowance", allowing({ then: "pause" }), [ignore]],
    ["is only told", "allowance.reached", allowing({ then: "tell", reached: true }), [raise]],
    ["is nearly used up", "allowance.near", allowing({ level: 80 }), []],
  ] as const)("that %s", (_what, code, state, expected) => {
    expect(noticeActionsOf(code, state).map(({ command }) => command)).toEqual(expected);
  });

  test("half used up leads to what it was spent on", () => {
    expect([pageOf("allowance.half"), pageOf("allowance")]).toEqual(["usage", "home"]);
  });
});

test.each(["edgeBlocked", "edgeTimeout", "cloudflareUnreachable", "tokenRejected"] as const)(
  "%s offers the direct way, while it is not the way already",
  (code) => {
    expect(noticeActionsOf(code, verified)).toEqual([
      { name: "goDirect", command: { type: "route.set", route: "direct" } },
    ]);
    expect(noticeActionsOf(code, routed({ asked: "direct", applied: "direct" }))).toEqual([]);
    expect(noticeActionsOf(code, withOpenClaw({ link: null }))).toEqual([]);
  },
);

test.each(["spendLimit", "promptBlocked", "dlpRequest", "policyDenied", "rateLimited"] as const)(
  "%s is the person's own rule: no way around it is offered",
  (code) => {
    expect(noticeActionsOf(code, verified)).toEqual([]);
  },
);

test("trouble with OpenClaw opens the window", () => {
  expect(noticeActionsOf("openclaw.notRunning", verified)).toEqual([
    { name: "open", command: null },
  ]);
});

test("whatever the code, there are two buttons at most, and each is a command that is taken", () => {
  for (const code of codes)
    for (const state of [verified, allowing({ then: "pause", reached: true })]) {
      const actions = noticeActionsOf(code, state);
      expect(actions.length, code).toBeLessThanOrEqual(2);
      for (const { command } of actions)
        if (command !== null)
          expect(commandSchemas[command.type].safeParse(command).success, code).toBe(true);
    }
});

test("what Cloudflare's management side says when it cannot be asked is nobody's alarm", () => {
  const told = codes.filter(isWorthTelling);
  for (const code of ["cloudflare.unreachable", "cloudflare.rateLimited", "paused"] as const)
    expect(told).not.toContain(code);
  for (const code of ["allowance", "tokenRejected", "vault.locked", "disk.full"] as const)
    expect(told).toContain(code);
});

test("the slower the source, the longer it is news", () => {
  expect(newsForMs("cloudflare.tokenExpired")).toBeGreaterThan(newsForMs("tokenRejected"));
});
