/** Home’s words for a day without OpenClaw agree with the list below them: Sluice’s own tests are there, and do not count. */
import { expect, test } from "vitest";
import type { RequestRow } from "../../preload/contract/state.ts";
import { createFormat } from "../../renderer/copy/format.ts";
import { languages } from "../../renderer/copy/language.ts";
import { wordsOf } from "../../renderer/copy/tables.ts";
import { todayOf } from "../../renderer/home/day.ts";
import { provenanceOf } from "../../renderer/home/sentence.ts";
import { emptyDay, snapshot, verified } from "./snapshots.ts";

const { day, zone } = verified.usage.today;
const noonOf = (local: string) => Date.parse(`${local}T12:00:00Z`);
const rowAt = (startedAt: number, by: RequestRow["by"]): readonly RequestRow[] =>
  verified.usage.recent.slice(0, 1).map((row) => ({ ...row, by, startedAt }));
const say = (recent: readonly RequestRow[], language: (typeof languages)[number] = "en") =>
  provenanceOf(todayOf(snapshot({ usage: { ...emptyDay, recent } })), {
    ...{ words: wordsOf(language), format: createFormat(language, zone) },
  });

test("only Sluice’s own tests today: nothing came from OpenClaw, and they do not count", () => {
  expect(say(rowAt(noonOf(day), "sluice"))).toBe(
    "Nothing from OpenClaw yet today. Sluice’s own tests do not count.",
  );
  for (const language of languages)
    expect(say(rowAt(noonOf(day), "sluice"), language)).toBe(wordsOf(language).today.onlyTests);
});

test("nothing at all, or tests of another day: no requests", () => {
  const none = wordsOf("en").today.noRequests;
  expect(say([])).toBe(none);
  expect(say(rowAt(noonOf(day) - 86_400_000, "sluice"))).toBe(none);
  expect(say(rowAt(noonOf(day) - 86_400_000, "openclaw"))).toBe(none);
});
