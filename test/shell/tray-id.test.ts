/** The id under which Windows remembers the icon. */
import { expect, test } from "vitest";
import { iconIdOf } from "../../main/shell/tray-id.ts";

const id = iconIdOf("C:\\Sluice\\Sluice.exe", "C:\\data");

test("is a GUID, and the same at every start", () => {
  expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(iconIdOf("C:\\Sluice\\Sluice.exe", "C:\\data")).toBe(id);
});

test("is another for another program and for another data folder: Windows would give those no icon", () => {
  expect(iconIdOf("C:\\electron.exe", "C:\\data")).not.toBe(id);
  expect(iconIdOf("C:\\Sluice\\Sluice.exe", "C:\\data\\practice")).not.toBe(id);
});
