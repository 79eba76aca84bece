// One upload by the official client: node client.cjs '{"endpoint": …, "file": …, …}'.
// Each line on standard output is an event as JSON; the last one says how it ended.
const fs = require("node:fs");
const path = require("node:path");
const tus = require(path.join(process.env.TUS_CLIENT, "node_modules", "tus-js-client"));

const asked = JSON.parse(process.argv[2]);
const tell = (event) => process.stdout.write(JSON.stringify(event) + "\n");
const upload = new tus.Upload(fs.readFileSync(asked.file), {
  endpoint: asked.endpoint,
  uploadUrl: asked.uploadUrl ?? null,
  chunkSize: asked.chunkSize ?? Infinity,
  headers: { Authorization: asked.ticket },
  retryDelays: asked.retryDelays ?? null,
  onBeforeRequest: (request) =>
    tell({ method: request.getMethod(), offset: request.getHeader("Upload-Offset") ?? null }),
  onChunkComplete: async (_size, accepted) => {
    tell({ accepted });
    if (asked.stopAt && accepted >= asked.stopAt) {
      await upload.abort(asked.terminate ?? false);
      tell({ end: "stopped", url: upload.url });
      process.exit(0);
    }
  },
  onError: (error) => {
    tell({ end: "error", status: error.originalResponse?.getStatus() ?? null });
    process.exit(1);
  },
  onSuccess: () => tell({ end: "success", url: upload.url }),
});
upload.start();
