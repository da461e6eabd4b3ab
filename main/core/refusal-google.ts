/**
 * Sluice's answer in Google's place: a text like any other. What Google itself has for a refusal (a blocked prompt, a finish reason of
 * safety) OpenClaw takes for a failure and asks its fallback (measured on 2026.9.6).
 */
import type { Form, Refusal } from "./refusal.ts";

export const google: Form = {
  stream: (refusal) => `data: ${JSON.stringify(answerOf(refusal))}\n\n`,
  whole: answerOf,
};

function answerOf({ id, model, sentence }: Refusal): object {
  return {
    candidates: [
      {
        content: { parts: [{ text: sentence }], role: "model" },
        finishReason: "STOP",
        index: 0,
      },
    ],
    usageMetadata: { promptTokenCount: 0, candidatesTokenCount: 0, totalTokenCount: 0 },
    modelVersion: model,
    responseId: `sluice${id}`,
  };
}

/** Google's clients say in the path whether they want a stream, not in the body. */
export const isGoogleStream = (path: string): boolean => path.endsWith(":streamGenerateContent");
