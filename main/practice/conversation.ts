/** Decides what the practice provider says: an honest sentence, or one tool call when the request asks for one. */
import { isRecord, type Json, list, records, text } from "./json.ts";
import { tokensOf } from "./prompt-cache.ts";

export type Asked = {
  /** The newest text of the user; null when there is none. */
  readonly said: string | null;
  /** What a tool answered, when that is what came last. */
  readonly toolResult: string | null;
  /** The names of the tools that are offered; null for one that has none. */
  readonly tools: readonly (string | null)[];
  /** The most tokens the caller wants. */
  readonly limit: number | null;
};

export type Plan =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly tokensOut: number;
      readonly truncated: boolean;
    }
  | {
      readonly kind: "tool";
      readonly name: string;
      readonly input: string;
      readonly tokensOut: number;
    };

/** `body` names its tools in the place of each dialect. */
export const toolsOf = (
  tools: unknown,
  place: (tool: Json) => unknown = (tool) => tool.name,
): Asked["tools"] => list(tools).map((tool) => (isRecord(tool) ? text(place(tool)) : null));

/** What came after the model's last word: the turn that is to be answered. */
export const turn = (messages: readonly Json[], isModel: (message: Json) => boolean) =>
  messages.slice(messages.findLastIndex(isModel) + 1);

/** The texts of a message: a string, or parts of which those with text count. */
export const textsOf = (content: unknown): readonly (string | null)[] =>
  typeof content === "string" ? [content] : records(content).map((part) => text(part.text));

/** OpenClaw puts notes for the model beside and behind what the person wrote. */
const notes = /<<<BEGIN_OPENCLAW_INTERNAL_CONTEXT>>>.*?<<<END_OPENCLAW_INTERNAL_CONTEXT>>>/gs;
const stamp = /^\[[A-Z][a-z]{2} \d{4}-\d\d-\d\d[^\]]*\] /;

/** The newest of the texts that a person may have written; null when there is none. */
export function newest(texts: readonly (string | null)[]): string | null {
  const written = texts.map((line) => line?.replace(notes, "").trim().replace(stamp, "") ?? "");
  const asksForTool = written.findLast((line) => line.includes("TOOLTEST:"));
  return asksForTool ?? written.findLast((line) => line !== "") ?? null;
}

const summary = (said: string): string => {
  const line = said.slice(0, 2000).replace(/\s+/g, " ").trim();
  return line.length > 120 ? `${line.slice(0, 119)}…`.toWellFormed() : line;
};

function sentence({ said, toolResult }: Asked): string {
  if (toolResult !== null) return `TOOLRESULT ${toolResult.slice(0, 1500)}`;
  const heard = said === null ? "I found no text of yours in it." : `You said: “${summary(said)}”`;
  return `Hello! This is Sluice's practice provider: no model is thinking here and nothing costs money. Your request made the whole round trip. ${heard}`;
}

/** The tool the person has named, if it is offered and has not answered yet. */
function callOf({ said, toolResult, tools }: Asked) {
  if (tools.length === 0 || toolResult !== null) return null;
  const command = /TOOLTEST:([^\n]*)/.exec(said ?? "")?.[1];
  if (command !== undefined)
    return { name: "exec", input: JSON.stringify({ command: command.trim(), title: "practice" }) };
  const name = /\bcall the tool ([\w-]{1,64})/i.exec(said ?? "")?.[1];
  return name !== undefined && tools.includes(name) ? { name, input: "{}" } : null;
}

export function planReply(asked: Asked): Plan {
  const call = callOf(asked);
  if (call !== null) return { kind: "tool", ...call, tokensOut: tokensOf(call.input.length) + 20 };
  const text = sentence(asked);
  const tokensOut = tokensOf(Buffer.byteLength(text));
  if (asked.limit === null || tokensOut <= asked.limit) {
    return { kind: "text", text, tokensOut, truncated: false };
  }
  const kept = Math.max(1, Math.floor(asked.limit));
  return {
    kind: "text",
    text: text.slice(0, kept * 4).toWellFormed(),
    tokensOut: kept,
    truncated: true,
  };
}

/** The pieces a text is streamed in; never half a character. */
export const pieces = (text: string): readonly string[] => text.match(/.{1,14}/gsu) ?? [];
