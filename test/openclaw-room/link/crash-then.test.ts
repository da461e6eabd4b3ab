/** A kill, and then somebody else before the next start: nothing is taken for what it is not. */
import JSON5 from "json5";
import { expect, test } from "vitest";
import { withHold } from "../../../main/core/link/plan.ts";
import { overlayOf } from "../../core/link/plans.ts";
import {
  theirs as edit,
  own as first,
  killed,
  ownElsewhere as second,
  spelled,
} from "./crash-jobs.ts";
import { handWritten, keyOf, rewrittenByOpenClaw, scratch } from "./room.ts";

const linkIt = { name: "link", plan: second } as const;

test("a new link that was killed keeps the original of the one before", async () => {
  const home = scratch();
  home.write(spelled);
  await home.open().link(first);
  const linked = home.text();
  home.write(edit(linked));
  await killed(home, linkIt, 2);
  expect(await home.open().repair()).toEqual({ repaired: "restored" });
  home.write(linked ?? "");
  expect(await home.open().unlink()).toEqual({ ok: true });
  expect(home.text()).toBe(spelled);
});

test("a link killed after its rename is neither kept nor undone while the file is broken", async () => {
  const home = scratch();
  home.write(spelled);
  await killed(home, linkIt, 5);
  const linked = home.text() ?? "";
  home.write(`${linked}}`);
  expect(await home.open().repair()).toEqual({ repaired: "refused" });
  home.write(linked);
  expect(await home.open().repair()).toEqual({ repaired: "completed" });
  expect(await home.open().unlink()).toEqual({ ok: true });
  expect(home.text()).toBe(spelled);
});

test("a link killed after its rename is known again even if OpenClaw rewrites the file first", async () => {
  const home = scratch();
  home.write(handWritten);
  await killed(home, linkIt, 5);
  home.write(rewrittenByOpenClaw(JSON5.parse(home.text() ?? "")));
  expect(await home.open().repair()).toEqual({ repaired: "completed" });
  expect(await home.open().read()).toMatchObject({
    localKey: keyOf("second"),
    link: { applied: true },
  });
  expect(await home.open().unlink()).toEqual({ ok: true });
  expect(home.text()).not.toContain("cloudflare-ai-gateway");
});

test("an unlink killed half way is not finished over a file that is broken now, and is finished later", async () => {
  const home = scratch();
  home.write(handWritten);
  await home.open().link(first);
  const linked = home.text() ?? "";
  await killed(home, { name: "unlink" }, 1);
  home.write(`${linked}}`);
  expect(await home.open().repair()).toEqual({ repaired: "refused", code: "config.broken" });
  expect(home.text()).toBe(`${linked}}`);
  home.write(linked);
  expect(await home.open().repair()).toEqual({ repaired: "completed" });
  expect(home.text()).toBe(handWritten);
});

test.each([
  ["before its rename", 2, "restored", ["a/b"]],
  ["after its rename", 5, "completed", ["openai/gpt-5.2"]],
] as const)(
  "a smaller link killed %s is not mistaken for the larger one that holds all of it",
  async (_when, at, repaired, fallbacks) => {
    const home = scratch();
    home.write(handWritten);
    await home.open().link({ ...first, fallbacks: ["a/b"] });
    await killed(home, { name: "link", plan: first }, at);
    home.write(rewrittenByOpenClaw(JSON5.parse(home.text() ?? "")));
    expect(await home.open().repair()).toEqual({ repaired });
    expect((await home.open().read()).link?.applied).toBe(true);
    expect(JSON5.parse(home.text() ?? "").agents.defaults.model.fallbacks).toEqual(fallbacks);
    expect(await home.open().unlink()).toEqual({ ok: true });
    const { meta: _, ...rest } = JSON5.parse(home.text() ?? "");
    expect(rest).toEqual(JSON5.parse(handWritten));
  },
);

test.each([
  ["a hold", "before its rename", 2, false, true],
  ["a hold", "after its rename", 5, false, true],
  ["a release", "before its rename", 2, true, false],
  ["a release", "after its rename", 5, true, false],
] as const)(
  "%s killed %s loses no fallback although OpenClaw rewrites the file first",
  async (_what, _when, at, was, is) => {
    const home = scratch();
    home.write(handWritten);
    const over = overlayOf("anthropic");
    await home.open().link(withHold(over, was));
    await killed(home, { name: "link", plan: withHold(over, is) }, at);
    const fallbacks = () => JSON5.parse(home.text() ?? "").agents.defaults.model.fallbacks;
    const isOut = at === 5 ? is : was;
    expect(fallbacks()).toEqual(isOut ? [] : ["openai/gpt-5.2"]);
    home.write(rewrittenByOpenClaw(JSON5.parse(home.text() ?? "")));
    expect((await home.open().repair()).repaired).toBe(at === 5 ? "completed" : "restored");
    expect(await home.open().read()).toMatchObject({
      hold: isOut ? "whole" : "none",
      link: { applied: true },
    });
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(fallbacks()).toEqual(["openai/gpt-5.2"]);
  },
);
