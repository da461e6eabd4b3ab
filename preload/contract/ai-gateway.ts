/** The settings of the profile's aiGateway at Cloudflare: what is read of them, and what may be changed, always shown first. */
import { z } from "zod";
import type { CloudflareCode } from "./cloudflare.ts";
import { backoffs } from "./dials.ts";

const seconds = z.int().min(60).max(2_592_000);
const technique = z.enum(["fixed", "sliding"]);

/**
 * What can be changed, each by itself; null turns it off. Bounds are Cloudflare's (facts: cloudflare.md §5.2, §7). `spendLimits`
 * holds only rules for everything that goes through; others are Cloudflare's dashboard's, and stay as they are.
 */
export const aiGatewayChangeSchema = z.strictObject({
  authentication: z.boolean().optional(),
  /** Never Cloudflare's credits, whatever a request says. */
  ownKeysOnly: z.boolean().optional(),
  collectsLogs: z.boolean().optional(),
  /** For how long an answer is kept for identical requests. */
  cacheSeconds: seconds.nullable().optional(),
  rateLimit: z
    .strictObject({
      requests: z.int().min(1).max(1_000_000),
      seconds: z.int().min(1).max(2_592_000),
      technique,
    })
    .nullable()
    .optional(),
  retries: z
    .strictObject({
      attempts: z.int().min(1).max(5),
      delayMs: z.int().min(0).max(60_000),
      backoff: z.enum(backoffs),
    })
    .nullable()
    .optional(),
  logStorage: z
    .strictObject({ rows: z.int().min(10_000).max(10_000_000), whenFull: z.enum(["stop", "drop"]) })
    .nullable()
    .optional(),
  spendLimits: z
    .array(
      z.strictObject({
        microUsd: z.int().min(10_000).max(1_000_000_000_000),
        seconds: z.int().min(60).max(31_536_000),
        technique,
      }),
    )
    .max(20)
    .optional(),
});
export type AiGatewayChange = Readonly<z.infer<typeof aiGatewayChangeSchema>>;

type Known = Required<{
  readonly [K in keyof AiGatewayChange]: Exclude<AiGatewayChange[K], undefined>;
}>;

/** As Cloudflare has them. A member is "unreadable" where it says something Sluice does not understand: then it is not to be changed here. */
export type AiGatewaySettings = {
  readonly [K in keyof Known]: Known[K] | "unreadable";
} & {
  /** Spend rules for single models, providers or metadata: made in Cloudflare's dashboard, and kept. */
  readonly otherSpendRules: number;
  /** What else is set there, by Cloudflare's names, for nobody to be surprised: "guardrails", "dlp", "otel", "logpush" … */
  readonly alsoSet: readonly string[];
};

/** One thing a change would change, in the form of the settings; `before` and `after` differ. */
export type AiGatewayLine = {
  readonly [K in keyof Known]: {
    readonly name: K;
    readonly before: Known[K] | "unreadable";
    readonly after: Known[K];
  };
}[keyof Known];

/** Shown before anything is written; it is written only as it was shown, on what was read then. */
export type AiGatewayProposal = {
  readonly id: string;
  readonly at: number;
  readonly lines: readonly AiGatewayLine[];
};

export type DynamicRoute = { readonly id: string; readonly name: string };

export type AiGatewayState = {
  /** off: no profile or no token that may read · reading · ok · writing · failed: `error` says why. */
  readonly status: "off" | "reading" | "ok" | "writing" | "failed";
  readonly error: CloudflareCode | null;
  readonly readAt: number | null;
  /** Null: not read, or not to be known. */
  readonly settings: AiGatewaySettings | null;
  readonly proposal: AiGatewayProposal | null;
  /** Routes made at Cloudflare that choose between models; null: not known. */
  readonly routes: readonly DynamicRoute[] | null;
  /** Keys stored at Cloudflare: provider and alias, never more; null: not known. */
  readonly storedKeys: readonly { readonly provider: string; readonly alias: string }[] | null;
  /** How many rows its log holds; null: not known. */
  readonly logRows: number | null;
};
