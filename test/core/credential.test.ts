/** A pasted secret is unwrapped, a broken or misplaced one is refused with its reason, an unknown one is accepted. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { inspectSecret, tailOf } from "../../main/core/credential.ts";
import type { SecretKind } from "../../preload/contract/state.ts";

const key = "sk-ant-api03-abcDEF123_-xyz";
const malformed = { ok: false, code: "secret.malformed" };
const wrongKind = { ok: false, code: "secret.wrongKind" };

test("a text too long to be a key is refused: the log hides none that is longer", () => {
  expect(inspectSecret("analytics", undefined, "k".repeat(4_097))).toEqual(malformed);
  expect(inspectSecret("analytics", undefined, "k".repeat(4_096)).ok).toBe(true);
});

describe("a paste", () => {
  test.each([
    key,
    `  ${key}\n`,
    `\r\n\t${key}\r\n`,
    `"${key}"`,
    `'${key}'`,
    `\`${key}\``,
    `" ${key} "`,
    `Bearer ${key}`,
    `bearer   ${key}`,
    `"Bearer ${key}"`,
    `ANTHROPIC_API_KEY=${key}`,
    `anthropic_api_key=${key}`,
    `export ANTHROPIC_API_KEY=${key}`,
    `export KEY='${key}'`,
    `ANTHROPIC_API_KEY="${key}"`,
    `"ANTHROPIC_API_KEY=${key}"`,
    `ANTHROPIC_API_KEY = ${key}`.replace(" = ", "= "),
    `CF_AIG_AUTHORIZATION="Bearer ${key}"`,
  ])("is unwrapped: %j", (raw) => {
    expect(inspectSecret("provider", "anthropic", raw)).toEqual({ ok: true, secret: key });
  });

  test.each([
    "",
    " \n",
    '""',
    "Bearer ",
    "two words",
    "with\ttab-inside",
    "line\nbreak",
    "sk-ant-…",
    "clé-secrète",
    "sk-ant\u200b-zero-width",
    "nul\0inside",
    "ANTHROPIC_API_KEY=",
    "ANTHROPIC_API_KEY=two words",
    `''${key}'' and more`,
  ])("is malformed: %j", (raw) => {
    expect(inspectSecret("provider", "anthropic", raw)).toEqual(malformed);
  });

  test("of printable ASCII without spaces that nobody knows is taken as it is", () => {
    const unknown = fc
      .string({ unit: "grapheme-ascii", minLength: 1 })
      .filter((text) => !/[\s"'`=]/.test(text) && !/^(sk-|AIza|gsk_|xai-|cf[au]t_)/.test(text));
    const kind = fc.constantFrom<SecretKind>("provider", "aiGateway", "analytics");
    fc.assert(
      fc.property(unknown, kind, (text, of) => {
        expect(inspectSecret(of, undefined, text)).toEqual({ ok: true, secret: text });
      }),
    );
  });

  test.each(["YWJjZGVmZw==", "YW_JjZGVmZw==", "YW_JjZGVmZwQ=", "ABCDEFGH=", "a=b=c"])(
    "that ends in padding is no name and value: %s",
    (raw) => {
      expect(inspectSecret("provider", "azure-openai", raw)).toEqual({ ok: true, secret: raw });
    },
  );

  test("never comes out with what no header can carry", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (raw) => {
        const inspected = inspectSecret("provider", "openai", raw);
        if (inspected.ok) expect(inspected.secret).toMatch(/^[\x21-\x7e]+$/);
      }),
    );
  });
});

describe("a secret for another place", () => {
  test.each<[SecretKind, string | undefined, string]>([
    ["provider", "anthropic", "cfut_abc"],
    ["provider", "openai", "cfat_abc"],
    ["provider", "anthropic", "sk-proj-abc"],
    ["provider", "anthropic", "sk-abc"],
    ["provider", "anthropic", "gsk_abc"],
    ["provider", "openai", key],
    ["provider", "groq", key],
    ["aiGateway", undefined, key],
    ["aiGateway", undefined, "sk-abc"],
    ["analytics", undefined, "sk-abc"],
    ["analytics", undefined, "AIzaSy"],
  ])("is refused: %s %s %s", (kind, provider, secret) => {
    expect(inspectSecret(kind, provider, secret)).toEqual(wrongKind);
  });

  test.each<[SecretKind, string | undefined, string]>([
    ["provider", "anthropic", key],
    ["provider", "openai", "sk-proj-abc"],
    ["provider", "deepseek", "sk-abc"],
    ["provider", "workers-ai", "cfut_abc"],
    ["aiGateway", undefined, "cfut_abc"],
    ["aiGateway", undefined, "0123456789abcdefghijABCDEFGHIJ0123456789"],
    ["analytics", undefined, "cfat_abc"],
  ])("is not one in its own place: %s %s %s", (kind, provider, secret) => {
    expect(inspectSecret(kind, provider, secret)).toEqual({ ok: true, secret });
  });
});

test("the tail is four characters of a long secret and none of a short one", () => {
  expect(tailOf("sk-ant-api03-wxyz")).toBe("wxyz");
  expect(tailOf("123456789012")).toBe("9012");
  expect(tailOf("12345678901")).toBe("");
  expect(tailOf("")).toBe("");
});
