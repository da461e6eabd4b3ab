/** The probes of a trial as OpenAI's chat completions, which many providers speak: where each has them, and what it can. */
import type { ProbeName } from "../../../preload/contract/desk.ts";
import { providerOf } from "../providers.ts";
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

/** The path below a provider's base, and the same below its slug at Cloudflare's; null for one that does not speak it. */
function pathFor(provider: string): string | null {
  const { entry, place, talk } = providerOf(provider) ?? {};
  return entry?.api === "openai-completions" && !place ? (talk ?? null) : null;
}

export const hasChat = (provider: string): boolean => pathFor(provider) !== null;

/** What only OpenAI's own models are known to do. No answer here carries thinking that could be sent back. */
const onlyOpenai: ReadonlySet<ProbeName> = new Set(["picture", "promptCache", "large"]);
const cacheLines = 80;

const messageOf = ({ text }: TrialAnswer): Json | null => {
  const message = recordsIn(jsonOf(text)?.choices)[0]?.message;
  return isRecord(message) ? message : null;
};
const hasMessage = (answer: TrialAnswer) => (messageOf(answer) === null ? lacking : passed);
const user = (content: unknown): Json => ({ role: "user", content });

export function chatProbe(name: ProbeName, { model, nonce, provider }: ProbeOptions): Probe | null {
  const path = pathFor(provider);
  const isOpenai = provider === "openai";
  if (path === null || name === "thinking" || (onlyOpenai.has(name) && !isOpenai)) return null;
  // Room to think in: a model that finds none answers with an error. The older name is the one others know.
  const limit = isOpenai ? "max_completion_tokens" : "max_tokens";
  const ask = (messages: readonly Json[], more: Json = {}): TrialRequest => ({
    path,
    headers: {},
    body: { model, [limit]: 400, ...more, messages },
  });
  const png = (data: string): Json => ({
    type: "image_url",
    image_url: { url: `data:image/png;base64,${data}`, detail: "low" },
  });

  switch (name) {
    case "plain":
      return {
        begin: () => ask([user(said.plain(nonce))]),
        judge: judging(hasMessage),
        usages: [uses(40, 40)],
      };
    case "stream":
      return {
        begin: () =>
          ask([user(said.stream(nonce))], {
            stream: true,
            ...(isOpenai && { stream_options: { include_usage: true } }),
          }),
        judge: judging((answer) => {
          const chunks = eventsIn(answer.text).filter(
            ({ choices }) => recordsIn(choices).length > 0,
          ).length;
          const isWhole = /^data: ?\[DONE\]/m.test(answer.text);
          return isWhole && chunks > 1 && answer.pieces > 1 ? passed : lacking;
        }),
        usages: [uses(40, 100)],
      };
    case "tools": {
      const { description, name: tool, schema } = clock;
      const more = {
        tools: [{ type: "function", function: { name: tool, description, parameters: schema } }],
      };
      const asked = user(said.tools(nonce));
      return {
        begin: () => ask([asked], more),
        judge: judging((answer, count) => {
          if (count > 1) return hasMessage(answer);
          const message = messageOf(answer);
          const calls = recordsIn(message?.tool_calls);
          const isCalled = calls.some(
            (call) => isRecord(call.function) && call.function.name === tool,
          );
          if (message === null || !isCalled) return lacking;
          const results = calls.map(({ id }) => ({
            ...{ role: "tool", tool_call_id: id, content: said.time },
          }));
          const called = { role: "assistant", content: message.content ?? null, tool_calls: calls };
          return next(ask([asked, called, ...results], more));
        }),
        usages: [uses(120, 80), uses(170, 60)],
      };
    }
    case "picture":
    case "large": {
      const data = name === "large" ? noisePicture : redPicture;
      return {
        begin: () => ask([user([png(data()), { type: "text", text: said[name](nonce) }])]),
        judge: judging(hasMessage),
        usages: [uses(150, 40)],
      };
    }
    case "promptCache": {
      const system = { role: "system", content: linesOf(nonce, cacheLines) };
      const turn = (number: number) =>
        ask([system, user(said.cached(nonce, number))], { prompt_cache_key: nonce });
      const size = cacheLines * lineTokens;
      return {
        begin: () => turn(1),
        judge: judging((answer, turns) => {
          const usage = jsonOf(answer.text)?.usage;
          const details = isRecord(usage) ? usage.prompt_tokens_details : null;
          if (turns > 1 && isRecord(details) && Number(details.cached_tokens) > 0) return passed;
          return turns < cacheTries ? next(turn(turns + 1)) : lacking;
        }),
        usages: [uses(40, 40, 0, size), uses(40, 40, size, 0)],
      };
    }
  }
}
