/** The forms of the settings that are more than on or off. Nothing is written by them: they show what would change. */
import { type ReactNode, useState } from "react";
import { locales } from "../copy/language.ts";
import { useFace } from "../page-face.ts";
import { Field } from "../ui/Field.tsx";
import { Options } from "../ui/Options.tsx";
import { Select } from "../ui/Select.tsx";
import { Editor, type EditorProps } from "./Editor.tsx";
import { SpanField } from "./SpanField.tsx";
import type { Setting } from "./setting-words.ts";
import { countIn, type Span, secondsIn, spanOf, spanWord } from "./typed.ts";

/** Cloudflare's own (facts: cloudflare.md §5.2). */
export const bounds = {
  keep: [60, 2_592_000],
  requests: [1, 1_000_000],
  window: [1, 2_592_000],
  delay: [0, 60_000],
  rows: [10_000, 10_000_000],
} as const;

type Backoff = NonNullable<Setting<"retries">>["backoff"];
const backoffs = ["constant", "linear", "exponential"] as const satisfies readonly Backoff[];
type Technique = NonNullable<Setting<"rateLimit">>["technique"];

/** What is said of a field, once it was tried. */
export function useFaults() {
  const { language, words } = useFace();
  const { ours } = words.gateway;
  const word = (seconds: number) => spanWord(seconds, locales[language]);
  return {
    count: ([least, most]: readonly [number, number]) => ours.wrongCount(least, most),
    span: ([least, most]: readonly [number, number]) => ours.wrongSpan(word(least), word(most)),
    money: ours.wrongMoney,
  };
}

export function CacheEditor({ value, ...rest }: EditorProps<Setting<"cacheSeconds">>): ReactNode {
  const { field } = useFace().words.gateway.ours;
  const faults = useFaults();
  const [keep, setKeep] = useState<Span>(spanOf(value ?? 300));
  const [wasTried, setTried] = useState(false);
  const seconds = secondsIn(keep, ...bounds.keep);
  return (
    <Editor
      {...rest}
      onTurnOff={value === null ? undefined : () => rest.propose({ cacheSeconds: null })}
      onSubmit={() => {
        setTried(true);
        if (seconds !== null) rest.propose({ cacheSeconds: seconds });
      }}
    >
      <SpanField
        label={field.keep}
        value={keep}
        units={["minute", "hour", "day"]}
        fault={wasTried && seconds === null ? faults.span(bounds.keep) : undefined}
        onChange={setKeep}
      />
    </Editor>
  );
}

export function RateEditor({ value, ...rest }: EditorProps<Setting<"rateLimit">>): ReactNode {
  const { field } = useFace().words.gateway.ours;
  const faults = useFaults();
  const [typed, setTyped] = useState(String(value?.requests ?? 100));
  const [span, setSpan] = useState<Span>(spanOf(value?.seconds ?? 60));
  const [technique, setTechnique] = useState<Technique>(value?.technique ?? "fixed");
  const [wasTried, setTried] = useState(false);
  const requests = countIn(typed, ...bounds.requests);
  const seconds = secondsIn(span, ...bounds.window);
  return (
    <Editor
      {...rest}
      onTurnOff={value === null ? undefined : () => rest.propose({ rateLimit: null })}
      onSubmit={() => {
        setTried(true);
        if (requests !== null && seconds !== null)
          rest.propose({ rateLimit: { requests, seconds, technique } });
      }}
    >
      <Field
        label={field.requests}
        fault={wasTried && requests === null ? faults.count(bounds.requests) : undefined}
        inputMode="numeric"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <SpanField
        label={field.window}
        value={span}
        units={["second", "minute", "hour", "day"]}
        fault={wasTried && seconds === null ? faults.span(bounds.window) : undefined}
        onChange={setSpan}
      />
      <TechniqueOptions value={technique} onChoose={setTechnique} />
    </Editor>
  );
}

function TechniqueOptions(props: {
  readonly value: Technique;
  readonly onChoose: (value: Technique) => void;
}): ReactNode {
  const { field, technique, techniqueText } = useFace().words.gateway.ours;
  return (
    <Options
      legend={field.technique}
      value={props.value}
      options={(["fixed", "sliding"] as const).map((value) => ({
        value,
        name: technique[value],
        text: techniqueText[value],
      }))}
      onChoose={props.onChoose}
    />
  );
}

export function RetryEditor({ value, ...rest }: EditorProps<Setting<"retries">>): ReactNode {
  const { backoffs: names, field } = useFace().words.gateway.ours;
  const { format } = useFace();
  const faults = useFaults();
  const [attempts, setAttempts] = useState(value?.attempts ?? 3);
  const [typed, setTyped] = useState(String(value?.delayMs ?? 500));
  const [backoff, setBackoff] = useState<Backoff>(value?.backoff ?? "exponential");
  const [wasTried, setTried] = useState(false);
  const delayMs = countIn(typed, ...bounds.delay);
  return (
    <Editor
      {...rest}
      onTurnOff={value === null ? undefined : () => rest.propose({ retries: null })}
      onSubmit={() => {
        setTried(true);
        if (delayMs !== null) rest.propose({ retries: { attempts, delayMs, backoff } });
      }}
    >
      <Select
        label={field.attempts}
        value={String(attempts)}
        onChange={({ target }) => setAttempts(Number(target.value))}
      >
        {[1, 2, 3, 4, 5].map((each) => (
          <option key={each} value={each}>
            {format.count(each)}
          </option>
        ))}
      </Select>
      <Field
        label={field.delay}
        fault={wasTried && delayMs === null ? faults.count(bounds.delay) : undefined}
        inputMode="numeric"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <BackoffSelect
        label={field.backoff}
        value={backoff}
        onChoose={(chosen) => setBackoff(chosen === "" ? backoff : chosen)}
        names={names}
      />
    </Editor>
  );
}

/** @param none the choice of none, where there is one. */
export function BackoffSelect(props: {
  readonly label: string;
  readonly value: Backoff | "";
  readonly names: Readonly<Record<Backoff, string>>;
  readonly none?: string;
  readonly onChoose: (value: Backoff | "") => void;
}): ReactNode {
  return (
    <Select
      label={props.label}
      value={props.value}
      onChange={({ target }) =>
        props.onChoose(backoffs.find((each) => each === target.value) ?? "")
      }
    >
      {props.none !== undefined && <option value="">{props.none}</option>}
      {backoffs.map((each) => (
        <option key={each} value={each}>
          {props.names[each]}
        </option>
      ))}
    </Select>
  );
}

export function StorageEditor({ value, ...rest }: EditorProps<Setting<"logStorage">>): ReactNode {
  const { field, whenFull: names } = useFace().words.gateway.ours;
  const faults = useFaults();
  const [typed, setTyped] = useState(String(value?.rows ?? 100_000));
  const [whenFull, setWhenFull] = useState(value?.whenFull ?? "drop");
  const [wasTried, setTried] = useState(false);
  const rows = countIn(typed, ...bounds.rows);
  return (
    <Editor
      {...rest}
      onTurnOff={value === null ? undefined : () => rest.propose({ logStorage: null })}
      onSubmit={() => {
        setTried(true);
        if (rows !== null) rest.propose({ logStorage: { rows, whenFull } });
      }}
    >
      <Field
        label={field.rows}
        fault={wasTried && rows === null ? faults.count(bounds.rows) : undefined}
        inputMode="numeric"
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <Select
        label={field.whenFull}
        value={whenFull}
        onChange={({ target }) => setWhenFull(target.value === "stop" ? "stop" : "drop")}
      >
        <option value="drop">{names.drop}</option>
        <option value="stop">{names.stop}</option>
      </Select>
    </Editor>
  );
}
