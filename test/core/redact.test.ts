/** Known secrets never survive, in any spelling, anywhere; what looks like a secret does not either; ordinary text stays readable. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createRedactor, isSecretName, redact } from "../../main/core/redact.ts";

/** The inside of a JSON string. */
const json = (text: string): string => JSON.stringify(text).slice(1, -1);

const encodings: Record<string, (text: string) => string> = {
  raw: (text) => text,
  "percent-encoded": encodeURIComponent,
  "percent-encoded in small letters": (text) =>
    encodeURIComponent(text).replace(/%../g, (code) => code.toLowerCase()),
  "percent-encoded throughout": (text) =>
    [...Buffer.from(text)].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join(""),
  "percent-encoded twice": (text) => encodeURIComponent(encodeURIComponent(text)),
  "as a form field": (text) => new URLSearchParams({ text }).toString().slice("text=".length),
  "as JSON": json,
  "as JSON in JSON": (text) => json(json(text)),
  "as JSON in ASCII": (text) =>
    json(text).replace(
      /[^ -~]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
    ),
  "as JSON with escaped slashes": (text) => json(text).replaceAll("/", "\\/"),
  base64: (text) => Buffer.from(text).toString("base64"),
  base64url: (text) => Buffer.from(text).toString("base64url"),
  "base64, percent-encoded": (text) => encodeURIComponent(Buffer.from(text).toString("base64")),
};

/** Any text that may be a secret: no control characters, and no lone surrogates, which UTF-8 cannot carry. */
const secret = fc.oneof(
  fc.string({ unit: fc.constantFrom(..."abcXYZ0189-_.~+/="), minLength: 8, maxLength: 120 }),
  fc.string({ unit: "grapheme-ascii", minLength: 8, maxLength: 60 }),
  fc.string({ unit: "grapheme", minLength: 8, maxLength: 30 }),
);
/** Percent signs and backslashes right before a secret could be read as the beginning of its first escape. */
const around = fc.string({ unit: fc.constantFrom(..."abz AZ09 :,;{}\"'=/?&\n\té🔑") });

describe("a known secret", () => {
  test.each(Object.entries(encodings))("%s does not survive anywhere in a text", (name, encode) => {
    fc.assert(
      fc.property(secret, around, around, fc.array(secret), (known, before, after, others) => {
        // "%25" in a secret reads like an escape; encoded a second time it cannot be told from one.
        fc.pre(name !== "percent-encoded twice" || !known.includes("%"));
        const spelled = encode(known);
        const shown = redact(before + spelled + after, [...others, known]);
        expect(shown).not.toContain(spelled);
        expect(shown).toContain("[hidden]");
      }),
      { numRuns: 500, examples: [['one\\"two\\\\/é\\é', "", "", []]] },
    );
  });

  test("does not survive inside base64 of more than itself, at any offset", () => {
    fc.assert(
      fc.property(secret, fc.string(), fc.string(), fc.boolean(), (known, before, after, url) => {
        const whole = Buffer.from(before + known + after).toString(url ? "base64url" : "base64");
        const shown = redact(`Basic ${whole}`, [known]);
        expect(shown).toContain("[hidden]");
        const rest = shown.slice("Basic ".length).split("[hidden]");
        for (const part of rest)
          expect(Buffer.from(part, "base64").toString()).not.toContain(known);
      }),
      { numRuns: 500 },
    );
  });

  test("does not survive where it overlaps another", () => {
    expect(redact("<abcdefghijkl>", ["abcdefgh", "efghijkl"])).toBe("<[hidden]>");
    expect(redact("<abcdefghijkl>", ["efghijkl", "abcdefgh"])).toBe("<[hidden]>");
    expect(redact("<abcdefghijkl>", ["abcdefgh", "abcdefghijkl"])).toBe("<[hidden]>");
    expect(redact("aaaaaaaaaaaaaaaaaaaaa", ["aaaaaaaaaa"])).toBe("[hidden]");
  });

  test("of fewer than eight characters is no known secret", () => {
    expect(redact("turned on", ["on"])).toBe("turned on");
  });
});

const b64url43 = "Qm9x3-vN_kLp2sT7uWcYdEfGhIjKlMnOpQrStUv0123";
const hex64 = "0123456789abcdef".repeat(4);

describe("what looks like a secret", () => {
  test.each([
    ["an Anthropic key", "sk-ant-api03-abcDEF123_-x"],
    ["an OpenAI key", "sk-1234567890abcdefghij"],
    ["an OpenAI project key", "sk-proj-AbC_123-defghijklmnop"],
    ["a Google key", "AIzaSyA-1234567890abcdefghijklmnopqrs"],
    ["a Groq key", "gsk_1234567890abcdefghij"],
    ["an xAI key", "xai-1234567890abcdefghij"],
    ["a Cloudflare user token", "cfut_1234567890abcdefghij"],
    ["a Cloudflare account token", "cfat_1234567890abcdefghij"],
    ["a local key in hex", hex64],
    ["a local key in base64url", b64url43],
  ])("is hidden: %s", (_, key) => {
    for (const text of [
      key,
      `a ${key} b`,
      `https://x/?k=${key}&b`,
      `{"a":"${key}"}`,
      `a%3D${key}`,
    ]) {
      // A hexadecimal or base64url key is known by its length alone: glued to other letters nobody can tell.
      if (text.startsWith("a%3D") && (key === hex64 || key === b64url43)) continue;
      expect(redact(text, [])).not.toContain(key);
      expect(redact(text, [])).toContain("[hidden]");
    }
  });

  const value = "V4lue.of-a_secret";
  test.each([
    `Authorization: Bearer ${value}`,
    `authorization: Basic ${value}`,
    `Bearer ${value}`,
    `bearer%20${value}`,
    `x-api-key: ${value}`,
    `X-Goog-Api-Key: ${value}`,
    `cf-aig-authorization: Bearer ${value}`,
    `{"apiKey":"${value}"}`,
    `{"apiKey": "${value} with spaces"}`,
    `{\\"apiKey\\":\\"${value}\\"}`,
    `{ 'x-api-key': '${value}' }`,
    `[ 'x-api-key', '${value}' ]`,
    `["cf-aig-authorization","Bearer ${value}"]`,
    `ANTHROPIC_API_KEY=${value}`,
    `export CLOUDFLARE_AI_GATEWAY_API_KEY="${value}"`,
    `CF_AIG_TOKEN=${value} openclaw`,
    `{"localKey":"${value}","checkKey":"${value}"}`,
    `{"token":"${value}"}`,
    `https://generativelanguage.googleapis.com/v1/models?key=${value}&alt=sse`,
    `http://user:${value}@proxy.example:8080`,
    `set-cookie: session=${value}`,
  ])("is hidden: %s", (text) => {
    expect(redact(text, [])).not.toContain(value);
    expect(redact(text, [])).toContain("[hidden]");
  });

  test("leaves the text around it alone", () => {
    expect(redact('{"apiKey":"abc","model":"claude"}', [])).toBe(
      '{"apiKey":"[hidden]","model":"claude"}',
    );
    expect(redact('{\\"token\\":\\"abc\\",\\"n\\":1}', [])).toBe(
      '{\\"token\\":\\"[hidden]\\",\\"n\\":1}',
    );
    expect(redact("curl -H 'x-api-key: abc' https://x", [])).toBe(
      "curl -H 'x-api-key: [hidden]' https://x",
    );
  });
});

describe("ordinary text", () => {
  const ordinary = fc.constantFrom(
    "claude-sonnet-4-6",
    "cloudflare-ai-gateway/claude-opus-4-5-20251101",
    "@cf/meta/llama-3.3-70b-instruct-fp8-fast",
    "gemini-2.5-pro-preview-05-06",
    "/home/anna/.openclaw/openclaw.json",
    "C:\\Users\\Anna\\AppData\\Roaming\\Sluice\\settings.json",
    "~/Library/Application Support/Sluice/risk-assessment-of-the-new-task-force.md",
    "0199e0a5-7bb3-7c3e-8b2a-0a1b2c3d4e5f",
    "0123456789abcdef0123456789abcdef",
    "https://gateway.ai.cloudflare.com/v1/0123456789abcdef0123456789abcdef/main/anthropic/v1/messages",
    "http://127.0.0.1:18789/anthropic?beta=true",
    "tokensIn: 1200, tokensOut: 5, tokens=7",
    "ENOSPC: no space left on device, write",
    "disk-read-only-file-system-mounted",
    "vault.locked",
    "the aiGateway token is missing",
    "2026-11-21T09:30:00.000Z",
  );

  test("stays as it is", () => {
    fc.assert(
      fc.property(fc.array(ordinary), fc.constantFrom(" ", ", ", "\n", '","'), (words, space) => {
        const text = words.join(space);
        expect(redact(text, ["canary-secret"])).toBe(text);
      }),
    );
  });

  test("once redacted stays as it is", () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom('"apiKey":"', "Bearer ", "token=", "x-api-key: ", hex64, "://", "@", "?key="),
    );
    fc.assert(
      fc.property(fc.array(part), (parts) => {
        const once = redact(parts.join(""), ["canary-secret"]);
        expect(redact(once, ["canary-secret"])).toBe(once);
      }),
      { numRuns: 2_000 },
    );
  });
});

test("hostile text costs time in proportion to its length", () => {
  const clean = createRedactor(["sk-ant-api03-canary-canary", '%5C%22"\\"canary%25%25']);
  const seeds = [
    "\\",
    "%",
    "%25",
    "sk-",
    "sk-ant-",
    "Bearer ",
    "token",
    "token  ",
    "token=",
    '"',
    "://",
  ];
  const more = [
    "://a",
    'apiKey:"',
    "A1b",
    "0",
    "?key=",
    "\\u",
    "token\\\\\\",
    "bearer bearer ",
    "cookie,",
  ];
  for (const seed of [...seeds, ...more]) {
    // Of a quadratic step a million characters would take minutes.
    const text = seed.repeat(Math.ceil(1_000_000 / seed.length));
    // Of the processor, not of the clock: the machine may have other things to do.
    const before = process.cpuUsage();
    clean(text);
    expect(process.cpuUsage(before).user / 1_000, JSON.stringify(seed)).toBeLessThan(10_000);
  }
}, 120_000);

test("the name of a secret field is told from others", () => {
  for (const name of [
    "apiKey",
    "x-api-key",
    "ANTHROPIC_API_KEY",
    "token",
    "localKey",
    "Authorization",
  ])
    expect(isSecretName(name), name).toBe(true);
  for (const name of ["tokensIn", "tokens", "keychain", "account", "secrets", "path"])
    expect(isSecretName(name), name).toBe(false);
});
