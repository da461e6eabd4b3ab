/** Keys that work everywhere: pressed to be set, cleared by a button, with a word where another program has them. */
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import type { ShortcutName } from "../../preload/contract/desk.ts";
import { locales } from "../copy/language.ts";
import { useSender } from "../face.ts";
import { useFace } from "../page-face.ts";
import { Button } from "../ui/Button.tsx";
import { Group } from "../ui/Group.tsx";
import { ToneMark } from "../ui/Marks.tsx";
import { Problem } from "../ui/Problem.tsx";
import { readPress, sameKeys, spokenKeys } from "./shortcut.ts";

const names = ["open", "route", "pause"] as const satisfies readonly ShortcutName[];

export function ShortcutsGroup(): ReactNode {
  const { state, words } = useFace();
  const { shortcutsFrom } = state.desk;
  const said = words.more.shortcuts;
  return (
    <Group title={said.title}>
      {shortcutsFrom === "nobody" ? (
        <p className="row small two">{said.none}</p>
      ) : (
        <>
          <p className="row small two">
            {shortcutsFrom === "portal" ? `${said.lede} ${said.portal}` : said.lede}
          </p>
          {names.map((name) => (
            <ShortcutRow key={name} name={name} />
          ))}
        </>
      )}
    </Group>
  );
}

function ShortcutRow({ name }: { readonly name: ShortcutName }): ReactNode {
  const { language, state, words } = useFace();
  const { isBusy, refusal, send } = useSender();
  const { platform, shortcutsTaken } = state.desk;
  const { shortcuts } = state.settings;
  const said = words.more.shortcuts;
  /** What is held down so far; null: nobody is setting it. */
  const [held, setHeld] = useState<readonly string[] | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const id = useId();
  const keys = shortcuts[name];
  const isTaken = keys !== null && shortcutsTaken.includes(name);
  const write = (each: string | readonly string[]): string => spokenKeys(each, platform, said.keys);

  async function save(next: string | null): Promise<void> {
    setHeld(null);
    setFault(null);
    await send({ type: "settings.save", shortcuts: { ...shortcuts, [name]: next } });
  }

  function press(event: KeyboardEvent): void {
    if (held === null) return;
    const isPlain = !event.ctrlKey && !event.altKey && !event.metaKey;
    // Tab goes on as everywhere, and takes the field with it.
    if (event.key === "Tab" && isPlain) return;
    event.preventDefault();
    // Its Esc is its own: the page stays.
    event.stopPropagation();
    if (event.key === "Escape" && isPlain) {
      setHeld(null);
      setFault(null);
      return;
    }
    const pressed = readPress(event.nativeEvent, platform);
    setHeld(pressed.is === "held" ? pressed.keys : []);
    if (pressed.is === "held") return;
    if (pressed.is !== "keys") {
      const list = new Intl.ListFormat(locales[language], { type: "disjunction" });
      const modifiers = platform === "darwin" ? ["Control", "Alt", "Command"] : ["Control", "Alt"];
      const ways = list.format(modifiers.map((each) => write([each])));
      setFault(pressed.is === "needsModifier" ? said.needsModifier(ways) : said[pressed.is]);
      return;
    }
    const other = sameKeys(shortcuts, name, pressed.keys);
    if (other) setFault(said.doubled(said[other]));
    else void save(pressed.keys);
  }

  const isRecording = held !== null;
  const warning = fault ?? (isTaken && !isRecording ? said.taken : null);
  const shown = isRecording
    ? held.length > 0
      ? `${write(held)}…`
      : said.press
    : keys === null
      ? said.set
      : write(keys);
  return (
    <div className="row roomy">
      <div className="grow">
        <p id={id}>{said[name]}</p>
        <p className={`small ${warning === null ? "two" : "caution"}`} role="status">
          {warning !== null && <ToneMark tone="amber" size={12} />}
          {warning ?? (isRecording && said.pressHint)}
        </p>
        <Problem refusal={refusal} />
      </div>
      <Button
        aria-label={
          isRecording || keys === null
            ? `${shown}, ${said[name]}`
            : `${said.change}, ${said[name]}, ${shown}`
        }
        aria-pressed={isRecording}
        isBusy={isBusy}
        onClick={() => setHeld(isRecording ? null : [])}
        onKeyDown={press}
        // Released before a key came: nothing is held any more.
        onKeyUp={() => isRecording && setHeld([])}
        onBlur={() => {
          setHeld(null);
          setFault(null);
        }}
      >
        <kbd className="keys">{shown}</kbd>
      </Button>
      {keys !== null && !isRecording && (
        <Button
          look="quiet"
          aria-label={`${said.clear}, ${said[name]}`}
          onClick={() => void save(null)}
        >
          {said.clear}
        </Button>
      )}
    </div>
  );
}
