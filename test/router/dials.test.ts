/** What Cloudflare is told with a request: by the profile, by the model, and who pays. */
import { describe, expect, test } from "vitest";
import type { TrafficConfig } from "../../main/core/traffic.ts";
import { headerOf } from "../support/framing.reference.ts";
import { startRig } from "./rig.ts";

const dials: TrafficConfig["dials"] = {
  all: { attempts: 2 },
  models: { "anthropic/claude-haiku-4-5": { cache: 300 }, "openai/gpt-5.5": { cache: "asSet" } },
};
/** What the newest request said in a header. */
const said = (rig: Awaited<ReturnType<typeof startRig>>, name: string): string | undefined => {
  const request = rig.farEnd.requests.at(-1);
  return request && headerOf(request, name);
};
const body = (model: string) => JSON.stringify({ model, max_tokens: 1, messages: [] });

describe("a request of a model with a dial of its own", () => {
  test("leaves with it, every other as the profile says", async () => {
    const rig = await startRig({ config: { dials } });
    for (const model of ["claude-haiku-4-5", "Claude-Haiku-4-5", "claude-haiku-4", "gpt-5.5"]) {
      const client = await rig.connect();
      client.write(rig.text("/anthropic/v1/messages", { body: body(model) }));
      await client.answer();
    }
    const told = rig.farEnd.requests.map((request) => [
      headerOf(request, "cf-aig-cache-ttl"),
      headerOf(request, "cf-aig-skip-cache"),
      headerOf(request, "cf-aig-max-attempts"),
    ]);
    const own = ["300", undefined, "2"];
    const usual = [undefined, "true", "2"];
    expect(told).toEqual([own, own, usual, usual]);
  });

  test("waits for the model's name however late its body comes, and passes byte for byte", async () => {
    const rig = await startRig({ config: { dials } });
    const text = rig.text("/anthropic/v1/messages", { body: body("claude-haiku-4-5") });
    for (let cut = text.indexOf("\r\n\r\n") + 3; cut < text.length; cut += 7) {
      const client = await rig.connect();
      client.write(text.subarray(0, cut));
      await new Promise((resolve) => setImmediate(resolve));
      client.write(text.subarray(cut));
      await client.answer();
      expect(said(rig, "cf-aig-cache-ttl"), String(cut)).toBe("300");
      expect(rig.farEnd.requests.at(-1)?.body.toString()).toBe(body("claude-haiku-4-5"));
    }
  });

  test("sent in chunks is told by what is in them", async () => {
    const rig = await startRig({ config: { dials } });
    const client = await rig.connect();
    const json = body("claude-haiku-4-5");
    const chunks = json.match(/.{1,9}/g) ?? [];
    const wire = `${chunks.map((one) => `${one.length.toString(16)}\r\n${one}\r\n`).join("")}0\r\n\r\n`;
    client.write(
      rig.text("/anthropic/v1/messages", {
        headers: { "Transfer-Encoding": "chunked" },
        body: wire,
      }),
    );
    await client.answer();
    expect(said(rig, "cf-aig-cache-ttl")).toBe("300");
  });

  test("that waits to be told is told to send its body, once", async () => {
    const rig = await startRig({ config: { dials } });
    const client = await rig.connect();
    const text = rig.text("/anthropic/v1/messages", {
      headers: { Expect: "100-continue" },
      body: body("claude-haiku-4-5"),
    });
    const end = text.indexOf("\r\n\r\n") + 4;
    client.write(text.subarray(0, end));
    const goOn = await client.answer("answer", true);
    client.write(text.subarray(end, end + 3));
    await new Promise((resolve) => setImmediate(resolve));
    client.write(text.subarray(end + 3));
    const answer = await client.answer("answer", true);
    expect([goOn.startLine, answer.startLine]).toEqual([
      "HTTP/1.1 100 Continue",
      "HTTP/1.1 200 Said so",
    ]);
    expect(said(rig, "cf-aig-cache-ttl")).toBe("300");
  });

  test("whose name stands behind a long prompt goes as the profile says, rather than be held for ever", async () => {
    const rig = await startRig({ config: { dials } });
    const client = await rig.connect();
    const late = `{"messages":["${"x".repeat(200_000)}"],"model":"claude-haiku-4-5"}`;
    client.write(rig.text("/anthropic/v1/messages", { body: late }));
    await client.answer();
    expect(rig.farEnd.requests[0]?.body.length).toBe(late.length);
  });
});

describe("who pays", () => {
  const paid = async (pays: "key" | "stored" | "credits", headers: Record<string, string> = {}) => {
    const rig = await startRig({
      config: {
        providers: { anthropic: { base: null, key: "sk-ant-1", pays, alias: "mine" } },
      },
    });
    const client = await rig.connect();
    client.write(rig.text("/anthropic/v1/messages", { headers, body: "{}" }));
    await client.answer();
    return {
      key: said(rig, "x-api-key"),
      other: said(rig, "authorization"),
      noCredits: said(rig, "cf-aig-no-wholesale"),
      alias: said(rig, "cf-aig-byok-alias"),
    };
  };

  test("the key here: it is sent, and Cloudflare may not put its credits in its place", async () => {
    expect(await paid("key")).toEqual({
      ...{ key: "sk-ant-1", other: undefined, noCredits: "true", alias: undefined },
    });
  });

  test("a key stored there: none is sent, whichever there is, and its name is", async () => {
    const expected = { key: undefined, other: undefined, noCredits: "true", alias: "mine" };
    expect(await paid("stored")).toEqual(expected);
    expect(await paid("stored", { authorization: "Bearer theirs" })).toEqual(expected);
  });

  test("credits: no key is sent, and nothing stands in their way", async () => {
    expect(await paid("credits")).toEqual({
      ...{ key: undefined, other: undefined, noCredits: undefined, alias: undefined },
    });
  });

  test("on the direct way it is the key here, or nobody", async () => {
    for (const key of ["sk-ant-1", null]) {
      const rig = await startRig({ config: { route: "direct" } });
      rig.configure({
        providers: { anthropic: { base: rig.farEnd.base, key, pays: "stored" } },
      });
      const client = await rig.connect();
      client.write(rig.text("/anthropic/v1/messages", { body: "{}" }));
      await client.answer();
      expect(said(rig, "x-api-key")).toBe(key ?? undefined);
      expect((await rig.exchange()).refusal).toBe(key === null ? "keyMissing" : null);
    }
  });

  test("what the client says of it does not count", async () => {
    const theirs = { "cf-aig-no-wholesale": "false", "cf-aig-byok-alias": "theirs" };
    expect(await paid("key", theirs)).toMatchObject({ noCredits: "true", alias: undefined });
  });
});

test("Azure is told the version of its API where the request does not say it", async () => {
  const rig = await startRig({
    config: { providers: { "azure-openai": { base: null, key: "az-1" } } },
  });
  const ask = async (query: string) => {
    const client = await rig.connect();
    client.write(rig.text(`/azure-openai/res/dep/chat/completions${query}`, { body: "{}" }));
    await client.answer();
    return rig.farEnd.requests.at(-1)?.target.split("?")[1];
  };
  expect(await ask("")).toBe("api-version=2024-10-21");
  expect(await ask("?api-version=2025-01-01-preview")).toBe("api-version=2025-01-01-preview");
  expect(await ask("?a=b")).toBe("a=b&api-version=2024-10-21");
  expect(await ask("?xapi-version=1")).toBe("xapi-version=1&api-version=2024-10-21");
});
