/** One picture of what happens when a request fails: a line from Sluice to the last resort, each stop with what it does and where that is set. */
import { type ReactNode, useState } from "react";
import { dashLinkOf } from "../copy/dash-links.ts";
import { locales } from "../copy/language.ts";
import { providerName } from "../copy/provider.ts";
import { type Face, useFace } from "../page-face.ts";
import { Group } from "../ui/Group.tsx";
import { Select } from "../ui/Select.tsx";
import { goToGroup } from "./go-to-group.ts";
import { spanWord } from "./typed.ts";
import { chainOf, type Step, startsOf } from "./when-it-fails.ts";

export function WhenItFails(): ReactNode {
  const { state, words } = useFace();
  const said = words.caches.fails;
  const [chosen, setChosen] = useState("");
  const starts = startsOf(state);
  const start = starts.find(({ ref }) => ref === chosen) ?? starts[0];
  if (!start) return null;
  return (
    <Group title={said.title}>
      <div className="row">
        <div className="grow">
          <p className="small two">{said.lede}</p>
          {starts.length > 1 ? (
            <Select
              label={words.caches.model}
              value={start.ref ?? ""}
              onChange={({ target }) => setChosen(target.value)}
            >
              {starts.map(({ name, ref }) => (
                <option key={ref} value={ref ?? ""}>
                  {name}
                </option>
              ))}
            </Select>
          ) : (
            <p className="strong">{start.name}</p>
          )}
        </div>
      </div>
      <div className="row">
        <ol className="chain" aria-label={said.title}>
          {chainOf(state, start).map((step) => (
            <Stop key={step.is} step={step} provider={providerOf(start.to?.provider)} />
          ))}
        </ol>
      </div>
    </Group>
  );
}

const providerOf = (slug: string | undefined): string =>
  slug === undefined ? "" : providerName(slug);

/** Off: not on the way now. */
const isDry = (step: Step): boolean =>
  (step.is === "cloudflare" && step.isOff) || (step.is === "bypass" && step.use !== "inUse");

function Stop(props: { readonly step: Step; readonly provider: string }): ReactNode {
  const { provider, step } = props;
  const face = useFace();
  const name = nameOf(step, provider, face);
  return (
    <li className={isDry(step) ? "dry" : undefined} data-step={step.is}>
      <div className="grow">
        <h3 className="strong">{name}</h3>
        {linesOf(step, provider, face).map((line) => (
          <p key={line} className="small two">
            {line}
          </p>
        ))}
        {step.is === "openclaw" && <Fallbacks step={step} />}
      </div>
      <Change step={step} />
    </li>
  );
}

function nameOf(step: Step, provider: string, { words }: Face): string {
  const { fails } = words.caches;
  switch (step.is) {
    case "sluice":
    case "past":
      return "Sluice";
    case "cloudflare":
      return "Cloudflare";
    case "dynamic":
      return fails.dynamic.name(step.route);
    case "provider":
      return provider;
    case "openclaw":
      return "OpenClaw";
    case "bypass":
      return fails.bypass.name;
  }
}

function linesOf(step: Step, provider: string, face: Face): readonly string[] {
  const { format, words } = face;
  const { fails } = words.caches;
  switch (step.is) {
    case "sluice":
      return [
        step.allowedMicroUsd === null
          ? fails.sluice.stops
          : fails.sluice.stopsAt(format.money(step.allowedMicroUsd)),
        fails.sluice.ends,
        ...(step.refusing ? [fails.sluice.now(words.codes[step.refusing].head)] : []),
      ];
    case "past":
      return [fails.sluice.past];
    case "cloudflare":
      return step.isOff ? [fails.cloudflare.off] : cloudflareLines(step, provider, face);
    case "dynamic":
      return [fails.dynamic.text];
    case "provider":
      return [fails.provider];
    case "openclaw":
      if (step.fallbacks === null) return [fails.openclaw.retries, fails.openclaw.unknown];
      return [
        fails.openclaw.retries,
        step.fallbacks.length === 0 ? fails.openclaw.none : fails.openclaw.order,
      ];
    case "bypass":
      return [fails.bypass[step.use](provider)];
  }
}

function cloudflareLines(
  { retries, timeout }: Extract<Step, { is: "cloudflare" }>,
  provider: string,
  { format, language, words }: Face,
): readonly string[] {
  const said = words.caches.fails.cloudflare;
  const lines: string[] = [];
  if (retries === null) lines.push(said.unknown(provider));
  else {
    const asks =
      retries.attempts > 1 ? said.times(retries.attempts, provider) : said.once(provider);
    lines.push(retries.from === null ? asks : `${asks} ${said.from[retries.from]}`);
  }
  if (retries && retries.attempts > 1 && retries.backoff) {
    const backoff = words.gateway.ours.backoffs[retries.backoff];
    lines.push(
      retries.delayMs === null
        ? said.grows(backoff)
        : said.wait(format.milliseconds(retries.delayMs), backoff),
    );
  }
  lines.push(
    timeout === null
      ? said.noTimeout
      : `${said.timeout(timeWord(timeout.ms, { format, language }))} ${said.from[timeout.from]}`,
  );
  return [...lines, said.refuses];
}

const timeWord = (ms: number, { format, language }: Pick<Face, "format" | "language">): string =>
  ms % 1000 === 0 ? spanWord(ms / 1000, locales[language]) : format.milliseconds(ms);

function Fallbacks({ step }: { readonly step: Extract<Step, { is: "openclaw" }> }): ReactNode {
  const { words } = useFace();
  const { way: ways } = words.caches.fails.openclaw;
  if (!step.fallbacks?.length) return null;
  return (
    <ol className="fallbacks small">
      {step.fallbacks.map(({ name, way }) => (
        <li key={name}>
          {name} <span className="two">{way === null ? "—" : ways[way]}</span>
        </li>
      ))}
    </ol>
  );
}

/** To where it is set. */
function Change({ step }: { readonly step: Step }): ReactNode {
  const { open, openOpenClaw, openSettings, state, words } = useFace();
  const { change, changeOf, ...fails } = words.caches.fails;
  const linkTo = (what: string, go: () => void) => (
    <button type="button" className="button quiet" aria-label={changeOf(what)} onClick={go}>
      {change}
    </button>
  );
  switch (step.is) {
    case "sluice":
      return linkTo(fails.sluice.what, () => openSettings("allowance"));
    case "cloudflare":
      return step.isOff
        ? null
        : linkTo(fails.cloudflare.retries, () => goToGroup(words.gateway.told.title));
    case "dynamic":
      return (
        <a
          className="link small"
          href={dashLinkOf("modelUnknown", state.profile) ?? undefined}
          target="_blank"
          rel="noreferrer"
        >
          {words.gateway.beside.routesPage} ↗
        </a>
      );
    case "openclaw":
      return linkTo(fails.openclaw.what, openOpenClaw);
    case "bypass":
      return step.use === "absent" ? null : linkTo(fails.bypass.what, () => open("home"));
    default:
      return null;
  }
}
