/** The names under which OpenClaw asks: OpenClaw accepts every one, they lead back, and to nothing that is not to be answered. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountOfResolverId, resolverIdOf } from "../../../main/core/resolver/resolver-id.ts";

/** As OpenClaw 2026.9.6 checks it, dot segments included. */
const isAccepted = (id: string): boolean =>
  /^[A-Za-z0-9][A-Za-z0-9._:/#-]{0,255}$/.test(id) &&
  !id.split("/").some((segment) => segment === "." || segment === "..");

const slug = fc.stringMatching(/^[a-z0-9][a-z0-9-]{0,20}$/);
const profile = fc.oneof(
  fc.stringMatching(/^[0-9a-f]{16}$/),
  fc.string({ unit: "binary", minLength: 1, maxLength: 20 }).filter((text) => !text.includes("/")),
);
const account = fc
  .tuple(
    profile,
    fc.oneof(
      slug.map((one) => `provider/${one}`),
      fc.constant("aiGateway"),
    ),
  )
  .map(([id, rest]) => `${id}/${rest}`);

describe("an id for OpenClaw", () => {
  test("is what people would expect for the profiles Sluice makes", () => {
    expect(resolverIdOf("0123456789abcdef/provider/anthropic", "plain")).toBe(
      "plain/0123456789abcdef/provider/anthropic",
    );
    expect(resolverIdOf("0123456789abcdef/aiGateway", "bearer")).toBe(
      "bearer/0123456789abcdef/aiGateway",
    );
  });

  test("is accepted by OpenClaw and leads back, whatever the profile is called", () => {
    fc.assert(
      fc.property(account, fc.constantFrom("plain", "bearer"), (one, as) => {
        const id = resolverIdOf(one, as);
        expect(isAccepted(id)).toBe(true);
        expect(accountOfResolverId(id)).toEqual({ account: one, as });
      }),
      { numRuns: 5_000 },
    );
  });

  test("leads to nothing but model keys and aiGateway tokens, whatever is asked", () => {
    const piece = fc.constantFrom(
      "plain",
      "bearer",
      "/",
      "p",
      "provider",
      "aiGateway",
      "analytics",
      "anthropic",
      "#",
      "#002f",
      "#0070",
      "..",
      ".",
      "__probe__",
    );
    const asked = fc.oneof(
      fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join("")),
      fc.string({ unit: "binary", maxLength: 60 }),
    );
    fc.assert(
      fc.property(asked, (id) => {
        const found = accountOfResolverId(id);
        if (!found) return;
        expect(found.account).toMatch(/^[^/]+\/(provider\/[a-z0-9-]+|aiGateway)$/);
        expect(resolverIdOf(found.account, found.as)).toBe(id);
      }),
      { numRuns: 20_000 },
    );
    for (const id of [
      "plain/p/analytics",
      "plain/__probe__",
      "plain/p/provider/anthropic/x",
      "p/aiGateway",
      "plain/p/provider/Anthropic",
      "plain/#0070/aiGateway",
    ])
      expect(accountOfResolverId(id)).toBeNull();
  });
});
