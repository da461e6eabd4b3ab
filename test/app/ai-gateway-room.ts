/** A Sluice whose aiGateway others may change as well, and what is said and asked of it. */
import type { AiGatewayChange } from "../../preload/contract/ai-gateway.ts";
import type { Reply } from "../../preload/contract/command.ts";
import type { Sluice } from "../support/sluice.ts";

export type Json = Record<string, unknown>;

/** A token of the person's dashboard, and of others who may change the aiGateway. */
export const editor = "cfut_practice_editor_0123456789abcdefghijklmnopqr";
const place = "/accounts/practice/ai-gateway/gateways/demo";

export const code = (reply: Reply): string => (reply.ok ? "ok" : reply.error.code);

export type Room = ReturnType<typeof createRoom>;

export function createRoom(sluice: Sluice) {
  const shown = () => sluice.app.state().aiGateway;

  async function atCloudflare(put?: Json): Promise<Json> {
    const answer = await fetch(`${sluice.practice.cloudflareApi}${place}`, {
      headers: { authorization: `Bearer ${editor}` },
      ...(put && { method: "PUT", body: JSON.stringify(put) }),
    });
    const { result } = (await answer.json()) as { result: Json };
    return result;
  }

  return {
    shown,
    atCloudflare,
    puts: () => sluice.practice.asked().filter(({ method }) => method === "PUT"),
    /** What somebody else does at Cloudflare meanwhile. */
    elsewhere: async (change: Json) => atCloudflare({ ...(await atCloudflare()), ...change }),
    /** The analytics token, with these permissions for the aiGateway. */
    async token(...may: readonly ("aiGateway.read" | "aiGateway.edit")[]): Promise<void> {
      const { analytics } = sluice.practice.secrets;
      const base = { kind: "user", accounts: null, status: "active", expiresAt: null } as const;
      const more = { madeAt: null, isFromHere: true } as const;
      sluice.practice.set({
        tokens: {
          [analytics]: { ...base, ...more, may: [...may, "analytics.read", "accounts.read"] },
          [editor]: { ...base, ...more, may: ["aiGateway.edit"] },
        },
      });
      await sluice.must({ type: "secret.save", kind: "analytics", secret: analytics });
      // What it may do is asked by itself; here only what is asked of the aiGateway counts.
      await sluice.until(({ cloudflare }) => ["ok", "failed"].includes(cloudflare.status));
      sluice.practice.forget();
    },
    read: () => sluice.app.send({ type: "aiGateway.read" }),
    propose: (change: AiGatewayChange) => sluice.app.send({ type: "aiGateway.propose", change }),
    apply: (more: { readonly id?: string; readonly token?: string } = {}) =>
      sluice.app.send({ type: "aiGateway.apply", id: shown().proposal?.id ?? "", ...more }),
  };
}
