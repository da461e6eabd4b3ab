/** The daemon's answers, reduced to the fields that are read: a reply of another shape says nothing, and breaks nothing. */
import { z } from "zod";
import type { DaemonState } from "../../../preload/contract/openclaw.ts";

const text = z.string().min(1).nullable().catch(null);

const hello = z.object({
  protocol: z.number(),
  server: z.object({ version: text }).catch({ version: null }),
  snapshot: z
    .object({
      uptimeMs: z.number().nonnegative().nullable().catch(null),
      configPath: text,
      stateDir: text,
    })
    .catch({ uptimeMs: null, configPath: null, stateDir: null }),
  policy: z
    .object({ tickIntervalMs: z.number().min(1_000).max(600_000).catch(30_000) })
    .catch({ tickIntervalMs: 30_000 }),
});

export type Hello = z.infer<typeof hello>;

export const helloOf = (payload: unknown): Hello | null => hello.safeParse(payload).data ?? null;

const config = z.object({
  /** Of the file's bytes, keyed by the daemon: the same for the same bytes, and nothing can be computed from it. */
  hash: text,
  /** Of what the file says; null when that is invalid. Not there before 2026.6. */
  configRevisionHash: z.string().nullish().catch(undefined),
  /** Of what the daemon runs with. */
  appliedConfigHash: z.string().nullish().catch(undefined),
  valid: z.boolean().nullable().catch(null),
});

export type ConfigReply = z.infer<typeof config>;

export const configReplyOf = (payload: unknown): ConfigReply | null =>
  config.safeParse(payload).data ?? null;

const owner = z.object({ ownerKind: z.string(), ownerId: z.string() });
const status = z.object({
  degradedSecretOwners: z.array(z.unknown()).catch([]),
  pid: z.number().int().positive().nullable().catch(null),
});

export type StatusReply = {
  /** As "provider:anthropic". */
  readonly degraded: readonly string[];
  /** In the daemon's own world, which may be a container's. */
  readonly pid: number | null;
};

export function statusOf(payload: unknown): StatusReply | null {
  const read = status.safeParse(payload);
  if (!read.success) return null;
  const owners = read.data.degradedSecretOwners.flatMap((one) => owner.safeParse(one).data ?? []);
  const names = owners.map(({ ownerKind, ownerId }) => `${ownerKind}:${ownerId}`);
  return { degraded: [...new Set(names)], pid: read.data.pid };
}

const models = z.object({ models: z.array(z.unknown()) });
const cooling = z.object({
  id: z.string(),
  provider: z.string(),
  unavailableReason: z.string(),
  unavailableUntil: z.number().positive(),
});

/** The models left alone until a moment; null when this is no list of models. */
export function cooldownsOf(payload: unknown): DaemonState["cooldowns"] | null {
  const read = models.safeParse(payload);
  if (!read.success) return null;
  return read.data.models
    .flatMap((one) => cooling.safeParse(one).data ?? [])
    .map(({ id, provider, unavailableReason, unavailableUntil }) => ({
      provider,
      model: id,
      reason: unavailableReason,
      until: unavailableUntil,
    }));
}

const shutdown = z.object({ restartExpectedMs: z.number().nonnegative().max(600_000) });

/** How long the daemon says it will be away; null when it does not mean to come back. */
export const awayMsOf = (payload: unknown): number | null =>
  shutdown.safeParse(payload).data?.restartExpectedMs ?? null;

const reloaded = z.object({ warningCount: z.number().int().nonnegative() });

/** How many secrets it could not read; null when it does not say. */
export const warningCountOf = (payload: unknown): number | null =>
  reloaded.safeParse(payload).data?.warningCount ?? null;
