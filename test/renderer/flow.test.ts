/** Each stop of the flow picture tells how it is: what is known of it, and where it is broken. */
import { expect, test } from "vitest";
import { viewOf } from "../../renderer/home/view.ts";
import { flowScenes } from "./flow-scenes.ts";
import { useWindow } from "./open-window.ts";
import { fresh, row, snapshot, verified } from "./snapshots.ts";

const open = useWindow();
const flowWith = (...recent: Parameters<typeof row>[0][]) =>
  viewOf(snapshot({ usage: { ...verified.usage, recent: recent.map((each) => row(each)) } })).flow;

test("Cloudflare says what it adds, where a trial has measured it for the provider in use", () => {
  const measured = flowScenes.measured ?? verified;
  expect(viewOf(measured).flow.addedMs).toBe(38);
  const other = { ...measured, models: { ...measured.models } };
  const openclaw = {
    ...other.openclaw,
    link: { kind: "own", providers: ["openai"], applied: true },
  } as const;
  expect(viewOf({ ...other, openclaw }).flow.addedMs).toBeNull();
  expect(
    viewOf(snapshot({ route: { asked: "direct", applied: "direct", verified: null } }, measured))
      .flow.addedMs,
  ).toBeNull();
});

test("the provider answered in so many milliseconds, with an error, or not at all", () => {
  expect(flowWith({ firstByteMs: 440 }).provider).toEqual({ is: "answered", ms: 440 });
  expect(flowWith({ status: 529, outcome: "providerError" })).toMatchObject({
    provider: { is: "error", status: 529 },
    trouble: "provider",
  });
  expect(flowWith({ outcome: "failed", status: null })).toMatchObject({
    provider: { is: "failed" },
    trouble: "provider",
  });
  expect(flowWith().provider).toBeNull();
});

test("what never got to the provider says nothing of it", () => {
  const { provider, trouble } = flowWith(
    { outcome: "refused", status: null },
    { outcome: "aborted" },
    { cacheHit: true },
    { by: "sluice", outcome: "failed" },
    { route: "direct", outcome: "failed" },
    { firstByteMs: 590 },
  );
  expect({ provider, trouble }).toEqual({
    provider: { is: "answered", ms: 590 },
    trouble: null,
  });
});

test("it is broken where it is broken", () => {
  expect(viewOf(flowScenes.daemonStopped ?? verified).flow.trouble).toBe("openclaw");
  expect(viewOf(flowScenes.tokenRefused ?? verified).flow.trouble).toBe("cloudflare");
  expect(
    viewOf(snapshot({ openclaw: { status: "notFound", installs: [] } }, fresh)).flow,
  ).toMatchObject({ trouble: "openclaw" });
});

test("the picture opens as a table, by hand and by keyboard, and says the same", async () => {
  const { page } = await open({ scene: "measured" });
  const picture = page.getByRole("img", {
    name: "OpenClaw running, Sluice open, Cloudflare +38\u00a0ms, Anthropic 812\u00a0ms",
  });
  expect(await picture.count()).toBe(1);
  const way = page.getByRole("button", { name: "The way as a table" });
  expect(await way.getAttribute("aria-expanded")).toBe("false");
  await way.focus();
  await page.keyboard.press("Enter");
  expect(await page.locator(".route table tr").allInnerTexts()).toEqual([
    "Stop\tState\tTime",
    "OpenClaw\trunning\t—",
    "Sluice\topen\t—",
    "Cloudflare\tanswered\t+38\u00a0ms",
    "Anthropic\tanswered\t812\u00a0ms",
  ]);
  await way.click();
  expect(await page.locator(".route table").count()).toBe(0);
});

test("a broken stop is a triangle and a word, not a colour", async () => {
  const { page } = await open({ scene: "overloaded" });
  expect(await page.locator(".drawing path.trouble").count()).toBe(1);
  expect(await page.locator(".stop-sub.caution").innerText()).toBe("error 529");
});
