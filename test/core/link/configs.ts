/** Random OpenClaw configurations around the places a link touches, in random handwriting. */
import fc from "fast-check";
import type { Json } from "../../../main/core/json5-edit.ts";

const absent = Symbol("absent");
const sections = fc.record({
  gateway: fc.constantFrom<Json | symbol>(absent, { mode: "local", port: 18789 }),
  agents: fc.constantFrom<Json | symbol>(
    absent,
    {},
    { defaults: {} },
    { defaults: { model: "anthropic/claude-haiku-4-5" } },
    { defaults: { model: {} } },
    { defaults: { model: "openai/gpt-5.2", modelPolicy: { allow: ["openai/*"] } } },
    { defaults: { models: { "anthropic/*": {}, "openai/gpt-5.2": { alias: "g" } } } },
    { defaults: { model: { primary: "openai/gpt-5.2", fallbacks: ["anthropic/x"] } } },
    { defaults: { model: { fallbacks: [] } }, entries: { a: { model: "b" } } },
    {
      defaults: { model: "openai/gpt-5.2", imageModel: { fallbacks: ["google/p"] } },
      entries: { a: { model: { primary: "b", fallbacks: ["anthropic/x", "c/d"] } }, "b.c": {} },
    },
    {
      defaults: { memorySearch: { fallback: "gemini" }, subagents: { model: { fallbacks: [] } } },
      list: [
        { id: "main", model: { primary: "a/b", fallbacks: ["c/d"] } },
        {
          id: "ops",
          model: "a/b",
          tools: { exec: { reviewer: { model: { fallbacks: ["e/f"] } } } },
        },
      ],
    },
  ),
  memory: fc.constantFrom<Json | symbol>(absent, absent, {
    search: { provider: "openai", fallback: "gemini" },
  }),
  models: fc.constantFrom<Json | symbol>(
    absent,
    {},
    { mode: "merge" },
    { mode: "replace", providers: {} },
    {
      providers: {
        ollama: { baseUrl: "http://127.0.0.1:11434/v1", models: [{ id: "q", cost: {} }] },
      },
    },
    { providers: { anthropic: {}, openai: { apiKey: "sk-1", headers: {} } } },
    {
      providers: {
        anthropic: { baseUrl: "https://api.anthropic.com/v1", headers: { "x-team": "a" } },
        openai: { models: [], baseUrl: "https://api.openai.com/v1" },
        google: { apiKey: { source: "exec", provider: "op", id: "g" } },
      },
    },
    {
      mode: "merge",
      providers: { "cloudflare-ai-gateway": { baseUrl: "https://x.example", models: [] } },
    },
    {
      providers: {
        anthropic: { api: "anthropic-messages", apiKey: "sk-1" },
        google: { api: "openai-completions", headers: {} },
      },
    },
    {
      providers: {
        "cloudflare-ai-gateway": {
          baseUrl: "https://gateway.ai.cloudflare.com/v1/theirs/gw/anthropic",
          api: "anthropic-messages",
          auth: "api-key",
          apiKey: "sk-1",
          headers: { "CF-AIG-Authorization": "Bearer t" },
        },
        "my-cf": {
          models: [],
          baseUrl: "https://gateway.ai.cloudflare.com/v1/openai/openai/google-ai-studio/v1beta/",
        },
      },
    },
  ),
  secrets: fc.constantFrom<Json | symbol>(
    absent,
    absent,
    {},
    { providers: {} },
    { providers: { sluice: { source: "exec", command: "/a/b" } }, defaults: { env: "default" } },
  ),
  plugins: fc.constantFrom<Json | symbol>(
    absent,
    {},
    { entries: {} },
    { entries: { "cloudflare-ai-gateway": {} } },
    { entries: { "cloudflare-ai-gateway": { enabled: true } }, deny: [] },
    { entries: { telegram: { enabled: true } } },
  ),
  meta: fc.constantFrom<Json | symbol>(absent, { lastTouchedVersion: "2026.9.6" }),
});

/** A handwriting: an endless row of small choices. */
type Hand = () => number;

function comment(hand: Hand): string {
  return (
    ["", "", "", "", "", ' // it\'s } a, "comment"\n', "/* two\n lines */", " /* x */ "][
      hand() % 8
    ] ?? ""
  );
}

function print(value: Json, hand: Hand, indent: string, unit: string): string {
  if (typeof value === "string") return hand() % 2 ? `'${value}'` : JSON.stringify(value);
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const isList = Array.isArray(value);
  const isBlock = hand() % 3 > 0;
  const inner = isBlock ? indent + unit : indent;
  const rows = Object.entries(value).map(([key, item]) => {
    const name = /^\w+$/.test(key) && hand() % 2 ? key : JSON.stringify(key);
    const text = print(item, hand, inner, unit);
    return `${comment(hand)}${isBlock ? `\n${inner}` : " "}${isList ? "" : `${name}:${comment(hand)} `}${text}${comment(hand)}`;
  });
  const last = rows.length > 0 && hand() % 2 ? "," : "";
  const end = comment(hand) + (isBlock ? `\n${indent}` : hand() % 2 ? " " : "");
  return (isList ? "[" : "{") + rows.join(",") + last + end + (isList ? "]" : "}");
}

/** A configuration's text; what it means is for JSON5 to say. */
export const configs: fc.Arbitrary<string> = fc
  .record({
    parts: sections,
    order: fc.shuffledSubarray(
      ["gateway", "agents", "memory", "models", "plugins", "secrets", "meta"] as const,
      {
        minLength: 7,
      },
    ),
    choices: fc.array(fc.nat(23), { minLength: 1, maxLength: 60 }),
    unit: fc.constantFrom("  ", "    ", "\t"),
    eol: fc.constantFrom("\n", "\r\n"),
    bom: fc.constantFrom("", "\ufeff"),
    end: fc.constantFrom("", "\n", "\n// end\n"),
  })
  .map(({ parts, order, choices, unit, eol, bom, end }) => {
    let at = 0;
    const hand = () => choices[at++ % choices.length] ?? 0;
    const entries = order.flatMap((name) => {
      const part = parts[name];
      return typeof part === "symbol" ? [] : [[name, part] as const];
    });
    const text = comment(hand) + print(Object.fromEntries(entries), hand, "", unit) + end;
    return bom + text.replaceAll("\n", eol);
  });
