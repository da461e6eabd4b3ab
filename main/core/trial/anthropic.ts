/** The probes of a trial as Anthropic's messages. */
import type { ProbeName } from "../../../preload/contract/desk.ts";
import { noisePicture, redPicture } from "./picture.ts";
import {
  cacheTries,
  clock,
  eventsIn,
  isRecord,
  type Json,
  jsonOf,
  judging,
  lacking,
  linesOf,
  lineTokens,
  next,
  type Probe,
  type ProbeOptions,
  passed,
  recordsIn,
  said,
  type TrialAnswer,
  type TrialRequest,
  uses,
} from "./probe.ts";

const contentOf = ({ text }: TrialAnswer): readonly Json[] => recordsIn(jsonOf(text)?.content);
const user = (content: unknown): Json => ({ role: "user", content });
const assistant = (content: unknown): Json => ({ role: "assistant", content });
const hasContent = (answer: TrialAnswer) => (contentOf(answer).length > 0 ? passed : lacking);

/** "claude-sonnet-4-6", "claude-3-7-sonnet-20250219": a date is no version. Null where there is none. */
function versionOf(model: string): number | null {
  const [, major, minor = "0"] = /(?:^|-)(\d{1,2})(?:[-.](\d{1,2}))?(?=-|@|$)/.exec(model) ?? [];
  return major === undefined ? null : Number(major) + Number(minor) / 100;
}

/** From 4.6 on the model decides how much it thinks, and the newest take nothing else; before, only a budget was known. */
function thinkingOf(model: string): Json {
  const version = versionOf(model);
  return version !== null && version < 4.06
    ? { type: "enabled", budget_tokens: 1_024 }
    : { type: "adaptive" };
}

/** Shorter prompts are not cached (the provider's list of 2026): 1 024 tokens for Sonnet until 4.5, 2 048 for 4.6, 4 096 for the rest. */
function cacheLinesOf(model: string): number {
  const version = versionOf(model);
  if (!model.includes("sonnet") || version === null || version > 4.06) return 275;
  return version > 4.05 ? 150 : 80;
}

export function anthropicProbe(name: ProbeName, { model, nonce }: ProbeOptions): Probe | null {
  const ask = (messages: readonly Json[], more: Json = {}): TrialRequest => ({
    path: "/v1/messages",
    headers: { "anthropic-version": "2023-06-01" },
    body: { model, max_tokens: 64, ...more, messages },
  });
  const png = (data: string): Json => ({
    type: "image",
    source: { type: "base64", media_type: "image/png", data },
  });

  switch (name) {
    case "plain":
      return {
        begin: () => ask([user(said.plain(nonce))]),
        judge: judging(hasContent),
        usages: [uses(40, 5)],
      };
    case "stream":
      return {
        begin: () => ask([user(said.stream(nonce))], { stream: true, max_tokens: 200 }),
        judge: judging((answer) => {
          const types = eventsIn(answer.text).map(({ type }) => type);
          const deltas = types.filter((type) => type === "content_block_delta").length;
          const isWhole = types.includes("message_stop");
          return isWhole && deltas > 1 && answer.pieces > 1 ? passed : lacking;
        }),
        usages: [uses(40, 60)],
      };
    case "tools": {
      const { description, name: tool, schema } = clock;
      const more = { tools: [{ name: tool, description, input_schema: schema }], max_tokens: 300 };
      const asked = user(said.tools(nonce));
      return {
        begin: () => ask([asked], more),
        judge: judging((answer, count) => {
          if (count > 1) return hasContent(answer);
          const content = contentOf(answer);
          const calls = content.filter(({ type }) => type === "tool_use");
          if (!calls.some((call) => call.name === tool && typeof call.id === "string"))
            return lacking;
          const results = calls.map(({ id }) => ({
            ...{ type: "tool_result", tool_use_id: id, content: said.time },
          }));
          return next(ask([asked, assistant(content), user(results)], more));
        }),
        usages: [uses(650, 70), uses(760, 30)],
      };
    }
    case "thinking": {
      const more = { thinking: thinkingOf(model), max_tokens: 3_000 };
      const asked = user(said.thinking(nonce));
      return {
        begin: () => ask([asked], more),
        judge: judging((answer, count) => {
          if (count > 1) return hasContent(answer);
          const content = contentOf(answer);
          const hasThought = content.some(
            ({ data, signature, type }) =>
              (type === "thinking" && typeof signature === "string" && signature !== "") ||
              (type === "redacted_thinking" && typeof data === "string"),
          );
          if (!hasThought) return lacking;
          return next(ask([asked, assistant(content), user(said.again)], more));
        }),
        usages: [uses(110, 350), uses(400, 100)],
      };
    }
    case "picture":
    case "large": {
      const data = name === "large" ? noisePicture : redPicture;
      return {
        begin: () => ask([user([png(data()), { type: "text", text: said[name](nonce) }])]),
        judge: judging(hasContent),
        usages: [uses(name === "large" ? 130 : 60, 5)],
      };
    }
    case "promptCache": {
      const count = cacheLinesOf(model);
      const text = linesOf(nonce, count);
      const system = [{ type: "text", text, cache_control: { type: "ephemeral" } }];
      const turn = (number: number) => ask([user(said.cached(nonce, number))], { system });
      const size = count * lineTokens;
      return {
        begin: () => turn(1),
        judge: judging((answer, turns) => {
          const usage = jsonOf(answer.text)?.usage;
          if (turns > 1 && isRecord(usage) && Number(usage.cache_read_input_tokens) > 0)
            return passed;
          return turns < cacheTries ? next(turn(turns + 1)) : lacking;
        }),
        usages: [uses(40, 5, 0, size), uses(40, 5, size, 0)],
      };
    }
  }
}
