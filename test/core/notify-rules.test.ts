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

test("an agent's old answer offers to skip the cache for that model, whose other dials stay", () => {
  const name = "anthropic/claude-sonnet-4-6";
  const notice = { code: "cache.answeredTurn", at: 1, model: name } as const;
  const profile =
    verified.profile &&
    ({
      ...verified.profile,
      dials: { all: { cache: "asSet" }, models: { [name]: { attempts: 2, cache: 90 } } },
    } as const);
  const [action, ...others] = noticeActionsOf(notice.code, { ...verified, notice, profile });
  expect(action).toEqual({
    name: "skipCache",
    command: { type: "dials.set", model: name, dial: { attempts: 2, cache: "skip" } },
  });
  expect(commandSchemas["dials.set"].safeParse(action?.command).success).toBe(true);
  expect(others).toEqual([]);
  expect(noticeActionsOf(notice.code, { ...verified, notice: null })).toEqual([]);
  expect(pageOf(notice.code)).toBe("gateway");
});

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
