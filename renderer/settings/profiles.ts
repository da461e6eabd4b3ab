/** The profiles in the order of their names, the one in use among them whatever the list says. */
import type { AppState, KnownProfile } from "../../preload/contract/state.ts";
import { type Language, locales } from "../copy/language.ts";

export function profilesOf(
  { profile, profiles }: Pick<AppState, "profile" | "profiles">,
  language: Language,
): readonly KnownProfile[] {
  const isListed = profile === null || profiles.some(({ id }) => id === profile.id);
  const { compare } = new Intl.Collator(locales[language], { numeric: true });
  // Renamed, a profile comes last in the app's own list: here it stays where its name belongs.
  return (isListed ? [...profiles] : [profile, ...profiles]).sort(
    (one, other) => compare(one.name, other.name) || compare(one.id, other.id),
  );
}
