/** The switches: known ones are understood, anything else is refused with a sentence. */
import { describe, expect, test } from "vitest";
import { readArguments } from "../../main/app/arguments.ts";

const value = (...argv: string[]) => {
  const parsed = readArguments(argv, true);
  if (!parsed.ok) throw new Error(parsed.message);
  return parsed.value;
};

describe("switches", () => {
  test("nothing said means nothing set", () => {
    expect(value()).toEqual({
      userDataDir: null,
      practice: false,
      hidden: false,
      once: false,
      link: false,
      unlink: false,
      leave: false,
      profile: null,
      providerKey: null,
    });
  });

  test("the set-up flags carry both ids and say where the key comes from", () => {
    const ids = [
      "--cloudflare-ai-gateway-account-id",
      "acct",
      "--cloudflare-ai-gateway-gateway-id=gw",
    ];
    expect(value(...ids, "--link")).toMatchObject({
      link: true,
      profile: { accountId: "acct", aiGatewayId: "gw" },
    });
    expect(value("--cloudflare-ai-gateway-api-key=env:MY_KEY").providerKey).toEqual({
      from: "environment",
      name: "MY_KEY",
    });
    expect(value("--cloudflare-ai-gateway-api-key=-").providerKey).toEqual({ from: "stdin" });
    expect(value("--cloudflare-ai-gateway-api-key=sk-x").providerKey).toEqual({
      from: "literal",
      secret: "sk-x",
    });
  });

  test.each([
    ["an unknown switch", ["--linkk"]],
    ["a loose word", ["link"]],
    ["one id without the other", ["--cloudflare-ai-gateway-account-id=a"]],
    ["link and unlink", ["--link", "--unlink"]],
    ["once with link", ["--once", "--link"]],
    ["a switch without its value", ["--user-data-dir"]],
  ])("%s is refused with a sentence", (_, argv) => {
    const parsed = readArguments(argv, true);
    expect(parsed.ok).toBe(false);
    expect(!parsed.ok && parsed.message.length).toBeGreaterThan(10);
  });

  test("the window's build tolerates the switches of its own engine", () => {
    const parsed = readArguments(["--no-sandbox", "--user-data-dir=/x", "."], false);
    expect(parsed).toMatchObject({ ok: true, value: { userDataDir: "/x" } });
  });
});
