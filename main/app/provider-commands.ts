/** What the person sets for providers and requests of the active profile: who pays, where a provider is, what Cloudflare is told. */
import type { Handlers, Reply } from "../../preload/contract/command.ts";
import type { Dial, Dials } from "../../preload/contract/dials.ts";
import type { Profile, ProviderInfo } from "../../preload/contract/state.ts";
import { namedModelsOf, payerOf, placeOf, providerOf, providers } from "../core/providers.ts";
import type { Conductor } from "./conductor.ts";
import type { Parts } from "./parts.ts";
import { refuse, replyTo } from "./reply.ts";

/** Every provider of the table, and those of the person's own that have a key or are set up. */
export function providersOf(
  profile: Profile | null,
  named: readonly string[],
): readonly ProviderInfo[] {
  const { models = {}, pays = {} } = profile ?? {};
  const own = [...named, ...Object.keys(pays), ...Object.keys(models)];
  return [...new Set([...Object.keys(providers), ...own])].flatMap((slug) => {
    const provider = providerOf(slug);
    if (!provider) return [];
    const { base, entry, isSigned = false, place, takesCredits = false } = provider;
    return {
      slug,
      payer: payerOf(profile, slug),
      alias: profile?.pays?.[slug]?.alias ?? null,
      takesCredits,
      isSigned,
      isDirect: base !== undefined,
      hasEntry: entry !== undefined,
      place: place ? { example: place.example, value: placeOf(profile, slug) } : null,
      models: namedModelsOf(profile, slug),
    };
  });
}

/** Those of the providers that need a key on this machine. */
export const paidHere = (profile: Profile | null, slugs: readonly string[]): readonly string[] =>
  slugs.filter((slug) => payerOf(profile, slug) === "key");

export function createProviderHandlers(
  parts: Pick<Parts, "settings">,
  conductor: Conductor,
  /** The keys or the way changed: whoever holds them is told. */
  passOn: () => Promise<Reply>,
  relink: () => Promise<Parameters<typeof replyTo>[0]>,
): Pick<Handlers, "provider.pays" | "provider.place" | "provider.models" | "dials.set"> {
  const { settings } = parts;

  async function change(patch: (profile: Profile) => Partial<Profile>): Promise<Reply> {
    const { activeProfile, profiles } = settings.get();
    const active = profiles.find(({ id }) => id === activeProfile);
    if (!active) return refuse("profile.missing");
    const code = await conductor.keep({
      profiles: profiles.map((each) => (each === active ? { ...each, ...patch(active) } : each)),
    });
    const passed = await passOn();
    return code ? refuse(code) : passed;
  }

  /** What stands in OpenClaw's file of ours names places and models. */
  async function changeEntry(
    slug: string,
    patch: (profile: Profile) => Partial<Profile>,
  ): Promise<Reply> {
    const changed = await change(patch);
    const { link } = conductor.store.state().openclaw;
    const stands = link?.kind === "own" && link.providers.includes(slug);
    return changed.ok && stands ? replyTo(await relink()) : changed;
  }

  return {
    async "provider.pays"({ alias, payer, provider }) {
      const known = providerOf(provider);
      if (!known) return refuse("provider.unknown", provider);
      const canPay =
        payer === "stored" || (payer === "credits" ? known.takesCredits : !known.isSigned);
      if (!canPay || (alias !== undefined && payer !== "stored"))
        return refuse("provider.payerInvalid", provider);
      const chosen = { payer, ...(alias !== undefined && { alias }) };
      return change(({ pays }) => ({ pays: { ...pays, [provider]: chosen } }));
    },
    async "provider.place"({ place, provider }) {
      const known = providerOf(provider);
      if (!known?.place) return refuse("provider.unknown", provider);
      if (place !== null && !known.place.pattern.test(place))
        return refuse("provider.placeInvalid", provider);
      return changeEntry(provider, ({ places = {} }) => {
        const { [provider]: _, ...others } = places;
        return { places: place === null ? others : { ...others, [provider]: place } };
      });
    },
    async "provider.models"({ models, provider }) {
      if (!providerOf(provider)?.entry) return refuse("provider.unknown", provider);
      return changeEntry(provider, (profile) => ({
        models: { ...profile.models, [provider]: [...new Set(models)] },
      }));
    },
    async "dials.set"({ dial, model }) {
      if (model !== undefined && !providerOf(model.slice(0, model.indexOf("/"))))
        return refuse("provider.unknown", model);
      return change(({ dials }) => ({ dials: withDial(dials, model, dial) }));
    },
  };
}

/** A dial that says nothing is none. */
function withDial(dials: Dials | undefined, model: string | undefined, dial: Dial | null): Dials {
  const { all, models } = dials ?? { all: {}, models: {} };
  if (model === undefined) return { all: dial ?? {}, models };
  const { [model]: _, ...others } = models;
  const isEmpty = dial === null || Object.keys(dial).length === 0;
  return { all, models: isEmpty ? others : { ...others, [model]: dial } };
}
