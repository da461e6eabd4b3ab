/** Every fault the practice Cloudflare knows, through the real router: each gives its own reason, and what the provider said stays as it was. */
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type {
  AiGatewayFault,
  EdgeFault,
  ProviderRefusal,
  StreamFault,
} from "../../main/practice/faults.ts";
import { aiGatewayFaults, edgeFaults, providerRefusals } from "../../main/practice/faults.ts";
import { type Practice, startPractice } from "../../main/practice/practice.ts";
import type { RefusalReason } from "../../preload/contract/state.ts";
import { fetchOnce, startRig } from "../router/rig.ts";

/** With this one the answer is good, only in one piece. */
type Refused = Exclude<EdgeFault | AiGatewayFault, "buffered"> | "providerHangup";

/** Null: the person's own provider, or the model, said it. */
const reasons: Readonly<Record<Refused, RefusalReason | null>> = {
  edgeBlocked: "edgeBlocked",
  edgeRateLimited: "rateLimited",
  edgeFailed: "cloudflareFailed",
  edgeBadGateway: "cloudflareFailed",
  edgeUnavailable: "cloudflareFailed",
  edgeUnresolved: "cloudflareFailed",
  edgeTimeout: "edgeTimeout",
  aiGatewayHangup: "cloudflareUnreachable",
  unauthorized: "tokenRejected",
  unauthorizedAs400: "tokenRejected",
  aiGatewayMissing: "aiGatewayMissing",
  rateLimited: "rateLimited",
  spendLimit: "spendLimit",
  spendLimitOld: "spendLimit",
  noCredits: "noCredits",
  noCreditsRun: "noCredits",
  noCreditsUnmarked: "noCredits",
  wholesaleRateLimited: "billingRateLimited",
  promptBlocked: "promptBlocked",
  answerBlocked: "answerBlocked",
  answerBlockedRun: "answerBlocked",
  dlpRequest: "dlpRequest",
  dlpAnswer: "dlpAnswer",
  policyDenied: "policyDenied",
  policySpend: "policySpend",
  managementError: "modelUnknown",
  modelRejected: null,
  modelFormat: "modelFormat",
  providerUnknown: "providerUnknown",
  providerSilent: "providerSilent",
  providerHangup: "providerSilent",
  storedKeyMissing: "storedKeyMissing",
  keyRequired: "keyMissing",
  guardrailsDown: "guardrailsDown",
  unknownCode: "cloudflareFailed",
};

/** Faults that are the same thing by the facts, or look and end alike for the person. */
const alike: readonly (readonly Refused[])[] = [
  ["unauthorized", "unauthorizedAs400"],
  ["spendLimit", "spendLimitOld"],
  ["noCredits", "noCreditsRun", "noCreditsUnmarked"],
  ["answerBlocked", "answerBlockedRun"],
  ["providerSilent", "providerHangup"],
  // Too many requests, and time the only remedy.
  ["rateLimited", "edgeRateLimited"],
  // Without a name: something broke at Cloudflare.
  ["edgeFailed", "edgeBadGateway", "edgeUnavailable", "edgeUnresolved", "unknownCode"],
];

let practice: Practice;
beforeEach(async () => {
  practice = await startPractice({ pauseMs: 0 });
});
afterEach(() => practice.close());

const turn = JSON.stringify({
  model: "claude-sonnet-4-6",
  max_tokens: 50,
  stream: true,
  tools: [{ name: "look", input_schema: { type: "object" } }],
  messages: [{ role: "user", content: "hi" }],
});

async function ask(route: "cloudflare" | "direct" = "cloudflare") {
  const { aiGateway: base, providers, secrets } = practice;
  const rig = await startRig({
    config: {
      route,
      aiGateway: { base, accountId: "practice", aiGatewayId: "demo", token: secrets.aiGateway },
      providers: { anthropic: { base: providers.anthropic ?? null, key: secrets.anthropic } },
    },
  });
  const url = `http://127.0.0.1:${rig.port}/anthropic/v1/messages`;
  const headers = { "content-type": "application/json", "anthropic-version": "2023-06-01" };
  const got = await fetchOnce(url, { headers, body: turn });
  return { got, exchange: await rig.exchange() };
}

describe.each(["full", "short"] as const)("with errors in their %s shape", (errorShape) => {
  test.each(Object.entries(reasons))("%s: %s", async (fault, reason) => {
    practice.set({ fault: fault as Refused, errorShape });
    const { exchange, got } = await ask();
    expect(exchange.refusal).toBe(reason);
    if (reason === null) {
      expect(got.status).toBeGreaterThanOrEqual(400);
      return;
    }
    // One answer ends the turn: nothing to retry, no status that locks a key.
    expect(got.status).toBe(200);
    expect(got.headers["x-sluice-refusal"]).toBe(reason);
    expect(got.body.toString()).toContain('"stop_reason":"refusal"');
  });
});

test("no fault of the practice room is left out, and none shares a reason but with its like", () => {
  const isKnown = (name: string): boolean => name === "buffered" || Object.hasOwn(reasons, name);
  expect([...edgeFaults, ...aiGatewayFaults].filter((name) => !isKnown(name))).toEqual([]);
  const byReason = Map.groupBy(Object.entries(reasons), ([, reason]) => reason);
  const shared = [...byReason.values()]
    .map((entries) => entries.map(([fault]) => fault).toSorted())
    .filter((faults) => faults.length > 1);
  const sorted = (lists: readonly (readonly string[])[]) =>
    lists.map((list) => [...list].toSorted()).toSorted();
  expect(sorted(shared)).toEqual(sorted(alike));
});

test.each(providerRefusals)(
  "%s is the provider's own, byte for byte",
  async (fault: ProviderRefusal) => {
    practice.set({ fault });
    const [behind, direct] = [await ask(), await ask("direct")];
    expect(behind.exchange).toMatchObject({ refusal: null, outcome: "providerError" });
    expect(behind.got.status).toBe(direct.got.status);
    const id = /req_\w+/g;
    expect(behind.got.body.toString().replace(id, "")).toBe(
      direct.got.body.toString().replace(id, ""),
    );
  },
);

test.each<StreamFault | "buffered">(["slowFirstByte", "gap", "endEarly", "errorEvent", "buffered"])(
  "%s is no refusal: the answer has begun, or is good",
  async (fault) => {
    practice.set({ fault, afterMs: 20 });
    const { exchange, got } = await ask();
    expect([got.status, exchange.refusal, exchange.outcome]).toEqual([200, null, "ok"]);
  },
);
