/** The two caches apart: what the provider's saved, what Cloudflare's answered, and a way to keep Cloudflare's from a model. */
import { type ReactNode, useCallback, useMemo, useState } from "react";
import type { QueryReply, RangeRow } from "../../preload/contract/command.ts";
import type { RequestRow } from "../../preload/contract/state.ts";
import { useLate } from "../clock.ts";
import { type Face, useFace } from "../page-face.ts";
import { Group } from "../ui/Group.tsx";
import { Said } from "../ui/Said.tsx";
import { Segments } from "../ui/Segments.tsx";
import { readOf, useAsking } from "../usage/asking.ts";
import { spanOf } from "../usage/span.ts";
import { allOf, byModelOf, type CacheRow } from "./caches.ts";
import { asksCache } from "./dial.ts";
import { Served } from "./Served.tsx";

const ranges = ["today", "week", "month"] as const;
type Range = (typeof ranges)[number];

type Answer = {
  readonly models: QueryReply;
  readonly served: QueryReply;
  readonly at: number;
};

const patienceMs = 150;
/** Of the list of answers. */
export const mostServed = 10;

function useAnswer(range: Range) {
  const { read, state } = useFace();
  const { recent, today } = state.usage;
  const { day, zone } = today;
  const { from, to } = useMemo(
    () => spanOf(range, { now: 0, today: day, zone }),
    [range, day, zone],
  );
  const ask = useCallback(async (): Promise<Answer> => {
    const asked = readOf(read);
    const [models, served] = await Promise.all([
      asked({ type: "usage.range", from, to, by: "model" }),
      asked({ type: "requests.list", from, to, cacheHit: true, limit: mostServed }),
    ]);
    return { models, served, at: Date.now() };
  }, [from, read, to]);
  const { cacheHits, confirmed, requests } = today;
  return useAsking(ask, [recent[0]?.id, requests, cacheHits, confirmed].join(" "));
}

export function Caches(): ReactNode {
  const { words } = useFace();
  const said = words.caches;
  const [range, setRange] = useState<Range>("today");
  const { answer, isBehind } = useAnswer(range);
  const isLate = useLate(answer === null || isBehind, patienceMs);
  return (
    <Group title={said.title}>
      <div className="row">
        <Segments
          legend={words.usage.range}
          value={range}
          options={ranges.map((value) => ({
            value,
            name: words.usage.ranges[value],
            spoken: words.usage.rangeNames[value],
          }))}
          onChoose={setRange}
        />
        <span className="small two grow" role="status">
          {isLate && (
            <>
              <span className="ring" />
              {words.usage.asking}
            </>
          )}
        </span>
      </div>
      {answer && <Shown answer={answer} />}
    </Group>
  );
}

function Shown({ answer }: { readonly answer: Answer }): ReactNode {
  const { format, words } = useFace();
  const said = words.caches;
  const { models, served } = answer;
  const failed = [models, served].find((reply) => !reply.ok);
  if (failed && !failed.ok)
    return (
      <div className="row">
        <Said code={failed.error.code} />
      </div>
    );
  const rows = models.ok ? (models.rows as readonly RangeRow[]) : [];
  const all = allOf(rows);
  return (
    <>
      <div className="row stack cache">
        <h3 className="strong">{words.usage.promptCache.title}</h3>
        <p className="small two">{said.prompt}</p>
        {all.requests === 0 ? (
          <p className="small two">{said.none}</p>
        ) : (
          <PromptCache all={all} models={byModelOf(rows)} />
        )}
      </div>
      <div className="row stack cache">
        <h3 className="strong">{words.usage.responseCache.title}</h3>
        <ResponseCache all={all} />
        <Served rows={served.ok ? (served.rows as readonly RequestRow[]) : []} hits={all.hits} />
      </div>
      <p className="row small three">{said.asOf(format.clock(answer.at))}</p>
    </>
  );
}

/** A part too small for a whole percent is still a part. */
const rateOf = (rate: number | null, { percent }: Face["format"]): string =>
  rate === null ? "—" : percent(rate > 0 && rate < 1 ? rate : Math.round(rate));

const amountOf = (microUsd: number | null, { money }: Face["format"]): string => {
  if (microUsd === null) return "—";
  return microUsd < 0 ? `−${money(-microUsd)}` : money(microUsd);
};

function PromptCache(props: {
  readonly all: CacheRow;
  readonly models: readonly CacheRow[];
}): ReactNode {
  const { format, words } = useFace();
  const { all, models } = props;
  const said = words.caches;
  const { promptCache } = words.usage;
  const isLoss = all.promptMicroUsd !== null && all.promptMicroUsd < 0;
  return (
    <>
      <dl className="facts-list">
        <dt>{said.hitRate}</dt>
        <dd>{rateOf(all.rate, format)}</dd>
        <dt>{said.saved}</dt>
        <dd>{savedOf(all, format)}</dd>
      </dl>
      {!all.usesPrompt && <p className="small two">{promptCache.unused}</p>}
      {isLoss && (
        <p className="small two">{promptCache.lost(format.money(-(all.promptMicroUsd ?? 0)))}</p>
      )}
      {all.usesPrompt && all.promptMicroUsd === null && (
        <p className="small two">{promptCache.unknown}</p>
      )}
      {models.length > 1 && (
        <table className="list" aria-label={said.promptModels}>
          <thead>
            <tr>
              <th scope="col">{said.model}</th>
              <th scope="col" className="number">
                {said.rate}
              </th>
              <th scope="col" className="number">
                {said.saved}
              </th>
            </tr>
          </thead>
          <tbody>
            {models.map((row) => (
              <tr key={row.key}>
                <th scope="row" className="clip" title={row.model ?? undefined}>
                  {row.model ?? words.lists.unnamed}
                </th>
                <td className="number">{rateOf(row.rate, format)}</td>
                <td className="number">{savedOf(row, format)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
}

/** Where it was not used nothing was saved, and that is known. */
const savedOf = ({ promptMicroUsd, rate, usesPrompt }: CacheRow, format: Face["format"]): string =>
  amountOf(usesPrompt || rate === null ? promptMicroUsd : 0, format);

function ResponseCache({ all }: { readonly all: CacheRow }): ReactNode {
  const { format, state, words } = useFace();
  const said = words.caches;
  const isAsked = asksCache(state.profile) && state.route.asked !== "direct";
  const { hits, isAtLeast, requests, storedMicroUsd } = all;
  const amount = amountOf(storedMicroUsd, format);
  return (
    <>
      <p className="small two">{stateOf(all, { state, words })}</p>
      {(isAsked || hits > 0) && requests > 0 && (
        <dl className="facts-list">
          <dt>{said.served}</dt>
          <dd>{said.servedOf(hits, requests)}</dd>
          <dt>{said.saved}</dt>
          <dd>{isAtLeast ? said.atLeast(amount) : amount}</dd>
        </dl>
      )}
    </>
  );
}

/** One sentence; while it is skipped there is no rate, and none of it is a fault. */
function stateOf({ hits }: CacheRow, { state, words }: Pick<Face, "state" | "words">): string {
  const said = words.caches.response;
  const { aiGateway, profile, route } = state;
  if (!asksCache(profile)) return hits > 0 ? said.before : said.skipped;
  if (route.asked === "direct") return said.direct;
  const { all, models } = profile?.dials ?? { all: {}, models: {} };
  const dials = [all, ...Object.values(models)];
  // With a time of its own a request is kept whatever the AI Gateway is set to.
  const asksTime = dials.some(({ cache }) => typeof cache === "number");
  const isOffThere = aiGateway.settings?.cacheSeconds === null && !asksTime;
  return isOffThere ? said.offThere : said.on;
}
