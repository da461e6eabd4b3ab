/** Lives through a made-up week and compares, at every moment a person could look, what is shown with what happened. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startPractice } from "../../main/practice/practice.ts";
import { type Sluice, startSluice } from "./sluice.ts";
import { type Event, lagOf, makeWeek, type WeekPlan } from "./traffic.ts";

const hour = 3_600_000;

export type Lived = {
  readonly looks: number;
  /** Looks at which the figure said "at least". */
  readonly atLeast: number;
  /** Looks at which it was certain to the micro-dollar, with something in it. */
  readonly certain: number;
  /** Looks at which something was known to have passed Sluice by. */
  readonly passed: number;
  readonly wrong: readonly string[];
  readonly end: readonly {
    readonly day: string;
    readonly shown: number | null;
    readonly truth: number;
  }[];
  /** Of the whole week, as shown, how many of them nobody has a price for, and how many there were. */
  readonly requests: number;
  readonly unpriced: number;
  readonly happened: number;
};

/** The date on the zone's own calendar, by nothing of ours. */
const calendars = new Map<string, Intl.DateTimeFormat>();
function dateOf(atMs: number, zone: string): string {
  const calendar = calendars.get(zone) ?? new Intl.DateTimeFormat("sv-SE", { timeZone: zone });
  calendars.set(zone, calendar);
  return calendar.format(atMs);
}

const beganAt = ({ exchange, row }: Event): number => exchange?.startedAt ?? row?.createdAt ?? 0;

/** The same for all events at once, for it is asked at every look. */
function createDates(events: readonly Event[]) {
  const zones = new Map<string, readonly string[]>();
  return (zone: string): readonly string[] => {
    const dates = zones.get(zone) ?? events.map((event) => dateOf(beganAt(event), zone));
    zones.set(zone, dates);
    return dates;
  };
}

export async function live(plan: WeekPlan, zoneAt: (atMs: number) => string): Promise<Lived> {
  const folder = mkdtempSync(join(tmpdir(), "sluice-week-"));
  const events = makeWeek(plan);
  let clock = plan.fromMs;
  const now = () => clock;
  const zone = () => zoneAt(clock);
  const practice = await startPractice({
    ...{ now, remember: 10, generation: plan.hasLogs ? "legacy" : "observability" },
    ...{
      overcount: { factor: 1.2, lastsMs: plan.overcountMs },
      lagMs: lagOf(plan),
    },
  });
  practice.ingest(events.flatMap(({ row }) => (row ? [row] : [])));

  const wrong: string[] = [];
  const counts = { looks: 0, atLeast: 0, certain: 0, passed: 0 };
  /** What has ended by now; the rest is still to come. */
  let ended = 0;
  const datesIn = createDates(events);
  const truthAt = (knownUntil: number) => {
    const today = dateOf(clock, zone());
    const dates = datesIn(zone());
    let [least, most, isUnknown] = [0, 0, false];
    for (const [index, event] of events.entries()) {
      if (index >= ended) break;
      const { costMicroUsd, exchange } = event;
      if (dates[index] !== today || exchange?.by === "sluice") continue;
      const isKnown = exchange !== null || beganAt(event) < knownUntil;
      if (costMicroUsd === null && isKnown) isUnknown = true;
      most += costMicroUsd ?? 0;
      if (isKnown) least += costMicroUsd ?? 0;
    }
    return { least, most, isUnknown };
  };
  const onShown = (sluice: Sluice) => {
    const usage = sluice.usage();
    if (usage === null) throw new Error("The ledger could not be read.");
    const { today } = usage;
    const { least, most, isUnknown } = truthAt(today.coverage.elsewhere?.knownUntil ?? 0);
    const { costMicroUsd: shown, uncertaintyMicroUsd: doubt } = today;
    counts.looks += 1;
    counts.atLeast += doubt === null ? 1 : 0;
    counts.certain += doubt === 0 && today.requests > 0 ? 1 : 0;
    counts.passed += (today.coverage.elsewhere?.requests ?? 0) > 0 ? 1 : 0;
    const say = (what: string) =>
      wrong.push(
        `${new Date(clock).toISOString()} ${what}: ${shown} ± ${doubt}, truth ${least} to ${most}`,
      );
    if (doubt === null ? (shown ?? 0) > most : (shown ?? 0) > most + doubt) say("too much");
    else if (doubt !== null && (shown ?? 0) < least - doubt) say("too little");
    if (doubt !== null && isUnknown) say("certain of what nobody knows");
    if (today.requests > 0 && today.priced === 0 && shown !== null) say("a cost of nothing known");
  };

  const begin = () =>
    startSluice({
      practice,
      path: join(folder, "ledger.db"),
      now,
      zone,
      hasLogs: plan.hasLogs,
      onShown,
    });
  let sluice: Sluice | null = begin();
  try {
    const end = plan.toMs + 4 * hour;
    while (clock < end) {
      const span = [...plan.closed, plan.asleep].find(
        ({ fromMs, toMs }) => fromMs <= clock && clock < toMs,
      );
      if (span) {
        // A machine that sleeps keeps what is in memory, one that was closed does not.
        if (span !== plan.asleep) sluice?.close();
        clock = span.toMs;
        while ((events[ended]?.endedAt ?? end) <= clock) ended += 1;
        if (span !== plan.asleep) sluice = begin();
      }
      sluice.isSeen(Math.floor(clock / hour) % 3 !== 0);
      const event: Event | undefined = events[ended];
      const away = [...plan.closed, plan.asleep]
        .map(({ fromMs }) => fromMs)
        .filter((at) => at > clock);
      const due = Math.max(sluice.dueAt(), clock + 1);
      const next = Math.min(event?.endedAt ?? end, due, clock + hour / 4, end, ...away);
      clock = next;
      if (event && event.endedAt <= clock) {
        ended += 1;
        if (event.exchange) sluice.add(event.exchange);
      }
      if (sluice.dueAt() <= clock) await sluice.work();
      else onShown(sluice);
    }
    const days = sluice.days(plan.fromMs - 48 * hour, end);
    const truths = new Map<string, number>();
    for (const event of events) {
      const { costMicroUsd, exchange } = event;
      if (exchange?.by === "sluice") continue;
      const day = dateOf(beganAt(event), zone());
      truths.set(day, (truths.get(day) ?? 0) + (costMicroUsd ?? 0));
    }
    return {
      ...{ ...counts, wrong },
      end: [...truths].sort().map(([day, truth]) => ({
        ...{ day, truth },
        shown: days.find((row) => row.day === day)?.costMicroUsd ?? null,
      })),
      requests: days.reduce((sum, row) => sum + row.requests, 0),
      happened: events.filter(({ exchange }) => exchange?.by !== "sluice").length,
      unpriced: days.reduce((sum, row) => sum + row.requests - row.priced, 0),
    };
  } finally {
    sluice?.close();
    await practice.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
