/** The tray's menu for a state: one order on every system, and nothing in it that cannot apply. */
import type { WindowPage } from "../../preload/contract/command.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { type PauseLength, routeTo, switchOf } from "./press.ts";
import type { TrayAction, TrayItem, TrayWords } from "./tray.ts";
import { allowanceOf, type TrayDay } from "./tray-figure.ts";
import { labelOf, nameOf } from "./tray-label.ts";
import { type ModelChoice, modelChoicesOf } from "./tray-models.ts";
import type { TraySystem } from "./tray-system.ts";

/** What one press adds to the allowance of the day. */
export const raiseMicroUsd = 1_000_000;

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
      item("status", status, openAt("home")),
      item("spend", words.spend(day), openAt("usage")),
      ...allowanceItem(state, words),
      ...(state.practice ? [item("practice", words.practice, openAt("settings"))] : []),
    ],
    [
      ...setUpItem(state, words),
      ...routeItems(state, words),
      ...modelItems(state, words),
      ...profileItems(state, words),
    ],
    [
      ...(isTestable(state)
        ? [item("test", words.test, command({ type: "check.run", name: "route" }))]
        : []),
      item("open", words.open, { kind: "open" }),
      item("usage", words.usage, openAt("usage")),
      item("dashboard", words.dashboard, { kind: "browse", site: "cloudflare" }),
    ],
    [
      item("settings", words.settings, openAt("settings"), system.keys?.settings),
      item("quit", words.quit(system.quit, leavesOf(state)), { kind: "quit" }, system.keys?.quit),
    ],
  ]);
}

/** What OpenClaw is left with: a link that leads past Sluice stays as it is. */
function leavesOf({ openclaw: { link }, settings }: AppState): "asItWas" | "edge" | null {
  if (link === null) return null;
  return link.kind === "edge" ? "edge" : settings.onQuit;
}

function allowanceItem(state: AppState, words: TrayWords): TrayItem[] {
  const allowance = allowanceOf(state);
  return allowance ? [item("allowance", words.allowance(allowance), openAt("settings"))] : [];
}

/** While steps of the first run are undone; practice has keys of its own. */
function setUpItem({ practice, setup }: AppState, words: TrayWords): TrayItem[] {
  const { skipped, status, step } = setup;
  if (status === "open") return [item("setup", words.setUp, openAt("home"))];
  const next = step === "done" ? skipped[0] : step;
  if (practice || status === "done" || next === undefined) return [];
  return [
    item("setup", words.setUp, { ...command({ type: "setup.go", step: next }), then: "home" }),
  ];
}

/** Where there is nothing to switch there is nothing to pause; with the day's allowance used up there are the two ways on. */
function routeItems(state: AppState, words: TrayWords): TrayItem[] {
  const { allowance, route } = state;
  if (route.asked === "paused")
    return [item("resume", words.resume, command(routeTo(route.resumesTo)))];
  if (route.refusing === "allowance") {
    const more = command({ type: "allowance.raise", microUsd: raiseMicroUsd });
    const ignore = item("ignore", words.ignore, command({ type: "allowance.ignore" }));
    // More helps only where it is known what it is more than.
    return allowance.reached ? [item("raise", words.raise(raiseMicroUsd), more), ignore] : [ignore];
  }
  const found = switchOf(state);
  if (found === null) return [];
  const toggle: TrayItem = {
    type: "checkbox",
    id: "toggle",
    label: labelOf(words.toggle),
    checked: found.isOn,
    action: command(found.command),
  };
  const pauseFor: TrayItem = {
    type: "submenu",
    id: "pauseFor",
    label: labelOf(words.pauseFor),
    items: pauses.map(({ id, pauseFor: length }) =>
      item(id, pauseWord(words, length), command(routeTo("paused", length))),
    ),
  };
  return [toggle, pauseFor];
}

function pauseWord({ pauses: said }: TrayWords, length: PauseLength): string {
  if (length === undefined) return said.untilResumed;
  return length === "today" ? said.untilTomorrow : said.minutes(length.minutes);
}

function modelItems(state: AppState, words: TrayWords): TrayItem[] {
  const found = modelChoicesOf(state);
  if (found === null) return [];
  const headOf = ({ group }: ModelChoice): string =>
    "provider" in group ? words.provider(group.provider) : words.way(group.route);
  const heads = new Set(found.choices.map(headOf));
  // Under heads, not separators: Electron ends a group of radio items at a separator, and marks the first of a group that has none.
  const items = [...heads].flatMap((head) => [
    ...(heads.size > 1 ? [{ type: "header", label: labelOf(head) } as const] : []),
    ...found.choices
      .filter((choice) => headOf(choice) === head)
      .map(({ command, id, isChosen, name }) => radio(id, nameOf(name), isChosen, command)),
  ]);
  const more = found.isCut ? [item("moreModels", words.moreModels, openAt("settings"))] : [];
  const label = labelOf(words.model(nameOf(found.chosen.name)));
  return [{ type: "submenu", id: "model", label, items: [...items, ...more] }];
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

type CommandAction = Extract<TrayAction, { kind: "command" }>;

const command = (asked: CommandAction["command"]): CommandAction => ({
  kind: "command",
  command: asked,
});

const openAt = (page: WindowPage): TrayAction => ({ kind: "open", page });

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
