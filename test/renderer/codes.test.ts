/** What can go wrong is said in each language: its own sentence, plain, with no secret and no jargon, short enough for a notice. */
import { describe, expect, test } from "vitest";
import { errorCodes } from "../../preload/contract/error.ts";
import { refusalReasons } from "../../preload/contract/state.ts";
import { dashLinkOf } from "../../renderer/copy/dash-links.ts";
import { type Code, languages } from "../../renderer/copy/language.ts";
import { wordsOf } from "../../renderer/copy/tables.ts";
import { isAtCloudflare, isByCloudflare, remedyOf } from "../../renderer/remedy.ts";

const codes: readonly Code[] = [...errorCodes, ...refusalReasons];
const profile = { accountId: "0123456789abcdef0123456789abcdef", aiGatewayId: "demo" };

/** What a permission is called in Cloudflare's dashboard, whatever the language here. */
const permissions: Partial<Record<Code, readonly string[]>> = {
  "cloudflare.noToken": ["AI Gateway → Read", "Account Analytics → Read"],
  "cloudflare.needsAiGatewayRead": ["AI Gateway → Read"],
  "cloudflare.needsAiGatewayEdit": ["AI Gateway → Edit"],
  "cloudflare.needsAnalyticsRead": ["Account Analytics → Read"],
  "cloudflare.needsAccountSettingsRead": ["Account Settings → Read"],
  "cloudflare.needsBillingRead": ["Billing → Read"],
  "cloudflare.analyticsEmpty": ["AI Gateway → Read"],
  tokenRejected: ["AI Gateway Run"],
};

describe.each(languages)("in %s", (language) => {
  const words = wordsOf(language).codes;

  test("no two codes say the same sentence", () => {
    const byText = Map.groupBy(codes, (code) => words[code].text.toLowerCase());
    expect([...byText.values()].filter((same) => same.length > 1)).toEqual([]);
  });

  test("no sentence has jargon, a status number or anything like a secret", () => {
    for (const code of codes) {
      const said = `${words[code].head} ${words[code].text}`;
      expect(said, code).not.toMatch(
        /\b(?:HTTP|JSON|API|REST|GraphQL|TLS|SSL|CONNECT|URL|BYOK|DLP|DNS|payload|header|endpoint|timeout)\b/,
      );
      expect(said, code).not.toMatch(/(?<![\d.])[45]\d\d(?!\d)/);
      expect(said, code).not.toMatch(/\b(?:sk-|cf[a-z]{2}_|Bearer)|[0-9a-f]{16,}|\b\d{4}\b(?!\.)/);
    }
  });

  test("every sentence fits the notice and a notification", () => {
    for (const code of codes) {
      const { head, text } = words[code];
      expect(head.length, code).toBeLessThan(64);
      // The longest that is shown whole at the window's smallest size, in its largest type.
      expect(text.length, code).toBeLessThanOrEqual(210);
    }
  });

  test("a missing permission is called what Cloudflare's dashboard calls it", () => {
    for (const [code, names] of Object.entries(permissions))
      for (const name of names) expect(words[code as Code].text, code).toContain(name);
  });

  test("the other languages are not left in English", () => {
    if (language === "en") return;
    const english = wordsOf("en").codes;
    for (const code of codes) expect(words[code].text, code).not.toBe(english[code].text);
  });
});

describe("the remedy", () => {
  test("that lies at Cloudflare has a page there, with and without an account", () => {
    for (const code of codes.filter((one) => remedyOf(one).action === "fixAtCloudflare"))
      for (const known of [profile, null])
        expect(dashLinkOf(code, known), code).toMatch(/^https:\/\/dash\.cloudflare\.com\//);
  });

  test("of what Cloudflare refused is an action, or time alone", () => {
    const idle = codes.filter((code) => isByCloudflare(code) && remedyOf(code).action === null);
    expect(idle).toEqual([]);
  });

  test("of what went wrong beyond Sluice offers the other way only where that helps", () => {
    const direct = codes.filter((code) => remedyOf(code).action === "goDirect");
    expect(direct).toEqual([
      "edgeBlocked",
      "guardrailsDown",
      "edgeTimeout",
      "cloudflareUnreachable",
      "cloudflareFailed",
    ]);
    expect(direct.filter((code) => !isAtCloudflare(code))).toEqual([]);
  });

  test("of figures that cannot be had never looks like requests that cannot pass", () => {
    for (const code of errorCodes.filter((one) => one.startsWith("cloudflare."))) {
      expect(remedyOf(code).tone, code).not.toBe("red");
      expect(isAtCloudflare(code), code).toBe(false);
    }
  });
});
