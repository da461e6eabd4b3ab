/** What Sluice relies on at Cloudflare's management side, as tests: the same for the practice Cloudflare and for the real one. */
import { expect, test } from "vitest";
import { type Cloudflare, createCloudflare } from "../../main/cloudflare/cloudflare.ts";
import type { RestOptions } from "../../main/cloudflare/rest.ts";

export type World = {
  /** How a client of this far end is made, with its analytics token. */
  readonly options: () => RestOptions;
  readonly accountId: string;
  readonly aiGatewayId: string;
  /** The aiGateway had requests in the last day, more than an hour ago, and in each of the last thirty. */
  readonly hasTraffic: boolean;
  /** The token may make aiGateways: then one is made, and removed again. */
  readonly mayEdit: boolean;
};

const quarterMs = 900_000;
const dayMs = 96 * quarterMs;

/** `world` is called inside the tests, when the far end is there. */
export function contract(world: () => World): void {
  const client = (more: Partial<RestOptions> = {}): Cloudflare =>
    createCloudflare({ ...world().options(), ...more });
  const place = () => [world().accountId, world().aiGatewayId] as const;

  /** Past the client, for what it never asks. */
  async function raw(method: string, path: string, body?: unknown) {
    const { base, token, dispatcher } = world().options();
    const { request } = await import("undici");
    const answer = await request(`${base}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(dispatcher === undefined ? {} : { dispatcher }),
    });
    const json: unknown = JSON.parse(await answer.body.text());
    return { status: answer.statusCode, json };
  }
  const at = () => `/accounts/${world().accountId}/ai-gateway/gateways`;

  test("the token is verified by one of the two ways", async () => {
    const outcome = await client().verify(world().accountId);
    expect(outcome).toMatchObject({ ok: true });
    expect(outcome.ok && ["user", "account"]).toContain(outcome.ok && outcome.value.kind);
  });

  test("a token that never was is invalid", async () => {
    const nobody = client({ token: "cfut_0000000000000000000000000000000000000000" });
    expect(await nobody.verify(world().accountId)).toMatchObject({
      ok: false,
      code: expect.stringMatching(/^cloudflare\.token(Invalid|Malformed)$/),
    });
  });

  test("accounts are named, or none at all: never an error", async () => {
    const outcome = await client().accounts();
    expect(outcome.ok).toBe(true);
    if (outcome.ok && outcome.value.length > 0)
      expect(outcome.value.map(({ id }) => id)).toContain(world().accountId);
  });

  test("the aiGateway is listed, in pages of a hundred", async () => {
    const outcome = await client().aiGateways(world().accountId);
    expect(outcome.ok && outcome.value.map(({ id }) => id)).toContain(world().aiGatewayId);
  });

  test("a look finds the token good and the aiGateways, and tries to change nothing", async () => {
    const { status, capabilities } = await client().look(...place());
    expect(status).toBe("ok");
    expect(capabilities.token).toEqual({ status: "yes", error: null });
    expect(capabilities.aiGateways).toEqual({ status: "yes", error: null });
    expect(capabilities.edit).toEqual({ status: "unknown", error: null });
  });

  test("a row that is not in the log comes later, or there is no log", async () => {
    const outcome = await client().log(...place(), "01890000-0000-7000-8000-000000000000");
    if (outcome.ok) expect(outcome.value).toBe("later");
    else expect(outcome.code).toBe("cloudflare.noLogs");
  });

  test("rows of the log are counted, or there is no log; a page of more than fifty is refused", async () => {
    const outcome = await client().logCount(...place(), Date.now() - dayMs, Date.now());
    if (!outcome.ok) return expect(outcome.code).toBe("cloudflare.noLogs");
    expect(outcome.value).toBeGreaterThanOrEqual(0);
    const { status, json } = await raw("GET", `${at()}/${world().aiGatewayId}/logs?per_page=100`);
    expect(status).toBe(400);
    expect(json).toMatchObject({ success: false, errors: [{ code: 7001 }] });
  });

  test("each row's cost is that of the row read by itself", async () => {
    const { status, json } = await raw("GET", `${at()}/${world().aiGatewayId}/logs?per_page=5`);
    if (status !== 200) return;
    const rows = (json as { result: { id: string; cost?: number | null; cached: boolean }[] })
      .result;
    for (const { id, cost, cached } of rows) {
      const outcome = await client().log(...place(), id);
      const costMicroUsd = typeof cost === "number" ? Math.round(cost * 1e6) : null;
      expect(outcome).toMatchObject({ ok: true, value: { costMicroUsd, cached } });
    }
  });

  test("a day is read by quarters, or nobody can say", async () => {
    const [from, to] = [Date.now() - dayMs, Date.now()];
    const outcome = await client().quarters(...place(), from, to);
    if (world().hasTraffic) expect(outcome.ok && outcome.value.groups.length).toBeGreaterThan(0);
    if (!outcome.ok) return expect(outcome.code).toBe("cloudflare.analyticsEmpty");
    for (const group of outcome.value.groups) {
      expect(group.startAt % quarterMs).toBe(0);
      expect(group.startAt).toBeGreaterThanOrEqual(from);
      expect(group.startAt).toBeLessThan(to);
      expect(group.requests).toBeGreaterThan(0);
      for (const value of Object.values(group))
        if (typeof value === "number") expect(Number.isSafeInteger(value)).toBe(true);
    }
  });

  test("forty days are more than one question, and hold no less than the last of them", async () => {
    const to = Math.floor((Date.now() - 2 * dayMs) / quarterMs) * quarterMs;
    const many = await client().quarters(...place(), to - 40 * dayMs, to);
    const one = await client().quarters(...place(), to - dayMs, to);
    const count = (outcome: typeof many) =>
      outcome.ok ? outcome.value.groups.reduce((sum, { requests }) => sum + requests, 0) : 0;
    if (!many.ok) expect(many.code).toBe("cloudflare.analyticsEmpty");
    expect(count(many)).toBeGreaterThanOrEqual(count(one));
    if (world().hasTraffic) expect(count(many)).toBeGreaterThan(count(one));
  });

  test("what is older than analytics reach is not read, and refused where it is all there is", async () => {
    const [ninety, seventy] = [Date.now() - 90 * dayMs, Date.now() - 70 * dayMs];
    const some = await client().quarters(...place(), ninety, Date.now());
    if (some.ok) expect(some.value.fromMs).toBeGreaterThan(seventy);
    else expect(some.code).toBe("cloudflare.analyticsEmpty");
    const none = await client().quarters(...place(), ninety, seventy);
    expect(none).toMatchObject({ ok: false, code: "cloudflare.analyticsRefused" });
  });

  test("the limits are those we know, and the fields we use are among those that are named", async () => {
    const dataset = "aiGatewayRequestsAdaptiveGroups";
    const query = `query ($account: String!) { viewer { accounts(filter: { accountTag: $account }) {
      settings { ${dataset} { enabled availableFields maxPageSize maxDuration notOlderThan } } } } }`;
    const variables = { account: world().accountId };
    const { status, json } = await raw("POST", "/graphql", { query, variables });
    expect(status).toBe(200);
    expect(json).toMatchObject({ errors: null });
    const { data } = json as { data: { viewer: { accounts: { settings: never }[] } } };
    const settings = data.viewer.accounts[0]?.settings[dataset];
    expect(settings).toMatchObject({ enabled: true });
    const { availableFields, ...limits } = settings as unknown as {
      availableFields: string[];
      maxPageSize: number;
      maxDuration: number;
      notOlderThan: number;
    };
    expect(Number(limits.maxPageSize)).toBeGreaterThanOrEqual(1_000);
    expect(Number(limits.maxDuration)).toBeGreaterThanOrEqual((31 * dayMs) / 1000);
    expect(Number(limits.notOlderThan)).toBeGreaterThanOrEqual((60 * dayMs) / 1000);
    expect(availableFields).toEqual(
      expect.arrayContaining(["count", "dimensions_datetimeFifteenMinutes", "sum_cost"]),
    );
  });

  test("one unknown field fails a whole query", async () => {
    const query = `query ($account: String!) { viewer { accounts(filter: { accountTag: $account }) {
      aiGatewayRequestsAdaptiveGroups(limit: 1, filter: {}) { count nothingLikeIt } } } }`;
    const variables = { account: world().accountId };
    const { json } = await raw("POST", "/graphql", { query, variables });
    expect(json).toMatchObject({
      errors: [expect.objectContaining({ message: expect.anything() })],
    });
  });

  test("an aiGateway that is not there has no log and spent nothing", async () => {
    const [accountId] = place();
    const none = "sluice-no-such-aigateway";
    const counted = await client().logCount(accountId, none, Date.now() - dayMs, Date.now());
    expect(counted).toMatchObject({ ok: false });
    const spent = await client().quarters(accountId, none, Date.now() - dayMs, Date.now());
    if (spent.ok) expect(spent.value.groups).toEqual([]);
    else expect(spent.code).toBe("cloudflare.analyticsEmpty");
  });

  test("an account of somebody else is refused", async () => {
    const foreign = "00000000000000000000000000000000";
    const outcome = await client().aiGateways(foreign);
    expect(outcome).toMatchObject({
      ok: false,
      code: expect.stringMatching(/accountNotFound|needsAiGatewayRead/),
    });
  });

  test("one that exists is not made again", async () => {
    expect(await client().createAiGateway(...place())).toMatchObject({
      ok: false,
      code: "cloudflare.aiGatewayExists",
    });
  });

  test("one is made safe, and removed again; or the permission is named", async () => {
    const id = `sluice-test-${Date.now().toString(36)}`;
    const outcome = world().mayEdit
      ? await client().createAiGateway(world().accountId, id)
      : { ok: false, code: "cloudflare.needsAiGatewayEdit" };
    try {
      if (!world().mayEdit) return;
      expect(outcome).toEqual({
        ok: true,
        value: { id, authentication: true, collectsLogs: true, cacheTtlSeconds: null },
      });
      const { json } = await raw("GET", `${at()}/${id}`);
      expect(json).toMatchObject({ result: { id, byok_only: true, authentication: true } });
    } finally {
      if (outcome.ok) expect((await raw("DELETE", `${at()}/${id}`)).status).toBe(200);
    }
  });
}
