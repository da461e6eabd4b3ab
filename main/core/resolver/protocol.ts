/** OpenClaw's protocol for programs that hand out secrets, version 1: what it asks on stdin and what it is told on stdout. */

/**
 * NOT_FOUND: the keychain is open and has no such item, or it is none that is answered. LOCKED: it is there and closed.
 * UNAVAILABLE: there is no keychain, or it did not answer in time. OpenClaw shows only the first of them as it is.
 */
export type AnswerCode = "NOT_FOUND" | "LOCKED" | "UNAVAILABLE";

export type Answers = {
  readonly values: Readonly<Record<string, string>>;
  readonly errors: Readonly<Record<string, AnswerCode>>;
};

/** OpenClaw's own bound on one batch is 512. */
const maxIds = 512;

/** The ids asked for, each once; null when this is no request of version 1. */
export function readRequest(text: string): readonly string[] | null {
  const request = objectIn(text);
  if (request?.protocolVersion !== 1 || !Array.isArray(request.ids)) return null;
  const ids: readonly unknown[] = request.ids;
  if (ids.length > maxIds || !ids.every((id) => typeof id === "string")) return null;
  return [...new Set(ids)];
}

export const requestText = (ids: readonly string[]): string =>
  JSON.stringify({ protocolVersion: 1, provider: "sluice", ids });

export function answerText({ values, errors }: Answers): string {
  const coded = Object.entries(errors).map(([id, code]) => [id, { code }]);
  return JSON.stringify({ protocolVersion: 1, values, errors: Object.fromEntries(coded) });
}

/** Null when it is no answer of version 1; an error without a known code counts as UNAVAILABLE. */
export function readAnswer(text: string): Answers | null {
  const answer = objectIn(text);
  if (answer?.protocolVersion !== 1 || !isObject(answer.values)) return null;
  const values = Object.entries(answer.values);
  if (!values.every((entry): entry is [string, string] => typeof entry[1] === "string"))
    return null;
  const errors = Object.entries(isObject(answer.errors) ? answer.errors : {});
  return {
    values: Object.fromEntries(values),
    errors: Object.fromEntries(errors.map(([id, error]) => [id, codeOf(error)])),
  };
}

function codeOf(error: unknown): AnswerCode {
  const code = isObject(error) ? error.code : null;
  return code === "NOT_FOUND" || code === "LOCKED" ? code : "UNAVAILABLE";
}

function objectIn(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
