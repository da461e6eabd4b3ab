@echo off
node "C:\Users\Ada\openclaw\dist\entry.js" %*
