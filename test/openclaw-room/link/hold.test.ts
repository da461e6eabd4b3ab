/** While spending is stopped no fallback stands in OpenClaw's file; whatever happens meanwhile, afterwards all of them do. */
import { rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import JSON5 from "json5";
import { describe, expect, test } from "vitest";
import type { JsonObject } from "../../../main/core/json5-edit.ts";
import { type LinkPlan, withHold } from "../../../main/core/link/plan.ts";
import { orderEdits } from "../../../main/core/models/order.ts";
import { edgeOf, overlayOf } from "../../core/link/plans.ts";
import { handWritten, keyOf, plan, rewrittenByOpenClaw, scratch } from "./room.ts";

const held = (one: LinkPlan) => withHold(one, true);
const overlay: LinkPlan = { ...overlayOf("anthropic"), localKey: keyOf("over") };

/** As 2026.5.28 has it: agents in a list, and what each remembers beside them. */
const listed = `{
  agents: {
    defaults: { model: { primary: "anthropic/a", fallbacks: ["spare/b"] } },
    list: [
      { id: "main", model: { primary: "anthropic/a", fallbacks: ["spare/c"] } }, // mine
      { id: "ops", subagents: { model: { primary: "anthropic/a", fallbacks: ["spare/d",] } } },
      { id: "plain", model: "anthropic/a", memorySearch: { provider: "openai", fallback: "gemini" } },
    ],
  },
}
`;

async function linked(link: LinkPlan, text = handWritten) {
  const home = scratch();
  home.write(text);
  const openclaw = home.open();
  expect(await openclaw.link(link)).toEqual({ ok: true });
  const value = () => JSON5.parse(home.text() ?? "");
  return { home, openclaw, value, fallbacks: () => value().agents.defaults.model.fallbacks };
}

describe.each([
  ["own", plan()],
  ["overlay", overlay],
] as const)("a link of the kind %s", (_, link) => {
  test("takes the fallbacks out while it is held, and gives the same bytes back", async () => {
    const { home, openclaw, fallbacks } = await linked(link);
    const before = home.text();
    expect(await openclaw.link(held(link))).toEqual({ ok: true });
    expect(fallbacks()).toEqual([]);
    expect(await openclaw.read()).toMatchObject({ hold: "whole", link: { applied: true } });
    expect(await openclaw.link(link)).toEqual({ ok: true });
    expect(home.text()).toBe(before);
    expect((await openclaw.read()).hold).toBe("none");
  });

  test("held twice is written once", async () => {
    const { home } = await linked(held(link));
    const steps: string[] = [];
    const openclaw = home.open((step) => steps.push(step));
    expect(await openclaw.link(held(link))).toEqual({ ok: true });
    expect(steps).toEqual([]);
  });

  test("taken back while it is held leaves the person's own bytes", async () => {
    const { home, openclaw } = await linked(held(link));
    expect(await openclaw.unlink()).toEqual({ ok: true });
    expect(home.text()).toBe(handWritten);
    expect(home.leftovers()).toEqual([]);
  });

  test("led to the edge while it is held has them again: there nothing can be stopped", async () => {
    const { openclaw, fallbacks } = await linked(held(link));
    expect(await openclaw.link(edgeOf())).toEqual({ ok: true });
    expect(fallbacks()).toEqual(["openai/gpt-5.2"]);
    expect((await openclaw.read()).hold).toBe("none");
  });

  test("what is told of the file has the fallbacks that will return", async () => {
    const { openclaw } = await linked(held(link));
    const { config } = await openclaw.read();
    expect(config?.agents).toMatchObject({
      defaults: { model: { fallbacks: ["openai/gpt-5.2"] } },
    });
  });

  test("after OpenClaw has written the file itself they return, and its changes stay", async () => {
    const { home, openclaw, value, fallbacks } = await linked(held(link));
    home.write(rewrittenByOpenClaw(value()));
    expect((await openclaw.read()).hold).toBe("whole");
    expect(await openclaw.link(link)).toEqual({ ok: true });
    expect(fallbacks()).toEqual(["openai/gpt-5.2"]);
    expect(await openclaw.unlink()).toEqual({ ok: true });
    const { meta, ...rest } = value();
    expect(meta.lastTouchedVersion).toBe("2026.9.6");
    expect(rest).toEqual(JSON5.parse(handWritten));
  });

  test("an order of models the person chooses meanwhile waits with its fallbacks", async () => {
    const { openclaw, fallbacks, value } = await linked(held(link));
    const choose = (config: JsonObject) =>
      orderEdits(config, "anthropic/claude-opus-4-6", ["spare/x", "openai/gpt-5.2"]);
    expect(await openclaw.edit(choose)).toEqual({ ok: true });
    expect(value().agents.defaults.model).toEqual({
      primary: "anthropic/claude-opus-4-6",
      fallbacks: [],
    });
    expect((await openclaw.read()).hold).toBe("whole");
    await openclaw.link(link);
    expect(fallbacks()).toEqual(["spare/x", "openai/gpt-5.2"]);
    await openclaw.unlink();
    expect(value().agents.defaults.model).toEqual({
      primary: "anthropic/claude-opus-4-6",
      fallbacks: ["spare/x", "openai/gpt-5.2"],
    });
  });

  test("a fallback somebody writes into the file meanwhile is seen, taken out, and theirs afterwards", async () => {
    const { home, openclaw, fallbacks, value } = await linked(held(link));
    home.write((home.text() ?? "").replace("fallbacks: []", 'fallbacks: ["spare/new"]'));
    expect(fallbacks()).toEqual(["spare/new"]);
    expect((await openclaw.read()).hold).toBe("part");
    expect(await openclaw.link(held(link))).toEqual({ ok: true });
    expect(fallbacks()).toEqual([]);
    await openclaw.unlink();
    expect(value().agents.defaults.model.fallbacks).toEqual(["spare/new"]);
  });

  test("an empty list OpenClaw left out is a list it will have again", async () => {
    const { home, openclaw, value } = await linked(held(link));
    const { agents, ...rest } = value();
    const { fallbacks: _none, ...model } = agents.defaults.model;
    home.write(rewrittenByOpenClaw({ ...rest, agents: { defaults: { model } } }));
    await openclaw.unlink();
    expect(value().agents.defaults.model).toEqual({
      primary: "anthropic/claude-haiku-4-5",
      fallbacks: ["openai/gpt-5.2"],
    });
  });

  test("a model that is but its name by now gets them back, too", async () => {
    const { home, openclaw, value } = await linked(held(link));
    const { agents, ...rest } = value();
    const model = agents.defaults.model.primary;
    home.write(rewrittenByOpenClaw({ ...rest, agents: { defaults: { model } } }));
    await openclaw.unlink();
    expect(value().agents.defaults.model.fallbacks).toEqual(["openai/gpt-5.2"]);
  });
});

test("a link with fallbacks of its own names none while it is held, and other ones when they are chosen", async () => {
  const given = plan({ fallbacks: ["spare/a"] });
  const { home, openclaw, fallbacks } = await linked(held(given));
  expect(fallbacks()).toEqual([]);
  expect(await openclaw.read()).toMatchObject({
    link: { applied: true },
    config: { agents: { defaults: { model: { fallbacks: ["spare/a"] } } } },
  });
  await openclaw.link(held(plan({ fallbacks: ["spare/b"] })));
  expect(fallbacks()).toEqual([]);
  await openclaw.link(plan({ fallbacks: ["spare/b"] }));
  expect(fallbacks()).toEqual(["spare/b"]);
  await openclaw.unlink();
  expect(home.text()).toBe(handWritten);
});

describe("agents in a list", () => {
  test("name none while it is held, and are spelled as they were afterwards", async () => {
    const { home, openclaw, value } = await linked(overlay, listed);
    const before = home.text();
    await openclaw.link(held(overlay));
    expect(value().agents).toEqual({
      defaults: { model: { primary: "anthropic/a", fallbacks: [] } },
      list: [
        { id: "main", model: { primary: "anthropic/a", fallbacks: [] } },
        { id: "ops", subagents: { model: { primary: "anthropic/a", fallbacks: [] } } },
        {
          id: "plain",
          model: "anthropic/a",
          memorySearch: { provider: "openai", fallback: "none" },
        },
      ],
    });
    await openclaw.link(overlay);
    expect(home.text()).toBe(before);
  });

  test("changed, removed and added meanwhile keep that, and get back what was theirs", async () => {
    const { home, openclaw, value } = await linked(held(overlay), listed);
    const now = value();
    const [main, ops] = now.agents.list;
    home.write(
      rewrittenByOpenClaw({
        ...now,
        agents: {
          ...now.agents,
          list: [
            { id: "fresh", model: { primary: "x/y", fallbacks: [] } },
            { ...ops, name: "Ops" },
            { ...main, model: { primary: "anthropic/z", fallbacks: ["mine/new"] } },
          ],
        },
      }),
    );
    await openclaw.unlink();
    expect(value().agents.list).toEqual([
      { id: "fresh", model: { primary: "x/y", fallbacks: [] } },
      {
        id: "ops",
        name: "Ops",
        subagents: { model: { primary: "anthropic/a", fallbacks: ["spare/d"] } },
      },
      { id: "main", model: { primary: "anthropic/z", fallbacks: ["mine/new"] } },
    ]);
  });
});

test("what lies behind an include is left alone, and the link is made all the same", async () => {
  const text = `{ agents: { $include: "./agents.json5", defaults: { model: { primary: "a/b", fallbacks: ["c/d"] } } } }`;
  const { home, openclaw, fallbacks } = await linked(held(overlay), text);
  expect(fallbacks()).toEqual(["c/d"]);
  await openclaw.unlink();
  expect(home.text()).toBe(text);
});

test("with the journal gone, its kept original gives the fallbacks back", async () => {
  const { home, openclaw } = await linked(held(overlay));
  const record = home.leftovers().find((name) => name.endsWith(".json")) ?? "";
  rmSync(path.join(home.journal, record));
  writeFileSync(path.join(home.journal, record), "{");
  expect(await openclaw.unlink()).toEqual({ ok: true });
  expect(home.text()).toBe(handWritten);
});
