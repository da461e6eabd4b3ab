/** Where requests go: the real hosts, the practice servers, or what `SLUICE_FAR_ENDS` says in an unpackaged build. */
import { z } from "zod";
import { directBases } from "../core/providers.ts";

export type FarEnds = {
  /** Without a slash at the end. */
  readonly aiGateway: string;
  readonly cloudflareApi: string;
  /** By slug; a slug that is missing has no direct route. */
  readonly providers: Readonly<Record<string, string>>;
};

export const realFarEnds: FarEnds = {
  aiGateway: "https://gateway.ai.cloudflare.com",
  cloudflareApi: "https://api.cloudflare.com/client/v4",
  providers: directBases,
};

const base = z
  .string()
  .regex(/^https?:\/\/[^\s]+$/)
  .transform((url) => url.replace(/\/+$/, ""));
const schema = z.strictObject({
  aiGateway: base.optional(),
  cloudflareApi: base.optional(),
  providers: z.record(z.string(), base).optional(),
});

/** @throws {Error} with a sentence when the text is not what the switch allows: a wrong far end must never be ignored. */
export function farEndsOf(text: string | undefined): FarEnds {
  if (text === undefined || text === "") return realFarEnds;
  try {
    const given = schema.parse(JSON.parse(text));
    return {
      aiGateway: given.aiGateway ?? realFarEnds.aiGateway,
      cloudflareApi: given.cloudflareApi ?? realFarEnds.cloudflareApi,
      providers: { ...realFarEnds.providers, ...given.providers },
    };
  } catch (error) {
    throw new Error(`SLUICE_FAR_ENDS is not valid: ${error instanceof Error ? error.message : ""}`);
  }
}
