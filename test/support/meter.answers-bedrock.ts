/** Random answers of Amazon Bedrock: one object, or frames of its binary event stream. */
import type { Chance } from "./chance.ts";
import { count, type Json, model, payload, shuffled, some, text } from "./meter.pieces.ts";

function frame(chance: Chance, payload: string): Buffer {
  const body = Buffer.from(payload);
  const headers = Buffer.alloc(chance.pick([0, 1, 75, 300]), chance.pick([0, 0x22, 0x7b, 0xff]));
  const prelude = Buffer.alloc(12, 0x7b);
  prelude.writeUInt32BE(body.length + headers.length + 16, 0);
  prelude.writeUInt32BE(headers.length, 4);
  if (chance.oneIn(150)) prelude.writeUInt32BE(chance.pick([15, 0xffff_ffff, 25_165_825]), 0);
  if (chance.oneIn(150)) prelude.writeUInt32BE(chance.pick([131_073, 0xffff_ffff]), 4);
  return Buffer.concat([prelude, headers, body, Buffer.alloc(4, 0x22)]);
}

function converseUsage(chance: Chance, end = ""): Json {
  const members = {
    inputTokens: count(chance),
    outputTokens: count(chance),
    totalTokens: 1,
    ...some(chance, {
      [`cacheReadInputToken${end || "s"}`]: count(chance),
      [`cacheWriteInputToken${end || "s"}`]: count(chance),
      cacheDetails: [
        { ttl: "1h", inputTokens: chance.below(9) },
        { ttl: "5m", inputTokens: 3 },
        null,
      ],
    }),
  };
  return shuffled(chance, members, false);
}

function converse(chance: Chance): Json {
  const more = some(chance, {
    serviceTier: { type: chance.pick(["default", "flex"]) },
    performanceConfig: { latency: chance.pick(["standard", "optimized"]) },
  });
  return shuffled(chance, { usage: converseUsage(chance), metrics: { latencyMs: 5 }, ...more });
}

function anthropicUsage(chance: Chance): Json {
  return {
    input_tokens: count(chance),
    output_tokens: count(chance),
    ...some(chance, { cache_read_input_tokens: 7 }),
  };
}

function invokeEvents(chance: Chance): Json[] {
  const metrics = {
    inputTokenCount: count(chance),
    outputTokenCount: count(chance),
    ...some(chance, { cacheReadInputTokenCount: count(chance), cacheWriteInputTokenCount: 3 }),
  };
  const ending = { "amazon-bedrock-invocationMetrics": metrics };
  const said = Array.from({ length: chance.below(4) }, () => ({
    generation: text(chance),
    x: payload(chance),
  }));
  const events: Json[] = chance.oneIn(3)
    ? [...said, { stop_reason: "stop", ...ending }]
    : [
        {
          type: "message_start",
          message: shuffled(chance, { model: model(chance), usage: anthropicUsage(chance) }),
        },
        ...said,
        { type: "message_delta", usage: chance.oneIn(9) ? null : { output_tokens: count(chance) } },
        { type: "message_stop", ...ending },
      ];
  return chance.oneIn(5) ? events.slice(0, -2) : events;
}

function invokeBody(chance: Chance): Json {
  const llama = { prompt_token_count: count(chance), generation_token_count: count(chance) };
  const chat = { prompt_tokens: chance.below(9000), completion_tokens: 8, total_tokens: 1 };
  const told = chance.pick<Json>([
    { usage: anthropicUsage(chance) },
    { usage: converseUsage(chance, "Count") },
    { usage: chat },
    llama,
    {},
  ]);
  return shuffled(chance, { model: model(chance), content: payload(chance), ...told });
}

/** Frames that are no JSON, or no object, are between the others. */
function frames(chance: Chance, events: string[]): Buffer {
  const odd = chance.oneIn(20)
    ? [chance.pick(["", "{", "[1]", '{"bytes":7}', '{"message":"x"}'])]
    : [];
  return Buffer.concat([...odd, ...events].map((event) => frame(chance, event)));
}

export const bedrockAnswer =
  (endpoint: "converse" | "invoke") =>
  (chance: Chance, streamed: boolean): Json | Buffer => {
    if (endpoint === "converse") {
      if (!streamed)
        return shuffled(chance, {
          output: payload(chance),
          ...(chance.oneIn(9) ? {} : converse(chance)),
        });
      const said = Array.from({ length: chance.below(6) }, () =>
        shuffled(chance, { delta: { text: text(chance) }, p: "ab" }),
      );
      const events = chance.oneIn(5) ? said : [...said, converse(chance)];
      return frames(
        chance,
        events.map((event) => JSON.stringify(event)),
      );
    }
    if (!streamed) return invokeBody(chance);
    const wrap = (event: Json) => {
      const bytes = Buffer.from(JSON.stringify(event)).toString("base64");
      return JSON.stringify({
        bytes: chance.oneIn(40) ? `${bytes.slice(1)}!` : bytes,
        p: "abcdef",
      });
    };
    return frames(chance, invokeEvents(chance).map(wrap));
  };
