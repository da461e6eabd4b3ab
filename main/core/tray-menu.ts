/** The tray's menu for a state: one order on every system, and nothing in it that cannot apply. */
import type { CommandOf } from "../../preload/contract/command.ts";
import type { AppState, RouteName } from "../../preload/contract/state.ts";
import type { TrayAction, TrayDay, TrayItem, TrayWords } from "./tray.ts";
import { labelOf, nameOf } from "./tray-label.ts";
import type { TraySystem } from "./tray-system.ts";

/** What one press adds to the allowance of the day. */
const raiseMicroUsd = 1_000_000;

/** How long a pause may be; the last one lasts until the person resumes. */
const pauses = [
  { id: "pause15", pauseFor: { minutes: 15 } },
  { id: "pause60", pauseFor: { minutes: 60 } },
  { id: "pauseToday", pauseFor: "today" },
  { id: "pause", pauseFor: undefined },
] as const;

/**
 * @param status what the first row says.
 * @param system how the system at hand likes it.
 */
export function menuOf(
  state: AppState,
  words: TrayWords,
  { status, day, system }: { status: string; day: TrayDay; system: TraySystem },
): readonly TrayItem[] {
  return separated([
    [
      item("status", status, { kind: "open", page: "home" }),
      item("spend", words.spend(day), { kind: "open", page: "home" }),
    ],
    [...routeItems(state, words), ...modelItems(state, words), ...profileItems(state, words)],
    [
      ...(isTestable(state)
        ? [item("test", words.test, command({ type: "check.run", name: "route" }))]
        : []),
      item("open", words.open, { kind: "open" }),
      item("dashboard", words.dashboard, { kind: "browse", site: "cloudflare" }),
    ],
    [
      item("settings", words.settings, { kind: "open", page: "settings" }, system.keys?.settings),
      item("quit", words.quit(system.quit, leavesOf(state)), { kind: "quit" }, system.keys?.quit),
    ],
  ]);
}

/** What OpenClaw is left with: a link that leads past Sluice stays as it is. */
function leavesOf({ openclaw: { link }, settings }: AppState): "asItWas" | "edge" | null {
  if (link === null) return null;
  return link.kind === "edge" ? "edge" : settings.onQuit;
}

/** Without an account or a link there is nothing to switch or to pause; with the day's allowance used up there are the two ways on. */
function routeItems(
  { allowance, openclaw, profile, route }: AppState,
  words: TrayWords,
): TrayItem[] {
  const { asked, refusing, resumesTo } = route;
  if (asked === "paused") return [item("resume", words.resume, routeTo(resumesTo))];
  if (refusing === "allowance") {
    const more = command({ type: "allowance.raise", microUsd: raiseMicroUsd });
    const ignore = item("ignore", words.ignore, command({ type: "allowance.ignore" }));
    // More helps only where it is known what it is more than.
    return allowance.reached ? [item("raise", words.raise(raiseMicroUsd), more), ignore] : [ignore];
  }
  if (profile === null || openclaw.link === null) return [];
  const isOn = asked === "cloudflare";
  const toggle: TrayItem = {
    type: "checkbox",
    id: "toggle",
    label: labelOf(words.toggle),
    checked: isOn,
    action: routeTo(isOn ? "direct" : "cloudflare"),
  };
  const pauseFor: TrayItem = {
    type: "submenu",
    id: "pauseFor",
    label: labelOf(words.pauseFor),
    items: pauses.map(({ id, pauseFor: length }) =>
      item(id, pauseWord(words, length), routeTo("paused", length)),
    ),
  };
  return [toggle, pauseFor];
}

function pauseWord({ pauses: said }: TrayWords, length: PauseLength): string {
  if (length === undefined) return said.untilResumed;
  return length === "today" ? said.untilTomorrow : said.minutes(length.minutes);
}

/** The models of the providers that are linked; only with our own entry can one be chosen for OpenClaw. */
function modelItems({ models, openclaw: { link } }: AppState, words: TrayWords): TrayItem[] {
  if (link?.kind !== "own") return [];
  const choices = models.known.filter(({ provider }) => link.providers.includes(provider));
  const { selected } = models;
  // What is chosen for a provider that is not linked cannot be: then the link took the first.
  const chosen =
    choices.find(
      ({ model, provider }) => model === selected.model && provider === selected.provider,
    ) ?? choices[0];
  if (chosen === undefined || choices.length < 2) return [];
  const providers = new Set(choices.map(({ provider }) => provider));
  // Under heads, not separators: Electron ends a group of radio items at a separator, and marks the first of a group that has none.
  const items = [...providers].flatMap((provider) => [
    ...(providers.size > 1
      ? [{ type: "header", label: labelOf(words.provider(provider)) } as const]
      : []),
    ...choices
      .filter((choice) => choice.provider === provider)
      .map((choice) =>
        radio(`model:${provider}/${choice.model}`, nameOf(choice.name), choice === chosen, {
          type: "model.select",
          provider,
          model: choice.model,
        }),
      ),
  ]);
  return [
    { type: "submenu", id: "model", label: labelOf(words.model(nameOf(chosen.name))), items },
  ];
}

function profileItems({ profile, profiles }: AppState, words: TrayWords): TrayItem[] {
  if (profiles.length < 2 || profile === null) return [];
  const names = profiles.map(({ name }) => nameOf(name));
  const nameAt = (index: number, aiGatewayId: string): string => {
    const name = names[index] ?? "";
    const isShared = names.indexOf(name) !== names.lastIndexOf(name);
    return isShared ? `${name} (${aiGatewayId})` : name;
  };
  const items = profiles.map(({ id, aiGatewayId }, index) =>
    radio(`profile:${id}`, nameAt(index, aiGatewayId), id === profile.id, {
      type: "profile.select",
      id,
    }),
  );
  return [
    { type: "submenu", id: "profile", label: labelOf(words.profile(nameOf(profile.name))), items },
  ];
}

/** A test is one tiny request that costs: it must be able to leave, and to arrive with a key. */
function isTestable({ checks, models, profile, route, router, secrets }: AppState): boolean {
  const { provider } = models.selected;
  return (
    profile !== null &&
    router.status === "listening" &&
    route.asked === "cloudflare" &&
    route.refusing !== "allowance" &&
    secrets.some(
      (secret) =>
        secret.kind === "provider" && secret.provider === provider && secret.status !== "missing",
    ) &&
    !checks.some(({ name, status }) => name === "route" && status === "running")
  );
}

type PauseLength = CommandOf<"route.set">["pauseFor"];
type CommandAction = Extract<TrayAction, { kind: "command" }>;

const command = (asked: CommandAction["command"]): CommandAction => ({
  kind: "command",
  command: asked,
});

const routeTo = (route: RouteName, pauseFor?: PauseLength): CommandAction =>
  command({ type: "route.set", route, ...(pauseFor !== undefined && { pauseFor }) });

type Normal = Extract<TrayItem, { type: "normal" }>;

const item = (
  id: Normal["id"],
  label: string,
  action: TrayAction,
  accelerator?: string,
): TrayItem => ({
  type: "normal",
  id,
  label: labelOf(label),
  action,
  ...(accelerator !== undefined && { accelerator }),
});

const radio = (
  id: string,
  name: string,
  checked: boolean,
  asked: CommandAction["command"],
): TrayItem => ({
  type: "radio",
  id,
  label: labelOf(name),
  checked,
  action: command(asked),
});

/** A line between two groups, none beside an empty one. */
const separated = (groups: readonly (readonly TrayItem[])[]): TrayItem[] =>
  groups
    .filter(({ length }) => length > 0)
    .flatMap((group, index) => (index === 0 ? group : [{ type: "separator" } as const, ...group]));
