/** All that is known of one request, as labels and values: drawn, and copied as lines of text. */
import type { RequestRow } from "../../preload/contract/state.ts";
import { providerName } from "../copy/provider.ts";
import type { Face } from "../page-face.ts";
import { answerOf } from "./answer.ts";
import { hasUsage } from "./Lines.tsx";

export type Fact = {
  readonly label: string;
  readonly value: string;
  /** Takes a line for itself. */
  readonly isLong?: boolean;
};

/** Long enough to tell one from another, short enough to stand in a line: "01989a3f…7c21". */
export const shortId = (id: string): string =>
  id.length <= 16 ? id : `${id.slice(0, 8)}…${id.slice(-4)}`;

export function factsOf(
  row: RequestRow,
  face: Pick<Face, "format" | "state" | "words">,
): readonly Fact[] {
  const { format, state, words } = face;
  const said = words.usage.requests.detail;
  const time = (ms: number | null) => (ms === null ? "—" : format.seconds(ms));
  const count = (tokens: number) => (hasUsage(row) ? format.count(tokens) : "—");
  const profile = state.profiles.find(({ id }) => id === row.profile);
  const { word } = answerOf(row, face);
  const isStatus = row.status !== null && !word.includes(String(row.status));
  return [
    {
      label: said.answer,
      value: isStatus && row.status !== null ? `${word}, ${said.status(row.status)}` : word,
    },
    ...(row.refusal === null
      ? []
      : [
          {
            label: said.why,
            value: `${words.codes[row.refusal].head}. ${words.codes[row.refusal].text}`,
            isLong: true,
          },
        ]),
    {
      label: said.cost,
      value: row.costMicroUsd === null ? "—" : format.exact(row.costMicroUsd),
    },
    { label: said.source, value: said.costFrom[row.costFrom ?? "none"] },
    { label: said.tokensIn, value: count(row.tokensIn) },
    { label: said.tokensOut, value: count(row.tokensOut) },
    {
      label: said.promptCache,
      value: hasUsage(row) ? said.promptCacheOf(row.cacheRead, row.cacheWrite) : "—",
    },
    ...(row.route === "cloudflare"
      ? [{ label: said.responseCache, value: row.cacheHit ? said.isHit : said.isNoHit }]
      : []),
    ...(row.cacheHit
      ? [
          {
            label: words.caches.wouldCost,
            value: row.savedMicroUsd == null ? "—" : format.exact(row.savedMicroUsd),
          },
        ]
      : []),
    { label: said.firstByte, value: time(row.firstByteMs) },
    { label: said.total, value: time(row.durationMs) },
    { label: said.provider, value: providerName(row.provider) },
    { label: said.route, value: words.usage.requests.routes[row.route] },
    ...(profile && state.profiles.length > 1 ? [{ label: said.profile, value: profile.name }] : []),
    { label: said.by, value: said.bys[row.by] },
  ];
}

/** "Fri 20 Nov, 12:59:04" */
export const momentOf = ({ startedAt }: RequestRow, { format }: Pick<Face, "format">): string =>
  `${format.day(format.dayOf(startedAt))}, ${format.clockExact(startedAt)}`;

/** Every fact a line of its own, the log id whole. */
export function textOf(row: RequestRow, face: Pick<Face, "format" | "state" | "words">): string {
  const said = face.words.usage.requests.detail;
  const facts = [
    { label: said.time, value: momentOf(row, face) },
    { label: said.model, value: row.model ?? face.words.lists.unnamed },
    ...factsOf(row, face),
  ];
  const all = row.logId === null ? facts : [...facts, { label: said.logId, value: row.logId }];
  return all.map(({ label, value }) => said.line(label, value)).join("\n");
}
