/** The frames of OpenClaw's socket, protocol 3 and 4: what is sent, and what is understood of what comes. */
import { z } from "zod";

const answer = z.object({
  type: z.literal("res"),
  id: z.string(),
  ok: z.boolean(),
  payload: z.unknown().optional(),
  error: z
    .object({
      code: z.string().catch(""),
      /** Read to tell refusals apart, shown to nobody: it may quote what was sent. */
      message: z.string().catch(""),
      retryable: z.boolean().catch(false),
      retryAfterMs: z.number().nonnegative().catch(0),
      details: z.object({ code: z.string().catch("") }).catch({ code: "" }),
    })
    .catch({ code: "", message: "", retryable: false, retryAfterMs: 0, details: { code: "" } }),
});
const event = z.object({
  type: z.literal("event"),
  event: z.string(),
  payload: z.unknown().optional(),
});

export type AnswerFrame = z.infer<typeof answer>;
export type Frame = AnswerFrame | z.infer<typeof event>;

const frame = z.discriminatedUnion("type", [answer, event]);

/** Null for what is neither an answer nor an event, or not JSON. */
export function frameOf(text: string): Frame | null {
  try {
    const parsed = frame.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

const challenge = z.object({ nonce: z.string().min(8), ts: z.number().optional() });

/** OpenClaw's first word on every socket. */
export const isChallenge = (from: Frame): boolean =>
  from.type === "event" &&
  from.event === "connect.challenge" &&
  challenge.safeParse(from.payload).success;

export const requestFrame = (id: string, method: string, params: object): string =>
  JSON.stringify({ type: "req", id, method, params });

/**
 * The `connect` call of an operator on this machine. OpenClaw asks a "gateway-client" in mode "backend" on loopback for
 * the shared secret alone, no pairing (gateway/server/node-connect-reconcile.ts). `operator.admin` is what lets it see
 * `config.get` and hear `config.changed`.
 */
export const connectParams = (
  platform: string,
  field: "token" | "password",
  secret: string | null,
): object => ({
  minProtocol: 3,
  maxProtocol: 4,
  client: { id: "gateway-client", version: "1", platform, mode: "backend" },
  role: "operator",
  scopes: ["operator.read", "operator.write", "operator.admin"],
  caps: [],
  ...(secret === null ? {} : { auth: { [field]: secret } }),
});

/** Why a `connect` was turned down: the pass is wrong or missing, the protocol is another, or anything else. */
export function refusalOf({ error }: AnswerFrame): "unauthorized" | "protocol" | "other" {
  const words = `${error.code} ${error.details.code} ${error.message}`;
  if (/protocol/i.test(words)) return "protocol";
  if (/auth|device|pairing|forbidden/i.test(words)) return "unauthorized";
  return "other";
}
