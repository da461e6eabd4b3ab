@echo off
rem OpenClaw Gateway
start "" /min C:\Windows\System32\cmd.exe /d /c "C:\Users\Zoé & Co 100%%^!\.openclaw-work\gateway.cmd"
