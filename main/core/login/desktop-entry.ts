/** Sluice in the list of programs a desktop starts by itself, for sessions systemd does not look after: nobody starts it again there. */
import { byShell, type Program } from "./program.ts";

export const desktopEntryName = "sluice.desktop";

export function desktopEntry(program: Program): string {
  return `[Desktop Entry]
Type=Application
Name=Sluice
Comment=A switch and a meter for OpenClaw
Exec=${commandLine([...program, "--hidden"])}
Icon=sluice
Terminal=false
StartupNotify=false
X-GNOME-Autostart-enabled=true
`;
}

/** Desktops turn an entry off by writing into it; `Hidden` means deleted. */
export function isDesktopEntryOn(text: string): boolean {
  const [, group = ""] = /^\[Desktop Entry\]\s*$([\s\S]*?)(?=^\[|$(?![\s\S]))/m.exec(text) ?? [];
  const entryOf = (name: string): string | undefined =>
    new RegExp(`^${name}\\s*=\\s*(.*?)\\s*$`, "m").exec(group)?.[1];
  return (
    entryOf("Exec") !== undefined &&
    entryOf("Hidden") !== "true" &&
    entryOf("X-GNOME-Autostart-enabled") !== "false"
  );
}

/** An equals sign in a program's name is forbidden, and a percent sign is not found again by GLib (measured: 2.74). */
function commandLine(words: readonly string[]): string {
  const startable = /[%=]/.test(words[0] ?? "") ? byShell(words) : words;
  return startable.map(execWord).join(" ");
}

/**
 * `text` as one argument: quoted where it must be, what the quotes do not cover escaped, percent signs, which begin field codes,
 * doubled; then every backslash once more, for the file itself reads them first. Source: Desktop Entry Specification 1.5.
 */
function execWord(text: string): string {
  const doubled = text.replaceAll("%", "%%");
  if (/^[A-Za-z0-9_./:@+,%-]+$/.test(doubled)) return doubled;
  return `"${doubled.replace(/[\\"`$]/g, "\\$&")}"`.replaceAll("\\", "\\\\");
}
