/** nginx with the same duties but for the meter: checks the local key, rewrites the path, puts three headers in, streams both ways. */
import { spawn, spawnSync } from "node:child_process";
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { farEndTls } from "../../../support/far-end.tls.ts";
import { endWithParent } from "../child.ts";
import type { Target } from "../target.ts";
import { childrenOf, freePort, untilListening } from "./ground.ts";
import { aiGatewayToken, farPath, localKey, providerKey } from "./keys.ts";

const program = "/usr/sbin/nginx";

/** @throws with the remedy when nginx is not installed */
export async function startNginx(
  upstream: { readonly port: number },
  isTls = false,
): Promise<Target> {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    throw new Error("missing: apt-get install nginx-light");
  }
  const folder = mkdtempSync(path.join(tmpdir(), "sluice-bench-nginx-"));
  const port = await freePort();
  writeFileSync(path.join(folder, "far-end.pem"), farEndTls.cert);
  writeFileSync(path.join(folder, "nginx.conf"), configOf(folder, port, upstream.port, isTls));
  const args = ["-p", folder, "-c", path.join(folder, "nginx.conf"), "-e", `${folder}/error.log`];
  const master = spawn(program, args, { stdio: "ignore" });
  // Killed, the master would leave its worker behind.
  const end = endWithParent(master, "SIGTERM");
  await untilListening(port, end);
  const pid = master.pid ?? 0;
  return {
    name: isTls ? "nginx, TLS" : "nginx",
    version: versionOf(),
    port,
    path: "/anthropic/v1/messages",
    headers: { "x-api-key": localKey },
    pids: [pid, ...childrenOf(pid)],
    async close() {
      await end();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** It says so where errors go: "nginx version: nginx/1.22.1". */
const versionOf = (): string =>
  /nginx\/(\S+)/.exec(spawnSync(program, ["-v"], { encoding: "utf8" }).stderr)?.[1] ?? "unknown";

const configOf = (folder: string, port: number, farPort: number, isTls: boolean): string => `
worker_processes 1; daemon off; pid ${folder}/pid; worker_rlimit_nofile 4096;
events { worker_connections 1024; }
http {
  access_log off; server_tokens off; tcp_nodelay on;
  keepalive_timeout 75s; keepalive_requests 100000000;
  client_max_body_size 64m; client_body_buffer_size 128k;
  client_body_temp_path ${folder}/body; proxy_temp_path ${folder}/proxy;
  fastcgi_temp_path ${folder}/fastcgi; uwsgi_temp_path ${folder}/uwsgi; scgi_temp_path ${folder}/scgi;
  upstream far_end {
    server 127.0.0.1:${farPort};
    keepalive 256; keepalive_requests 100000000; keepalive_timeout 75s;
  }
  server {
    listen 127.0.0.1:${port};
    location = /anthropic/v1/messages {
      if ($http_x_api_key != "${localKey}") { return 401; }
      proxy_http_version 1.1; proxy_buffering off; proxy_request_buffering off;
      proxy_set_header Connection ""; proxy_set_header Host 127.0.0.1:${farPort};
      proxy_set_header authorization "";
      proxy_set_header x-api-key "${providerKey}";
      proxy_set_header cf-aig-authorization "Bearer ${aiGatewayToken}";
      proxy_set_header cf-aig-collect-log-payload false;
      proxy_set_header cf-aig-skip-cache true;
      ${isTls ? trust(folder) : ""}
      proxy_pass ${isTls ? "https" : "http"}://far_end${farPath};
    }
  }
}
`;

/** What Node does without being told: the name, the certificate and the resumed session are checked. */
const trust = (folder: string): string => `
      proxy_ssl_verify on; proxy_ssl_trusted_certificate ${folder}/far-end.pem;
      proxy_ssl_name localhost; proxy_ssl_server_name on;
      proxy_ssl_session_reuse on; proxy_ssl_protocols TLSv1.3;`;
