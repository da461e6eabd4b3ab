/** One request to the management API as its parts see it, and what those parts share. */
import type { AiGateways } from "./ai-gateways.ts";
import type { ApiReply } from "./api-reply.ts";
import type { Faults } from "./faults.ts";
import type { Logs } from "./log.ts";
import type { PracticeSettings } from "./settings.ts";
import type { PracticeToken } from "./tokens.ts";

export type ApiParts = {
  readonly now: () => number;
  readonly settings: () => PracticeSettings;
  readonly faults: Faults;
  readonly logs: Logs;
  readonly aiGateways: AiGateways;
};

export type ApiAsk = {
  readonly method: string;
  /** Without the base and the query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** Undefined where there is no JSON. */
  readonly body: unknown;
  readonly token: PracticeToken;
  /** What stands for the parts of the path, in order: account, aiGateway, row … */
  readonly ids: readonly string[];
};

export type ApiAnswer = (ask: ApiAsk, parts: ApiParts) => ApiReply;

export type Page = { readonly page: number; readonly perPage: number };

/** Null: no such page can be asked for. */
export function pageOf(query: URLSearchParams, standard: number, most: number): Page | null {
  const page = Number(query.get("page") ?? 1);
  const perPage = Number(query.get("per_page") ?? standard);
  const isPage = Number.isInteger(page) && page >= 1;
  return isPage && Number.isInteger(perPage) && perPage >= 1 && perPage <= most
    ? { page, perPage }
    : null;
}

export const pageIn = <T>(rows: readonly T[], { page, perPage }: Page): readonly T[] =>
  rows.slice((page - 1) * perPage, page * perPage);

export const pageInfo = (shown: number, total: number, { page, perPage }: Page) => ({
  count: shown,
  page,
  per_page: perPage,
  total_count: total,
});
