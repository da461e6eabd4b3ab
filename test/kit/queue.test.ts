/** One job at a time, in order, whatever the jobs do; and the limit on waiting. */
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createLanes, createQueue, withTimeout } from "../../main/kit/queue.ts";

describe("a queue", () => {
  test("runs jobs one at a time in the order they came, failing ones included", async () => {
    const job = fc.record({ turns: fc.nat(5), fails: fc.boolean(), late: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(job, { maxLength: 20 }), async (jobs) => {
        const queue = createQueue();
        const started: number[] = [];
        let running = 0;
        const results = jobs.map(async ({ turns, fails, late }, index) => {
          if (late) await Promise.resolve();
          return queue.run(async () => {
            started.push(index);
            running += 1;
            for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
            expect(running).toBe(1);
            running -= 1;
            if (fails) throw new Error(`job ${index}`);
            return index;
          });
        });
        const settled = await Promise.allSettled(results);
        expect(settled.map(({ status }) => status)).toEqual(
          jobs.map(({ fails }) => (fails ? "rejected" : "fulfilled")),
        );
        const inTime = (late: boolean) =>
          jobs.flatMap((one, at) => (one.late === late ? [at] : []));
        expect(started).toEqual([...inTime(false), ...inTime(true)]);
      }),
    );
  });

  test("goes on when a job throws before its first promise", async () => {
    const queue = createQueue();
    const broken = queue.run(() => {
      throw new Error("at once");
    });
    await expect(broken).rejects.toThrow("at once");
    expect(await queue.run(async () => "next")).toBe("next");
  });
});

describe("withTimeout", () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  test("passes on what comes in time, and leaves no timer behind", async () => {
    expect(await withTimeout(Promise.resolve(7), 100)).toEqual({ timedOut: false, value: 7 });
    await expect(withTimeout(Promise.reject(new Error("no")), 100)).rejects.toThrow("no");
    expect(vi.getTimerCount()).toBe(0);
  });

  test("stops waiting at the limit; what fails later troubles nobody", async () => {
    let fail: (error: Error) => void = () => undefined;
    const work = new Promise<never>((_, reject) => {
      fail = reject;
    });
    const waited = withTimeout(work, 100);
    await vi.advanceTimersByTimeAsync(100);
    expect(await waited).toEqual({ timedOut: true });
    // An unhandled rejection would fail the run.
    fail(new Error("late"));
    await vi.advanceTimersByTimeAsync(0);
  });
});

describe("lanes", () => {
  test("never more run at once than there are, the others follow in order, and a failing job frees its own", async () => {
    const job = fc.record({ turns: fc.integer({ min: 1, max: 5 }), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 4 }),
        fc.array(job, { maxLength: 30 }),
        async (count, jobs) => {
          const lanes = createLanes(count);
          const started: number[] = [];
          let running = 0;
          let most = 0;
          const results = jobs.map(({ turns, fails }, index) =>
            lanes.run(async () => {
              started.push(index);
              running += 1;
              most = Math.max(most, running);
              for (let turn = 0; turn < turns; turn += 1) await Promise.resolve();
              running -= 1;
              if (fails) throw new Error(String(index));
              return index;
            }),
          );
          const settled = await Promise.allSettled(results);
          expect(most).toBe(Math.min(count, jobs.length));
          expect(started).toEqual(jobs.map((_, index) => index));
          expect(settled.map(({ status }) => status === "rejected")).toEqual(
            jobs.map(({ fails }) => fails),
          );
        },
      ),
    );
  });
});
