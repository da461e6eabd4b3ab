/** The settings of an AI Gateway in words: what each is set to, as a person would say it. */
import type { AiGatewayLine } from "../../preload/contract/ai-gateway.ts";
import { locales } from "../copy/language.ts";
import type { Face } from "../page-face.ts";
import { spanWord } from "./typed.ts";

export type SettingName = AiGatewayLine["name"];
export type Setting<K extends SettingName> = Extract<AiGatewayLine, { readonly name: K }>["after"];

type Speech = Pick<Face, "format" | "language" | "words">;

/** In the order they are shown. */
export const settingNames = [
  "cacheSeconds",
  "rateLimit",
  "retries",
  "spendLimits",
  "authentication",
  "ownKeysOnly",
  "collectsLogs",
  "logStorage",
] as const satisfies readonly SettingName[];

const says: {
  readonly [K in SettingName]: (value: Setting<K>, speech: Speech) => readonly string[];
} = {
  authentication: onOff,
  ownKeysOnly: onOff,
  collectsLogs: onOff,
  cacheSeconds: (seconds, { language, words }) => [
    seconds === null
      ? words.more.off
      : words.gateway.ours.cacheFor(spanWord(seconds, locales[language])),
  ],
  rateLimit(value, { language, words }) {
    const { ours } = words.gateway;
    if (value === null) return [words.more.off];
    const rate = ours.rate(value.requests, spanWord(value.seconds, locales[language]));
    return [`${rate}, ${lower(ours.technique[value.technique])}`];
  },
  retries(value, { format, words }) {
    const { ours } = words.gateway;
    if (value === null) return [words.more.off];
    const { attempts, backoff, delayMs } = value;
    return [ours.retry(attempts, format.milliseconds(delayMs), ours.backoffs[backoff])];
  },
  logStorage: (value, { words }) => [
    value === null
      ? words.gateway.ours.noStorage
      : words.gateway.ours.storage[value.whenFull](value.rows),
  ],
  spendLimits(rules, { format, language, words }) {
    const { ours } = words.gateway;
    if (rules.length === 0) return [ours.none];
    return rules.map(({ microUsd, seconds, technique }) => {
      const limit = ours.spend(format.money(microUsd), spanWord(seconds, locales[language]));
      return `${limit}, ${lower(ours.technique[technique])}`;
    });
  },
};

/** One line, but for spend limits, of which there may be several. */
export function linesOf<K extends SettingName>(
  name: K,
  value: Setting<K> | "unreadable",
  speech: Speech,
): readonly string[] {
  if (value === "unreadable") return [speech.words.gateway.ours.unreadable];
  return says[name](value as Setting<K>, speech);
}

function onOff(isOn: boolean, { words }: Speech): readonly string[] {
  return [isOn ? words.more.on : words.more.off];
}

/** Within a line it begins small. */
const lower = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
