/** What a command of the window can change so that others get to read or to carry requests: told outside the window, which may not be the person's any more. */
import type { Command } from "../../preload/contract/command.ts";
import type { AppState, SecretInfo } from "../../preload/contract/state.ts";

/** `undo` is null where no command brings back what was before. */
export type Takeover = { readonly undo: Command | null } & (
  | {
      readonly kind: "account";
      readonly aiGatewayId: string;
      /** Of the account's id; a name could be made to look like the one before. */
      readonly tail: string;
    }
  /** A model key in the place of another: its owner may see what it pays for. */
  | { readonly kind: "key"; readonly provider: string; readonly tail: string }
  | { readonly kind: "payloads" }
  /** At Cloudflare: no token is asked for any more, or a log is kept. */
  | { readonly kind: "aiGateway" }
  | { readonly kind: "proxy"; readonly host: string }
  | { readonly kind: "place"; readonly provider: string; readonly place: string }
);

export type TakeoverState = Pick<AppState, "profile" | "profiles" | "secrets" | "settings"> & {
  readonly aiGateway: Pick<AppState["aiGateway"], "settings">;
};

const tailLength = 4;

/** What others gain from the one state to the other; nothing where something is only taken from them. */
export function takeoversOf(before: TakeoverState, after: TakeoverState): readonly Takeover[] {
  return [
    ...accountOf(before, after),
    ...(isSameProfile(before, after)
      ? [...placesOf(before, after), ...keysOf(before, after), ...aiGatewayOf(before, after)]
      : []),
    ...payloadsOf(before, after),
    ...proxyOf(before, after),
  ];
}

/** What is known from then on: what was taken away stays known, else a change in two steps would be none. */
export function rememberOf(before: TakeoverState | null, now: TakeoverState): TakeoverState {
  const was = before?.profile ?? null;
  const { profile, profiles, settings } = now;
  if (before === null || was === null) return now;
  if (profile === null) return { ...before, profiles, settings };
  if (!isSameProfile(before, now)) return now;
  const replaced = now.secrets.map(nameOf);
  return {
    ...{ profiles, settings },
    profile: { ...profile, places: { ...was.places, ...profile.places } },
    secrets: [...before.secrets.filter((each) => !replaced.includes(nameOf(each))), ...now.secrets],
    aiGateway: { settings: now.aiGateway.settings ?? before.aiGateway.settings },
  };
}

const nameOf = ({ kind, provider }: SecretInfo): string => `${kind}/${provider ?? ""}`;

/** Another one comes with places, keys and settings of its own. */
const isSameProfile = (before: TakeoverState, after: TakeoverState): boolean =>
  before.profile !== null && before.profile.id === after.profile?.id;

/** The first account is no takeover: there was nothing to take. */
function accountOf(before: TakeoverState, after: TakeoverState): readonly Takeover[] {
  const [was, is] = [before.profile, after.profile];
  if (was === null || is === null) return [];
  if (was.accountId === is.accountId && was.aiGatewayId === is.aiGatewayId) return [];
  const isThere = after.profiles.some(({ id }) => id === was.id);
  const { accountId, aiGatewayId } = is;
  const undo = isThere ? ({ type: "profile.select", id: was.id } as const) : null;
  return [{ kind: "account", undo, aiGatewayId, tail: accountId.slice(-tailLength) }];
}

function placesOf(before: TakeoverState, after: TakeoverState): readonly Takeover[] {
  return Object.entries(after.profile?.places ?? {}).flatMap(([provider, place]) => {
    const known = before.profile?.places?.[provider];
    if (known === undefined || known === place) return [];
    const undo = { type: "provider.place", provider, place: known } as const;
    return [{ kind: "place", provider, place, undo } as const];
  });
}

function keysOf(before: TakeoverState, after: TakeoverState): readonly Takeover[] {
  return after.secrets.flatMap(({ kind, provider, tail }) => {
    if (kind !== "provider" || provider === undefined) return [];
    const known = before.secrets.find((each) => each.kind === kind && each.provider === provider);
    if (known === undefined || known.tail === tail) return [];
    return [{ kind: "key", provider, tail, undo: null } as const];
  });
}

function aiGatewayOf(before: TakeoverState, after: TakeoverState): readonly Takeover[] {
  const [was, is] = [before.aiGateway.settings, after.aiGateway.settings];
  if (was === null || is === null) return [];
  const isOpen = was.authentication === true && is.authentication === false;
  const isLogged = was.collectsLogs === false && is.collectsLogs === true;
  return isOpen || isLogged ? [{ kind: "aiGateway", undo: null }] : [];
}

function payloadsOf(before: TakeoverState, after: TakeoverState): readonly Takeover[] {
  if (before.settings.logPayloads || !after.settings.logPayloads) return [];
  return [{ kind: "payloads", undo: { type: "settings.save", logPayloads: false } }];
}

function proxyOf(before: TakeoverState, after: TakeoverState): readonly Takeover[] {
  const [was, is] = [before.settings.proxy, after.settings.proxy];
  if (is === was || is === "system" || is === "none") return [];
  const host = is.slice(is.indexOf("//") + 2);
  return [{ kind: "proxy", host, undo: { type: "settings.save", proxy: was } }];
}
