/** From what is remembered, stored and asked to the router's orders: one pure step, no order kept in two places. */

import type { Dials } from "../../preload/contract/dials.ts";
import type { Profile, RefusalReason, SecretKind } from "../../preload/contract/state.ts";
import { compareVersions } from "../core/find/version.ts";
import { payerOf, providers } from "../core/providers.ts";
import type { ProxyRules, TrafficConfig } from "../core/traffic.ts";
import type { FarEnds } from "./far-ends.ts";
import type { Remembered } from "./settings-file.ts";

/** From here on a refusal ends a turn without asking a fallback (2026.9.6, measured); 2026.5.28 asks it. */
const takesNo = "2026.9.0";
const isOlder = (version: string | null): boolean =>
  version !== null && compareVersions(version, takesNo) < 0;

export function trafficConfigOf(given: {
  readonly remembered: Remembered;
  readonly profile: Profile | null;
  readonly farEnds: FarEnds;
  readonly secret: (kind: SecretKind, provider?: string) => string | null;
  readonly isVaultLocked: boolean;
  /** Requests are to be refused because the allowance is used up. */
  readonly isAllowanceClosed: boolean;
  /** Null: nothing stops them by itself. */
  readonly stopAtMicroUsd: number | null;
  /** Of the daemon that runs; left out or null: none was seen. */
  readonly openClawVersion?: string | null;
  readonly localKey: string | null;
  readonly checkKey: string;
  readonly proxies: ProxyRules;
}): TrafficConfig {
  const { farEnds, profile, remembered, secret } = given;
  const slugs = new Set([
    ...Object.keys(farEnds.providers),
    ...remembered.secrets.flatMap((entry) => entry.provider ?? []),
    ...Object.keys(providers),
    ...Object.keys(profile?.pays ?? {}),
  ]);
  return {
    route: remembered.route,
    refuse: refusalOf(given),
    ...(isOlder(given.openClawVersion ?? null) && { isSpoken: true }),
    stopAtMicroUsd: given.stopAtMicroUsd,
    profile: profile?.id ?? null,
    aiGateway: profile && {
      base: farEnds.aiGateway,
      accountId: profile.accountId,
      aiGatewayId: profile.aiGatewayId,
      token: secret("aiGateway"),
    },
    providers: Object.fromEntries(
      [...slugs].map((slug) => {
        const alias = profile?.pays?.[slug]?.alias;
        return [
          slug,
          {
            base: ownBase(farEnds, slug),
            key: secret("provider", slug),
            pays: payerOf(profile, slug),
            ...(alias !== undefined && { alias }),
          },
        ];
      }),
    ),
    localKey: given.localKey,
    checkKey: given.checkKey,
    dials: dialsOf(profile),
    logPayloads: remembered.settings.logPayloads,
    proxies: given.proxies,
  };
}

/** The profile's own. */
export const dialsOf = (profile: Profile | null): Dials =>
  profile?.dials ?? { all: {}, models: {} };

/** A slug is anyone's word: one that names something every object has is no far end. */
const ownBase = ({ providers }: FarEnds, slug: string): string | null =>
  Object.hasOwn(providers, slug) ? (providers[slug] ?? null) : null;

/** Paused wins: it is what the user asked for, whatever else is wrong. */
function refusalOf(given: Parameters<typeof trafficConfigOf>[0]): RefusalReason | null {
  if (given.remembered.route === "paused") return null;
  if (given.isAllowanceClosed) return "allowance";
  return given.isVaultLocked ? "keychainLocked" : null;
}
