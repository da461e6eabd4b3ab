/** What Sluice remembers between starts: one JSON file in the data folder, never a secret in it. */
import path from "node:path";
import { z } from "zod";
import { settingFields } from "../../preload/contract/command.ts";
import { type SetupStep, setupSteps } from "../../preload/contract/desk.ts";
import { dialSchema, payers } from "../../preload/contract/dials.ts";
import type { ErrorCode } from "../../preload/contract/error.ts";
import { proxyOf } from "../core/proxy-choice.ts";
import { readFileBounded, writeFileAtomic } from "../kit/atomic-file.ts";
import { createQueue } from "../kit/queue.ts";

const isStep = (name: string): name is SetupStep => setupSteps.some((step) => step === name);

const { shortcuts: shortcutFields } = settingFields;
const shortcuts = z.object({
  open: shortcutFields.shape.open.default(null),
  route: shortcutFields.shape.route.default(null),
  pause: shortcutFields.shape.pause.default(null),
});
const settings = z.object({
  language: settingFields.language.default("system"),
  theme: settingFields.theme.default("system"),
  logPayloads: settingFields.logPayloads.default(false),
  onQuit: settingFields.onQuit.default("asItWas"),
  edgeKeys: settingFields.edgeKeys.default("resolver"),
  keepRequestsDays: settingFields.keepRequestsDays.default(90),
  leftClick: settingFields.leftClick.default("window"),
  trayFigure: settingFields.trayFigure.default("spend"),
  notifications: settingFields.notifications.default(true),
  quietHours: settingFields.quietHours.default(null),
  shortcuts: shortcuts.prefault({}),
  proxy: settingFields.proxy.refine(isProxyChoice).default("system"),
});

/** What a newer version can set and this one does not know is left out: the rest of the profile must not go with it. */
const profileFields = {
  pays: z
    .record(z.string(), z.object({ payer: z.enum(payers), alias: z.string().exactOptional() }))
    .exactOptional()
    .catch({}),
  places: z.record(z.string(), z.string()).exactOptional().catch({}),
  models: z.record(z.string(), z.array(z.string()).readonly()).exactOptional().catch({}),
  dials: z
    .object({ all: dialSchema, models: z.record(z.string(), dialSchema) })
    .exactOptional()
    .catch({ all: {}, models: {} }),
};

const schema = z.object({
  profiles: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        accountId: z.string(),
        aiGatewayId: z.string(),
        ...profileFields,
      }),
    )
    .default([]),
  activeProfile: z.string().nullable().default(null),
  /** Which secrets the vault should have, with their last four characters. */
  secrets: z
    .array(
      z.object({
        profile: z.string(),
        kind: z.enum(["provider", "aiGateway", "analytics"]),
        provider: z.string().optional(),
        tail: z.string().max(4),
        /** Kept in memory only, until quit: never written. */
        isSession: z.literal(true).optional(),
      }),
    )
    .default([]),
  route: z.enum(["cloudflare", "direct", "paused"]).default("cloudflare"),
  /** When the pause ends by itself, epoch ms; null: when the user resumes. */
  pausedUntil: z.int().nullable().default(null),
  /** Where resuming leads. */
  resumeTo: z.enum(["cloudflare", "direct"]).default("cloudflare"),
  /** The link the user asked for; it is taken back on quit and made again at the next start. */
  link: z
    .object({
      kind: z.enum(["own", "overlay", "edge"]),
      providers: z.array(z.string()),
      /** Whose entries an edge link uses. */
      shape: z.enum(["own", "overlay"]).optional(),
    })
    .nullable()
    .default(null),
  model: z
    .object({ provider: z.string(), model: z.string() })
    .default({ provider: "anthropic", model: "claude-sonnet-4-6" }),
  /** OpenClaw's names of what it tries after the default through Sluice's own link; null: whatever the user has. */
  fallbacks: z.array(z.string()).nullable().default(null),
  /** The copy of OpenClaw the user pointed at; null: the one that is found. */
  openClawPath: z.string().nullable().default(null),
  allowance: z
    .object({ microUsdPerDay: z.int().nullable(), then: z.enum(["tell", "pause"]) })
    .default({ microUsdPerDay: null, then: "tell" }),
  /** What the person said about the allowance of one local day. */
  allowanceDay: z
    .object({
      day: z.string(),
      extraMicroUsd: z.int(),
      isIgnored: z.boolean(),
      lostMicroUsd: z.int().default(0),
      spentMicroUsd: z.int().default(0),
      told: z.literal([0, 50, 80, 100]),
    })
    .nullable()
    .default(null),
  /** A turn ran on when Sluice was quit: the keychain holds its key until then. */
  heldKey: z.object({ port: z.int(), until: z.int() }).nullable().default(null),
  port: z.int().min(1).max(65535).nullable().default(null),
  settings: settings.prefault({}),
  /** How far the first run got; null: it was never begun. */
  setup: z
    .object({
      status: z.enum(["open", "left", "done"]),
      // A newer version's screens are none of ours: it goes on at the first, and they are not missed.
      step: z.string().transform((step) => (isStep(step) ? step : setupSteps[0])),
      skipped: z.array(z.string()).transform((steps) => steps.filter(isStep)),
    })
    .nullable()
    .default(null),
});

export type Remembered = z.infer<typeof schema>;
export type SecretEntry = Remembered["secrets"][number];

export type SettingsFile = {
  get(): Remembered;
  /** Changes what is remembered and writes it; on failure the change still holds until quit and the code says what went wrong. */
  change(
    patch: Partial<Remembered>,
  ): Promise<{ ok: true } | { ok: false; code: Extract<ErrorCode, `disk.${string}`> }>;
  /** True when the file was there but could not be understood: it is kept beside as `settings.json.unreadable`, and the route is paused. */
  readonly wasUnreadable: boolean;
};

const maxBytes = 1024 * 1024;

export async function openSettingsFile(folder: string): Promise<SettingsFile> {
  const file = path.join(folder, "settings.json");
  const queue = createQueue();
  const read = await readFileBounded(file, maxBytes);
  const found = read.ok ? objectIn(read.bytes) : null;
  const raw = found && withDials(found);
  const whole = schema.safeParse(raw ?? {});
  const isMissing = !read.ok && read.why === "missing";
  const wasUnreadable = !isMissing && (raw === null || !whole.success);
  let remembered: Remembered = whole.success ? whole.data : salvage(raw ?? {});
  if (wasUnreadable) {
    // What was meant is not known: nothing is spent until the user has looked.
    remembered = { ...remembered, route: "paused", pausedUntil: null };
    if (read.ok) await writeFileAtomic(`${file}.unreadable`, read.bytes, { mode: 0o600 });
  }
  const foreign = Object.entries(raw ?? {}).filter(([key]) => !(key in schema.shape));
  return {
    get: () => remembered,
    change(patch) {
      remembered = { ...remembered, ...patch };
      const lasting = {
        // A newer version's fields are not ours to lose.
        ...Object.fromEntries(foreign),
        ...remembered,
        secrets: remembered.secrets.filter((entry) => !entry.isSession),
      };
      const text = `${JSON.stringify(lasting, null, 2)}\n`;
      return queue.run(() => writeFileAtomic(file, text, { mode: 0o600 }));
    },
    wasUnreadable,
  };
}

function objectIn(bytes: Uint8Array): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** Before there were dials, one setting asked for the response cache, whatever the profile: what it said now stands in each of them. */
function withDials(raw: Record<string, unknown>): Record<string, unknown> {
  const { profiles, settings } = raw;
  if (!isRecord(settings) || settings.responseCache !== true || !Array.isArray(profiles))
    return raw;
  const dialled = profiles.map((profile: unknown) => {
    if (!isRecord(profile)) return profile;
    const { all, models } = isRecord(profile.dials) ? profile.dials : {};
    const asSet = { cache: "asSet", ...(isRecord(all) && all) };
    return { ...profile, dials: { all: asSet, models: isRecord(models) ? models : {} } };
  });
  return { ...raw, profiles: dialled };
}

/** Field by field: one that cannot be read must not take the others with it. */
const salvage = (raw: Record<string, unknown>): Remembered =>
  schema.parse(
    readable(schema.shape, raw, {
      settings: (found) =>
        readable(settings.shape, found, {
          shortcuts: (keys) => readable(shortcuts.shape, keys, {}),
        }),
    }),
  );

/** What of it can be understood; of the fields in `inner` as much of them as can. */
function readable(
  shape: Readonly<Record<string, z.ZodType>>,
  raw: Record<string, unknown>,
  inner: Readonly<Record<string, (found: Record<string, unknown>) => Record<string, unknown>>>,
): Record<string, unknown> {
  const found: [string, unknown][] = [];
  for (const [key, field] of Object.entries(shape)) {
    const value = Object.hasOwn(raw, key) ? raw[key] : undefined;
    const part = isRecord(value) ? inner[key]?.(value) : undefined;
    const meant = part ?? value;
    if (meant !== undefined && field.safeParse(meant).success) found.push([key, meant]);
  }
  return Object.fromEntries(found);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** One that can be gone through, and the two words. */
export function isProxyChoice(choice: string): boolean {
  return choice === "system" || choice === "none" || proxyOf(choice) !== null;
}
