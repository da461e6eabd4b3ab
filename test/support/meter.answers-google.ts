/** Random answers of Google's generateContent: events, one list of them, or one object. */
import type { Chance } from "./chance.ts";
import { count, type Json, model, payload, shuffled, some, text } from "./meter.pieces.ts";

function usage(chance: Chance): Json {
  const prompt = chance.below(1_000_000);
  const thoughts = chance.oneIn(2) ? chance.below(5000) : 0;
  const candidates = thoughts + chance.below(5000);
  const tools = chance.below(3000);
  const members = some(chance, {
    candidatesTokenCount: chance.oneIn(60) ? count(chance) : candidates,
    thoughtsTokenCount: thoughts,
    toolUsePromptTokenCount: tools,
    cachedContentTokenCount: chance.oneIn(40) ? count(chance) : chance.below(prompt + 1),
    promptTokensDetails: [{ modality: "TEXT", tokenCount: prompt }],
    serviceTier: chance.pick(["standard", "flex", "SERVICE_TIER_UNSPECIFIED"]),
    trafficType: chance.pick(["ON_DEMAND", "ON_DEMAND", "ON_DEMAND_PRIORITY"]),
  });
  // With the thoughts, without them, and sometimes neither.
  const rest =
    Number(members.candidatesTokenCount ?? 0) + Number(members.toolUsePromptTokenCount ?? 0);
  const totalTokenCount = prompt + rest + chance.pick([0, thoughts, 1]);
  return shuffled(
    chance,
    { promptTokenCount: prompt, ...members, ...some(chance, { totalTokenCount }) },
    false,
  );
}

function candidates(chance: Chance, finishReason: unknown): unknown {
  const content = { parts: [{ text: text(chance), functionCall: payload(chance) }], role: "model" };
  const one = shuffled(chance, {
    content,
    ...(finishReason === undefined ? {} : { finishReason }),
  });
  const decoy = chance.pick<unknown>([
    {},
    "x}",
    null,
    [{ finishReason: "STOP" }],
    -1.5,
    payload(chance),
  ]);
  if (chance.oneIn(15)) return chance.pick<unknown>([[], [decoy, one], [one, decoy], one, decoy]);
  return [one];
}

function chunks(chance: Chance): Json[] {
  const more = () => some(chance, { modelVersion: model(chance), responseId: "r" });
  const events: Json[] = [];
  for (let left = chance.below(6); left > 0; left--) {
    const finishReason = chance.oneIn(20) ? chance.pick(["STOP", "", null]) : undefined;
    const counts = chance.pick([
      {},
      { usageMetadata: { trafficType: "ON_DEMAND" } },
      { usageMetadata: usage(chance) },
    ]);
    events.push(
      shuffled(chance, { candidates: candidates(chance, finishReason), ...counts, ...more() }),
    );
  }
  if (chance.oneIn(5)) return events;
  const end = chance.oneIn(9)
    ? { promptFeedback: { blockReason: "SAFETY" } }
    : { candidates: candidates(chance, chance.pick(["STOP", "MAX_TOKENS"])) };
  events.push(shuffled(chance, { ...end, usageMetadata: usage(chance), ...more() }));
  if (chance.oneIn(9)) events.push(shuffled(chance, { usageMetadata: usage(chance), ...more() }));
  return events;
}

/** Events, an object, or the text of a list. */
export function googleAnswer(chance: Chance, streamed: boolean): Json[] | Json | string {
  if (!streamed) {
    const answer = { candidates: candidates(chance, "STOP"), modelVersion: model(chance) };
    return shuffled(chance, {
      ...answer,
      ...(chance.oneIn(9) ? {} : { usageMetadata: usage(chance) }),
    });
  }
  const events = chunks(chance);
  if (chance.oneIn(2)) return events;
  const pretty = chance.pick([undefined, 2, "\t"]);
  const made = events.map((event) => JSON.stringify(event, null, pretty));
  if (chance.oneIn(30))
    made.splice(chance.below(made.length + 1), 0, chance.pick(["3", "[]", '"{"', "null"]));
  const list = `[${made.join(chance.pick([",", ",\r\n", "\n,\n"]))}]`;
  return chance.pick(["", "", "\uFEFF", " \n"]) + list + chance.pick(["", "\n", "{}"]);
}
