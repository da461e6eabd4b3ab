/** What keeps to a model of its own: found in the configuration of either version, and let go of again. */
import { describe, expect, test } from "vitest";
import { editJson5, type JsonObject, parseJson5 } from "../../../main/core/json5-edit.ts";
import { configPins, unpinEdits } from "../../../main/core/models/pins.ts";

const entries: JsonObject = {
  agents: {
    defaults: {
      model: { primary: "a/one" },
      heartbeat: { every: "30m", model: "a/small" },
      utilityModel: "",
      subagents: { model: { primary: "a/two", fallbacks: ["a/three"] } },
    },
    entries: {
      main: {},
      ops: { name: " Ops ", model: "spare/haiku", heartbeat: { model: "a/tiny" } },
      lab: { model: { primary: "cloudflare-ai-gateway/anthropic/claude-x", fallbacks: [] } },
      night: { model: { fallbacks: ["a/one"] } },
    },
  },
  hooks: { gmail: { model: "a/mail" } },
};

test("agents, their chores and everybody's are found, by the names people gave them", () => {
  expect(configPins(entries)).toEqual([
    { kind: "agent", key: "agents.defaults.heartbeat.model", name: "heartbeat", ref: "a/small" },
    { kind: "agent", key: "agents.defaults.subagents.model", name: "subagents", ref: "a/two" },
    { kind: "agent", key: "hooks.gmail.model", name: "hooks: gmail", ref: "a/mail" },
    { kind: "agent", key: "ops", name: "Ops", ref: "spare/haiku" },
    {
      kind: "agent",
      key: "agents.entries.ops.heartbeat.model",
      name: "Ops: heartbeat",
      ref: "a/tiny",
    },
    { kind: "agent", key: "lab", name: "lab", ref: "cloudflare-ai-gateway/claude-x" },
  ]);
});

test("each pin can be taken away by its key, and nothing else goes", () => {
  let config = entries;
  for (const { key } of configPins(entries)) {
    const before = configPins(config);
    const edited = editJson5(JSON.stringify(config), unpinEdits(config, key) ?? []);
    if (!edited.ok) throw new Error(edited.code);
    config = edited.value;
    expect(configPins(config)).toEqual(before.filter((pin) => pin.key !== key));
  }
  expect(config.agents).toMatchObject({
    defaults: { model: { primary: "a/one" }, heartbeat: { every: "30m" } },
    entries: { main: {}, ops: { name: " Ops " }, night: { model: { fallbacks: ["a/one"] } } },
  });
});

test("a key nothing has says so", () => {
  expect(unpinEdits(entries, "main")).toBeNull();
  expect(unpinEdits(entries, "nobody")).toBeNull();
  expect(unpinEdits({}, "ops")).toBeNull();
});

describe("the list of agents of 2026.5", () => {
  const text = `{
  // mine
  agents: {
    list: [
      { id: "main" },
      { id: "ops", name: "Ops", model: "spare/haiku", utilityModel: "a/tiny" },
    ],
  },
}
`;
  const config = parseJson5(text) ?? {};

  test("is read the same way", () => {
    expect(configPins(config)).toEqual([
      { kind: "agent", key: "ops", name: "Ops", ref: "spare/haiku" },
      {
        kind: "agent",
        key: "agents.list.ops.utilityModel",
        name: "Ops: utility",
        ref: "a/tiny",
      },
    ]);
  });

  test("loses one member of one agent", () => {
    const edited = editJson5(text, unpinEdits(config, "ops") ?? []);
    expect(edited).toMatchObject({
      ok: true,
      value: {
        agents: { list: [{ id: "main" }, { id: "ops", name: "Ops", utilityModel: "a/tiny" }] },
      },
    });
    expect(edited.ok && edited.text).toContain("// mine");
  });
});

test("shapes nobody expects are no pins", () => {
  for (const agents of [
    null,
    3,
    [],
    { entries: [] },
    { list: {} },
    { list: [null, { model: "a/b" }] },
  ])
    expect(configPins({ agents })).toEqual([]);
});
