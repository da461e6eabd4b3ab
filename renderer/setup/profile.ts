/** Makes an AI Gateway the one in use. */
import { type Sender, useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import type { Address } from "./address.ts";

export function useProfile(): Pick<Sender, "isBusy" | "refusal" | "forget"> & {
  /** True when it is in use now. */
  readonly use: (address: Address) => Promise<boolean>;
} {
  const { state } = useFace();
  const { isBusy, refusal, send, forget } = useSender();
  return {
    isBusy,
    refusal,
    forget,
    async use({ accountId, aiGatewayId }) {
      const saved = await send({ type: "profile.save", name: aiGatewayId, accountId, aiGatewayId });
      if (!saved.ok) return false;
      // Only the first one becomes active by itself.
      if (!state.profile || saved.id === undefined || saved.id === state.profile.id) return true;
      return (await send({ type: "profile.select", id: saved.id })).ok;
    },
  };
}
