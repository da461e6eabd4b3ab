/** How an overlaid entry is spoken to: written where the user's entry does not say it, and theirs wherever it does. */
import { rmSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import { edgeOverlayOf, overlayOf } from "../../core/link/plans.ts";
import { keyOf, rewrittenByOpenClaw, scratch } from "./room.ts";

const kinds = [
  ["overlay", { ...overlayOf("anthropic"), localKey: keyOf("first") }],
  ["edge link", edgeOverlayOf("anthropic")],
] as const;
/** Theirs in a spelling only the original bytes have. */
const withApi = (api: string) => `{ models: { providers: { anthropic: { api: '${api}' } } } }\n`;
const without = "{ models: { providers: { anthropic: { apiKey: 'sk-ant-mine' } } } }\n";

describe.each(kinds)("with an %s", (_, plan) => {
  async function linked(text: string) {
    const home = scratch();
    home.write(text, 0o640);
    const openclaw = home.open();
    expect(await openclaw.link(plan)).toEqual({ ok: true });
    const entry = () => JSON5.parse(home.text() ?? "").models.providers.anthropic;
    return { home, openclaw, entry };
  }

  test.each(["anthropic-messages", "openai-completions"])(
    "the user's own %s stays, and is no part of the link",
    async (api) => {
      const { home, openclaw, entry } = await linked(withApi(api));
      expect(entry().api).toBe(api);
      expect((await openclaw.read()).link?.applied).toBe(true);
      // By our places alone.
      home.write(rewrittenByOpenClaw(JSON5.parse(home.text() ?? "")));
      expect((await openclaw.read()).link?.applied).toBe(true);
      expect(await openclaw.unlink()).toEqual({ ok: true });
      expect(entry()).toEqual({ api });
    },
  );

  test("ours goes with the link, by our places alone, too", async () => {
    const { home, openclaw, entry } = await linked(without);
    expect(entry().api).toBe("anthropic-messages");
    home.write(rewrittenByOpenClaw(JSON5.parse(home.text() ?? "")));
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(entry()).toEqual({ apiKey: "sk-ant-mine" });
  });

  test("one they chose since stays, and the link is whole with it; without any it is not", async () => {
    const { home, openclaw, entry } = await linked(without);
    const text = home.text() ?? "";
    home.write(text.replace(/["']?api["']?: ["']anthropic-messages["'],?/, ""));
    expect((await openclaw.read()).link?.applied).toBe(false);
    home.write(text.replace("anthropic-messages", "openai-completions"));
    expect((await openclaw.read()).link?.applied).toBe(true);
    await openclaw.unlink();
    expect(entry()).toEqual({ apiKey: "sk-ant-mine", api: "openai-completions" });
  });

  test("with the record lost, an original still tells whose it is", async () => {
    for (const text of [without, withApi("anthropic-messages")]) {
      const { home, openclaw } = await linked(text);
      const [record = ""] = home.leftovers().filter((name) => name.endsWith(".json"));
      rmSync(path.join(home.journal, record));
      expect(await openclaw.unlink()).toEqual({ ok: true });
      expect(home.text()).toBe(text);
    }
  });

  test("with the record lost, one they have changed since to what ours would be stays", async () => {
    const { home, openclaw, entry } = await linked(withApi("openai-completions"));
    const [record = ""] = home.leftovers().filter((name) => name.endsWith(".json"));
    rmSync(path.join(home.journal, record));
    home.write((home.text() ?? "").replace("openai-completions", "anthropic-messages"));
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(entry()).toEqual({ api: "anthropic-messages" });
  });

  test("with all of the journal lost, exactly that value beside our header counts as ours", async () => {
    for (const [api, left] of [
      ["anthropic-messages", {}],
      ["openai-completions", { api: "openai-completions" }],
    ] as const) {
      const { home, entry } = await linked(withApi(api).replace(" }", ", apiKey: 'sk-ant-mine' }"));
      rmSync(home.journal, { recursive: true });
      expect(await home.open().unlink()).toEqual({ ok: true });
      expect(entry()).toEqual({ ...left, apiKey: "sk-ant-mine" });
    }
  });
});
