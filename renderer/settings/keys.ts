/** Which keys the settings show a row for, and what is said of each. */
import type { Payer } from "../../preload/contract/dials.ts";
import type { AppState, SecretInfo, SecretKind } from "../../preload/contract/state.ts";
import { providerName, providerSlugs } from "../copy/provider.ts";
import { whenOf } from "../copy/words.ts";
import type { Face } from "../page-face.ts";

type Keyed = Pick<AppState, "models" | "providers" | "secrets">;

/** The chosen model's provider first, then every other one with a key, by name. */
export function keyedProviders({ models, secrets }: Keyed): readonly string[] {
  const { provider: first } = models.selected;
  const others = secrets.flatMap(({ kind, provider }) =>
    kind === "provider" && provider !== undefined && provider !== first ? [provider] : [],
  );
  return [first, ...[...new Set(others)].sort(byName)];
}

/** Those without a row yet, by name; where Cloudflare signs, a key here would be of no use. */
export function otherProviders(state: Keyed): readonly string[] {
  const shown = keyedProviders(state);
  const { providers } = state;
  const signed = providers.flatMap(({ isSigned, slug }) => (isSigned ? [slug] : []));
  return [...new Set([...providerSlugs, ...providers.map(({ slug }) => slug)])]
    .filter((slug) => !shown.includes(slug) && !signed.includes(slug))
    .sort(byName);
}

/** Who pays a provider; nothing else is known of one that is not in the list. */
export const payerOf = ({ providers }: Pick<AppState, "providers">, slug: string): Payer =>
  providers.find((provider) => provider.slug === slug)?.payer ?? "key";

export const keyOf = (
  { secrets }: Keyed,
  kind: SecretKind,
  provider: string | undefined,
): SecretInfo | null =>
  secrets.find((secret) => secret.kind === kind && secret.provider === provider) ?? null;

export const isBad = (status: SecretInfo["status"] | undefined): boolean =>
  status === "rejected" || status === "missing";

export function statusOf(secret: SecretInfo | null, { format, now, words }: Face): string {
  if (!secret) return words.secret.none;
  return secret.status === "saved" && secret.checkedAt !== null
    ? words.secret.worked(whenOf(words, format, secret.checkedAt, now))
    : words.secret[secret.status];
}

const byName = (one: string, other: string): number =>
  providerName(one).localeCompare(providerName(other), "en");
