/** How long single requests are kept, and the way to take them along as a file. */
import { type ReactNode, useId, useState } from "react";
import type { Settings } from "../../preload/contract/state.ts";
import { useFace, useSender } from "../face.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { TickOption } from "../ui/Options.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { WithPath } from "../ui/WithPath.tsx";
import { startOfDay } from "./days.ts";

const kept = [30, 90, 365, null] as const satisfies readonly Settings["keepRequestsDays"][];
const formats = ["csv", "json"] as const;
/** Whole local days, today's the last of them. */
const ranges = [1, 7, 30, 90] as const;

export function RequestsGroup(): ReactNode {
  const { words } = useFace();
  return (
    <Group title={words.meter.keep.title}>
      <Keep />
      <Export />
    </Group>
  );
}

function Keep(): ReactNode {
  const { state, words } = useFace();
  const { refusal, send } = useSender();
  const { keep } = words.meter;
  const wordOf = (days: (typeof kept)[number]): string => {
    if (days === null) return keep.ever;
    return days === 365 ? keep.year : keep.days(days);
  };
  return (
    <div className="row stack">
      <Select
        label={keep.label}
        value={String(state.settings.keepRequestsDays)}
        onChange={({ target }) => {
          const chosen = kept.find((days) => String(days) === target.value);
          if (chosen !== undefined) void send({ type: "settings.save", keepRequestsDays: chosen });
        }}
      >
        {kept.map((days) => (
          <option key={String(days)} value={String(days)}>
            {wordOf(days)}
          </option>
        ))}
      </Select>
      <p className="small two">{keep.hint}</p>
      <Problem refusal={refusal} />
    </div>
  );
}

function Export(): ReactNode {
  const { state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { exports } = words.meter;
  const [format, setFormat] = useState<(typeof formats)[number]>("csv");
  const [range, setRange] = useState<(typeof ranges)[number]>(30);
  const [withIds, setWithIds] = useState(false);
  const [wrote, setWrote] = useState<string | null>(null);
  const id = useId();

  async function write(): Promise<void> {
    setWrote(null);
    const { day, zone } = state.usage.today;
    const reply = await send({
      type: "usage.export",
      format,
      from: startOfDay(day, range - 1, zone),
      // A request that begins in this moment, too.
      to: Date.now() + 1,
      ...(withIds && { withIds }),
    });
    if (reply.ok) setWrote(reply.path ?? null);
  }

  return (
    <div className="row stack">
      <Select
        label={exports.format}
        value={format}
        onChange={({ target }) => setFormat(formats.find((it) => it === target.value) ?? "csv")}
      >
        {formats.map((it) => (
          <option key={it} value={it}>
            {exports[it]}
          </option>
        ))}
      </Select>
      <Select
        label={exports.range}
        value={range}
        onChange={({ target }) => setRange(ranges.find((it) => String(it) === target.value) ?? 30)}
      >
        {ranges.map((days) => (
          <option key={days} value={days}>
            {days === 1 ? exports.today : exports.days(days)}
          </option>
        ))}
      </Select>
      <TickOption name={exports.ids} isTicked={withIds} onToggle={() => setWithIds(!withIds)} />
      <Problem refusal={refusal} />
      <div className="actions">
        <Button isBusy={isBusy} aria-describedby={id} onClick={() => void write()}>
          {exports.write}
        </Button>
        <p className="small two grow" role="status" id={id}>
          {wrote !== null && <WithPath say={exports.wrote} path={wrote} />}
        </p>
      </div>
    </div>
  );
}
