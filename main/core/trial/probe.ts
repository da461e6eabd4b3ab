/** What one part of a trial is: the requests it sends, one after the other, and what it makes of the answers. */
import type { Usage } from "../traffic.ts";

/** One request; `path` is below the provider's slug. */
export type TrialRequest = {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Json;
};

/** `pieces`: in how many parts it arrived. */
export type TrialAnswer = {
  readonly status: number;
  readonly text: string;
  readonly pieces: number;
};

export type TrialVerdict =
  | { readonly is: "passed" }
  /** `answered`: the status, where that is why. */
  | { readonly is: "failed"; readonly answered?: number }
  | { readonly is: "next"; readonly request: TrialRequest };

export type Probe = {
  begin(): TrialRequest;
  /** `answers` to what was sent so far, the oldest first; at least one. */
  judge(answers: readonly TrialAnswer[]): TrialVerdict;
  /** What each request is thought to use. */
  readonly usages: readonly Usage[];
};

export type ProbeOptions = {
  /** The slug. */
  readonly provider: string;
  readonly model: string;
  /** Another for every probe and way: neither a response cache nor the other way's prompt cache may answer. */
  readonly nonce: string;
};

export type Json = { readonly [name: string]: unknown };

export const isRecord = (value: unknown): value is Json =>
  typeof value === "object" && value !== null && !Array.isArray(value);

export const recordsIn = (value: unknown): readonly Json[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];

/** Null when it is no JSON object. */
export function jsonOf(text: string): Json | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    return null;
  }
}

/** The JSON objects in the `data:` lines of an event stream. */
export const eventsIn = (text: string): readonly Json[] =>
  text.split(/\r?\n/).flatMap((line) => {
    const event = line.startsWith("data:") ? jsonOf(line.slice(5)) : null;
    return event === null ? [] : [event];
  });

export const isGood = ({ status }: TrialAnswer): boolean => status >= 200 && status < 300;

export const passed: TrialVerdict = { is: "passed" };
export const lacking: TrialVerdict = { is: "failed" };
export const next = (request: TrialRequest): TrialVerdict => ({ is: "next", request });

/** An answer that is an error ends it; else `then` says what the last answer means. */
export function judging(then: (last: TrialAnswer, count: number) => TrialVerdict): Probe["judge"] {
  return (answers) => {
    const last = answers.at(-1);
    if (last === undefined) return lacking;
    return isGood(last) ? then(last, answers.length) : { is: "failed", answered: last.status };
  };
}

export const uses = (
  tokensIn: number,
  tokensOut: number,
  cacheRead = 0,
  cacheWrite = 0,
): Usage => ({ tokensIn, tokensOut, cacheRead, cacheWrite, cacheWrite1h: 0 });

/** Lines of about 17 tokens each that say nothing. */
export const linesOf = (nonce: string, count: number): string =>
  Array.from(
    { length: count },
    (_, index) => `${nonce} ${index + 1}: a small grey boat drifts slowly past the harbour wall.`,
  ).join("\n");
export const lineTokens = 20;

/** What the probes say, the same in every dialect. */
export const said = {
  plain: (nonce: string) => `Reply with the word ok and nothing else. Reference ${nonce}.`,
  stream: (nonce: string) =>
    `Count from 1 to 20 in words, separated by commas. Reference ${nonce}.`,
  tools: (nonce: string) =>
    `Call the tool clock with the zone UTC, then say what time it is there. Reference ${nonce}.`,
  time: "12:34",
  thinking: (nonce: string) =>
    `Think it through, then answer with one number: how many of the numbers from 1 to 60 can be divided by 3 or by 5, but not by both? Reference ${nonce}.`,
  again: "Now double that number. Answer with one number.",
  picture: (nonce: string) =>
    `Which colour is this picture? Answer with one word. Reference ${nonce}.`,
  large: (nonce: string) =>
    `This picture is noise. Reply with the word ok and nothing else. Reference ${nonce}.`,
  cached: (nonce: string, turn: number) =>
    `Reply with the word ok and nothing else. Reference ${nonce}, ${turn}.`,
};

export const clock = {
  name: "clock",
  description: "Tells the time of day in a time zone.",
  schema: {
    type: "object",
    properties: { zone: { type: "string", description: "The zone, such as UTC." } },
    required: ["zone"],
  },
};

/** How often a prompt cache that was just written is asked: it may take a moment to be seen everywhere. */
export const cacheTries = 3;
