/** Which places of OpenClaw's configuration name somebody to ask instead, in both versions' words, and which models no stop reaches. */
import { describe, expect, test } from "vitest";
import type { Json, JsonObject } from "../../../main/core/json5-edit.ts";
import { applyEdit } from "../../../main/core/json5-edit.ts";
import { isLinkWhole } from "../../../main/core/link/found.ts";
import { holdWrites } from "../../../main/core/link/hold.ts";
import { leaksIn } from "../../../main/core/link/leaks.ts";
import { linkOn } from "../../../main/core/link/link.ts";
import { withHold } from "../../../main/core/link/plan.ts";
import { unlinkEdits } from "../../../main/core/link/unlink.ts";
import { edgeOf, overlayOf, planOf } from "./plans.ts";

const named = (fallbacks: readonly string[] = ["c/d"]) => ({ primary: "a/b", fallbacks });
const keysOf = (config: JsonObject) => holdWrites(config).map(({ path }) => path.join("."));
const withEdits = (
  config: JsonObject,
  edits: readonly { path: readonly string[]; value?: Json }[],
) => edits.reduce((rest, edit) => applyEdit(rest, edit) ?? rest, config);

describe("what is taken out", () => {
  test("of 2026.9.6: the defaults, every agent, what they spawn, review, see, read and speak with", () => {
    const config = {
      tools: { exec: { reviewer: { model: named() } } },
      memory: { search: { fallback: "gemini" } },
      agents: {
        defaults: {
          model: named(),
          subagents: { model: named() },
          imageModel: named(),
          pdfModel: named(),
          voiceModel: named(),
          mediaModels: { image: named(), video: named(), music: named() },
          heartbeat: { model: "a/b" },
          utilityModel: "a/b",
        },
        entries: {
          "ops.one": {
            model: named(),
            subagents: { model: named() },
            tools: { exec: { reviewer: { model: named() } } },
            memory: { search: { fallback: "gemini" } },
          },
          plain: { model: "a/b" },
        },
      },
    };
    expect(keysOf(config).toSorted()).toEqual(
      [
        "tools.exec.reviewer.model.fallbacks",
        ...["model", "subagents.model", "imageModel", "pdfModel", "voiceModel"].map(
          (member) => `agents.defaults.${member}.fallbacks`,
        ),
        ...["image", "video", "music"].map((one) => `agents.defaults.mediaModels.${one}.fallbacks`),
        ...["model", "subagents.model", "tools.exec.reviewer.model"].map(
          (member) => `agents.entries.ops.one.${member}.fallbacks`,
        ),
        "agents.entries.ops.one.memory.search.fallback",
      ].toSorted(),
    );
  });

  test("of 2026.5.28: the list of agents as a whole, and what remembers", () => {
    const config = {
      agents: {
        defaults: { imageGenerationModel: named(), memorySearch: { fallback: "voyage" } },
        list: [
          { id: "main", model: named() },
          { id: "plain", model: "a/b" },
        ],
      },
    };
    expect(holdWrites(config)).toEqual([
      {
        path: ["agents", "defaults", "imageGenerationModel", "fallbacks"],
        value: [],
        isHold: true,
      },
      { path: ["agents", "defaults", "memorySearch", "fallback"], value: "none", isHold: true },
      {
        path: ["agents", "list"],
        value: [
          { id: "main", model: named([]) },
          { id: "plain", model: "a/b" },
        ],
        isHold: true,
      },
    ]);
  });

  test.each<[string, JsonObject]>([
    ["nothing", {}],
    [
      "empty lists",
      { agents: { defaults: { model: named([]) }, list: [{ id: "a", model: named([]) }] } },
    ],
    [
      "a memory that asks nobody",
      { agents: { defaults: { memorySearch: { fallback: "local" } } } },
    ],
    ["what is held already", { agents: { defaults: { memorySearch: { fallback: "none" } } } }],
    [
      "what is of another shape",
      { agents: { defaults: { model: { fallbacks: "c/d" } }, list: {}, entries: [] } },
    ],
    ["what lies beside an include", { agents: { $include: "./a", defaults: { model: named() } } }],
  ])("%s is left alone", (_, config) => {
    expect(holdWrites(config)).toEqual([]);
  });

  test("it is of a link to the router alone, and part of it", () => {
    const config = { agents: { defaults: { model: named() } } };
    for (const plan of [planOf("anthropic"), overlayOf("anthropic")]) {
      const { changes, edits } = linkOn(config, withHold(plan, true));
      const linked = withEdits(config, edits);
      expect(linked).toMatchObject({ agents: { defaults: { model: { fallbacks: [] } } } });
      expect(isLinkWhole(linked, plan)).toBe(true);
      expect(withEdits(linked, unlinkEdits(linked, changes))).toEqual(config);
    }
    expect(withHold(edgeOf(), true)).toEqual(edgeOf());
  });
});

describe("what no stop reaches", () => {
  const linked = (config: JsonObject, ...ids: string[]) =>
    withEdits(config, linkOn(config, overlayOf(...ids)).edits);

  test("is every model of a provider whose requests go elsewhere, by its place", () => {
    const config = linked(
      {
        agents: {
          defaults: {
            model: { primary: "anthropic/a", fallbacks: ["spare/b"] },
            models: { "spare/b": { alias: "cheap" } },
            heartbeat: { model: "cheap" },
            utilityModel: "anthropic/c",
            mediaModels: { image: { primary: "fal/x" } },
          },
          entries: { ops: { model: "openrouter/auto" } },
          list: [{ id: "old", subagents: { model: { primary: "spare/z" } } }],
        },
        hooks: { gmail: { model: "groq/m" } },
        memory: { search: { provider: "openai", fallback: "gemini" } },
      },
      "anthropic",
    );
    expect(leaksIn(config).toSorted((a, b) => (a.key < b.key ? -1 : 1))).toEqual([
      { key: "agents.defaults.heartbeat.model", ref: "spare/b" },
      { key: "agents.defaults.mediaModels.image.primary", ref: "fal/x" },
      { key: "agents.entries.ops.model", ref: "openrouter/auto" },
      { key: "agents.list.old.subagents.model.primary", ref: "spare/z" },
      { key: "hooks.gmail.model", ref: "groq/m" },
      { key: "memory.search.fallback", ref: "gemini" },
    ]);
  });

  test("is nothing where all of them pass the router, and all of them towards the edge or without a link", () => {
    const config = { agents: { defaults: { model: "anthropic/a", imageModel: "openai/i" } } };
    expect(leaksIn(linked(config, "anthropic", "openai"))).toEqual([]);
    const edge = withEdits(config, linkOn(config, edgeOf()).edits);
    for (const one of [config, edge]) expect(leaksIn(one)).toHaveLength(2);
  });

  test("is anything that may stand in a file that is included", () => {
    expect(leaksIn({ $include: "./all", agents: { entries: { $include: "./agents" } } })).toEqual([
      { key: "$include", ref: null },
      { key: "agents.entries.$include", ref: null },
    ]);
  });
});
