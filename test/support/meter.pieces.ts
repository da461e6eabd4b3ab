/** What random answers are made of, with everything in it that may mislead a meter. */
import type { Chance } from "./chance.ts";

export type Json = Record<string, unknown>;

const decoys = [
  '"usage":{"input_tokens":999,"output_tokens":9}',
  '\\"usage\\":{"prompt_tokens":7}',
  '\\"usage"',
  "usage",
  'data: {"type":"message_delta","usage":{"output_tokens":8}}',
  "\n\ndata: ",
  "\r\n",
  '{"type":"response.completed"',
  '"usageMetadata":{"promptTokenCount":5},"finishReason":"STOP"',
  "}]}",
  '"',
  "\\",
  "\\\\",
  "é✓🙂\u2028",
  "\u0000\u001f",
  "plain words and more of them, as answers have ",
];

/** `huge`: once in a while longer than anything the meter keeps. */
export function text(chance: Chance, huge = true): string {
  let made = "";
  for (let left = chance.below(5); left > 0; left--) made += chance.pick(decoys);
  if (chance.oneIn(12)) made = made.repeat(chance.below(60)) + "\\".repeat(chance.below(9));
  if (huge && chance.oneIn(600)) made += `${"x".repeat(70_000)}"`;
  return made;
}

/** A payload as tools have it, with a real `usage` key somewhere inside. */
export function payload(chance: Chance, huge = true): unknown {
  const usage = { input_tokens: 7, output_tokens: 8, prompt_tokens: 9, completion_tokens: 1 };
  const key = text(chance).slice(0, 50);
  const google = { usageMetadata: { promptTokenCount: 3 }, finishReason: "STOP" };
  const decoy = { type: "message_delta", model: "decoy", usage, ...google };
  const inner = { ...decoy, [key]: text(chance, huge) };
  return chance.pick([
    inner,
    [inner, 1.5e3],
    { message: inner },
    { response: inner },
    { candidates: [inner], result: inner, x_groq: inner, delta: inner },
    [[], {}, -1, true, null],
  ]);
}

/** The members in another order, with others between them. */
export function shuffled(chance: Chance, members: Json, huge = true): Json {
  const entries = Object.entries(members);
  if (chance.oneIn(3)) entries.push(["input", payload(chance, huge)]);
  if (chance.oneIn(3)) entries.push(["note", text(chance, huge)]);
  if (chance.oneIn(2)) {
    for (let last = entries.length - 1; last > 0; last--) {
      const other = chance.below(last + 1);
      [entries[last], entries[other]] = [entries[other] as never, entries[last] as never];
    }
  }
  return Object.fromEntries(entries);
}

export function count(chance: Chance): unknown {
  if (chance.oneIn(150)) return chance.pick([-1, 1.5, "12", true, 1e12, null]);
  return chance.below(chance.pick([2, 1000, 2_000_000]));
}

export function some(chance: Chance, members: Json): Json {
  return Object.fromEntries(Object.entries(members).filter(() => chance.oneIn(2)));
}

export const model = (chance: Chance) =>
  chance.pick(["claude-sonnet-4-6", "gpt-5.4-2026-03-05", "m"]);
export const tier = (chance: Chance) =>
  chance.pick(["default", "default", null, "flex", "priority", "on_demand"]);

/** JSON over many lines, sometimes with breaks where nobody puts them: before and after the colon. */
function spread(chance: Chance, event: Json): string {
  const pretty = JSON.stringify(event, null, chance.pick([1, "\t"]));
  const broken = chance.oneIn(2) ? pretty.replaceAll(/": \{$/gm, '":\n{') : pretty;
  return chance.oneIn(2) ? broken.replaceAll(/^(\s*"[a-z_]+"):/gm, "$1\n:") : broken;
}

/** Writes an event as lines; a pretty-printed document becomes several data lines. */
export function lines(chance: Chance, event: Json): string {
  const space = chance.oneIn(5) ? "" : " ";
  const json = chance.oneIn(20) ? spread(chance, event) : JSON.stringify(event);
  const data = json.split("\n").map((line) => `data:${space}${line}`);
  if (chance.oneIn(2))
    data.unshift(`event: ${chance.oneIn(9) ? '"usage":{"output_tokens":5}' : event.type}`);
  if (chance.oneIn(15))
    data.unshift(chance.pick([': "usage":{', ":", "id: 7", "retry: 10", "datax: {}", "dat"]));
  if (chance.oneIn(40)) data.push("data");
  return `${data.join("\n")}\n\n${chance.oneIn(20) ? "\n" : ""}`;
}
