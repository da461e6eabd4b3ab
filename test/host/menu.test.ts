/** The stand-in's menus do what Electron's do: marks, groups, depth, and what it refuses. */
import { describe, expect, test } from "vitest";
import { Menu } from "./menu.ts";

const checkedIn = (menu: Menu): string[] =>
  menu.items.filter(({ checked }) => checked).map(({ label }) => label);
const radio = (label: string, checked = false) => ({ type: "radio", label, checked }) as const;

test("a check mark is turned over by the click, before anybody hears of it", () => {
  const heard: boolean[] = [];
  const menu = Menu.buildFromTemplate([
    { type: "checkbox", label: "a", click: ({ checked }) => heard.push(checked) },
  ]);
  menu.items[0]?.click();
  menu.items[0]?.click();
  expect(heard).toEqual([true, false]);
});

describe("of the radio items between two separators", () => {
  const template = () => [
    radio("a", true),
    { label: "between" },
    radio("b"),
    { type: "separator" } as const,
    radio("c", true),
    radio("d"),
  ];

  test("one is marked: the one that was clicked last", () => {
    const menu = Menu.buildFromTemplate(template());
    expect(checkedIn(menu)).toEqual(["a", "c"]);
    menu.items[2]?.click();
    expect(checkedIn(menu)).toEqual(["b", "c"]);
    menu.items[2]?.click();
    expect(checkedIn(menu)).toEqual(["b", "c"]);
  });

  test("the first is marked when the menu opens and none is", () => {
    const inner = { label: "inner", submenu: [radio("x"), radio("y")] };
    const menu = Menu.buildFromTemplate([radio("a"), radio("b"), inner]);
    menu._open();
    expect(checkedIn(menu)).toEqual(["a"]);
    expect(menu.items[2]?.submenu && checkedIn(menu.items[2].submenu)).toEqual(["x"]);
  });
});

test("a submenu is one by what it has, and is searched through", () => {
  const menu = Menu.buildFromTemplate([
    { label: "a", submenu: [{ label: "b", submenu: [{ id: "deep", label: "c" }] }] },
  ]);
  expect(menu.items[0]?.type).toBe("submenu");
  expect(menu.getMenuItemById("deep")?.label).toBe("c");
  expect(menu.getMenuItemById("deeper")).toBeNull();
});

test("idle separators are left out", () => {
  const line = { type: "separator" } as const;
  const menu = Menu.buildFromTemplate([line, { label: "a" }, line, line, { label: "b" }, line]);
  expect(menu.items.map(({ label }) => label)).toEqual(["a", "", "b"]);
});

test("what Electron refuses is refused", () => {
  expect(() => Menu.buildFromTemplate([{ type: "normal" }])).toThrow("label, role or type");
  expect(() => Menu.buildFromTemplate([{ type: "submenu", label: "a" }])).toThrow("submenu");
  const odd = { type: "toggle" as "normal", label: "a" };
  expect(() => Menu.buildFromTemplate([odd])).toThrow("Unknown menu item type: toggle");
});

test.each([
  ["R&&D", "R&D"],
  ["&File", "File"],
  ["&&&&", "&&"],
])("the label %j is read as %j", (label, text) => {
  expect(Menu.buildFromTemplate([{ label }]).items[0]?._text).toBe(text);
});
