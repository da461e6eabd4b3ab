/** Sluice as a service of the person's own systemd: started with the desktop, again after a crash, and not for ever. */
import { byShell, type Program } from "./program.ts";

export const serviceName = "sluice.service";
export const unlinkName = "sluice-unlink.service";
/** Where `enable` puts its link; only sessions that systemd knows of reach it. */
export const sessionTarget = "graphical-session.target";

/**
 * Gives OpenClaw back what it had and keeps everything else, the wish to be linked and the start at login among it. By then there is no
 * display any more: without its own way of drawing nothing Electron would end before its first line.
 */
const leaving = ["--hidden", "--leave", "--ozone-platform=headless"];
/**
 * The compositor's end takes every program with it that draws, at once: then nobody is left to take the link back, and systemd may tell
 * of the session's end a moment later. Then this unit has a job that stops it; after a crash it has none, and starts anew.
 */
const ifStopped = [
  '[ "$SERVICE_RESULT" = success ] && exit 0',
  "sleep 2",
  `jobs=$(systemctl --user list-jobs --no-legend ${serviceName}) || jobs=" stop "`,
  'case "$jobs" in *" stop "*) exec "$0" "$@" ;; esac',
].join("; ");

/**
 * Four starts in ten minutes: the fourth finds three bad ends on record and takes the link back. Should even that one crash,
 * the unit has failed, and `OnFailure` takes the link back from a process of its own. Codes 2, 3 and 4 are no crashes: wrong
 * switches, another Sluice already here, refused.
 */
export function serviceUnit(program: Program): string {
  return `[Unit]
Description=Sluice
PartOf=${sessionTarget}
After=${sessionTarget}
StartLimitIntervalSec=600
StartLimitBurst=4
OnFailure=${unlinkName}

[Service]
Type=exec
ExecStart=${commandLine([...program, "--hidden"])}
ExecStopPost=${commandLine(["/bin/sh", "-c", ifStopped, ...program, ...leaving])}
Restart=on-failure
SuccessExitStatus=2 3 4
KillMode=mixed
TimeoutStopSec=20
Slice=app.slice

[Install]
WantedBy=${sessionTarget}
`;
}

export function unlinkUnit(program: Program): string {
  return `[Unit]
Description=Sluice gives OpenClaw its own settings back

[Service]
Type=oneshot
ExecStart=${commandLine([...program, ...leaving])}
TimeoutStartSec=60
`;
}

/** The colon: no variables are put in, so a dollar sign is one. Of programs, systemd refuses quotes and backslashes in the name. */
function commandLine(words: readonly string[]): string {
  const startable = /["'\\]/.test(words[0] ?? "") ? byShell(words) : words;
  return `:${startable.map(unitWord).join(" ")}`;
}

/** `text` as one word of a unit's command line: backslashes and quotes escaped, percent signs, which begin specifiers, doubled. */
function unitWord(text: string): string {
  const escaped = text.replace(/[\\"]/g, "\\$&").replaceAll("%", "%%");
  return /^[A-Za-z0-9_./:=@+,%-]+$/.test(escaped) ? escaped : `"${escaped}"`;
}
