@echo off
rem OpenClaw Gateway
start "" /min C:\Windows\System32\cmd.exe /d /c C:\Users\ada\.openclaw\gateway.cmd
