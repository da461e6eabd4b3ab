@echo off
rem OpenClaw Gateway (profile: work)
set "HOME=C:\Users\Zoé & Co 100%%^!"
set "TMPDIR=C:\Users\Zoé & Co 100%%^!\AppData\Local\Temp"
set "OPENCLAW_STATE_DIR=C:\Users\Zoé & Co 100%%^!\.openclaw-work"
set "OPENCLAW_CONFIG_PATH=C:\Users\Zoé & Co 100%%^!\.openclaw-work\openclaw.json"
set "NODE_OPTIONS="
set "OPENCLAW_PROFILE=work"
set "OPENCLAW_GATEWAY_PORT=19001"
set "OPENCLAW_SYSTEMD_UNIT=openclaw-gateway-work.service"
set "OPENCLAW_WINDOWS_TASK_NAME=OpenClaw Gateway (work)"
set "OPENCLAW_SERVICE_MARKER=openclaw"
set "OPENCLAW_SERVICE_KIND=gateway"
"C:\Users\Zoé & Co 100%%^!\AppData\Roaming\nvm\v24.16.0\node.exe" --max-old-space-size=8192 "C:\Users\Zoé & Co 100%%^!\AppData\Roaming\npm\node_modules\openclaw\dist\index.js" gateway --port 19001 --task-supervisor < NUL
