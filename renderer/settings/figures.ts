/** What the analytics token may see, in the order a person cares about it, and which of it the figures need. */
import type {
  CapabilityName,
  CloudflareCode,
  CloudflareState,
} from "../../preload/contract/cloudflare.ts";

export type CapabilityRow = {
  readonly name: CapabilityName;
  readonly status: "yes" | "no" | "unknown";
  /** Says what is missing; null where nothing is, or nobody knows. */
  readonly error: CloudflareCode | null;
  /** Without it a figure stays Sluice's own. */
  readonly isNeeded: boolean;
};

/** With all names of the contract, in the order they are shown. */
const needs: Readonly<Record<CapabilityName, boolean>> = {
  token: true,
  logs: true,
  analytics: true,
  aiGateways: false,
  accounts: false,
  credits: false,
  edit: false,
};

export function capabilityRowsOf({ capabilities }: CloudflareState): readonly CapabilityRow[] {
  return Object.entries(needs).map(([key, isNeeded]) => {
    const name = key as CapabilityName;
    return { name, ...capabilities[name], isNeeded };
  });
}
