/** The readable keys the tests of moving move, each with what must stand in its place afterwards. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect } from "vitest";
import { findCanaries } from "../support/canary.ts";
import { type Home, key } from "./key-move-room.ts";

export const config = `// my claw
{
  models: {
    providers: {
      anthropic: { apiKey: "${key("config")}" }, // mine
    },
  },
  env: { vars: { GROQ_API_KEY: "${key("vars")}", LANG: "C" } },
}
`;
export const dotenv = `# keys\nexport OPENAI_API_KEY='${key("dotenv")}' # mine\nA=1\n`;
export const ref = (id: string) => ({ source: "exec", provider: "sluice", id });
const profiles = (entry: object) =>
  JSON.stringify({
    version: 1,
    profiles: { "mistral:default": { type: "api_key", provider: "mistral", ...entry } },
  });
const profileFile = "agents/main/agent/auth-profiles.json";
export const files = {
  "openclaw.json": config,
  ".env": dotenv,
  [profileFile]: profiles({ key: key("profile") }),
};
export const snapshot = ({ text }: Home) => Object.keys(files).map((name) => [name, text(name)]);

export type Case = {
  readonly place: string;
  readonly secret: string;
  readonly account: string;
  clean(at: Home): void;
};
export const cases: readonly Case[] = [
  {
    place: "models.providers.anthropic.apiKey",
    secret: key("config"),
    account: "p1/provider/anthropic",
    clean(at) {
      expect(at.config()).toMatchObject({
        models: { providers: { anthropic: { apiKey: ref("plain/p1/provider/anthropic") } } },
      });
      expect(at.text("openclaw.json")).toContain("// mine");
    },
  },
  {
    place: "env.vars.GROQ_API_KEY",
    secret: key("vars"),
    account: "p1/provider/groq",
    clean(at) {
      expect(at.config()).toMatchObject({
        env: { vars: { LANG: "C" } },
        models: { providers: { groq: { apiKey: ref("plain/p1/provider/groq") } } },
      });
    },
  },
  {
    place: "OPENAI_API_KEY",
    secret: key("dotenv"),
    account: "p1/provider/openai",
    clean(at) {
      expect(at.text(".env")).toBe("# keys\nA=1\n");
      expect(at.config()).toMatchObject({
        models: {
          providers: { openai: { apiKey: ref("plain/p1/provider/openai") } },
        },
      });
    },
  },
  {
    place: "mistral:default",
    secret: key("profile"),
    account: "p1/provider/mistral",
    clean(at) {
      expect(at.text(profileFile)).toBe(profiles({ keyRef: ref("plain/p1/provider/mistral") }));
      expect(at.config()).toMatchObject({
        models: { providers: { mistral: { apiKey: ref("plain/p1/provider/mistral") } } },
      });
    },
  },
];

export function filesWith(folder: string, secret: string): readonly string[] {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true });
  const texts = names
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .map((file) => [file, readFileSync(file, "utf8")] as const);
  return findCanaries({ secrets: { key: secret }, texts: Object.fromEntries(texts) }).map(
    ({ where }) => where,
  );
}
