/** A practice Cloudflare AI Gateway and practice providers on loopback: to try Sluice without an account, and to test it against. */
import { createAiGateway } from "./ai-gateway.ts";
import { createAiGateways } from "./ai-gateways.ts";
import { createAnthropic } from "./anthropic.ts";
import { type Asked, createApi } from "./api.ts";
import { costAt } from "./cost.ts";
import { createFaults, type FaultOrder } from "./faults.ts";
import { token } from "./ids.ts";
import { createLogs, type Given, type PracticeLog, practiceLog } from "./log.ts";
import { createOpenai } from "./openai.ts";
import { createPromptCache } from "./prompt-cache.ts";
import { createElsewhere, createProvider } from "./provider.ts";
import { practiceProviders } from "./providers/table.ts";
import { createRecorder, type Seen } from "./record.ts";
import { listen } from "./server.ts";
import { defaultSettings, type PracticeSettings } from "./settings.ts";
import { type PracticeToken, readToken } from "./tokens.ts";

/** What the app fills in for someone who practises. */
export const practiceProfile = {
  name: "Practice",
  accountId: "practice",
  aiGatewayId: "demo",
} as const;

export type PracticeOptions = Partial<PracticeSettings> & {
  /** How many requests are remembered, bodies included; the app, which runs for days, wants few. */
  readonly remember?: number;
  readonly now?: () => number;
};

/** New settings, an order to misbehave, or both; what is left out stays as it is. */
export type Change = Partial<PracticeSettings> &
  Partial<FaultOrder> & {
    /** Changes what `secrets.analytics` is good for. */
    readonly analytics?: Partial<PracticeToken>;
  };

export type Practice = {
  /** Without a slash at the end; the other bases likewise, in the form of `SLUICE_FAR_ENDS`. */
  readonly aiGateway: string;
  readonly providers: Readonly<Record<string, string>> & {
    readonly anthropic: string;
    readonly openai: string;
  };
  /** Ends in "/client/v4". */
  readonly cloudflareApi: string;
  /** Made anew at every start, good for nothing anywhere else. */
  readonly secrets: {
    readonly aiGateway: string;
    readonly anthropic: string;
    readonly openai: string;
    readonly analytics: string;
  };
  /** By slug: a key each practice provider takes; of `aws-bedrock` it is what is stored at Cloudflare. */
  readonly keys: Readonly<Record<string, string>>;
  set(change: Change): void;
  /** What arrived, oldest first: at the aiGateway, and at the providers behind it or asked directly. */
  seen(): readonly Seen[];
  /** The first remembered or coming request that matches: asked again whenever an answer starts or ends. */
  until(matches: (seen: Seen) => boolean): Promise<Seen>;
  forget(): void;
  /** What was asked of the management API, GraphQL included, oldest first. */
  asked(): readonly Asked[];
  /**
   * Traffic that came from elsewhere, or is made up for a simulation: at any time, those to come included, which are shown when
   * the clock gets there. What is not given is that of an answered request on the practice account's "demo"; without a cost
   * it has the one of Cloudflare's price list.
   */
  ingest(rows: readonly Given[]): void;
  /** Every request Cloudflare knows of, oldest first, with what it says it cost. */
  truth(): readonly PracticeLog[];
  /** Breaks off what is running and frees the ports. */
  close(): Promise<void>;
};

const megabyte = 1024 * 1024;

/** `custom-practice` stands for the account's own providers. */
function keysOf({
  anthropic,
  openai,
}: {
  anthropic: string;
  openai: string;
}): Readonly<Record<string, string>> {
  const slugs = [...Object.keys(practiceProviders), "custom-practice"];
  const made = slugs.map((slug) => [slug, token(`practice-${slug}-`, 40)]);
  const accessKeyId = token("AKIAPRACTICE", 8).toUpperCase();
  const secretAccessKey = token("practice-", 31);
  const amazon = JSON.stringify({ accessKeyId, secretAccessKey, region: "us-east-1" });
  return { ...Object.fromEntries(made), "aws-bedrock": amazon, anthropic, openai };
}

/** Of those that can be asked without Cloudflare. */
function directBases(elsewhere: string): Readonly<Record<string, string>> {
  const rows = Object.entries(practiceProviders).flatMap(([slug, { root, url }]) => {
    if (root === null) return [];
    return [[slug, `${elsewhere}/${slug}/${new URL(url("/")).host}${root}`]];
  });
  return Object.fromEntries(rows);
}

export async function startPractice(options: PracticeOptions = {}): Promise<Practice> {
  const { remember = 1000, now = Date.now, ...given } = options;
  const secrets = {
    aiGateway: token("cfut_practice", 40),
    anthropic: token("sk-ant-api03-practice-", 64),
    openai: token("sk-proj-practice-", 64),
    analytics: token("cfut_practice_read_", 40),
  };
  const keys = keysOf(secrets);
  let settings: PracticeSettings = {
    ...defaultSettings,
    aiGatewayTokens: [secrets.aiGateway],
    providerKeys: Object.fromEntries(Object.entries(keys).map(([slug, key]) => [slug, [key]])),
    tokens: { [secrets.analytics]: readToken },
    ...given,
  };
  const faults = createFaults();
  const recorder = createRecorder(remember, now);
  const wholesaleKey = token("practice-wholesale-", 40);
  const current = () => settings;
  const logs = createLogs(remember, now, current);
  const aiGateways = createAiGateways(now, current);
  const parts = { now, settings: current, faults, recorder, wholesaleKey };

  const provider = (slug: string, create: typeof createAnthropic) =>
    listen(createProvider(slug, create(createPromptCache(now)), parts), 32 * megabyte);
  const anthropic = await provider("anthropic", createAnthropic);
  const openai = await provider("openai", createOpenai);
  const elsewhere = await listen(createElsewhere(parts), 32 * megabyte);
  const bases = { anthropic: anthropic.url, openai: openai.url };
  const places = { bases, elsewhere: elsewhere.url };
  const aiGateway = createAiGateway({ ...parts, logs, aiGateways, ...places });
  const api = createApi({ now, settings: current, faults, logs, aiGateways }, remember);
  const management = await listen(api.answer, megabyte);
  const entrance = await listen(aiGateway.answer, 100 * megabyte);

  return {
    aiGateway: entrance.url,
    providers: {
      ...directBases(elsewhere.url),
      anthropic: anthropic.url,
      openai: `${openai.url}/v1`,
    },
    keys,
    cloudflareApi: `${management.url}/client/v4`,
    secrets,
    set: ({ fault, slug, times, afterMs, afterEvents, analytics, ...change }) => {
      settings = { ...settings, ...change };
      if (analytics !== undefined) {
        const known = settings.tokens[secrets.analytics] ?? readToken;
        const tokens = { ...settings.tokens, [secrets.analytics]: { ...known, ...analytics } };
        settings = { ...settings, tokens };
      }
      if (fault === undefined) return;
      const order = Object.entries({ slug, times, afterMs, afterEvents });
      const named = Object.fromEntries(order.filter(([, value]) => value !== undefined));
      faults.order({ fault, ...named });
    },
    seen: recorder.list,
    until: recorder.until,
    forget: () => {
      recorder.forget();
      api.forget();
    },
    asked: api.asked,
    ingest: (rows) => {
      for (const given of rows) {
        const row = practiceLog(given, practiceProfile.accountId, practiceProfile.aiGatewayId);
        const isPriced = given.costMicroUsd !== undefined;
        const costMicroUsd = row.isCached ? 0 : costAt(row, row.createdAt, settings.prices);
        logs.add(isPriced ? row : { ...row, costMicroUsd });
      }
    },
    truth: () => logs.all(),
    close: async () => {
      await Promise.all([entrance.close(), management.close()]);
      aiGateway.close();
      await Promise.all([anthropic.close(), openai.close(), elsewhere.close()]);
    },
  };
}
