/** Only the main frame of our own window, on our own page, is heard. */
import { expect, test } from "vitest";
import { isOurs } from "../../main/shell/sender.ts";

const contents = { name: "ours" };
const frame = { url: "app://sluice/", parent: null };
const event = { sender: contents, senderFrame: frame };

test("our page is heard, whatever comes after its address", () => {
  expect(isOurs(event, contents)).toBe(true);
  const deeper = { ...frame, url: "app://sluice/index.html?x#usage" };
  expect(isOurs({ ...event, senderFrame: deeper }, contents)).toBe(true);
});

test("another window, a frame inside, a frame that is gone and another page are not", () => {
  expect(isOurs({ ...event, sender: { name: "other" } }, contents)).toBe(false);
  expect(isOurs(event, null)).toBe(false);
  expect(isOurs({ ...event, senderFrame: null }, contents)).toBe(false);
  expect(isOurs({ ...event, senderFrame: { ...frame, parent: frame } }, contents)).toBe(false);
  for (const url of ["about:blank", "app://sluice.example/", "app://sluice", "https://sluice/", ""])
    expect(isOurs({ ...event, senderFrame: { ...frame, url } }, contents)).toBe(false);
});
