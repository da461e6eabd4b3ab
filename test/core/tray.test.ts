/** The tray says what holds, never what was only asked, and its figures carry their as-of. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type TrayItem, trayOf } from "../../main/core/tray.ts";
import { errorCodes } from "../../preload/contract/error.ts";
import { type AppState, refusalReasons } from "../../preload/contract/state.ts";
import { routed, stopped, verified, withOpenClaw, words } from "./tray-states.ts";

const shape = (state: AppState): readonly [string, string | undefined] => {
  const { icon, menu } = trayOf(state, words, "linux");
  const [status] = menu;
  return [icon, status?.type === "normal" ? status.label : undefined];
};
const itemOf = (state: AppState, id: string): TrayItem | undefined =>
  trayOf(state, words, "linux").menu.find((item) => "id" in item && item.id === id);

describe("the icon and the status row", () => {
  test("are solid only for a request of OpenClaw's own", () => {
    expect(shape(verified)).toEqual(["verified", "verified 1401"]);
    const bySluice = { at: 1400, by: "sluice", logId: "log" } as const;
    expect(shape(routed({ verified: bySluice }))).toEqual(["hollow", "tested 1400"]);
    expect(shape(routed({}))).toEqual(["hollow", "not proven"]);
  });

  test("show what holds while something else has been asked for", () => {
    expect(shape(routed({ applied: "direct" }))).toEqual(["direct", "asked"]);
    expect(shape(routed({ asked: "direct" }))).toEqual(["hollow", "asked"]);
    expect(shape(routed({ asked: "direct", applied: "paused" }))).toEqual(["paused", "asked"]);
    expect(shape(routed({ asked: "paused" }))).toEqual(["hollow", "asked"]);
    expect(shape(routed({ applied: null }))).toEqual(["hollow", "asked"]);
  });

  test("tell direct, paused, not found and not running apart", () => {
    expect(shape(routed({ asked: "direct", applied: "direct" }))).toEqual(["direct", "direct"]);
    const paused = routed({ asked: "paused", applied: "paused", refusing: "paused" });
    expect(shape(paused)).toEqual(["paused", "paused"]);
    const ending = routed({ asked: "paused", applied: "paused", pausedUntil: 1530 });
    expect(shape(ending)).toEqual(["paused", "paused until 1530"]);
    const nowhere = withOpenClaw({ status: "notFound", daemon: stopped });
    expect(shape(nowhere)).toEqual(["not-found", "not found"]);
    const silent = routed({}, { openclaw: { ...verified.openclaw, daemon: stopped } });
    expect(shape(silent)).toEqual(["not-found", "not running"]);
  });

  test("do not call OpenClaw not found that has no file yet and is there all the same", () => {
    const running = withOpenClaw({ status: "notFound", link: null });
    expect(shape(running)).toEqual(["direct", "not linked"]);
    const install = {
      source: "npm",
      entry: "/o",
      node: null,
      version: null,
      isTooOld: false,
    } as const;
    const lying = { status: "notFound", daemon: stopped, link: null, installs: [install] } as const;
    expect(shape({ ...routed({}), openclaw: { ...verified.openclaw, ...lying } })).toEqual([
      "not-found",
      "not running",
    ]);
  });

  test("believe a request of OpenClaw's own more than a daemon that does not answer", () => {
    expect(shape(withOpenClaw({ daemon: stopped }))).toEqual(["verified", "verified 1401"]);
  });

  test("never say routed while the link is not in OpenClaw's file", () => {
    expect(shape(withOpenClaw({ link: null }))).toEqual(["direct", "not linked"]);
    const lost = { kind: "own", providers: ["anthropic"], applied: false } as const;
    expect(shape(withOpenClaw({ link: lost }))).toEqual(["direct", "not linked"]);
  });

  test("let what needs the person win over all", () => {
    const notice = { code: "vault.locked", at: 1 } as const;
    const paused = routed({ asked: "paused", applied: "paused" }, { notice });
    expect(shape(paused)).toEqual(["needs-you", "needs you vault.locked"]);
    expect(shape(routed({ refusing: "tokenRejected" }))).toEqual([
      "needs-you",
      "refused tokenRejected",
    ]);
    const failed = { status: "failed", port: null, error: "router.portTaken" } as const;
    expect(shape({ ...verified, router: failed })).toEqual([
      "needs-you",
      "needs you router.portTaken",
    ]);
    expect(shape(withOpenClaw({ status: "unreadable" }))).toEqual([
      "needs-you",
      "needs you config.unreadable",
    ]);
  });

  test("do not call for help because a paused request was refused", () => {
    const notice = { code: "paused", at: 1 } as const;
    const paused = routed({ asked: "paused", applied: "paused", refusing: "paused" }, { notice });
    expect(shape(paused)).toEqual(["paused", "paused"]);
  });
});

describe("an allowance", () => {
  const allowance = { ...verified.allowance, microUsdPerDay: 2_000_000 } as const;
  const told = (code: "allowance.half" | "allowance.near"): AppState => ({
    ...verified,
    allowance: { ...allowance, level: 80 },
    notice: { code, at: 1 },
  });

  test("half or nearly used up is no call for help: the figure says how far, the route stays in sight", () => {
    for (const state of [told("allowance.half"), told("allowance.near")]) {
      expect(shape(state)).toEqual(["verified", "verified 1401"]);
      expect(itemOf(state, "spend")).toMatchObject({ label: "today $1.84 of $2 as of 1402" });
      expect(trayOf(state, words, "win32").tooltip).toBe("verified 1401, $1.84 of $2");
    }
  });

  test("used up needs the person", () => {
    const refused = routed({ refusing: "allowance" }, { allowance: { ...allowance, level: 100 } });
    expect(shape(refused)).toEqual(["needs-you", "refused allowance"]);
    const reached = { ...verified, notice: { code: "allowance.reached", at: 1 } } as const;
    expect(shape(reached)).toEqual(["needs-you", "needs you allowance.reached"]);
  });

  test("counts what was added for today, and is not spoken of while it is ignored", () => {
    const extra = { ...verified, allowance: { ...allowance, extraMicroUsd: 1_000_000 } };
    expect(itemOf(extra, "spend")).toMatchObject({ label: "today $1.84 of $3 as of 1402" });
    const ignored = { ...verified, allowance: { ...allowance, isIgnored: true } };
    expect(itemOf(ignored, "spend")).toMatchObject({ label: "today $1.84 as of 1402" });
  });
});

describe("figures", () => {
  const withToday = (changes: Partial<AppState["usage"]["today"]>): AppState => ({
    ...verified,
    usage: { ...verified.usage, today: { ...verified.usage.today, ...changes } },
  });
  const unknown = withToday({ costMicroUsd: null, uncertaintyMicroUsd: null });

  test("carry their as-of, and what is not known is a dash", () => {
    expect(itemOf(verified, "spend")).toMatchObject({ label: "today $1.84 as of 1402" });
    expect(itemOf(unknown, "spend")).toMatchObject({ label: "today — as of 1402" });
    expect(trayOf(unknown, words, "darwin").title).toBe("—");
  });

  test("say where they are no more than the least it was", () => {
    const least = withToday({ uncertaintyMicroUsd: null });
    expect(itemOf(least, "spend")).toMatchObject({ label: "today ≥$1.84 as of 1402" });
  });

  test("stand beside the icon on macOS only, and only when they are short", () => {
    expect(trayOf(verified, words, "darwin").title).toBe("$1.84");
    expect(trayOf(verified, words, "linux").title).toBe("");
    expect(trayOf(verified, words, "win32").title).toBe("");
    const long = { ...words, title: () => "$123456.78" };
    expect(trayOf(verified, long, "darwin").title).toBe("");
  });

  test("are the one the person chose, or none: the rows of the menu stay", () => {
    const shown = (trayFigure: AppState["settings"]["trayFigure"]) => {
      const state = { ...verified, settings: { ...verified.settings, trayFigure } };
      const { title } = trayOf(
        state,
        { ...words, title: (_day, figure) => figure.slice(0, 8) },
        "darwin",
      );
      const { menu, tooltip } = trayOf(state, words, "win32");
      return [title, tooltip, menu[1]];
    };
    const row = expect.objectContaining({ id: "spend", label: "today $1.84 as of 1402" });
    expect(shown("spend")).toEqual(["spend", "verified 1401, $1.84", row]);
    expect(shown("allowance")).toEqual(["allowanc", "verified 1401, allowance", row]);
    expect(shown("none")).toEqual(["", "verified 1401, none", row]);
  });
});

test("practice is named, so that nobody takes its figures for real ones", () => {
  const practice = { ...verified, practice: true };
  expect(trayOf(practice, words, "win32").tooltip).toBe("practice, verified 1401, $1.84");
  expect(itemOf(practice, "practice")).toMatchObject({ label: "Practice" });
  expect(itemOf(verified, "practice")).toBeUndefined();
});

test("whatever the state, the tooltip fits Windows and the menu ends with Quit", () => {
  const route = fc.constantFrom("cloudflare", "direct", "paused");
  const state = fc.record({
    asked: route,
    applied: fc.option(route),
    refusing: fc.option(fc.constantFrom(...refusalReasons)),
    code: fc.option(fc.constantFrom(...errorCodes)),
    status: fc.constantFrom("found", "notFound", "unreadable"),
    isLinked: fc.boolean(),
    text: fc.string({ maxLength: 200 }),
  });
  fc.assert(
    fc.property(state, ({ asked, applied, refusing, code, status, isLinked, text }) => {
      const { link } = verified.openclaw;
      const drawn = trayOf(
        {
          ...routed({ asked, applied, refusing } as Partial<AppState["route"]>),
          openclaw: {
            ...verified.openclaw,
            status: status as AppState["openclaw"]["status"],
            link: isLinked ? link : null,
          },
          notice: code === null ? null : { code, at: 1 },
        },
        { ...words, tooltip: () => text },
        "win32",
      );
      expect(drawn.tooltip.length).toBeLessThan(64);
      expect(drawn.menu.at(-1)).toMatchObject({ id: "quit" });
      expect(drawn.icon === "verified").toBe(false);
      const kinds = drawn.menu.map((item) => item.type).join();
      expect(kinds).not.toContain("separator,separator");
    }),
  );
});
