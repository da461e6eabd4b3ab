/** The copies of OpenClaw as last looked for: searching reads many folders and may ask the login shell, so what was found is kept. */
import type { OpenClawInstall } from "../../preload/contract/openclaw.ts";
import type { Refusal } from "../openclaw/config-file.ts";
import { type Found, findOpenClaw, inspectChosen } from "../openclaw/find/find.ts";

export type Finder = {
  /** Null until the first search is over. */
  found(): Found | null;
  /** The copy in use; null too when there is none. */
  install(): OpenClawInstall | null;
  service(): Found["service"];
  search(chosenPath: string | null): Promise<Found>;
  /** What was found, or is being looked for; searches where nobody has yet. */
  known(chosenPath: string | null): Promise<Found>;
  inspect(
    path: string,
  ): Promise<{ readonly ok: true; readonly install: OpenClawInstall } | Refusal>;
};

export function createFinder(options: Parameters<typeof inspectChosen>[1]): Finder {
  let found: Found | null = null;
  let searching: Promise<Found> | null = null;

  async function search(chosenPath: string | null): Promise<Found> {
    searching = findOpenClaw({ ...options, chosenPath });
    found = await searching;
    return found;
  }

  return {
    found: () => found,
    install: () => found?.installs[0] ?? null,
    service: () => found?.service ?? null,
    search,
    known: async (chosenPath) => found ?? searching ?? search(chosenPath),
    inspect: (path) => inspectChosen(path, options),
  };
}
