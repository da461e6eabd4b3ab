/** The lists of models a link writes into: each is as it was afterwards, less what would lead nowhere. */
import { describe, expect, test } from "vitest";
import { editJson5, type JsonObject, valueAt } from "../../../main/core/json5-edit.ts";
import { linkOn } from "../../../main/core/link/link.ts";
import type { LinkPlan } from "../../../main/core/link/plan.ts";
import { unlinkEdits } from "../../../main/core/link/unlink.ts";
import { planOf } from "./plans.ts";

const own = "cloudflare-ai-gateway/anthropic-model";

function made(config: unknown, plan: LinkPlan) {
  const { edits, changes } = linkOn(config as JsonObject, plan);
  const linked = editJson5(JSON.stringify(config), edits);
  if (!linked.ok) throw new Error(linked.code);
  const back = (value: JsonObject) => {
    const edited = editJson5(JSON.stringify(value), unlinkEdits(value, changes));
    if (!edited.ok) throw new Error(edited.code);
    return edited.value;
  };
  return { linked: linked.value, back };
}

describe("fallbacks", () => {
  const plan: LinkPlan = { ...planOf("anthropic"), fallbacks: [own, "openai/gpt-5.2"] };
  const model = ["agents", "defaults", "model"];
  const withModel = (value: unknown) => ({ agents: { defaults: { model: value } } }) as JsonObject;

  test.each([
    ["a plain string", "anthropic/x"],
    ["an object without any", { primary: "anthropic/x" }],
    ["an object with others", { primary: "anthropic/x", fallbacks: ["a/b"] }],
    ["nothing", undefined],
  ])("take the place of %s, which returns", (_, before) => {
    const config = before === undefined ? {} : withModel(before);
    const { linked, back } = made(config, plan);
    expect(valueAt(linked, model)).toEqual({ primary: own, fallbacks: [own, "openai/gpt-5.2"] });
    expect(valueAt(back(linked), model)).toEqual(before);
  });

  test("somebody changed since stay, without the names of ours", () => {
    for (const before of ["anthropic/x", { primary: "anthropic/x", fallbacks: ["a/b"] }]) {
      const { linked, back } = made(withModel(before), plan);
      const changed = { primary: own, fallbacks: ["c/d", own] };
      const agents = { defaults: { model: changed } };
      expect(valueAt(back({ ...linked, agents }), model)).toEqual({
        primary: "anthropic/x",
        fallbacks: ["c/d"],
      });
    }
  });

  test("of the user's own stay where the link has none", () => {
    const { linked } = made(withModel({ primary: "a/b", fallbacks: ["c/d"] }), planOf("anthropic"));
    expect(valueAt(linked, model)).toEqual({ primary: own, fallbacks: ["c/d"] });
  });
});

describe("a list of allowed models that would keep the link's default out", () => {
  const allow = ["agents", "defaults", "modelPolicy", "allow"];
  const config = { agents: { defaults: { modelPolicy: { allow: ["openai/*"] } } } };

  test("gets its name, and loses it again", () => {
    const { linked, back } = made(config, planOf("anthropic"));
    expect(valueAt(linked, allow)).toEqual(["openai/*", own]);
    expect(back(linked)).toEqual(config);
  });

  test("and was changed since keeps the change", () => {
    const { linked, back } = made(config, planOf("anthropic"));
    const edits = [{ path: allow, value: ["openai/*", own, "groq/x"] }];
    const changed = editJson5(JSON.stringify(linked), edits);
    expect(valueAt(back(changed.ok ? changed.value : {}), allow)).toEqual(["openai/*", "groq/x"]);
  });

  test("in its older form, too", () => {
    const older = { agents: { defaults: { models: { "openai/*": {} } } } };
    const { linked, back } = made(older, planOf("anthropic"));
    expect(valueAt(linked, ["agents", "defaults", "models"])).toEqual({
      "openai/*": {},
      [own]: {},
    });
    expect(back(linked)).toEqual(older);
  });

  test("is left alone where it keeps nobody out", () => {
    const open = { agents: { defaults: { modelPolicy: { allow: ["openai/gpt-5.2"] } } } };
    expect(valueAt(made(open, planOf("anthropic")).linked, allow)).toEqual(["openai/gpt-5.2"]);
  });
});
