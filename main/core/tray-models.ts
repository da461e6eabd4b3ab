/** The models a person can choose in the tray: those of Sluice's own link, or those OpenClaw names itself. */
import { type Command, commandSchemas } from "../../preload/contract/command.ts";
import type { OpenClawModelInfo } from "../../preload/contract/openclaw.ts";
import type { AppState } from "../../preload/contract/state.ts";

export type ModelChoice = {
  /** What it is called in the menu's own book-keeping. */
  readonly id: string;
  readonly name: string;
  readonly isChosen: boolean;
  readonly command: Command;
  /** Under what head it stands: a provider's slug, or how its requests travel. */
  readonly group: { readonly provider: string } | { readonly route: OpenClawModelInfo["route"] };
};

export type ModelChoices = {
  readonly chosen: ModelChoice;
  /** In groups, one after the other. */
  readonly choices: readonly ModelChoice[];
  /** OpenClaw names more than a menu can carry. */
  readonly isCut: boolean;
};

/** A menu is read, not searched. */
const mostChoices = 20;

/** Null where there is nothing to choose, or it is not ours to say. */
export function modelChoicesOf(state: Pick<AppState, "models" | "openclaw">): ModelChoices | null {
  const { choices, isCut } =
    state.openclaw.link?.kind === "own" ? ownChoices(state) : openClawChoices(state);
  const chosen = choices.find(({ isChosen }) => isChosen);
  return chosen === undefined || choices.length < 2 ? null : { chosen, choices, isCut };
}

type Choices = Pick<ModelChoices, "choices" | "isCut">;

/** With our own entry: the models of the providers that are linked. */
function ownChoices({
  models,
  openclaw: { link },
}: Pick<AppState, "models" | "openclaw">): Choices {
  const known = models.known.filter(({ provider }) => link?.providers.includes(provider));
  const { selected } = models;
  // What is chosen for a provider that is not linked cannot be: then the link took the first.
  const chosen =
    known.find(
      ({ model, provider }) => model === selected.model && provider === selected.provider,
    ) ?? known[0];
  const providers = new Set(known.map(({ provider }) => provider));
  const choices = [...providers].flatMap((provider) =>
    known
      .filter((each) => each.provider === provider)
      .map((each) => ({
        id: `model:${provider}/${each.model}`,
        name: each.name,
        isChosen: each === chosen,
        command: { type: "model.select", provider, model: each.model } as const,
        group: { provider },
      })),
  );
  return { choices, isCut: false };
}

/** With the person's own entries: what OpenClaw names, those first whose requests pass here. Its order of fallbacks is kept. */
function openClawChoices({
  models: { openclaw },
  openclaw: { link, status },
}: Pick<AppState, "models" | "openclaw">): Choices {
  if (openclaw === null || status !== "found" || link?.kind === "edge" || openclaw.primary === null)
    return { choices: [], isCut: false };
  const { fallbacks, list, primary } = openclaw;
  const known = list.some(({ ref }) => ref === primary)
    ? list
    : [{ ref: primary, name: primary, route: "own" as const }, ...list];
  const sorted = (["sluice", "own"] as const).flatMap((route) =>
    known.filter((each) => each.route === route),
  );
  // The one in use is never among those left out.
  const inUse = sorted.filter(({ ref }) => ref === primary);
  const others = sorted.filter(({ ref }) => ref !== primary);
  const kept = new Set([...inUse, ...others].slice(0, mostChoices));
  const choices = sorted
    .filter((each) => kept.has(each))
    .map(({ name, ref, route }) => ({
      id: `ref:${ref}`,
      name,
      isChosen: ref === primary,
      command: {
        type: "model.order" as const,
        primary: ref,
        // Chosen out of the fallbacks, it changes places with the one before it.
        fallbacks: fallbacks.map((each) => (each === ref ? primary : each)),
      },
      group: { route },
    }))
    // OpenClaw takes names and lengths that our own door does not.
    .filter(({ command }) => commandSchemas[command.type].safeParse(command).success);
  return { choices, isCut: kept.size < sorted.length };
}
