/** Sluice's own trial names its way; nobody else does. */
import { expect, test } from "vitest";
import { answerText, startFarEnd } from "../support/far-end.ts";
import { headerOf } from "../support/framing.reference.ts";
import { checkKey, cleanUp, localKey, type Rig, startRig } from "./rig.ts";

async function startBoth(): Promise<{
  readonly rig: Rig;
  readonly providers: Rig["config"]["providers"];
  /** Who answered, or why nobody did. */
  ask(key: string, way: string | null, slug?: string): Promise<string>;
  heads(): readonly string[];
}> {
  const provider = await startFarEnd(
    (_request, socket) => void socket.write(answerText(200, "direct")),
  );
  cleanUp(() => provider.close());
  const rig = await startRig({
    respond: (_request, socket) => void socket.write(answerText(200, "cloudflare")),
  });
  const providers = {
    anthropic: { base: provider.base, key: "sk-ant-1" },
    parallel: { base: null, key: "sk-par-1" },
  };
  rig.configure({ providers });
  return {
    rig,
    providers,
    async ask(key, way, slug = "anthropic") {
      const client = await rig.connect();
      const headers = { "x-api-key": key, ...(way !== null && { "X-Sluice-Way": way }) };
      client.write(rig.text(`/${slug}/v1/messages`, { headers, body: '{"stream":true}' }));
      const answer = await client.answer();
      return headerOf(answer, "x-sluice-refusal") ?? answer.body.toString();
    },
    heads: () => [...provider.requests, ...rig.farEnd.requests].map(({ head }) => head),
  };
}

test.each(["cloudflare", "direct"] as const)(
  "with the check key a request takes the way it names while the route is %s",
  async (route) => {
    const { ask, heads, providers, rig } = await startBoth();
    rig.configure({ providers, route });
    expect(await ask(checkKey, "direct")).toBe("direct");
    expect(await ask(checkKey, "cloudflare")).toBe("cloudflare");
    expect(await ask(checkKey, null)).toBe(route);
    const [direct, cloudflare] = rig.exchanges;
    expect(direct).toMatchObject({ by: "sluice", route: "direct", profile: null });
    expect(cloudflare).toMatchObject({ by: "sluice", route: "cloudflare", profile: "profile-1" });
    // The header itself goes nowhere, and each way has its own lines.
    expect(heads().some((head) => /sluice/i.test(head))).toBe(false);
    expect(heads().filter((head) => /cf-aig-authorization/i.test(head))).toHaveLength(
      route === "direct" ? 1 : 2,
    );
    expect(heads().every((head) => head.includes("sk-ant-1"))).toBe(true);
  },
);

test.each(["cloudflare", "direct"] as const)(
  "OpenClaw's key names no way: the route is %s, and the header goes nowhere",
  async (route) => {
    const { ask, heads, providers, rig } = await startBoth();
    rig.configure({ providers, route });
    for (const way of ["direct", "cloudflare", "paused", ""])
      expect(await ask(localKey, way)).toBe(route);
    expect(rig.exchanges.every((one) => one.by === "openclaw" && one.route === route)).toBe(true);
    expect(heads()).toHaveLength(4);
    expect(heads().some((head) => /sluice/i.test(head))).toBe(false);
  },
);

test.each(["direct", "cloudflare"])(
  "paused and a used-up allowance refuse the way %s",
  async (way) => {
    const { ask, heads, providers, rig } = await startBoth();
    rig.configure({ providers, route: "paused" });
    expect(await ask(checkKey, way)).toBe("paused");
    expect(rig.exchanges[0]).toMatchObject({ by: "sluice", route: "paused", outcome: "refused" });
    for (const route of ["direct", "cloudflare"] as const) {
      rig.configure({ providers, route, refuse: "allowance" });
      expect(await ask(checkKey, way)).toBe("allowance");
    }
    expect(heads()).toEqual([]);
  },
);

test("a way that does not exist is refused, whatever the route", async () => {
  const { ask, heads, providers, rig } = await startBoth();
  expect(await ask(checkKey, "direct", "parallel")).toBe("noDirectRoute");
  rig.configure({ providers, route: "direct", aiGateway: null });
  expect(await ask(checkKey, "cloudflare")).toBe("noProfile");
  expect(heads()).toEqual([]);
});

test("a way nobody knows, or two of them, is no request", async () => {
  const { heads, rig } = await startBoth();
  for (const lines of [
    "x-sluice-way: elsewhere\r\n",
    "x-sluice-way: DIRECT\r\n",
    "x-sluice-way: direct\r\nx-sluice-way: cloudflare\r\n",
  ]) {
    const client = await rig.connect();
    client.write(
      `GET /anthropic/v1/models HTTP/1.1\r\nHost: 127.0.0.1:${rig.port}\r\nx-api-key: ${checkKey}\r\n${lines}\r\n`,
    );
    expect((await client.closed()).bytes.toString()).toMatch(/^HTTP\/1\.1 400 .*malformed/s);
  }
  expect(heads()).toEqual([]);
  expect(rig.exchanges).toEqual([]);
});

test("a far end that is lost is told by the way that was asked, not by the route", async () => {
  const { ask, rig } = await startBoth();
  const providers = { anthropic: { base: "http://127.0.0.1:9", key: "sk-ant-1" } };
  rig.configure({ providers });
  expect(await ask(checkKey, "direct")).toBe("providerUnreachable");
  expect(await ask(checkKey, "cloudflare")).toBe("cloudflare");
});
