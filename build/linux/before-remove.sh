#!/bin/sh
# Runs as root before the package's files go. What Sluice wrote outside of them is undone while the program that can undo it is
# still there: OpenClaw gets its own settings back, and nothing tries to start Sluice at the next login.
# Nobody's folder is touched as root: everything is done as the person it belongs to, who gets twenty seconds for each of it.

# dpkg says "remove", rpm how many of this package will be left. At an upgrade nothing is undone.
case "${1-}" in
  remove | 0) ;;
  *) exit 0 ;;
esac

program=/opt/Sluice/sluice

# The person's own environment is not known here, and none of root's is handed on: no terminal either, into which a program of
# theirs could type. The clock is root's, so that they cannot stop it.
as_person() {
  setsid -w timeout -k 5 20 runuser -u "$name" -- env -i HOME="$home" USER="$name" LOGNAME="$name" PATH=/usr/bin:/bin \
    XDG_RUNTIME_DIR="/run/user/$uid" "$@" </dev/null >/dev/null 2>&1
}

undo() {
  config=$home/.config
  if [ -d "$config/Sluice/journal" ] && [ -x "$program" ]; then
    # There may be no screen to draw on, and nothing is drawn.
    as_person "$program" --unlink --ozone-platform=headless
  fi
  units=$config/systemd/user
  set --
  for entry in "$config/autostart/sluice.desktop" "$units/sluice.service" "$units/sluice-unlink.service" \
    "$units/graphical-session.target.wants/sluice.service"; do
    if [ -e "$entry" ] || [ -L "$entry" ]; then set -- "$@" "$entry"; fi
  done
  if [ $# -gt 0 ]; then
    as_person rm -f -- "$@"
    as_person systemctl --user daemon-reload
  fi
}

{ getent passwd || cat /etc/passwd; } 2>/dev/null |
  while IFS=: read -r name _ uid _ _ home _; do
    case "$home" in
      /?*) [ -d "$home/.config" ] && undo ;;
    esac
  done

# Whatever could not be undone: the package goes all the same.
exit 0
