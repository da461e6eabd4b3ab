/** The ports on which OpenClaw's daemon may listen, by OpenClaw's own rules: the likeliest first. */
import { type JsonObject, valueAt } from "../json5-edit.ts";

export type Variables = Readonly<Record<string, string | undefined>>;

export const defaultPort = 18_789;

/**
 * `servicePort` is the `--port` of the service's command line, which beats everything; `layers` are the environments
 * the daemon may have been started with, the likeliest first. Rules of OpenClaw 2026.9.6, config/paths.ts.
 */
export function portsOf({
  servicePort,
  layers,
  profile,
  config,
}: {
  readonly servicePort: number | null;
  readonly layers: readonly Variables[];
  readonly profile: string | null;
  readonly config: JsonObject | null;
}): readonly [number, ...number[]] {
  const named = layers.map((layer) => portOfVariable(layer.OPENCLAW_GATEWAY_PORT));
  const configured = config ? valueAt(config, ["gateway", "port"]) : undefined;
  const profiles = [profile, ...layers.map((layer) => layer.OPENCLAW_PROFILE ?? null)];
  const [first = defaultPort, ...rest] = new Set(
    [servicePort, ...named, configured, ...profiles.map(portOfProfile), defaultPort].filter(isPort),
  );
  return [first, ...rest];
}

const isPort = (value: unknown): value is number =>
  typeof value === "number" && Number.isInteger(value) && value > 0 && value < 65_536;

/** "18789", "host:18789" or "[::1]:18789"; a bare IPv6 address names none. */
function portOfVariable(text: string | undefined): number | null {
  const found = /^(?:(?:\[[^\]]+\]|[^:]+):)?(\d+)$/.exec(text?.trim() ?? "");
  return found ? Number(found[1]) : null;
}

/** A named profile without a port gets one from its name: 20000 + FNV-1a mod 40000. */
function portOfProfile(name: string | null): number | null {
  const profile = name?.trim();
  if (!profile || /^default$/i.test(profile) || !/^[\w-]+$/.test(profile)) return null;
  let hash = 2_166_136_261;
  for (const letter of profile)
    hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return 20_000 + (hash % 40_000);
}
