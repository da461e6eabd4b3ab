#!/usr/bin/env bash
set -euo pipefail
exec "/home/ada/.openclaw/tools/node/bin/node" "/home/ada/.openclaw/tools/node-v24.19.0/lib/node_modules/openclaw/dist/entry.js" "$@"
