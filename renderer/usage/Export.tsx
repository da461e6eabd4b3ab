/** The way to take requests along as a file: in which form, with or without Cloudflare's ids, and where it was written. */
import { type ReactNode, useId, useState } from "react";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { CopyButton } from "../ui/CopyButton.tsx";
import { TickOption } from "../ui/Options.tsx";
import { Problem } from "../ui/Problem.tsx";
import { Select } from "../ui/Select.tsx";
import { WithPath } from "../ui/WithPath.tsx";

const formats = ["csv", "json"] as const;

/** @param props epoch ms, `to` not included. */
export function Export(props: { readonly from: number; readonly to: number }): ReactNode {
  const { from, to } = props;
  const { language, state, words } = useFace();
  const { exports } = words.meter;
  const { isBusy, refusal, send } = useSender();
  const [format, setFormat] = useState<(typeof formats)[number]>("csv");
  const [withIds, setWithIds] = useState(false);
  const [wrote, setWrote] = useState<string | null>(null);
  const id = useId();

  async function write(): Promise<void> {
    setWrote(null);
    const reply = await send({
      type: "usage.export",
      ...{ format, from, to },
      ...(withIds && { withIds }),
      // As spreadsheets in that language read numbers.
      ...(format === "csv" && language !== "en" && { decimal: "comma" as const }),
    });
    if (reply.ok) setWrote(reply.path ?? null);
  }

  return (
    <>
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
      <p className="small two">
        {format === "csv" && `${exports.form(state.usage.today.zone)} `}
        {exports.tests}
      </p>
      <TickOption name={exports.ids} isTicked={withIds} onToggle={() => setWithIds(!withIds)} />
      <Problem refusal={refusal} />
      <div className="actions">
        <Button isBusy={isBusy} aria-describedby={id} onClick={() => void write()}>
          {exports.write}
        </Button>
        <p className="small two grow" role="status" id={id}>
          {wrote !== null && <WithPath say={exports.wrote} path={wrote} />}
        </p>
        {wrote !== null && <CopyButton text={wrote} />}
      </div>
    </>
  );
}
