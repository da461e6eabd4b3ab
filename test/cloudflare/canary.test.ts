/** The token is in no log, no error and no returned value, even when the far end says it back; account and aiGateway ids are in no log. */
import { afterEach, describe, expect, test } from "vitest";
import type { Cloudflare } from "../../main/cloudflare/cloudflare.ts";
import { createLog } from "../../main/kit/log.ts";
import type { FarEnd } from "../support/far-end.ts";
import { clientOn, done, farEnd, type Said, token } from "./far.ts";

const account = "acc0canary0account0id";
const aiGateway = "gw-canary-id";
const now = Date.UTC(2026, 10, 21, 12);

const open: FarEnd[] = [];
afterEach(async () => {
  for (const far of open.splice(0)) await far.close();
});

const echo = `Bearer ${token} on ${account}/${aiGateway}`;
const info = { id: token, name: echo, authentication: true, provider: echo, model: echo, cost: 1 };
const groups = [{ n: 1, d: { at: "2026-11-21T11:00:00Z", m: echo, p: token }, s: { cost: 1 } }];

const worlds: Readonly<Record<string, (target: string, method: string) => Said | null>> = {
  "says everything back": (target) =>
    target.endsWith("/graphql")
      ? { body: { data: { viewer: { accounts: [{ groups, all: [{ n: 1 }], settings: {} }] } } } }
      : target.endsWith("/verify")
        ? done({ status: "active", id: token })
        : target.includes("?")
          ? done([info], { result_info: { total_count: 1 } })
          : done(info),
  "complains with it": () => ({
    status: 403,
    body: { success: false, errors: [{ code: 10000, message: echo }] },
  }),
  "complains with it in another way": () => ({
    body: { data: null, errors: [{ message: echo, path: [echo] }], error: { message: echo } },
  }),
  "has a page with it": () => ({ status: 502, headers: { "x-token": token }, body: `<p>${echo}` }),
  "sends it elsewhere": () => ({
    status: 302,
    headers: { location: `http://127.0.0.1:1/?t=${token}` },
    body: echo,
  }),
  "asks to wait with it": () => ({ status: 429, headers: { "retry-after": token }, body: echo }),
  "breaks off": () => null,
};

const calls: readonly ((client: Cloudflare) => Promise<unknown>)[] = [
  (client) => client.verify(account),
  (client) => client.accounts(),
  (client) => client.aiGateways(account),
  (client) => client.createAiGateway(account, aiGateway),
  (client) => client.aiGateway(account, aiGateway),
  (client) => client.writeAiGateway(account, aiGateway, {}, () => false),
  (client) => client.routes(account, aiGateway),
  (client) => client.storedKeys(account, aiGateway),
  (client) => client.log(account, aiGateway, "log1"),
  (client) => client.logCount(account, aiGateway, 0, now),
  (client) => client.credits(account),
  (client) => client.quarters(account, aiGateway, now - 7_200_000, now),
  (client) => client.look(account, aiGateway),
];

describe.each(Object.keys(worlds))("a far end that %s", (name) => {
  test("learns the token from its header alone, and it ends here", async () => {
    const far = await farEnd(({ target, method }) => worlds[name]?.(target, method) ?? null);
    open.push(far);
    const lines: string[] = [];
    const raw: string[] = [];
    const log = createLog({ write: (line) => lines.push(line), now: () => now });
    // Past the log's own redaction, too: what is handed to it is already clean.
    const tee = (level: "info" | "warn" | "error") => (event: string, fields?: object) => {
      raw.push(JSON.stringify([event, fields]));
      log[level](event, { ...fields });
    };
    const clean = { ...log, info: tee("info"), warn: tee("warn"), error: tee("error") };
    const told: string[] = [];
    for (const call of calls) {
      const client = clientOn(far, { now: () => now, log: clean });
      told.push(JSON.stringify(await call(client)));
    }
    expect(told.join("\n")).not.toContain("CANARY");
    expect([...lines, ...raw].join("\n")).not.toMatch(/canary/i);
    for (const { raw, target } of far.requests) {
      expect(target).not.toContain("CANARY");
      expect(raw.toString("latin1").split(token)).toHaveLength(2);
    }
    expect(told).toHaveLength(calls.length);
  });
});

test("a failure is logged once: what was asked for, the code, our own words; then that it is over", async () => {
  let isDown = true;
  const far = await farEnd(() => (isDown ? { status: 502, body: "" } : done([])));
  open.push(far);
  const lines: string[] = [];
  const log = createLog({ write: (line) => lines.push(line), now: () => now });
  const client = clientOn(far, { log });
  await client.aiGateways(account);
  await client.aiGateways(account);
  isDown = false;
  await client.aiGateways(account);
  await client.aiGateways(account);
  expect(lines.map((line) => JSON.parse(line))).toEqual([
    expect.objectContaining({
      event: "cloudflare.failed",
      what: "aiGateways",
      code: "cloudflare.failed",
      detail: "http 502",
    }),
    expect.objectContaining({ event: "cloudflare.answers", what: "aiGateways" }),
  ]);
});
