/** A link opens only when it is one of ours, letter by letter. */
import { expect, test } from "vitest";
import { isKnownLink } from "../../main/shell/links.ts";

test("a page we name opens", () => {
  expect(isKnownLink("https://dash.cloudflare.com/profile/api-tokens")).toBe(true);
});

test("anything near it does not", () => {
  for (const url of [
    "https://dash.cloudflare.com/profile/api-tokens?key=secret",
    "https://dash.cloudflare.com.example/",
    "https://dash.cloudflare.com@example.com/",
    "http://dash.cloudflare.com/",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "",
  ])
    expect(isKnownLink(url)).toBe(false);
});
