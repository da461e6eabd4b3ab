/** The two caches, never one figure: what the provider's saved, what Cloudflare's answered; and what went wrong. */
import type { ReactNode } from "react";
import { asksCache } from "../gateway/dial.ts";
import { type Face, useFace } from "../page-face.ts";
import { promptCacheShare, type RangeFigure } from "./figure.ts";

export function Caches({ figure }: { readonly figure: RangeFigure }): ReactNode {
  const face = useFace();
  const { errors, promptCache, responseCache } = face.words.usage;
  return (
    <div className="caches">
      <Fact title={promptCache.title} text={promptCacheOf(figure, face)} />
      <Fact title={responseCache.title} text={responseCacheOf(figure, face)} />
      <Fact
        title={errors.title}
        text={figure.errors === 0 ? errors.none : errors.some(figure.errors, figure.requests)}
      />
    </div>
  );
}

function Fact(props: { readonly title: string; readonly text: string }): ReactNode {
  return (
    <section>
      <h3 className="strong">{props.title}</h3>
      <p className="small two">{props.text}</p>
    </section>
  );
}

function promptCacheOf(figure: RangeFigure, { format, words }: Face): string {
  const said = words.usage.promptCache;
  const share = promptCacheShare(figure);
  if (share === null) return said.nothing;
  if (figure.cacheRead === 0 && figure.cacheWrite === 0) return said.unused;
  // A part too small for a whole percent is still a part.
  const part = share > 0 && share < 1 ? share : Math.round(share);
  return `${said.share(format.percent(part))} ${savedOf(figure.savedMicroUsd, format, said)}`;
}

function savedOf(
  microUsd: number | null,
  format: Face["format"],
  said: Face["words"]["usage"]["promptCache"],
): string {
  if (microUsd === null) return said.unknown;
  return microUsd < 0 ? said.lost(format.money(-microUsd)) : said.saved(format.money(microUsd));
}

/** While it is off there is no rate, and none of it is a fault. */
function responseCacheOf({ cacheHits, requests }: RangeFigure, { state, words }: Face): string {
  const said = words.usage.responseCache;
  if (!asksCache(state.profile)) return cacheHits > 0 ? said.wasOn(cacheHits) : said.off;
  return cacheHits > 0 ? said.hits(cacheHits, requests) : said.none;
}
