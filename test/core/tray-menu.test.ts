/** One menu in one order on every system, in which nothing stands that cannot apply. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type TrayItem, trayOf } from "../../main/core/tray.ts";
import type { AppState, Profile } from "../../preload/contract/state.ts";
import { routed, verified, withModels, withOpenClaw, words } from "./tray-states.ts";

const menuIn = (state: AppState, platform = "linux"): readonly TrayItem[] =>
  trayOf(state, words, platform).menu;
const idsOf = (items: readonly TrayItem[]): string[] =>
  items.map((item) => ("id" in item ? item.id : "—"));
const itemIn = (items: readonly TrayItem[], id: string): TrayItem | undefined =>
  items.find((item) => "id" in item && item.id === id);
const itemOf = (state: AppState, id: string): TrayItem | undefined => itemIn(menuIn(state), id);
const choicesOf = (state: AppState, id: "pauseFor" | "model" | "profile"): readonly TrayItem[] => {
  const found = itemOf(state, id);
  return found?.type === "submenu" ? found.items : [];
};
const routeTo = (route: string, pauseFor?: unknown) => ({
  kind: "command",
  command: { type: "route.set", route, ...(pauseFor !== undefined && { pauseFor }) },
});
const profile = (id: string, name: string): Profile => ({
  id,
  name,
  accountId: "a",
  aiGatewayId: `g-${id}`,
});
const withProfiles = (...profiles: readonly Profile[]): AppState => ({
  ...verified,
  profile: profiles[0] ?? null,
  profiles,
});

describe.each(["darwin", "win32", "linux"])("on %s", (platform) => {
  test("everything Sluice knows stands in one order", () => {
    const state = {
      ...withModels("anthropic", "openai"),
      profiles: [profile("p", "Home"), profile("q", "Work")],
    };
    expect(idsOf(menuIn(state, platform))).toEqual([
      ...["status", "spend", "—"],
      ...["toggle", "pauseFor", "model", "profile", "—"],
      ...["test", "open", "usage", "dashboard", "—"],
      ...["settings", "quit"],
    ]);
  });

  test("a Sluice that knows nothing yet offers the window, the dashboard, the settings and the end", () => {
    const empty: AppState = { ...withOpenClaw({ link: null }), profile: null };
    expect(idsOf(menuIn(empty, platform))).toEqual([
      ...["status", "spend", "—"],
      ...["open", "usage", "dashboard", "—"],
      ...["settings", "quit"],
    ]);
  });

  test("the last row is called as the system's programs call it, and says what becomes of OpenClaw", () => {
    const style = { darwin: "quitApp", win32: "exit", linux: "quit" }[platform];
    expect(menuIn(verified, platform).at(-1)).toMatchObject({ label: `${style}, asItWas` });
    const edge = { ...verified, settings: { ...verified.settings, onQuit: "edge" } } as const;
    expect(menuIn(edge, platform).at(-1)).toMatchObject({ label: `${style}, edge` });
    const left = withOpenClaw({ link: { kind: "edge", providers: [], applied: true } });
    expect(menuIn(left, platform).at(-1)).toMatchObject({ label: `${style}, edge` });
    const alone = withOpenClaw({ link: null });
    expect(menuIn(alone, platform).at(-1)).toMatchObject({ label: style });
  });

  test("keys are shown on macOS only", () => {
    const keys = menuIn(verified, platform).map((item) =>
      item.type === "normal" ? item.accelerator : undefined,
    );
    const shown = platform === "darwin" ? ["Command+,", "Command+Q"] : [];
    expect(keys.filter((key) => key !== undefined)).toEqual(shown);
  });
});

test("each row leads where its own words are explained, the dashboard out", () => {
  const at = (page: string) => ({ action: { kind: "open", page } });
  expect(itemOf(verified, "status")).toMatchObject(at("home"));
  expect(itemOf(verified, "spend")).toMatchObject(at("usage"));
  expect(itemOf(verified, "usage")).toMatchObject(at("usage"));
  expect(itemOf(verified, "open")).toMatchObject({ action: { kind: "open" } });
  expect(itemOf(verified, "open")).not.toMatchObject({ action: { page: expect.anything() } });
  expect(itemOf(verified, "settings")).toMatchObject({
    action: { kind: "open", page: "settings" },
  });
  expect(itemOf(verified, "dashboard")).toMatchObject({
    action: { kind: "browse", site: "cloudflare" },
  });
});

describe("the route", () => {
  test("is turned off to direct and on to Cloudflare", () => {
    expect(itemOf(verified, "toggle")).toMatchObject({ checked: true, action: routeTo("direct") });
    const off = routed({ asked: "direct", applied: "direct" });
    expect(itemOf(off, "toggle")).toMatchObject({ checked: false, action: routeTo("cloudflare") });
  });

  test("is paused for 15 minutes, an hour, until tomorrow or until one resumes", () => {
    expect(choicesOf(verified, "pauseFor")).toMatchObject([
      { label: "15 minutes", action: routeTo("paused", { minutes: 15 }) },
      { label: "60 minutes", action: routeTo("paused", { minutes: 60 }) },
      { label: "Until tomorrow", action: routeTo("paused", "today") },
      { label: "Until I resume", action: routeTo("paused") },
    ]);
  });

  test("can only be resumed while it is paused, to where it was before", () => {
    const paused = routed({ asked: "paused", applied: "paused", resumesTo: "direct" });
    expect(itemOf(paused, "toggle")).toBeUndefined();
    expect(itemOf(paused, "pauseFor")).toBeUndefined();
    expect(itemOf(paused, "resume")).toMatchObject({ action: routeTo("direct") });
  });

  test.each([
    ["an account", { ...verified, profile: null }],
    ["a link", withOpenClaw({ link: null })],
    ["anything left of the allowance", routed({ refusing: "allowance" })],
  ])(
    "is neither switched nor paused without %s: a mark would say what is not so",
    (_what, state) => {
      expect(itemOf(state, "toggle")).toBeUndefined();
      expect(itemOf(state, "pauseFor")).toBeUndefined();
    },
  );
});

describe("a used-up allowance", () => {
  const reached = { ...verified.allowance, level: 100, reached: true } as const;
  const refused = routed({ refusing: "allowance" }, { allowance: reached });

  test("offers the two ways on, in the place of the switch", () => {
    expect(idsOf(menuIn(refused)).slice(0, 6)).toEqual([
      ...["status", "spend", "—"],
      ...["raise", "ignore", "—"],
    ]);
    expect(itemOf(refused, "raise")).toMatchObject({
      label: "+ $1",
      action: { command: { type: "allowance.raise", microUsd: 1_000_000 } },
    });
    expect(itemOf(refused, "ignore")).toMatchObject({
      action: { command: { type: "allowance.ignore" } },
    });
  });

  test("offers no more of it where nobody can read what was spent", () => {
    const unread = routed({ refusing: "allowance" });
    expect(itemOf(unread, "raise")).toBeUndefined();
    expect(itemOf(unread, "ignore")).toBeDefined();
  });

  test("offers them only while it refuses, and not in the middle of a pause", () => {
    expect(itemOf(verified, "raise")).toBeUndefined();
    const paused = routed({ asked: "paused", applied: "paused", refusing: "paused" });
    expect(itemOf(paused, "ignore")).toBeUndefined();
    expect(itemOf(paused, "resume")).toBeDefined();
  });
});

describe("the model", () => {
  test("is one of the linked provider's, the chosen one marked and named on the row", () => {
    const state = withModels("anthropic");
    expect(itemOf(state, "model")).toMatchObject({ label: "Model: anthropic large" });
    expect(choicesOf(state, "model")).toMatchObject([
      { type: "radio", label: "anthropic large", checked: true },
      {
        label: "anthropic small",
        checked: false,
        action: { command: { type: "model.select", provider: "anthropic", model: "small" } },
      },
    ]);
  });

  test("stands under its provider where there are two, with one mark in all", () => {
    const items = choicesOf(withModels("anthropic", "openai"), "model");
    expect(items.map(({ type }) => type)).toEqual([
      ...["header", "radio", "radio"],
      ...["header", "radio", "radio"],
    ]);
    expect(items[0]).toMatchObject({ label: "ANTHROPIC" });
    // A separator would end the group, and Electron would mark the first of the next one.
    expect(items.filter((item) => item.type === "radio" && item.checked)).toHaveLength(1);
  });

  test("cannot be chosen where it is not ours to say, or where there is no choice", () => {
    const many = withModels("anthropic");
    const overlay = { kind: "overlay", providers: ["anthropic"], applied: true } as const;
    expect(choicesOf({ ...many, openclaw: { ...many.openclaw, link: overlay } }, "model")).toEqual(
      [],
    );
    expect(choicesOf({ ...many, openclaw: { ...many.openclaw, link: null } }, "model")).toEqual([]);
    const one = { ...many, models: { ...many.models, known: many.models.known.slice(0, 1) } };
    expect(choicesOf(one, "model")).toEqual([]);
  });

  test("of a provider that is not linked is not offered, and the one the link took is marked", () => {
    const both = withModels("anthropic", "openai");
    const link = { kind: "own", providers: ["openai"], applied: true } as const;
    const items = choicesOf({ ...both, openclaw: { ...both.openclaw, link } }, "model");
    expect(items).toMatchObject([
      { label: "openai large", checked: true },
      { label: "openai small", checked: false },
    ]);
  });
});

describe("the profile", () => {
  test("is chosen where there is more than one", () => {
    const state = withProfiles(profile("p", "Home"), profile("q", "Work"));
    expect(choicesOf(state, "profile")).toMatchObject([
      { type: "radio", label: "Home", checked: true },
      { label: "Work", checked: false, action: { command: { type: "profile.select", id: "q" } } },
    ]);
    expect(itemOf(withProfiles(profile("p", "Home")), "profile")).toBeUndefined();
  });

  test("with the name of another is told apart by its AI Gateway", () => {
    const long = "x".repeat(80);
    const state = withProfiles(profile("p", long), profile("q", long), profile("r", "Home"));
    const cut = `${"x".repeat(39)}…`;
    expect(choicesOf(state, "profile")).toMatchObject([
      { label: `${cut} (g-p)` },
      { label: `${cut} (g-q)` },
      { label: "Home" },
    ]);
  });
});

describe("the test of the route", () => {
  const check = { name: "route", at: 1 } as const;

  test("is asked for by its name", () => {
    expect(itemOf(verified, "test")).toMatchObject({
      action: { command: { type: "check.run", name: "route" } },
    });
  });

  test.each<readonly [string, Partial<AppState>]>([
    ["there is no account", { profile: null }],
    ["nothing listens", { router: { status: "failed", port: null } }],
    ["routing is off", routed({ asked: "direct", applied: "direct" })],
    ["it is paused", routed({ asked: "paused", applied: "paused" })],
    ["the day's allowance is used up", routed({ refusing: "allowance" })],
    ["no key could pay for it", { secrets: [] }],
    ["one is under way", { checks: [{ ...check, status: "running" }] }],
  ])("is not offered while %s", (_, changes) => {
    expect(itemOf({ ...verified, ...changes }, "test")).toBeUndefined();
  });

  test("is offered again after a failure, and while a token is refused", () => {
    const failed = { checks: [{ ...check, status: "failed" }] } as const;
    expect(itemOf({ ...verified, ...failed }, "test")).toBeDefined();
    expect(itemOf(routed({ refusing: "tokenRejected" }), "test")).toBeDefined();
  });
});

test("whatever a model or profile is called, its row is one short line and shows its ampersands", () => {
  const name = fc.oneof(
    fc.string({ unit: "binary", minLength: 1, maxLength: 80 }),
    fc.string({ unit: fc.constantFrom("&", "a", "\u202e", "\n", "\u0007", "😀"), maxLength: 80 }),
  );
  fc.assert(
    fc.property(name, name, (one, other) => {
      const state = {
        ...withModels("anthropic"),
        profiles: [profile("p", one), profile("q", other)],
        profile: profile("p", one),
      };
      const models = state.models.known.map((known) => ({ ...known, name: other }));
      const labels = menuIn({ ...state, models: { ...state.models, known: models } }).flatMap(
        (item) => [item, ...(item.type === "submenu" ? item.items : [])],
      );
      const wrong = labels
        .flatMap((item) => (item.type === "separator" ? [] : [item.label]))
        .filter((label) => {
          const shown = [...label.replaceAll("&&", "&")].length;
          const isOneLine = !/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}]/u.test(label);
          const isEscaped = !label.replaceAll("&&", "").includes("&");
          return shown < 1 || shown > 80 || !isOneLine || !isEscaped || !label.isWellFormed();
        });
      expect(wrong).toEqual([]);
    }),
  );
});
