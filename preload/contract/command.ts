/** The closed list of what a window, a menu or a script may ask for: one zod schema and the types derived from it. */
import { z } from "zod";
import { aiGatewayChangeSchema } from "./ai-gateway.ts";
import { probeNames, setupSteps, shortcutNames } from "./desk.ts";
import { dialSchema, payers } from "./dials.ts";
import type { ErrorCode } from "./error.ts";
import { repairNames } from "./openclaw.ts";
import type { AppState, Figure, RequestRow, RouteName, Tokens } from "./state.ts";

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
/** Goes into a URL path: letters, digits, dash, underscore. */
const pathPart = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const modelId = z.string().regex(/^[A-Za-z0-9@][A-Za-z0-9._:@/-]{0,127}$/);
const name = z.string().trim().min(1).max(80);
const kind = z.enum(["provider", "aiGateway", "analytics"]);
/** Printable ASCII without spaces is checked later, with a sentence of its own; here only the size is bounded. */
const secret = z.string().min(1).max(8192);
/** Epoch ms up to the end of the year 9999: later ones have no day in a calendar, nor a name in a file. */
const moment = z.int().min(0).max(253_402_300_799_999);
const minuteOfDay = z.int().min(0).max(1_439);
/** At least one modifier and one key; whether the system gives it is another matter. */
const accelerator = z
  .string()
  .regex(
    /^(?:(?:CommandOrControl|Command|Control|Alt|Shift|Super)\+){1,4}(?:[A-Z0-9]|F(?:[1-9]|1\d|2[0-4])|Space|Up|Down|Left|Right)$/,
  )
  .nullable();
/** A host and a port; a user and a password would be a secret in the settings. */
const proxyUrl = z
  .string()
  .regex(/^http:\/\/(?:\[[0-9a-f:]{2,45}\]|[a-zA-Z0-9.-]{1,253}):\d{1,5}$/);
const settings = z.strictObject({
  language: z.enum(["system", "en", "fr", "nl", "da"]),
  theme: z.enum(["system", "light", "dark"]),
  logPayloads: z.boolean(),
  onQuit: z.enum(["asItWas", "edge"]),
  edgeKeys: z.enum(["resolver", "dotenv"]),
  keepRequestsDays: z.union([z.literal(30), z.literal(90), z.literal(365), z.null()]),
  leftClick: z.enum(["window", "menu", "route"]),
  trayFigure: z.enum(["spend", "allowance", "none"]),
  notifications: z.boolean(),
  quietHours: z.strictObject({ fromMinute: minuteOfDay, toMinute: minuteOfDay }).nullable(),
  shortcuts: z.strictObject(
    Object.fromEntries(shortcutNames.map((each) => [each, accelerator])) as Record<
      (typeof shortcutNames)[number],
      typeof accelerator
    >,
  ),
  proxy: z.union([z.enum(["system", "none"]), proxyUrl]),
});
/** Of each setting: what may be asked for, and what may be found in a file. */
export const settingFields = settings.shape;
/** OpenClaw's name of a model: its provider's id, then the model's. */
const modelRef = z
  .string()
  .regex(/^[a-z0-9][a-z0-9_-]{0,63}\/[A-Za-z0-9@][A-Za-z0-9._:@/-]{0,127}$/);
/** OpenClaw's own name of a session or an agent. */
const openClawKey = z.string().regex(/^[\x21-\x7e]{1,256}$/);

const schemas = {
  "profile.save": { name, accountId: pathPart, aiGatewayId: pathPart },
  "profile.select": { id: z.string().max(64) },
  "profile.remove": { id: z.string().max(64) },
  /** With `prove` a provider's key is shown to the provider first, and one it refuses is not kept. */
  "secret.save": { kind, provider: slug.optional(), secret, prove: z.boolean().optional() },
  "secret.remove": { kind, provider: slug.optional() },
  "vault.session": {},
  "openclaw.link": {
    kind: z.enum(["own", "overlay", "edge"]),
    providers: z.array(slug).min(1).max(16).optional(),
  },
  "openclaw.unlink": {},
  "openclaw.start": {},
  "openclaw.restart": {},
  /** Looks again for OpenClaw, its daemon and its environment; changes nothing. */
  "openclaw.look": {},
  /** Uses the copy of OpenClaw at this path (its script, its program or its folder); null: the one that is found. */
  "openclaw.choose": { path: z.string().min(1).max(4096).nullable() },
  "openclaw.repair": {
    name: z.enum(repairNames),
    variable: z
      .string()
      .regex(/^[A-Z_][A-Z0-9_]{0,63}$/)
      .optional(),
  },
  /** Takes over the Cloudflare set-up OpenClaw already has: the profile, and its key into the keychain. */
  "openclaw.import": {},
  /** Moves a key that stands readable in OpenClaw's files into the keychain. */
  "key.move": { id: z.string().regex(/^[0-9a-f]{16}$/) },
  /** OpenClaw's default and the fallbacks in their order, by OpenClaw's names; empty: none. */
  "model.order": { primary: modelRef, fallbacks: z.array(modelRef).max(8) },
  "pin.remove": { kind: z.enum(["session", "agent"]), key: openClawKey },
  "login.set": { isOn: z.boolean() },
  "route.set": {
    route: z.enum(["cloudflare", "direct", "paused"]),
    /** Only with "paused": ends it by itself; "today" means at the user's next midnight. Left out: until the user resumes. */
    pauseFor: z
      .union([z.literal("today"), z.strictObject({ minutes: z.int().min(1).max(1_440) })])
      .optional(),
  },
  "model.select": { model: modelId, provider: slug.optional() },
  "usage.refresh": {},
  /** Writes what the ledger knows of `[from, to)` into a file of the person's downloads; the reply has its path. */
  "usage.export": {
    format: z.enum(["csv", "json"]),
    from: moment,
    to: moment,
    /** What a table's numbers are written with: "comma" goes with semicolons between cells. Left out: "point", with commas between. */
    decimal: z.enum(["point", "comma"]).optional(),
    /** Cloudflare's log ids, account and aiGateway ids too; left out: none of them. */
    withIds: z.boolean().optional(),
  },
  /**
   * Asks Cloudflare what the analytics token may see. With `token` that one, which is not kept, for a set-up without a profile;
   * with `accountId` the aiGateways of that account.
   */
  "cloudflare.look": { token: secret.optional(), accountId: pathPart.optional() },
  /** Makes an aiGateway with safe settings: authenticated, no response cache, the person's own keys only. */
  "cloudflare.create": {
    accountId: pathPart,
    id: z.string().regex(/^(?=.{1,64}$)[a-z0-9_]+(?:-[a-z0-9_]+)*$/),
    token: secret.optional(),
  },
  "allowance.set": {
    microUsdPerDay: z.int().min(0).max(1_000_000_000_000).nullable(),
    then: z.enum(["tell", "pause"]),
  },
  /** For the rest of this local day: more than the allowance. */
  "allowance.raise": { microUsd: z.int().min(1).max(1_000_000_000) },
  /** For the rest of this local day: as if there were none. */
  "allowance.ignore": {},
  /** Who pays a provider of this profile; `alias`: which of the keys stored at Cloudflare, left out: its "default". */
  "provider.pays": {
    provider: slug,
    payer: z.enum(payers),
    alias: z
      .string()
      .regex(/^[A-Za-z0-9_-]{1,64}$/)
      .optional(),
  },
  /** The person's own part of a provider's address (a resource, a region); null: none. */
  "provider.place": { provider: slug, place: z.string().trim().min(1).max(63).nullable() },
  /** The models of a provider the person names beyond those Sluice has a price for: deployments, newer ones, one's own. */
  "provider.models": { provider: slug, models: z.array(modelId).max(32) },
  /** What Cloudflare is told with each request of this profile, or of one of its models ("slug/model"); null: nothing of its own. */
  "dials.set": { model: modelRef.optional(), dial: dialSchema.nullable() },
  /** Reads the aiGateway's settings at Cloudflare. */
  "aiGateway.read": {},
  /** Reads them anew and shows in the snapshot what the change would change; writes nothing. */
  "aiGateway.propose": { change: aiGatewayChangeSchema },
  /** Writes what was shown, if nobody has changed the aiGateway since. With `token` by that one, which is not kept. */
  "aiGateway.apply": { id: z.string().max(64), token: secret.optional() },
  "aiGateway.drop": {},
  "check.run": { name: z.string().max(64) },
  /** Sends the same small requests both ways; without `probes` all of them. Costs a few cents. */
  "trial.run": { probes: z.array(z.enum(probeNames)).min(1).max(probeNames.length).optional() },
  "trial.stop": {},
  /** Goes to a screen of the first run, which opens it; `skip`: the one it was at is left undone. */
  "setup.go": { step: z.enum(setupSteps), skip: z.boolean().optional() },
  /** Puts the first run away: "left" as it is, or finished. */
  "setup.end": { isDone: z.boolean() },
  /** Moves the router to this port and tells a linked OpenClaw. */
  "router.port": { port: z.int().min(1_024).max(65_535) },
  /** Writes what `diagnostics` shows into a file of the person's downloads; the reply has its path. */
  "diagnostics.save": {},
  /** Starts Sluice anew, in practice or out of it; what is linked is left as on quit. */
  "app.practice": { isOn: z.boolean() },
  /** Undoes everything: OpenClaw's files, keys, start at login, Sluice's own folder. Then quits. */
  "app.remove": {},
  "settings.save": settings.partial().shape,
  "app.quit": {},
} as const;

export type CommandType = keyof typeof schemas;
export const commandTypes = Object.keys(schemas) as readonly CommandType[];

/** The schema of each command, `type` included; unknown keys are refused. */
export const commandSchemas = Object.fromEntries(
  Object.entries(schemas).map(([type, shape]) => [
    type,
    z.strictObject({ type: z.literal(type), ...shape }),
  ]),
) as unknown as {
  readonly [T in CommandType]: z.ZodType<{ type: T } & FieldsOf<(typeof schemas)[T]>>;
};

/** An empty shape infers as a record that allows no key at all, `type` included: so it adds nothing instead. */
type FieldsOf<S> = keyof S extends never
  ? unknown
  : z.infer<z.ZodObject<S extends z.ZodRawShape ? S : never>>;

export type CommandOf<T extends CommandType> = z.infer<(typeof commandSchemas)[T]>;
export type Command = { [T in CommandType]: CommandOf<T> }[CommandType];

/** `id` is set by `profile.save` and `cloudflare.create`, `path` by `usage.export` and `diagnostics.save`. */
export type Reply =
  | { readonly ok: true; readonly id?: string; readonly path?: string }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly detail?: string } };

/** One handler per command: leaving one out does not compile. */
export type Handlers = {
  readonly [T in CommandType]: (command: CommandOf<T>) => Promise<Reply>;
};

export const querySchema = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("usage.range"),
    from: moment,
    to: moment,
    by: z.enum(["quarter", "hour", "day", "model", "provider", "route"]),
  }),
  z.strictObject({
    type: z.literal("requests.list"),
    before: moment.optional(),
    limit: z.int().min(1).max(500),
    /** Begun in `[from, to)`. */
    from: moment.optional(),
    to: moment.optional(),
    route: z.enum(["cloudflare", "direct", "paused"]).optional(),
    outcome: z.enum(["ok", "providerError", "refused", "aborted", "failed"]).optional(),
    /** Only answers from Cloudflare's response cache. */
    cacheHit: z.literal(true).optional(),
    /** Words that all stand somewhere in the provider, the model, the status, the reason of a refusal or the log id. */
    search: z.string().max(100).optional(),
    /** Only the newest of these is waited for: one that is still looked for is answered with what was found so far. */
    isLive: z.literal(true).optional(),
  }),
  /** What `[from, to)` cost in one figure, how sure it is, and from when on the ledger knows anything. */
  z.strictObject({ type: z.literal("usage.figure"), from: moment, to: moment }),
  /** What OpenClaw itself says each of its agents used in `[from, to)`: whole local days, its own estimate. */
  z.strictObject({ type: z.literal("usage.agents"), from: moment, to: moment }),
  /** What would be sent to somebody who helps: versions, states, codes, the log; no secret, no id of an account. */
  z.strictObject({ type: z.literal("diagnostics") }),
]);
export type Query = z.infer<typeof querySchema>;

export type RangeRow = Figure & {
  readonly startAt?: number;
  readonly day?: string;
  readonly provider?: string;
  readonly model?: string | null;
  /** "elsewhere": what Cloudflare saw that did not pass Sluice. */
  readonly route?: RouteName | "elsewhere";
  /** Means over the requests that were answered; null where none was. */
  readonly firstByteMs?: number | null;
  readonly durationMs?: number | null;
  /** What reading from the provider's prompt cache saved, less what writing to it cost more; null: not known. */
  readonly promptCacheMicroUsd?: number | null;
  /** What the answers from Cloudflare's response cache would have cost, as far as known; null: there were some, and of none it is known. */
  readonly responseCacheMicroUsd?: number | null;
  /** Of how many of `cacheHits` it is known. */
  readonly responseCacheKnown?: number;
};

/** A range as one figure: as today's, for another time. */
export type RangeFigure = Figure &
  Pick<
    AppState["usage"]["today"],
    "source" | "asOf" | "uncertaintyMicroUsd" | "coverage" | "driftPercent"
  > & {
    /** When the first quarter of an hour began of which the ledger knows anything; null: it knows nothing yet. */
    readonly knownFrom: number | null;
  };

/** One of OpenClaw's agents, by its own estimate. */
export type AgentRow = Tokens & {
  readonly agent: string;
  readonly costMicroUsd: number | null;
  readonly requests: number | null;
};

export type QueryReply =
  | {
      readonly ok: true;
      readonly rows: readonly RangeRow[] | readonly RequestRow[] | readonly AgentRow[];
      /** The answer to `diagnostics`, which has no rows. */
      readonly text?: string;
      /** The answer to `usage.figure`, which has no rows. */
      readonly figure?: RangeFigure;
    }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly detail?: string } };

/** What a menu or a notification can open the window at. */
export type WindowPage = "home" | "usage" | "requests" | "checks" | "gateway" | "settings";

/** The five functions the window has, and nothing else. */
export type Bridge = {
  send(command: Command): Promise<Reply>;
  read(query: Query): Promise<QueryReply>;
  /** Calls back with every newer snapshot, the current one first; returns the way to stop. */
  watch(listener: (state: AppState) => void): () => void;
  /** Calls back when a menu wants the window to show a page, and when it was put away and is shown again; returns the way to stop. */
  follow(listener: (page: WindowPage | "shown") => void): () => void;
  /** Puts a popover away, as Esc does; an ordinary window stays. */
  hide(): void;
};
