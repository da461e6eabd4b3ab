/** Entries of Sluice's own for providers whose address is partly the person's: whole, known again, and none that is half. */
import { describe, expect, test } from "vitest";
import { applyEdit, type JsonObject, valueAt } from "../../../main/core/json5-edit.ts";
import { baseOfEntry, entryPath, idOf, ownSlugOf } from "../../../main/core/link/entry.ts";
import { findLink } from "../../../main/core/link/found.ts";
import { linkOn } from "../../../main/core/link/link.ts";
import { unlinkEdits } from "../../../main/core/link/unlink.ts";
import { providers } from "../../../main/core/providers.ts";
import { placedPlan } from "./plans.ts";

const linked = (config: JsonObject = {}) => {
  const { changes, edits } = linkOn(config, placedPlan);
  return {
    config: edits.reduce<JsonObject>((made, edit) => applyEdit(made, edit) ?? made, config),
    changes,
  };
};

test("lead to the person's resource, region and deployments, each in the provider's own way", () => {
  const { config } = linked();
  const router = "http://127.0.0.1:21417";
  expect(valueAt(config, entryPath("azure-openai"))).toMatchObject({
    baseUrl: `${router}/azure-openai/my-resource`,
    api: "openai-completions",
    models: [{ id: "dep", baseUrl: `${router}/azure-openai/my-resource/dep` }],
  });
  expect(valueAt(config, entryPath("aws-bedrock"))).toMatchObject({
    baseUrl: `${router}/aws-bedrock/bedrock-mantle/us-east-1/anthropic`,
    api: "anthropic-messages",
  });
  expect(valueAt(config, entryPath("grok"))).toMatchObject({ baseUrl: `${router}/grok/v1` });
  expect(valueAt(config, entryPath("custom-mine"))).toMatchObject({
    baseUrl: `${router}/custom-mine`,
    api: "openai-completions",
  });
});

test("are known again by the file alone, and taken back without a trace", () => {
  const { changes, config } = linked();
  expect(findLink(config)).toMatchObject({
    kind: "own",
    port: 21_417,
    slugs: ["azure-openai", "aws-bedrock", "grok", "custom-mine"],
  });
  const back = unlinkEdits(config, changes).reduce<JsonObject>(
    (rest, edit) => applyEdit(rest, edit) ?? rest,
    config,
  );
  expect(findLink(back)).toBeNull();
  expect(JSON.stringify(back)).not.toMatch(/127\.0\.0\.1|sluice/);
});

describe("an address", () => {
  const base = "http://127.0.0.1:21417";
  test.each([
    ["azure-openai", "/azure-openai/my-resource", base],
    ["azure-openai", "/azure-openai", ""],
    ["azure-openai", "/azure-openai/my-resource/dep", ""],
    ["azure-openai", "/azure-openai/my.resource", ""],
    ["aws-bedrock", "/aws-bedrock/bedrock-mantle/eu-west-1/anthropic", base],
    ["aws-bedrock", "/aws-bedrock/bedrock-mantle/eu/west/anthropic", ""],
    ["aws-bedrock", "/aws-bedrock/bedrock-runtime/eu-west-1/anthropic", ""],
    ["grok", "/grok/v1", base],
    ["grok", "/grok", ""],
    ["anthropic", "/anthropic", base],
    ["custom-mine", "/custom-mine", base],
  ])("of %s that ends in %s is ours: %j", (slug, tail, expected) => {
    expect(baseOfEntry(slug, base + tail)).toBe(expected);
  });

  test("at Cloudflare whose account and aiGateway are called like slugs is of the last one", () => {
    expect(baseOfEntry("openai", "https://gateway.ai.cloudflare.com/v1/openai/openai/openai")).toBe(
      "https://gateway.ai.cloudflare.com/v1/openai/openai",
    );
  });

  test("that is none is none", () => {
    for (const url of [undefined, null, 1, "", "x"]) expect(baseOfEntry("anthropic", url)).toBe("");
  });
});

test("an id is somebody's, or nobody's", () => {
  for (const [slug, { entry }] of Object.entries(providers))
    if (entry) expect(ownSlugOf(idOf(slug))).toBe(slug);
  expect(ownSlugOf("sluice-custom-mine")).toBe("custom-mine");
  for (const id of ["", "sluice-", "sluice-custom-", "sluice-nobody", "constructor", "openai"])
    expect(ownSlugOf(id), id).toBeNull();
});
