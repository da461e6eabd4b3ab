/** A name somebody else chose cannot bend the menu it stands in. */
import { expect, test } from "vitest";
import { labelOf, nameOf } from "../../main/core/tray-label.ts";

test.each([
  ["R&D", "R&D", "R&&D"],
  ["&&", "&&", "&&&&"],
  ["R (&) D", "R (&) D", "R (\u2060&&) D"],
  ["two\nlines\r\nand a\ttab", "two lines and a tab", "two lines and a tab"],
  ["\u202egnp.exe\u202c", "gnp.exe", "gnp.exe"],
  ["zero\u200bwidth\ufeff", "zerowidth", "zerowidth"],
  ["\u0000\u0007\u2028", "—", "—"],
  ["  Home  ", "Home", "Home"],
  ["שלום", "שלום", "שלום"],
  ["Claude 👩‍💻", "Claude 👩‍💻", "Claude 👩‍💻"],
  ["half \ud83d", "half \ufffd", "half \ufffd"],
])("%j is the name %j and the row %j", (text, name, label) => {
  expect(nameOf(text)).toBe(name);
  expect(labelOf(nameOf(text))).toBe(label);
});

test("80 characters are cut to 40, a sign of it among them, and never in the middle of one", () => {
  expect(nameOf("x".repeat(80))).toBe(`${"x".repeat(39)}…`);
  expect(nameOf("😀".repeat(80))).toBe(`${"😀".repeat(39)}…`);
  expect(nameOf("x".repeat(40))).toBe("x".repeat(40));
});

test("a row of our own words may have 80, counted as they are shown", () => {
  expect(labelOf("&".repeat(80))).toBe("&&".repeat(80));
  expect(labelOf("x".repeat(81))).toBe(`${"x".repeat(79)}…`);
});
