/** Random answers of those that speak nearly as OpenAI does, and of Cohere. */
import type { Chance } from "./chance.ts";
import { count, type Json, model, payload, shuffled, some, text } from "./meter.pieces.ts";

export function openaiUsage(chance: Chance, input: string, output: string): Json {
  const whole = chance.below(1_000_000);
  const read = chance.below(whole + 1);
  const out = count(chance);
  const thought = chance.below(50);
  const members = {
    [`${input}_tokens`]: chance.oneIn(100) ? count(chance) : whole,
    [`${output}_tokens`]: out,
    total_tokens: chance.pick([1, whole + Number(out), whole + Number(out) + thought, null, "9"]),
    ...some(chance, {
      [`${input}_tokens_details`]: some(chance, {
        cached_tokens: read,
        cache_write_tokens: chance.below(whole - read + 1),
        audio_tokens: 0,
      }),
      [`${output}_tokens_details`]: { reasoning_tokens: chance.oneIn(9) ? count(chance) : thought },
    }),
    ...(chance.oneIn(5) ? { prompt_cache_hit_tokens: chance.below(whole + 1) } : {}),
  };
  return shuffled(chance, members, false);
}

export function workersAiAnswer(chance: Chance, streamed: boolean): Json[] | Json {
  const usage = () => openaiUsage(chance, "prompt", "completion");
  if (!streamed) {
    const counted = chance.oneIn(9) ? {} : { usage: usage() };
    const result = shuffled(chance, {
      response: text(chance),
      tool_calls: payload(chance),
      ...counted,
    });
    const whole = chance.oneIn(6) ? { ...result, model: model(chance) } : { result, success: true };
    return shuffled(chance, whole);
  }
  const events: Json[] = [];
  for (let left = chance.below(6); left > 0; left--) {
    const choices = [{ delta: { content: text(chance) }, finish_reason: null }];
    const more = chance.oneIn(4) ? { choices, ...some(chance, { usage: usage() }) } : {};
    events.push(shuffled(chance, { response: text(chance), p: "abc", ...more }));
  }
  if (!chance.oneIn(5)) events.push(shuffled(chance, { response: "", usage: usage() }));
  return events;
}

function billed(chance: Chance): Json {
  const units = { input_tokens: count(chance), output_tokens: count(chance) };
  const tokens = { input_tokens: 9_000, output_tokens: 8_000 };
  const others = chance.oneIn(9) ? some(chance, { images: chance.below(2), search_units: 1 }) : {};
  return shuffled(
    chance,
    {
      billed_units: { ...(chance.oneIn(9) ? some(chance, units) : units), ...others },
      ...some(chance, { tokens, cached_tokens: 5 }),
    },
    false,
  );
}

export function cohereAnswer(chance: Chance, streamed: boolean): Json[] | Json {
  if (!streamed) {
    const counted = chance.pick([{ usage: billed(chance) }, { meta: billed(chance) }, {}]);
    return shuffled(chance, { id: "c", message: payload(chance), ...counted });
  }
  const events: Json[] = [{ type: "message-start", delta: { message: { role: "assistant" } } }];
  for (let left = chance.below(6); left > 0; left--) {
    const usage = chance.oneIn(9) ? { usage: billed(chance) } : {};
    events.push(
      shuffled(chance, {
        type: chance.pick(["content-delta", "tool-call-delta", "citation-start"]),
        delta: { message: { content: { text: text(chance), usage: {} } }, ...usage },
      }),
    );
  }
  if (chance.oneIn(5)) return events;
  const delta = shuffled(chance, { finish_reason: "COMPLETE", usage: billed(chance) });
  return [...events, shuffled(chance, { type: "message-end", delta })];
}
