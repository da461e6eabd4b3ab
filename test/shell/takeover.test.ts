/** What the window has changed is told outside it, with a button that puts it back; what others change is not. */
import { beforeEach, expect, test, vi } from "vitest";
import { tellTakeovers } from "../../main/shell/takeover.ts";
import type { AppState } from "../../preload/contract/state.ts";
import { languages } from "../../renderer/copy/language.ts";
import { verified } from "../core/tray-states.ts";

const posted = vi.hoisted(
  (): { title: string; body: string; actions: string[]; press(): void; isThere: boolean }[] => [],
);
vi.mock("../../main/shell/notification.ts", () => ({
  postNotification(told: {
    title: string;
    body: string;
    actions: { text: string; run(): void }[];
  }) {
    const { actions, body, title } = told;
    const one = {
      ...{ title, body, isThere: true, actions: actions.map(({ text }) => text) },
      press: () => actions[0]?.run(),
    };
    posted.push(one);
    return () => {
      one.isThere = false;
    };
  },
}));

let state: AppState;
const acted: unknown[] = [];
let language: (typeof languages)[number];
beforeEach(() => {
  posted.length = 0;
  acted.length = 0;
  language = "en";
  state = { ...verified, settings: { ...verified.settings, proxy: "system", logPayloads: false } };
});

type Change = Partial<AppState["settings"]>;
const set = (settings: Change): void => {
  state = { ...state, settings: { ...state.settings, ...settings } };
};
const watching = () =>
  tellTakeovers(
    async (input) => {
      await Promise.resolve();
      if (typeof input === "object") set(input as Change);
      return { ok: true };
    },
    {
      state: () => state,
      language: () => language,
      act: async (action) => void acted.push(action),
    },
  );

test("a proxy and kept bodies are told, whatever the person wished about notifications", async () => {
  const send = watching();
  set({ notifications: false, quietHours: { fromMinute: 0, toMinute: 1_439 } });
  expect(await send({ proxy: "http://10.0.0.9:8080" })).toEqual({ ok: true });
  await send({ logPayloads: true });
  expect(posted.map(({ title }) => title)).toEqual([
    "Requests go through a proxy",
    "Cloudflare keeps prompts and answers from now on",
  ]);
  expect(posted[0]?.body).toContain("10.0.0.9:8080");
  posted[0]?.press();
  expect(acted).toEqual([{ kind: "command", command: { type: "settings.save", proxy: "system" } }]);
});

test("one of a kind stands at a time", async () => {
  const send = watching();
  for (let port = 1; port <= 5; port += 1) await send({ proxy: `http://10.0.0.9:${port}` });
  expect(posted.map(({ isThere }) => isThere)).toEqual([false, false, false, false, true]);
});

test("two commands at once are told once", async () => {
  const send = watching();
  await Promise.all([send(null), send({ logPayloads: true }), send(null)]);
  expect(posted).toHaveLength(1);
});

test("a command that fails half way is told as well", async () => {
  const send = tellTakeovers(
    async () => {
      set({ logPayloads: true });
      throw new Error("half way");
    },
    { state: () => state, language: () => language, act: async () => {} },
  );
  await expect(send({})).rejects.toThrow("half way");
  expect(posted).toHaveLength(1);
});

test("what changes between the window's commands is somebody else's doing", async () => {
  const send = watching();
  await send(null);
  set({ logPayloads: true });
  await send(null);
  expect(posted).toEqual([]);
});

test("before OpenClaw is linked there is nothing to take; once it was, taking the link away hides nothing", async () => {
  const link = state.openclaw.link;
  state = { ...state, openclaw: { ...state.openclaw, link: null } };
  const send = watching();
  await send({ proxy: "http://10.0.0.9:1" });
  expect(posted).toEqual([]);
  state = { ...state, openclaw: { ...state.openclaw, link } };
  await send(null);
  state = { ...state, openclaw: { ...state.openclaw, link: null } };
  await send({ proxy: "http://10.0.0.9:2" });
  expect(posted).toHaveLength(1);
});

test.each(languages)("in %s every kind has words and a button", async (each) => {
  language = each;
  const send = watching();
  await send({ proxy: "http://10.0.0.9:1", logPayloads: true });
  expect(posted).toHaveLength(2);
  for (const { actions, body, title } of posted) {
    expect(title.length).toBeGreaterThan(10);
    expect(title.length).toBeLessThan(60);
    expect(body).toMatch(/\.$/);
    expect(actions).toHaveLength(1);
  }
});
