// A relay as it is usually written: Node's server in front, undici with its own defaults behind, which close after 4 s of idleness.
import { createServer } from "node:http";
import { request } from "undici";

const [base] = process.argv.slice(2);
const server = createServer(async (asked, answered) => {
  try {
    const { host, connection, "transfer-encoding": coding, ...headers } = asked.headers;
    const { method, url } = asked;
    const got = await request(base + url, { method, headers, body: asked });
    answered.writeHead(got.statusCode, got.headers);
    got.body.on("error", () => answered.destroy());
    got.body.pipe(answered);
  } catch {
    answered.destroy();
  }
});
server.keepAliveTimeout = 75_000;
server.listen(0, "127.0.0.1", () => {
  process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
});
