/** The closed list of what a window, a menu or a script may ask for: one zod schema and the types derived from it. */
import { z } from "zod";
import type { ErrorCode } from "./error.ts";
import { repairNames } from "./openclaw.ts";
import type { AppState, Figure, RequestRow, RouteName } from "./state.ts";

const slug = z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/);
/** Goes into a URL path: letters, digits, dash, underscore. */
const pathPart = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const modelId = z.string().regex(/^[A-Za-z0-9@][A-Za-z0-9._:@/-]{0,127}$/);
const name = z.string().trim().min(1).max(80);
const kind = z.enum(["provider", "aiGateway", "analytics"]);
/** Printable ASCII without spaces is checked later, with a sentence of its own; here only the size is bounded. */
const secret = z.string().min(1).max(8192);
const settings = z.strictObject({
  language: z.enum(["system", "en", "fr", "nl", "da"]),
  theme: z.enum(["system", "light", "dark"]),
  responseCache: z.boolean(),
  logPayloads: z.boolean(),
  onQuit: z.enum(["asItWas", "edge"]),
  edgeKeys: z.enum(["resolver", "dotenv"]),
  keepRequestsDays: z.union([z.literal(30), z.literal(90), z.literal(365), z.null()]),
});
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
  "secret.save": { kind, provider: slug.optional(), secret },
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
    from: z.int().min(0),
    to: z.int().min(0),
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
  "check.run": { name: z.string().max(64) },
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

/** `id` is set by `profile.save` and `cloudflare.create`, `path` by `usage.export`. */
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
    from: z.int().min(0),
    to: z.int().min(0),
    by: z.enum(["quarter", "hour", "day", "model", "provider", "route"]),
  }),
  z.strictObject({
    type: z.literal("requests.list"),
    before: z.int().min(0).optional(),
    limit: z.int().min(1).max(500),
  }),
]);
export type Query = z.infer<typeof querySchema>;

export type RangeRow = Figure & {
  readonly startAt?: number;
  readonly day?: string;
  readonly provider?: string;
  readonly model?: string | null;
  /** "elsewhere": what Cloudflare saw that did not pass Sluice. */
  readonly route?: RouteName | "elsewhere";
};

export type QueryReply =
  | { readonly ok: true; readonly rows: readonly RangeRow[] | readonly RequestRow[] }
  | { readonly ok: false; readonly error: { readonly code: ErrorCode; readonly detail?: string } };

/** What a menu can open the window at. */
export type WindowPage = "home" | "settings";

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
