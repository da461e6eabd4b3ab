/** What an earlier Sluice wrote down is still understood: people are linked with it. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import { overlayOf } from "../../core/link/plans.ts";
import { killed } from "./crash-jobs.ts";
import { handWritten, keyOf, plan, plansOfBoth, rewrittenByOpenClaw, scratch } from "./room.ts";

type Loose = Record<string, unknown>;

/** As version 1 spelled it: one kind of link, named beside it, and no fallbacks. */
function former({ link, version: _, previous, ...rest }: Loose): Loose {
  const { kind, fallbacks: _fallbacks, ...was } = link as Loose;
  return {
    ...rest,
    version: 1,
    kind,
    link: was,
    ...(previous === undefined ? {} : { previous: previous && former(previous as Loose) }),
  };
}

/** A home whose journal an earlier Sluice left, linked or killed on the way to a second link. */
async function left(isKilled = false) {
  const home = scratch();
  home.write(handWritten, 0o644);
  await home.open().link(plan(plansOfBoth));
  const second = plan({ port: 30_001, localKey: keyOf("second") });
  if (isKilled) await killed(home, { name: "link", plan: second }, 5);
  const name = readdirSync(home.journal).find((one) => one.endsWith(".json")) ?? "";
  const file = path.join(home.journal, name);
  const record = former(JSON.parse(readFileSync(file, "utf8")));
  expect(record).toMatchObject({ version: 1, kind: "own" });
  writeFileSync(file, JSON.stringify(record));
  return home;
}

describe("a journal of version 1", () => {
  test("vouches for its link and gives the original back", async () => {
    const home = await left();
    expect(await home.open().read()).toMatchObject({
      isOurs: true,
      localKey: keyOf("first"),
      link: { kind: "own", providers: ["anthropic", "openai"], applied: true },
    });
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
    expect(home.mode()).toBe(0o644);
    expect(home.leftovers()).toEqual([]);
  });

  test("gives our places back in a file OpenClaw has written since", async () => {
    const home = await left();
    home.write(rewrittenByOpenClaw(JSON5.parse(home.text() ?? "")));
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(rewrittenByOpenClaw(JSON5.parse(handWritten)));
  });

  test("is taken on by another link, which gives the same original back", async () => {
    const home = await left();
    expect(await home.open().link(overlayOf("anthropic"))).toEqual({ ok: true });
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
  });

  test("of a Sluice that was killed is put in order", async () => {
    const home = await left(true);
    expect(await home.open().repair()).toEqual({ repaired: "completed" });
    expect(await home.open().read()).toMatchObject({ port: 30_001, link: { applied: true } });
    expect(await home.open().unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
  });
});
