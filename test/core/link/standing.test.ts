/** What of a link the file alone shows: each entry once, as whose it is, with the base it was given. */
import { describe, expect, test } from "vitest";
import { applyEdit, type JsonObject } from "../../../main/core/json5-edit.ts";
import { linkOn } from "../../../main/core/link/link.ts";
import type { LinkPlan } from "../../../main/core/link/plan.ts";
import { standingIn } from "../../../main/core/link/standing.ts";
import {
  edgeBase,
  edgeOf,
  edgeOverlayOf,
  localKey,
  onboardId,
  otherId,
  overlayOn,
  planOf,
} from "./plans.ts";

const linked = (plan: LinkPlan, config: JsonObject = {}) =>
  linkOn(config, plan).edits.reduce<JsonObject>(
    (made, edit) => applyEdit(made, edit) ?? made,
    config,
  );

test("an entry of our own counts once, although its headers are those of an overlay", () => {
  expect(standingIn(linked(edgeOf()))).toEqual([
    expect.objectContaining({ kind: "edge", shape: "own", ...onboardId, base: edgeBase }),
  ]);
});

test("the user's own entry of that id, led here, is an overlay, however much it is like ours", () => {
  const own = linked(planOf("anthropic"));
  expect(standingIn(own)).toMatchObject([{ kind: "own", shape: "own" }]);
  expect(standingIn(linked(overlayOn(onboardId), own))).toEqual([
    {
      ...onboardId,
      kind: "overlay",
      shape: "overlay",
      base: "http://127.0.0.1:21417",
      port: 21_417,
      key: localKey,
    },
  ]);
});

describe("an entry under an id of the user's own", () => {
  test("that leads to an account and an aiGateway called like slugs is of the last slug", () => {
    const base = "https://gateway.ai.cloudflare.com/v1/openai/groq";
    expect(standingIn(linked({ ...edgeOverlayOf(), base, providers: [otherId] }))).toEqual([
      { ...otherId, kind: "edge", shape: "overlay", base, port: null, key: null },
    ]);
  });

  test("with our key is ours wherever it leads now", () => {
    const entry = { baseUrl: "https://proxy.example.net", headers: { "x-sluice-key": "k" } };
    expect(standingIn({ models: { providers: { "my-cf": entry } } })).toMatchObject([
      { kind: "overlay", id: "my-cf", base: "", port: null, key: "k" },
    ]);
  });

  test("with nothing of ours is none, wherever it leads", () => {
    const entry = { baseUrl: "http://127.0.0.1:21417/anthropic", headers: { "x-team": "a" } };
    expect(standingIn({ models: { providers: { "my-cf": entry } } })).toEqual([]);
  });
});
