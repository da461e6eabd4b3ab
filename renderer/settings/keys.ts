/** Which keys the settings show a row for, and what is said of each. */
import type { AppState, SecretInfo, SecretKind } from "../../preload/contract/state.ts";
import { providerName, providerSlugs } from "../copy/provider.ts";
import { whenOf } from "../copy/words.ts";
import type { Face } from "../face.ts";

type Keyed = Pick<AppState, "models" | "secrets">;

/** The chosen model's provider first, then every other one with a key, by name. */
export function keyedProviders({ models, secrets }: Keyed): readonly string[] {
  const { provider: first } = models.selected;
  const others = secrets.flatMap(({ kind, provider }) =>
    kind === "provider" && provider !== undefined && provider !== first ? [provider] : [],
  );
  return [first, ...[...new Set(others)].sort(byName)];
}

/** Those without a row yet, by name. */
export function otherProviders(state: Keyed): readonly string[] {
  const shown = keyedProviders(state);
  return providerSlugs.filter((slug) => !shown.includes(slug)).sort(byName);
}

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
