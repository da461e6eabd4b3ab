/** How close to each other two replacements of the configuration file may be: OpenClaw 2026.9.6 misses the second of two in an instant. */
import { describe, expect, test } from "vitest";
import type { Edit } from "../../../main/core/json5-edit.ts";
import { createOpenClaw } from "../../../main/openclaw/openclaw.ts";
import { handWritten, plan, scratch } from "./room.ts";

const gapMs = 300;
const wish = (value: number) => (): readonly Edit[] => [{ path: ["wishes"], value }];

/** A clock that moves when somebody waits, and when told to. */
function clocked() {
  let nowMs = 1_000;
  const waits: number[] = [];
  const replacedAt: number[] = [];
  const home = scratch();
  home.write(handWritten, 0o640);
  const openclaw = home.open(
    (step) => {
      if (step === "swapped") replacedAt.push(nowMs);
    },
    {
      gapMs,
      now: () => nowMs,
      async wait(ms) {
        waits.push(ms);
        // As a real timer may be.
        nowMs += Math.max(1, ms - 0.5);
      },
    },
  );
  const pass = (ms: number) => {
    nowMs += ms;
  };
  const gaps = () => replacedAt.slice(1).map((at, i) => at - (replacedAt[i] ?? 0));
  return { home, openclaw, waits, pass, gaps };
}

describe("two replacements of the file", () => {
  test("asked for at once are a gap apart, and the first does not wait", async () => {
    const { openclaw, waits, gaps } = clocked();
    expect(await openclaw.edit(wish(1))).toEqual({ ok: true });
    expect(waits).toEqual([]);
    expect(await openclaw.edit(wish(2))).toEqual({ ok: true });
    expect(gaps()).toHaveLength(1);
    expect(gaps()[0]).toBeGreaterThanOrEqual(gapMs);
  });

  test("of any kind are: a link, another over it, an edit, and its way back", async () => {
    const { home, openclaw, gaps } = clocked();
    const jobs = [openclaw.link(plan()), openclaw.link(plan({ port: 30_001 }))];
    await Promise.all([...jobs, openclaw.edit(wish(1)), openclaw.unlink()]);
    expect(gaps()).toHaveLength(3);
    for (const gap of gaps()) expect(gap).toBeGreaterThanOrEqual(gapMs);
    expect(home.text()).toContain("wishes");
  });

  test("wait only for what is left of the gap, and not at all where nothing is written", async () => {
    const { openclaw, waits, pass } = clocked();
    await openclaw.edit(wish(1));
    await openclaw.edit(wish(1));
    expect(waits).toEqual([]);
    pass(250);
    await openclaw.edit(wish(2));
    expect(waits[0]).toBe(50);
    pass(gapMs);
    const before = waits.length;
    await openclaw.edit(wish(3));
    expect(waits).toHaveLength(before);
  });

  test("are apart by the real clock, too, where nobody gives another", async () => {
    const home = scratch();
    home.write(handWritten);
    const replacedAt: number[] = [];
    const openclaw = createOpenClaw({
      env: {},
      homeDir: home.folder,
      journalFolder: home.journal,
      onStep(step) {
        if (step === "swapped") replacedAt.push(performance.now());
      },
    });
    await openclaw.edit(wish(1));
    await openclaw.edit(wish(2));
    const [first = 0, second = 0] = replacedAt;
    expect(second - first).toBeGreaterThanOrEqual(gapMs);
  });

  test("what somebody else writes during the wait is kept", async () => {
    const home = scratch();
    home.write("{ a: 1 }");
    let nowMs = 0;
    const openclaw = home.open(undefined, {
      gapMs,
      now: () => nowMs,
      async wait(ms) {
        nowMs += ms;
        home.write("{ theirs: 1 }");
      },
    });
    await openclaw.edit(wish(1));
    expect(await openclaw.edit(wish(2))).toEqual({ ok: true });
    expect(home.text()).toBe("{ theirs: 1, wishes: 2 }");
  });
});
