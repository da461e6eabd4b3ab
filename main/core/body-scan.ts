/** Reads the three things a refusal depends on from a request's JSON as it passes, without parsing or keeping the prompt. */
import type { Bytes } from "./bytes.ts";
import { modelIn } from "./dialects/dialect.ts";
import { DocumentScan } from "./dialects/document.ts";
import { KeySet } from "./dialects/key-set.ts";

export type BodyFacts = {
  readonly model: string | null;
  /** `"stream": true` */
  readonly isStream: boolean;
  /** A non-empty list of tools: an agent's turn. */
  readonly hasTools: boolean;
  /** The last message is what a tool answered: a turn under way. One too long to keep is taken for that. Left out: it is not. */
  readonly answersTool?: true;
};

const wanted = new KeySet(["model", "stream", "tools", "role", "content"], ["messages"]);

/** Takes the de-chunked body in pieces of any size. What has not been seen, or is no JSON object, counts as not there. */
export class BodyScan {
  private readonly document = new DocumentScan(wanted, "messages", true);

  push(bytes: Bytes, from: number, to: number): void {
    this.document.feed(bytes, from, to);
  }

  facts(): BodyFacts {
    const { inner, top } = this.document;
    const last = inner.get("role") === '"user"' ? inner.get("content") : undefined;
    return {
      model: modelIn(top.get("model")),
      isStream: top.get("stream") === "true",
      hasTools: isFilledList(top.get("tools")),
      ...(last !== undefined && (last === "" || isToolResult(last)) ? { answersTool: true } : {}),
    };
  }
}

/** A list that was too long to keep is known by an empty text. */
function isFilledList(raw: string | undefined): boolean {
  if (raw === undefined) return false;
  return raw === "" || (raw.startsWith("[") && !/^\[\s*\]$/.test(raw));
}

/** Quotes inside a text are escaped: these can only be its own. */
const isToolResult = (raw: string): boolean => /"type"\s*:\s*"tool_result"/.test(raw);
