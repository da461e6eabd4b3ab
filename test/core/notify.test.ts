/** A notification comes once per episode, never in quiet hours or on waking, and goes when its reason has gone. */
import { beforeEach, describe, expect, test } from "vitest";
import { createNotify, type Notify } from "../../main/core/notify.ts";
import type { AppState, Notice } from "../../preload/contract/state.ts";
import { verified } from "./tray-states.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

const log: string[] = [];
let nowMs = 0;
let isSeen = false;
let timer: { at: number; run: () => void } | null = null;
let notify: Notify;
let state: AppState;

/** Lets the clock go on, and what waits for it happen. */
function pass(ms: number): void {
  const until = nowMs + ms;
  while (timer !== null && timer.at <= until) {
    const { at, run } = timer;
    timer = null;
    nowMs = at;
    run();
  }
  nowMs = until;
}
const tell = (notice: Notice | null): void => {
  state = { ...state, notice };
  notify.follow(state);
};
/** Raised now. */
const raise = (code: Notice["code"]): Notice => {
  const notice = { code, at: nowMs };
  tell(notice);
  return notice;
};
const set = (settings: Partial<AppState["settings"]>): void => {
  state = { ...state, settings: { ...state.settings, ...settings } };
  notify.follow(state);
};

const firstRun = (): AppState => ({
  ...state,
  setup: { status: "open", step: "openclaw", skipped: [] },
});

beforeEach(() => {
  log.length = 0;
  nowMs = Date.parse("2026-11-22T12:00:00Z");
  isSeen = false;
  timer = null;
  state = {
    ...verified,
    usage: { ...verified.usage, today: { ...verified.usage.today, zone: "UTC" } },
  };
  notify = createNotify({
    now: () => nowMs,
    later(run, afterMs) {
      const mine = { at: nowMs + afterMs, run };
      timer = mine;
      return () => {
        if (timer === mine) timer = null;
      };
    },
    isSeen: () => isSeen,
    post({ code }, others) {
      log.push(others > 0 ? `${code} and ${others} more` : code);
      return () => log.push(`no more ${code}`);
    },
  });
  notify.follow(state);
});

test("the same trouble is told once, however many states carry it", () => {
  const notice = raise("vault.locked");
  for (let again = 0; again < 3; again += 1) tell(notice);
  pass(hour);
  tell(notice);
  pass(hour);
  expect(log).toEqual(["vault.locked"]);
});

test("what is over before one could look is not told", () => {
  raise("tokenRejected");
  pass(second);
  tell(null);
  pass(hour);
  expect(log).toEqual([]);
});

test("a trouble that is over is taken back, and told again when it comes back later", () => {
  raise("disk.full");
  pass(minute);
  tell(null);
  expect(log).toEqual(["disk.full", "no more disk.full"]);
  pass(hour);
  raise("disk.full");
  pass(minute);
  expect(log.slice(2)).toEqual(["disk.full"]);
});

test("one that comes and goes is told once", () => {
  for (let time = 0; time < 5; time += 1) {
    raise("edgeTimeout");
    pass(minute);
    tell(null);
    pass(minute);
  }
  expect(log).toEqual(["edgeTimeout", "no more edgeTimeout"]);
});

test("an allowance used up again, after more was given, is news however soon", () => {
  raise("allowance");
  pass(minute);
  tell(null);
  pass(minute);
  raise("allowance");
  pass(minute);
  expect(log).toEqual(["allowance", "no more allowance", "allowance"]);
});

test("one that was only hidden by a graver one is not told a second time", () => {
  const first = raise("vault.locked");
  pass(2 * hour);
  raise("router.failed");
  pass(2 * hour);
  tell(first);
  pass(hour);
  expect(log).toEqual([
    ...["vault.locked", "no more vault.locked"],
    ...["router.failed", "no more router.failed"],
  ]);
});

test("several within a minute are one, which says how many", () => {
  raise("vault.locked");
  pass(10 * second);
  raise("tokenRejected");
  pass(10 * second);
  raise("disk.full");
  pass(hour);
  expect(log).toEqual([
    "vault.locked",
    ...["no more vault.locked", "tokenRejected and 1 more"],
    ...["no more tokenRejected", "disk.full and 2 more"],
  ]);
});

describe("nothing is posted", () => {
  test("while the person looks at the window, nor afterwards", () => {
    isSeen = true;
    raise("vault.locked");
    pass(minute);
    isSeen = false;
    pass(hour);
    expect(log).toEqual([]);
  });

  test("where the person wants none, nor when they change their mind later", () => {
    set({ notifications: false });
    raise("vault.locked");
    pass(minute);
    set({ notifications: true });
    pass(hour);
    expect(log).toEqual([]);
  });

  test("during the first run, which is about all that", () => {
    state = { ...firstRun(), openclaw: { ...state.openclaw, link: null } };
    raise("openclaw.notRunning");
    pass(hour);
    expect(log).toEqual([]);
  });

  test("but gone through again, with OpenClaw connected, the first run silences nobody", () => {
    state = firstRun();
    raise("openclaw.notRunning");
    pass(hour);
    expect(log).toEqual(["openclaw.notRunning"]);
  });

  test("of something older than its source ever lags", () => {
    tell({ code: "tokenRejected", at: nowMs - 3 * minute });
    pass(hour);
    tell({ code: "cloudflare.tokenExpired", at: nowMs - 20 * minute });
    pass(hour);
    expect(log).toEqual([]);
    tell({ code: "cloudflare.tokenDisabled", at: nowMs - 5 * minute });
    pass(minute);
    expect(log).toEqual(["cloudflare.tokenDisabled"]);
  });

  test("of what passes by itself", () => {
    raise("cloudflare.unreachable");
    pass(hour);
    expect(log).toEqual([]);
  });
});

describe("in quiet hours", () => {
  const quietHours = { fromMinute: 22 * 60, toMinute: 7 * 60 };
  beforeEach(() => {
    nowMs = Date.parse("2026-11-22T23:00:00Z");
    set({ quietHours });
  });

  test("it is held back, and shown when they end, for it is still true", () => {
    raise("tokenRejected");
    pass(7 * hour);
    expect(log).toEqual([]);
    pass(hour);
    expect(log).toEqual(["tokenRejected"]);
  });

  test("what is over by then is never told", () => {
    raise("tokenRejected");
    pass(3 * hour);
    tell(null);
    pass(12 * hour);
    expect(log).toEqual([]);
  });

  test("only the newest is shown, and one that was hidden meanwhile is held all the same", () => {
    const first = raise("tokenRejected");
    pass(hour);
    raise("router.failed");
    pass(hour);
    tell(first);
    pass(12 * hour);
    expect(log).toEqual(["tokenRejected"]);
  });

  test("it is shown at once when the person gives them up", () => {
    raise("tokenRejected");
    pass(hour);
    set({ quietHours: null });
    pass(minute);
    expect(log).toEqual(["tokenRejected"]);
  });

  test("a machine that slept through their end shows it after its first minute", () => {
    raise("tokenRejected");
    pass(minute);
    nowMs += 10 * hour;
    notify.wake();
    pass(30 * second);
    expect(log).toEqual([]);
    pass(minute);
    expect(log).toEqual(["tokenRejected"]);
  });
});

test("in the first minute after waking nothing is told, after it only what is still true", () => {
  notify.wake();
  raise("cloudflareUnreachable");
  pass(20 * second);
  tell(null);
  pass(20 * second);
  raise("openclaw.noAnswer");
  pass(10 * second);
  expect(log).toEqual([]);
  pass(minute);
  expect(log).toEqual(["openclaw.noAnswer"]);
});
