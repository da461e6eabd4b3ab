/** What a person can set for the requests themselves: who pays, where a provider is, and what Cloudflare is told with each. */
import { z } from "zod";

/** Who pays a provider: the key on this machine, one stored at Cloudflare, or the credits bought there. */
export const payers = ["key", "stored", "credits"] as const;
export type Payer = (typeof payers)[number];

export const backoffs = ["constant", "linear", "exponential"] as const;

/** Bounds: Cloudflare's own (facts: cloudflare.md §2). What is left out is as the aiGateway has it, but for the cache: left out it is skipped. */
export const dialSchema = z.strictObject({
  /** skip: not asked, nothing kept · asSet: as the aiGateway has it · seconds: kept so long. */
  cache: z.union([z.enum(["skip", "asSet"]), z.int().min(60).max(2_592_000)]).optional(),
  /** How often Cloudflare asks the provider, the first time included. */
  attempts: z.int().min(1).max(5).optional(),
  retryDelayMs: z.int().min(0).max(60_000).optional(),
  backoff: z.enum(backoffs).optional(),
  /** Until the first byte. */
  timeoutMs: z.int().min(1_000).max(600_000).optional(),
});
export type Dial = Readonly<z.infer<typeof dialSchema>>;

/** `models` by "slug/model": laid over `all`, member by member. */
export type Dials = {
  readonly all: Dial;
  readonly models: Readonly<Record<string, Dial>>;
};

/** Headers with the models they go with. */
export type Told = {
  readonly model: string | null;
  readonly headers: readonly (readonly [name: string, value: string])[];
};
