/** A notification tells what needs the person once, and only when the window does not tell it already. */
import { beforeEach, expect, test } from "vitest";
import { createNotify } from "../../main/shell/notify.ts";
import type { Notice } from "../../preload/contract/state.ts";

const log: string[] = [];
let isSeen = false;
let notify: (notice: Notice | null) => void;

beforeEach(() => {
  log.length = 0;
  isSeen = false;
  notify = createNotify({
    words: (code) => ({ head: `head of ${code}`, text: "what to do" }),
    isSeen: () => isSeen,
    post(head, text) {
      log.push(`${head}: ${text}`);
      return () => log.push(`no more ${head}`);
    },
  });
});

test("the same trouble is told once, however many states carry it", () => {
  notify(null);
  for (const at of [1, 2, 3]) notify({ code: "vault.locked", at });
  expect(log).toEqual(["head of vault.locked: what to do"]);
});

test("a trouble that is over is taken back, and told again when it comes back", () => {
  notify({ code: "allowance", at: 1 });
  notify(null);
  notify({ code: "allowance", at: 2 });
  expect(log).toEqual([
    "head of allowance: what to do",
    "no more head of allowance",
    "head of allowance: what to do",
  ]);
});

test("another trouble takes the place of the first", () => {
  notify({ code: "disk.full", at: 1 });
  notify({ code: "vault.locked", at: 2 });
  expect(log.slice(1)).toEqual(["no more head of disk.full", "head of vault.locked: what to do"]);
});

test("nothing is posted while the person looks at the window", () => {
  isSeen = true;
  notify({ code: "vault.locked", at: 1 });
  isSeen = false;
  notify({ code: "vault.locked", at: 2 });
  expect(log).toEqual([]);
});
