/** The profiles as the window lists them: each with the last four characters of its own keys, and of nobody else's. */
import type { KnownProfile, Profile } from "../../preload/contract/state.ts";
import type { SecretEntry } from "./settings-file.ts";

export function knownProfilesOf(remembered: {
  readonly profiles: readonly Profile[];
  readonly secrets: readonly SecretEntry[];
}): readonly KnownProfile[] {
  return remembered.profiles.map((each) => ({
    ...each,
    keys: remembered.secrets
      .filter(({ profile }) => profile === each.id)
      .map(({ kind, provider, tail }) => ({
        ...{ kind, tail },
        ...(provider !== undefined && { provider }),
      })),
  }));
}
