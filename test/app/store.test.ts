/** The one snapshot: numbered, told once a turn, never out of order. */
import { expect, test } from "vitest";
import { createStore } from "../../main/app/store.ts";
import type { AppState } from "../../preload/contract/state.ts";

const first = { version: "1", practice: false } as Omit<AppState, "rev">;
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("changes of one turn reach a watcher as one snapshot", async () => {
  const store = createStore(first);
  const seen: AppState[] = [];
  store.watch((state) => seen.push(state));
  store.set({ version: "2" });
  store.set({ practice: true });
  expect(seen).toEqual([]);
  await turn();
  expect(seen.map(({ version, practice }) => [version, practice])).toEqual([["2", true]]);
});

test("the number grows with every change and stays without one", () => {
  const store = createStore(first);
  store.set({ version: "1" });
  expect(store.state().rev).toBe(1);
  store.set({ version: "2" });
  expect(store.state().rev).toBe(2);
});

test("a flush tells at once and the turn's end does not tell again", async () => {
  const store = createStore(first);
  const seen: number[] = [];
  store.watch(({ rev }) => seen.push(rev));
  store.set({ version: "2" });
  store.flush();
  expect(seen).toEqual([2]);
  await turn();
  expect(seen).toEqual([2]);
});

test("a snapshot cannot be changed, and who stopped watching hears nothing", async () => {
  const store = createStore(first);
  let heard = 0;
  const stop = store.watch(() => {
    heard += 1;
  });
  stop();
  store.set({ version: "2" });
  await turn();
  expect(heard).toBe(0);
  expect(Object.isFrozen(store.state())).toBe(true);
});
