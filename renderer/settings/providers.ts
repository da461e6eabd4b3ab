/** Which providers the settings show, what is said of each, and what a person may type for one. */
import type { AppState, ProviderInfo } from "../../preload/contract/state.ts";
import { providerName } from "../copy/provider.ts";
import type { Face } from "../page-face.ts";

type Known = Pick<AppState, "models" | "openclaw" | "providers" | "secrets">;

const byName = (one: ProviderInfo, other: ProviderInfo): number =>
  providerName(one.slug).localeCompare(providerName(other.slug), "en");

export const hasKey = ({ secrets }: Pick<AppState, "secrets">, slug: string): boolean =>
  secrets.some(({ kind, provider }) => kind === "provider" && provider === slug);

/** The link that stands leads it here. */
export const isLinked = ({ openclaw }: Pick<AppState, "openclaw">, slug: string): boolean =>
  openclaw.link?.providers.includes(slug) ?? false;

export const isCustom = (slug: string): boolean => slug.startsWith("custom-");

/** Something has been done about it. */
function isInUse(state: Known, provider: ProviderInfo): boolean {
  const { isSigned, models, payer, place, slug } = provider;
  return (
    slug === state.models.selected.provider ||
    isLinked(state, slug) ||
    hasKey(state, slug) ||
    models.length > 0 ||
    (place?.value ?? null) !== null ||
    payer !== (isSigned ? "stored" : "key") ||
    isCustom(slug)
  );
}

/** Those in use, and those that could be; each by name. A provider OpenClaw can have no entry for is here only once it is in use. */
export function providersOf(state: Known): {
  readonly used: readonly ProviderInfo[];
  readonly others: readonly ProviderInfo[];
} {
  const used = state.providers.filter((each) => isInUse(state, each)).toSorted(byName);
  const others = state.providers.filter((each) => each.hasEntry && !used.includes(each));
  return { used, others: others.toSorted(byName) };
}

/** Who pays, in one line; that there is no key to pay with is a part of it. */
export function paysOf(
  { alias, payer, slug }: ProviderInfo,
  { state, words }: Pick<Face, "state" | "words">,
): string {
  const { noKey, pays } = words.gateway.providers;
  if (payer === "credits") return pays.credits;
  if (payer === "stored") return pays.stored(alias ?? "default");
  return hasKey(state, slug) ? pays.key : `${pays.key}, ${noKey}`;
}

/** As the app reads them. */
export const isAlias = (text: string): boolean => /^[A-Za-z0-9_-]{1,64}$/.test(text);
export const isModelId = (text: string): boolean =>
  /^[A-Za-z0-9@][A-Za-z0-9._:@/-]{0,127}$/.test(text);
export const mostModels = 32;

/** The whole slug of a provider of the person's own; null: none Cloudflare would give. */
export function customSlugIn(text: string): string | null {
  const slug = text
    .trim()
    .toLowerCase()
    .replace(/^(?:custom-)?/, "custom-");
  return /^custom-[a-z0-9](?:[a-z0-9-]{0,55}[a-z0-9])?$/.test(slug) ? slug : null;
}
