/** Reads a list of Cloudflare's to its end, page by page, or one thing by its path. */
import type { z } from "zod";
import { done, failed, type Outcome } from "./outcome.ts";
import { type Meaning, refusalOf } from "./refusal.ts";
import { entriesOf, resultOf, totalCountOf } from "./replies.ts";
import type { Answer, Rest } from "./rest.ts";

/** More than anyone has; a list that never ends must not be read for ever. */
const maxPages = 20;

export async function readAll<T>(
  rest: Rest,
  path: string,
  perPage: number,
  schema: z.ZodType<T>,
  meaning: Meaning,
): Promise<Outcome<readonly T[]>> {
  const all: T[] = [];
  for (let page = 1; page <= maxPages; page += 1) {
    const answer = await get(rest, `${path}?page=${page}&per_page=${perPage}`, meaning);
    if (!answer.ok) return answer;
    const { json } = answer.value;
    const raw = resultOf(json);
    if (!Array.isArray(raw)) return failed("cloudflare.failed", "no list");
    // So a whole list is bounded, too: by all its pages.
    if (raw.length > perPage) return failed("cloudflare.failed", "more than a page");
    all.push(...entriesOf(schema, raw));
    const isFull = raw.length === perPage;
    if (!isFull || page * perPage >= (totalCountOf(json) ?? Number.POSITIVE_INFINITY)) break;
  }
  return done(all);
}

export async function readOne<T>(
  rest: Rest,
  path: string,
  schema: z.ZodType<T>,
  meaning: Meaning,
): Promise<Outcome<T>> {
  const answer = await get(rest, path, meaning);
  if (!answer.ok) return answer;
  const read = schema.safeParse(resultOf(answer.value.json));
  return read.success ? done(read.data) : failed("cloudflare.failed", "not as expected");
}

/** An answer that is no refusal. */
export async function get(rest: Rest, path: string, meaning: Meaning): Promise<Outcome<Answer>> {
  const answer = await rest.ask({ path });
  if (!answer.ok) return answer;
  return refusalOf(answer.value, meaning) ?? answer;
}
