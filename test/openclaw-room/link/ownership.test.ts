/** Several Sluices, one OpenClaw: each takes back what it made itself, and no one's way back is lost. */
import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import { createOpenClaw } from "../../../main/openclaw/openclaw.ts";
import { handWritten, keyOf, plan, plansOfBoth, rewrittenByOpenClaw, scratch } from "./room.ts";

const second = plan({ port: 30_001, localKey: keyOf("second") });

/** A home with two Sluices whose data folders differ. */
function shared(text = handWritten) {
  const home = scratch();
  home.write(text, 0o644);
  const beside = path.join(home.folder, "other-data", "journal");
  const other = (onStep?: (step: string) => void) =>
    createOpenClaw({
      env: {},
      homeDir: home.folder,
      journalFolder: beside,
      pace: { gapMs: 0 },
      ...(onStep ? { onStep } : {}),
    });
  return { home, one: home.open(), other: other(), openOther: other };
}

describe("two Sluices on one OpenClaw", () => {
  test("the second one's link is refused and changes nothing, and the first one's way back holds", async () => {
    const { home, one, other } = shared();
    await one.link(plan(plansOfBoth));
    const linked = home.text();
    const taken = { ok: false, code: "link.taken", detail: "cloudflare-ai-gateway" };
    expect(await other.link(second)).toEqual(taken);
    expect(home.text()).toBe(linked);
    expect((await one.read()).link?.applied).toBe(true);
    expect(await one.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
    expect(home.leftovers()).toEqual([]);
  });

  test("the second one sees a link that is not its own, and opens its router for nobody", async () => {
    const { one, other } = shared();
    await one.link(plan());
    expect(await one.read()).toMatchObject({ isOurs: true, port: 21_417 });
    expect(await other.read()).toMatchObject({
      isOurs: false,
      localKey: null,
      port: null,
      link: { kind: "own", providers: ["anthropic"], applied: false },
    });
  });

  test("an entry under an id the second one does not need is in its way all the same", async () => {
    const { home, one, other } = shared();
    await one.link(plan(plansOfBoth));
    const config = JSON5.parse(home.text() ?? "");
    delete config.models.providers["cloudflare-ai-gateway"];
    home.write(JSON.stringify(config));
    expect(await other.link(second)).toMatchObject({ code: "link.taken", detail: "sluice-openai" });
  });

  test("one whose record is out of date does not take the other's link for its own", async () => {
    const { home, one, other } = shared();
    await one.link(plan());
    home.write(handWritten, 0o644);
    await other.link(second);
    const linked = home.text();
    expect(await one.read()).toMatchObject({
      isOurs: false,
      localKey: null,
      link: { applied: false },
    });
    expect(await one.link(plan())).toMatchObject({ code: "link.taken" });
    expect(home.text()).toBe(linked);
    expect(await other.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
  });

  test("one that was killed while it took its link back leaves the other's alone at its next start", async () => {
    const { home, one, other } = shared();
    await one.link(plan());
    const record = readdirSync(home.journal).find((name) => name.endsWith(".json")) ?? "";
    const file = path.join(home.journal, record);
    const noted = JSON.parse(readFileSync(file, "utf8"));
    writeFileSync(file, JSON.stringify({ ...noted, step: "unlinking" }));
    home.write(handWritten, 0o644);
    await other.link(second);
    const linked = home.text();
    expect(await home.open().repair()).toEqual({ repaired: "completed" });
    expect(home.text()).toBe(linked);
    expect(home.leftovers()).toEqual([]);
  });

  test("a link the first makes while the second makes its own is not overwritten", async () => {
    const { home, one, openOther } = shared();
    let staged = 0;
    let linking: Promise<unknown> = Promise.resolve();
    const other = openOther((step) => {
      if (step !== "staged" || ++staged > 1) return;
      // What the other program's rename does in this instant.
      home.write(theirs);
    });
    await one.link(plan());
    const theirs = home.text() ?? "";
    home.write(handWritten);
    linking = other.link(second);
    expect(await linking).toMatchObject({ ok: false, code: "link.taken" });
    expect(home.text()).toBe(theirs);
  });

  test("asked to, the second one removes exactly our places and no model that is the user's", async () => {
    const { home, one, other } = shared();
    await one.link(plan());
    const chosen = "openai/gpt-5.2-mini";
    home.write((home.text() ?? "").replace("cloudflare-ai-gateway/claude-sonnet-4-6", chosen));
    expect(await other.unlink()).toEqual({ ok: true });
    const { models, agents, plugins, ...rest } = JSON5.parse(home.text() ?? "");
    const { models: was, agents: agentsWere, ...others } = JSON5.parse(handWritten);
    expect(models).toEqual({ ...was, mode: "merge" });
    expect(agents.defaults.model).toEqual({ ...agentsWere.defaults.model, primary: chosen });
    expect(plugins).toBeUndefined();
    expect(rest).toEqual(others);
    expect(await other.link(second)).toEqual({ ok: true });
  });
});

describe("a relink by the same Sluice", () => {
  test.each([
    ["another port", { port: 30_001 }],
    ["another model", { model: { provider: "openai", model: "gpt-5.2" } }],
    ["another key", { localKey: keyOf("second") }],
  ])("with %s works as ever, on a file OpenClaw has rewritten too", async (_, more) => {
    const { home, one } = shared();
    await one.link(plan(plansOfBoth));
    expect(await one.link(plan({ ...plansOfBoth, ...more }))).toEqual({ ok: true });
    home.write(rewrittenByOpenClaw(JSON5.parse(home.text() ?? "")));
    expect(await one.link(plan(plansOfBoth))).toEqual({ ok: true });
    expect(await one.read()).toMatchObject({ isOurs: true, link: { applied: true } });
    await one.unlink();
    expect(home.text()).toBe(rewrittenByOpenClaw(JSON5.parse(handWritten)));
  });
});

describe.each([
  ["cut short", (file: string) => truncateSync(file, 200)],
  ["empty", (file: string) => truncateSync(file, 0)],
  ["no JSON", (file: string) => writeFileSync(file, "}{")],
  ["of another version", (file: string) => writeFileSync(file, '{"version":2}')],
])("a journal's record that is %s", (_, spoil) => {
  async function spoiled(edit: (text: string) => string = (text) => text) {
    const { home, one } = shared();
    await one.link(plan(plansOfBoth));
    home.write(edit(home.text() ?? ""));
    const record = readdirSync(home.journal).find((name) => name.endsWith(".json")) ?? "";
    spoil(path.join(home.journal, record));
    return { home, openclaw: home.open() };
  }
  const originals = (folder: string) =>
    readdirSync(folder)
      .filter((name) => name.includes(".original"))
      .map((name) => readFileSync(path.join(folder, name), "utf8"));

  test("is not taken for none: link is refused, and nothing changes", async () => {
    const { home, openclaw } = await spoiled();
    const [linked, left] = [home.text(), home.leftovers()];
    expect(await openclaw.repair()).toEqual({ repaired: "none" });
    expect(await openclaw.link(second)).toMatchObject({ ok: false, code: "config.unreadable" });
    expect(await openclaw.read()).toMatchObject({
      code: "config.unreadable",
      isOurs: true,
      localKey: null,
      link: { applied: false },
    });
    expect(home.text()).toBe(linked);
    expect(home.leftovers()).toEqual(left);
  });

  test("still lets the original bytes return when they prove themselves, and link anew", async () => {
    const { home, openclaw } = await spoiled();
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
    expect(originals(home.journal)).toEqual([]);
    expect(await openclaw.link(second)).toEqual({ ok: true });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
  });

  test("over a file changed since gives our places back by the original, and keeps that aside", async () => {
    const { home, openclaw } = await spoiled((text) => rewrittenByOpenClaw(JSON5.parse(text)));
    expect((await openclaw.read()).isOurs).toBe(false);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(rewrittenByOpenClaw(JSON5.parse(handWritten)));
    expect(originals(home.journal)).toEqual([handWritten]);
    await openclaw.repair();
    expect(await openclaw.link(second)).toEqual({ ok: true });
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(originals(home.journal)).toEqual([handWritten]);
  });

  test("with a damaged original beside it leaves the way back by our places, and throws nothing away", async () => {
    const { home, openclaw } = await spoiled();
    const kept = readdirSync(home.journal).find((name) => name.endsWith(".original")) ?? "";
    writeFileSync(path.join(home.journal, kept), "{ half");
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).not.toContain("cloudflare-ai-gateway");
    expect(home.text()).toContain('fallbacks: ["openai/gpt-5.2"]');
    expect(originals(home.journal)).toEqual(["{ half"]);
  });

  test("does not stand for ever where the file holds no link any more", async () => {
    const { home, openclaw } = await spoiled(() => handWritten);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
    expect(originals(home.journal)).toEqual([handWritten]);
    expect(await openclaw.link(second)).toEqual({ ok: true });
  });
});

describe("references to models", () => {
  test("a default model of an id this link never wrote is the user's and stays", async () => {
    const { home, one } = shared();
    const model = { provider: "openai", model: "gpt-5.2" };
    const entries = plan(plansOfBoth).entries.filter(({ slug }) => slug === "openai");
    await one.link(plan({ entries, model }));
    // OpenClaw's own plugin serves that id without any entry in the file.
    const chosen = "cloudflare-ai-gateway/claude-opus-4-6";
    home.write((home.text() ?? "").replace("sluice-openai/gpt-5.2", chosen));
    expect(await one.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten.replace("anthropic/claude-haiku-4-5", chosen));
  });

  test.each(["the journal", "no journal"])("none of ours is left, by %s", async (way) => {
    const { home, one, other } = shared("{ agents: { defaults: {} } }");
    await one.link(plan(plansOfBoth));
    home.write(rewrittenByOpenClaw(JSON5.parse(home.text() ?? "")));
    expect(await (way === "the journal" ? one : other).unlink()).toEqual({ ok: true });
    expect(home.text()).not.toMatch(/cloudflare-ai-gateway|sluice-openai/);
  });

  test("what the user refers to elsewhere stays, even a model of ours", async () => {
    const mine = handWritten.replace("openai/gpt-5.2", "sluice-openai/gpt-5.2");
    const { home, one } = shared(mine);
    await one.link(plan(plansOfBoth));
    home.write(rewrittenByOpenClaw(JSON5.parse(home.text() ?? "")));
    await one.unlink();
    expect(home.text()).toBe(rewrittenByOpenClaw(JSON5.parse(mine)));
  });
});
