/** What a person sets for a provider, through the whole app: kept, shown, sent, and refused with a sentence where it cannot be. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { Command, Reply } from "../../preload/contract/command.ts";
import type { ProviderInfo } from "../../preload/contract/state.ts";
import { type Sluice, startSluice } from "../support/sluice.ts";

let sluice: Sluice;
beforeEach(async () => {
  sluice = await startSluice();
  await sluice.setUp();
});
afterEach(() => sluice.close());

const infoOf = (slug: string): ProviderInfo | undefined =>
  sluice.app.state().providers.find((one) => one.slug === slug);
const codeOf = async (command: Command): Promise<string> => {
  const reply: Reply = await sluice.app.send(command);
  return reply.ok ? "ok" : reply.error.code;
};

describe("who pays", () => {
  test("is the key here until the person says otherwise, and stays said", async () => {
    expect(infoOf("anthropic")).toMatchObject({ payer: "key", alias: null, takesCredits: true });
    expect(infoOf("aws-bedrock")).toMatchObject({ payer: "stored", isSigned: true });
    await sluice.must({ type: "provider.pays", provider: "anthropic", payer: "credits" });
    await sluice.must({
      ...{ type: "provider.pays", provider: "openai", payer: "stored", alias: "team" },
    });
    await sluice.restart();
    expect(infoOf("anthropic")).toMatchObject({ payer: "credits" });
    expect(infoOf("openai")).toMatchObject({ payer: "stored", alias: "team" });
  });

  test.each([
    ["credits where Cloudflare bills for nothing", "mistral", "credits", "provider.payerInvalid"],
    ["a key here where Cloudflare signs", "aws-bedrock", "key", "provider.payerInvalid"],
    ["a provider nobody knows", "nobody", "stored", "provider.unknown"],
    ["what every object has", "constructor", "stored", "provider.unknown"],
    ["one of the person's own", "custom-mine", "stored", "ok"],
  ] as const)("%s: %s by %s is %s", async (_, provider, payer, expected) => {
    expect(await codeOf({ type: "provider.pays", provider, payer })).toBe(expected);
    if (expected !== "ok") expect(sluice.app.state().profile?.pays ?? {}).toEqual({});
  });

  test("belongs to the profile it was said of", async () => {
    await sluice.must({ type: "provider.pays", provider: "anthropic", payer: "stored" });
    const other = { name: "Other", accountId: "acct", aiGatewayId: "other" };
    const { id = "" } = await sluice.must({ type: "profile.save", ...other });
    const [first] = sluice.app.state().profiles;
    await sluice.must({ type: "profile.select", id });
    expect(infoOf("anthropic")).toMatchObject({ payer: "key" });
    // Saved again under another name it is the same one still.
    const { accountId = "", aiGatewayId = "" } = first ?? {};
    await sluice.must({ type: "profile.save", name: "Renamed", accountId, aiGatewayId });
    await sluice.must({ type: "profile.select", id: first?.id ?? "" });
    expect(infoOf("anthropic")).toMatchObject({ payer: "stored" });
  });
});

describe("a place", () => {
  test("is kept, shown, and taken back", async () => {
    expect(infoOf("azure-openai")?.place).toEqual({ example: "my-resource", value: null });
    await sluice.must({ type: "provider.place", provider: "azure-openai", place: " mine " });
    expect(infoOf("azure-openai")?.place?.value).toBe("mine");
    await sluice.must({ type: "provider.place", provider: "azure-openai", place: null });
    expect(infoOf("azure-openai")?.place?.value).toBeNull();
  });

  test.each([
    ["azure-openai", "a/b", "provider.placeInvalid"],
    ["azure-openai", "evil.example.com#", "provider.placeInvalid"],
    ["aws-bedrock", "us-east-1@evil", "provider.placeInvalid"],
    ["anthropic", "x", "provider.unknown"],
  ])("of %s called %s is refused", async (provider, place, code) => {
    expect(await codeOf({ type: "provider.place", provider, place })).toBe(code);
  });
});

describe("models the person names", () => {
  test("are kept once each, for providers an entry can be made for", async () => {
    await sluice.must({ type: "provider.models", provider: "groq", models: ["a", "b", "a"] });
    expect(infoOf("groq")?.models).toEqual(["a", "b"]);
    expect(await codeOf({ type: "provider.models", provider: "replicate", models: ["a"] })).toBe(
      "provider.unknown",
    );
  });
});

describe("a dial", () => {
  const told = () => sluice.app.state().told;
  const names = (index: number) => told()[index]?.headers.map(([name]) => name) ?? [];

  test("of the profile and of a model is kept and shown as it is sent", async () => {
    expect(names(0)).toContain("cf-aig-skip-cache");
    await sluice.must({ type: "dials.set", dial: { cache: "asSet", attempts: 3 } });
    await sluice.must({
      ...{ type: "dials.set", model: "anthropic/claude-haiku-4-5", dial: { cache: "skip" } },
    });
    expect(names(0)).not.toContain("cf-aig-skip-cache");
    expect(told()[1]).toMatchObject({ model: "anthropic/claude-haiku-4-5" });
    expect(names(1)).toEqual(expect.arrayContaining(["cf-aig-skip-cache", "cf-aig-max-attempts"]));
    await sluice.restart();
    expect(names(0)).toContain("cf-aig-max-attempts");
    await sluice.must({ type: "dials.set", model: "anthropic/claude-haiku-4-5", dial: {} });
    expect(told()).toHaveLength(1);
  });

  test("of a model of nobody is refused", async () => {
    const dial = { cache: "skip" } as const;
    expect(await codeOf({ type: "dials.set", model: "nobody/x", dial })).toBe("provider.unknown");
  });
});
