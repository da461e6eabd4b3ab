/** The tray offers OpenClaw's own models where it may change them, and never a change that would be refused or lose a fallback. */
import { describe, expect, test } from "vitest";
import { type TrayItem, trayOf } from "../../main/core/tray.ts";
import { modelChoicesOf } from "../../main/core/tray-models.ts";
import { commandSchemas } from "../../preload/contract/command.ts";
import type { OpenClawModelInfo } from "../../preload/contract/openclaw.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { verified, withModels, words } from "./tray-states.ts";

const info = (ref: string, route: "sluice" | "own" = "sluice"): OpenClawModelInfo => ({
  ...{ ref, route, name: `Name of ${ref}`, contextWindow: null, price: null, isAvailable: true },
});
const overlay = { kind: "overlay", providers: ["anthropic"], applied: true } as const;

const withList = (
  list: readonly OpenClawModelInfo[],
  more: { primary?: string | null; fallbacks?: readonly string[] } = {},
  openclaw: Partial<AppState["openclaw"]> = { link: overlay },
): AppState => ({
  ...verified,
  openclaw: { ...verified.openclaw, ...openclaw },
  models: {
    ...verified.models,
    openclaw: { ...{ primary: "anthropic/a", fallbacks: [], pins: [] }, list, ...more },
  },
});
const two = [info("anthropic/a"), info("anthropic/b")];
const refsOf = (state: AppState) => modelChoicesOf(state)?.choices.map(({ id }) => id);

test("OpenClaw's own list is offered, the default marked", () => {
  const found = modelChoicesOf(withList(two));
  expect(found?.chosen.name).toBe("Name of anthropic/a");
  expect(found?.choices.map(({ command, isChosen }) => [command, isChosen])).toEqual([
    [{ type: "model.order", primary: "anthropic/a", fallbacks: [] }, true],
    [{ type: "model.order", primary: "anthropic/b", fallbacks: [] }, false],
  ]);
});

test("a model chosen out of the fallbacks changes places with the default: none is lost", () => {
  const state = withList(two, { fallbacks: ["openai/x", "anthropic/b"] });
  expect(modelChoicesOf(state)?.choices[1]?.command).toEqual({
    type: "model.order",
    primary: "anthropic/b",
    fallbacks: ["openai/x", "anthropic/a"],
  });
});

test("those that pass Sluice stand first, the others under a head that says so", () => {
  const state = withList([info("xai/own", "own"), ...two]);
  const menu = trayOf(state, words, "linux").menu;
  const row = menu.find((item) => "id" in item && item.id === "model");
  const items: readonly TrayItem[] = row?.type === "submenu" ? row.items : [];
  expect(items.map((item) => ("label" in item ? item.label : ""))).toEqual([
    ...["Through Sluice", "Name of anthropic/a", "Name of anthropic/b"],
    ...["Past Sluice", "Name of xai/own"],
  ]);
  expect(items.filter((item) => item.type === "radio" && item.checked)).toHaveLength(1);
});

describe("nothing is offered", () => {
  test.each<readonly [string, AppState]>([
    ["before OpenClaw could be asked", { ...withList(two), models: verified.models }],
    ["where there is one model", withList(two.slice(0, 1))],
    ["without a default in force", withList(two, { primary: null })],
    ["without a file to change", withList(two, {}, { status: "notFound", link: overlay })],
    [
      "while OpenClaw goes on without Sluice",
      withList(two, {}, { link: { ...overlay, kind: "edge" } }),
    ],
    [
      "where the list of fallbacks is longer than may be sent",
      withList(two, { fallbacks: Array.from({ length: 9 }, (_, index) => `openai/m${index}`) }),
    ],
  ])("%s", (_what, state) => {
    expect(modelChoicesOf(state)).toBeNull();
  });
});

test("with Sluice's own link its own models are offered, whatever OpenClaw lists", () => {
  const own = withModels("anthropic");
  const state = { ...own, models: { ...own.models, openclaw: withList(two).models.openclaw } };
  expect(refsOf(state)).toEqual(["model:anthropic/large", "model:anthropic/small"]);
});

test("a default that the list does not name is there all the same", () => {
  expect(refsOf(withList(two, { primary: "odd/one" }))).toContain("ref:odd/one");
});

test("a long list is cut, the one in use never, and it is said that there are more", () => {
  const many = Array.from({ length: 60 }, (_, index) => info(`openai/m${index}`));
  const state = withList(many, { primary: "openai/m59" });
  const found = modelChoicesOf(state);
  expect(found?.choices).toHaveLength(20);
  expect(found?.chosen.id).toBe("ref:openai/m59");
  expect(found?.isCut).toBe(true);
  const row = trayOf(state, words, "linux").menu.find(
    (item) => "id" in item && item.id === "model",
  );
  const last = row?.type === "submenu" ? row.items.at(-1) : undefined;
  expect(last).toMatchObject({ id: "moreModels", action: { kind: "open", page: "settings" } });
});

test("every choice is a command that is taken, whatever OpenClaw calls its models", () => {
  const odd = [info("anthropic/with space"), info("NO/x"), info("openrouter/a/b:free"), ...two];
  const found = modelChoicesOf(withList(odd));
  expect(found?.choices.map(({ id }) => id)).toEqual([
    ...["ref:openrouter/a/b:free", "ref:anthropic/a", "ref:anthropic/b"],
  ]);
  for (const { command } of found?.choices ?? [])
    expect(commandSchemas[command.type].safeParse(command).success).toBe(true);
});
