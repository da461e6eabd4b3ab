/** Sluice as a service of the person's own systemd: started with the desktop, again after a crash, and not for ever. */
import { byShell, type Program } from "./program.ts";

export const serviceName = "sluice.service";
export const unlinkName = "sluice-unlink.service";
/** Where `enable` puts its link; only sessions that systemd knows of reach it. */
export const sessionTarget = "graphical-session.target";

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
Restart=on-failure
RestartSec=2
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
ExecStart=${commandLine([...program, "--unlink"])}
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
