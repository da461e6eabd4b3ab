/** The management API on a bad day: what it says instead of an answer. */
import { page } from "./ai-gateway-errors.ts";
import { type ApiReply, failed, jsonReply, tooMany } from "./api-reply.ts";
import type { Fault } from "./faults.ts";

export type Misbehaviour = {
  readonly reply: ApiReply;
  /** Said by the API itself, so in the shape of whatever was asked. */
  readonly isOwn: boolean;
};

const failure = failed(500, { code: 10001, message: "Internal server error" });

/** Null: the answer is right, and what goes wrong is when or how far it comes. */
export function misbehaviourOf({ what }: Fault<"api">): Misbehaviour | null {
  if (typeof what === "object") {
    const headers = Object.entries(what.headers ?? { "content-type": "application/json" }).flat();
    return { reply: { status: what.status, headers, body: what.body }, isOwn: false };
  }
  switch (what) {
    case "apiFailed":
    case "apiErrorIn200":
      return { reply: failure, isOwn: true };
    case "apiPage": {
      const { status, contentType, body } = page(502, "Bad gateway");
      return { reply: { status, headers: ["content-type", contentType], body }, isOwn: false };
    }
    case "apiNoJson": {
      const reply = { ...jsonReply(200, null), body: '{"success":true,"result":[{"id":' };
      return { reply, isOwn: false };
    }
    case "apiRateLimited":
      return { reply: tooMany(300), isOwn: true };
    default:
      return null;
  }
}
