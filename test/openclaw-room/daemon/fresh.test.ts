/** What everybody gets began after they had asked. */
import { expect, test } from "vitest";
import { createFresh } from "../../../main/openclaw/daemon/fresh.ts";

/** A job whose runs are ended by hand. */
function scene() {
  const runs: PromiseWithResolvers<number>[] = [];
  const ask = createFresh(() => {
    const run = Promise.withResolvers<number>();
    runs.push(run);
    return run.promise;
  });
  return { runs, ask };
}

test("all who ask while it runs share the one run that follows", async () => {
  const { runs, ask } = scene();
  const first = ask();
  const later = [ask(), ask()];
  expect(runs).toHaveLength(1);
  runs[0]?.resolve(1);
  expect(await first).toBe(1);
  await expect.poll(() => runs.length).toBe(2);
  const last = ask();
  runs[1]?.resolve(2);
  expect(await Promise.all(later)).toEqual([2, 2]);
  await expect.poll(() => runs.length).toBe(3);
  runs[2]?.resolve(3);
  expect(await last).toBe(3);
});

test("one that fails fails for those who shared it, and stops nobody", async () => {
  const { runs, ask } = scene();
  const first = ask();
  const second = ask();
  runs[0]?.reject(new Error("no"));
  await expect(first).rejects.toThrow("no");
  await expect.poll(() => runs.length).toBe(2);
  runs[1]?.resolve(2);
  expect(await second).toBe(2);
});
