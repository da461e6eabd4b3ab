/** What became of requests and answers on their way, and whether Sluice's ledger counted each of its own exactly. */
import { headerNames, tokens } from "./content.ts";
import { farPath, providerKey } from "./peers/keys.ts";
import type { SluiceTarget } from "./peers/sluice.ts";
import type { Outcome, Visit } from "./run.ts";
import type { Faithfulness } from "./table.ts";
import type { Target } from "./target.ts";

export function faithfulnessOf(outcomes: readonly Outcome[]): readonly Faithfulness[] {
  const targets = new Set(outcomes.flatMap((outcome) => outcome.targets));
  return [...targets].map((target) => {
    const visits = visitsOf(outcomes, target);
    const sum = (key: "wrong" | "broken" | "changed" | "surplus" | "requests") =>
      visits.reduce((total, visit) => total + visit[key], 0);
    const [failed, changed, surplus] = [
      sum("wrong") + sum("broken"),
      sum("changed"),
      sum("surplus"),
    ];
    const example = visits.find((visit) => visit.example !== "")?.example ?? "";
    return {
      target: target.version === undefined ? target.name : `${target.name} ${target.version}`,
      answers:
        failed === 0
          ? `${sum("requests")}, every byte as sent`
          : `${sum("wrong")} wrong, ${sum("broken")} broken of ${sum("requests")}: ${brief(example)}`,
      requests: [
        changed === 0 ? "as sent" : `${changed} written anew`,
        ...(surplus === 0 ? [] : [`${surplus} too many at the far end`]),
      ].join(", "),
      keys: headNote(target, headOf(outcomes, target)),
      headers: lostHeaders(visits),
    };
  });
}

/** Sentences about what Sluice did wrong; none is the only good outcome. */
export function faultsOf(outcomes: readonly Outcome[], sluice: SluiceTarget): readonly string[] {
  const faults: string[] = [];
  for (const outcome of outcomes) {
    if (!outcome.targets.includes(sluice)) continue;
    const say = (count: number, what: string) => {
      if (count !== 0) faults.push(`${sluice.name}, ${outcome.scenario.name}: ${count} ${what}`);
    };
    const visits = visitsOf([outcome], sluice);
    const example = visits.find((visit) => visit.example !== "")?.example ?? "";
    for (const visit of visits) {
      say(visit.wrong, `wrong answers: ${brief(example)}`);
      say(visit.broken, `broken answers: ${brief(example)}`);
      say(visit.changed, "requests came changed");
      say(visit.surplus, "requests more at the far end than were sent");
    }
  }
  const note = headNote(sluice, headOf(outcomes, sluice));
  if (note !== allSwapped) faults.push(`${sluice.name}: ${note}`);
  return faults;
}

/** Waits until everything that was sent stands in the ledger; says what it found, and what is wrong with it. */
export async function readLedger(
  outcomes: readonly Outcome[],
  { app, name, ...sluice }: SluiceTarget,
): Promise<{ readonly sentence: string; readonly faults: readonly string[] }> {
  const sent = outcomes.reduce((total, { sent: counts, targets }) => {
    const index = targets.findIndex(({ port }) => port === sluice.port);
    return total + (counts[index] ?? 0);
  }, 0);
  const faults: string[] = [];
  // More than a flush and a report after the last answer, however slow the machine.
  await app.until(({ usage }) => usage.today.requests >= sent, 10_000).catch(() => undefined);
  const range = { type: "usage.range", from: 0, to: Date.now() + 86_400_000, by: "model" } as const;
  const reply = await app.query(range);
  const rows = reply.ok ? reply.rows : [];
  const sum = (key: keyof typeof tokens | "requests") =>
    rows.reduce(
      (total, row) => total + (key in row ? (row[key as keyof typeof row] as number) : 0),
      0,
    );
  if (sum("requests") !== sent)
    faults.push(`${name}: ${sum("requests")} requests in the ledger, ${sent} sent`);
  for (const key of Object.keys(tokens) as (keyof typeof tokens)[]) {
    const expected = sent * tokens[key];
    if (sum(key) !== expected)
      faults.push(`${name}: ${sum(key)} ${key} in the ledger, ${expected} answered`);
  }
  return {
    sentence: `${name}'s ledger: ${sum("requests")} of ${sent} requests, ${sum("tokensIn")} tokens in, ${sum("tokensOut")} out, ${faults.length === 0 ? "all exact" : "**not exact**"}.`,
    faults,
  };
}

const visitsOf = (outcomes: readonly Outcome[], target: Target): readonly Visit[] =>
  outcomes.flatMap(({ rounds, targets, warming }) => {
    const index = targets.indexOf(target);
    return [warming, ...rounds].flatMap((visits) => visits[index] ?? []);
  });

function headOf(outcomes: readonly Outcome[], target: Target): string {
  for (const { heads, targets } of outcomes) {
    const head = heads[targets.indexOf(target)];
    if (head) return head;
  }
  return "";
}

const allSwapped = "right path, right key";

/** What arrived at the far end in place of what the client sent. */
function headNote({ headers }: Target, head: string): string {
  const own = headers["x-api-key"] ?? "";
  const notes = [
    ...(head.startsWith(`POST ${farPath} `) ? [] : ["another path"]),
    ...(head.includes(providerKey) ? [] : ["without the provider's key"]),
    ...(own !== providerKey && head.includes(own) ? ["the client's key goes out"] : []),
  ];
  return notes.length === 0 ? allSwapped : notes.join(", ");
}

/** What of Cloudflare's and Anthropic's header lines did not come through. */
function lostHeaders(visits: readonly Visit[]): string {
  const head = visits.find((visit) => visit.head !== "")?.head.toLowerCase() ?? "";
  const lost = headerNames.filter((name) => !head.includes(`\r\n${name}:`));
  return lost.length === 0 ? "all kept" : `lost ${lost.join(", ")}`;
}

const brief = (text: string): string => text.slice(0, 200).replace(/\s+/g, " ");
