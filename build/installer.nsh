; What the uninstaller does before the files go: OpenClaw gets its own settings back from the program that can give them, and
; nothing tries to start Sluice at the next logon. A Sluice that still ran has been ended by then. When the next version is
; installed over this one, the old uninstaller runs too, with --updated: then nothing is undone.
!macro customUnInstall
  ${ifNot} ${isUpdated}
    Push $0
    Push $1
    DetailPrint "Sluice gives OpenClaw its own settings back."
    nsExec::Exec /TIMEOUT=20000 '"$INSTDIR\${APP_EXECUTABLE_FILENAME}" --unlink'
    Pop $0
    ; The name main/core/login/scheduled-task.ts gives it.
    ReadEnvStr $1 USERNAME
    nsExec::Exec /TIMEOUT=10000 '"$SYSDIR\schtasks.exe" /Delete /TN "Sluice ($1)" /F'
    Pop $0
    Pop $1
    Pop $0
  ${endIf}
!macroend
