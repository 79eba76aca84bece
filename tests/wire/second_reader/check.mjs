// Reads every published vector and compares with what it says: one line of JSON for each thing compared.
//
//     node check.mjs VECTORS.json KINDS.json WORDS.txt LENDER...
//
// LENDER is a command for what Node 20 has not: `LENDER zstd FILE` (a frame in, its bytes out, FILE holds the raw
// words), `LENDER argon2id CODE SALT`. Ends with 1 where anything differs.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as papers from "./papers.mjs";
import * as reader from "./reader.mjs";

const { hex } = reader;
const [vectorsFile, kindsFile, wordsFile, ...lender] = process.argv.slice(2);
const read = (file) => JSON.parse(readFileSync(file, "utf8"));
const vectors = read(vectorsFile), table = read(kindsFile), stock = readFileSync(wordsFile);
const keys = Object.fromEntries(Object.entries(vectors.keys).map(([name, key]) => [name, hex(key)]));
const folder = mkdtempSync(join(tmpdir(), "second-reader-"));
const ask = (args, input) => execFileSync(lender[0], [...lender.slice(1), ...args], { input, maxBuffer: 1 << 28 });
const lent = {
  argon2id: (code, salt) => ask(["argon2id", code, salt.toString("hex")], ""),
  unzstd(frame, words) {
    writeFileSync(join(folder, "words"), words ?? "");
    return ask(["zstd", join(folder, "words")], frame);
  },
};

// Bytes as hex in any depth, keys in one order: as the vectors have them.
function told(value) {
  if (value instanceof Uint8Array) return JSON.stringify(Buffer.from(value).toString("hex"));
  if (Array.isArray(value)) return `[${value.map(told)}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((name) => `${name}:${told(value[name])}`)}}`;
}

function compared(what, ok) {
  console.log(JSON.stringify({ what, ok }));
  if (!ok) process.exitCode = 1;
}
const same = (what, found, expected) => compared(what, told(found) === told(expected));

function refused(what, act, newer = false) {
  try { act(); } catch (error) { compared(what, error instanceof reader.Newer === newer); return; }
  compared(what, false);
}
const changed = (raw, at) => raw.map((byte, place) => (place === (at + raw.length) % raw.length ? byte ^ 1 : byte));
const buffers = (lines) => lines.map((line) => Buffer.from(line));
const known = (words) => (number) => {
  if (number !== 0 && number !== words?.number) throw new Error("words that nobody knows");
  return number === 0 ? stock : Buffer.concat([Buffer.from(words.text), stock]);
};

const CHECKS = {
  keys() {
    for (const name of ["device", "server", "root"]) same(`key ${name}`, reader.signingHalf(keys[`${name}_private`]), keys[`${name}_public`]);
    same("key seal", reader.sealingHalf(keys.seal_private), keys.seal_public);
    same("key of a stick", papers.asSealKey(keys.server_public), reader.sealingHalf(papers.asSealSecret(keys.server_private)));
  },
  chain({ salt, training, root, lines, identities, down }) {
    same("root", reader.root(keys.device_public, hex(salt), training), root);
    same("identities", reader.run(hex(root), buffers(lines)), identities);
    same("root down", reader.downRoot(down.commune), down.root);
  },
  downstream({ commune, lines, identities }) {
    same("downstream", reader.run(reader.downRoot(commune), buffers(lines)), identities);
    lines.forEach((line) => same("downstream event", papers.readEvent(line, table).actor, "province:11"));
  },
  events(cases) {
    for (const { line, ...event } of cases) same(`event ${event.kind}`, papers.readEvent(line, table), event);
  },
  columns(cases) {
    for (const { lines, streams } of cases) same("columns", reader.unpackLines(hex(streams), lines.length), lines);
  },
  envelopes(cases) {
    for (const { header, lines, words, bytes } of cases) {
      const raw = hex(bytes), opened = reader.openEnvelope(raw, keys.device_public, known(words), lent);
      same("envelope", opened, { header, lines: buffers(lines) });
      refused("an altered envelope", () => reader.openEnvelope(changed(raw, 40), keys.device_public, known(words), lent));
      refused("an envelope of another", () => reader.openEnvelope(raw, keys.server_public, known(words), lent));
    }
  },
  refused(cases) {
    for (const { what, why, envelope } of cases)
      refused(what, () => reader.openEnvelope(hex(envelope), keys.device_public, known(null), lent), why === "newer");
  },
  answers(cases) {
    for (const { answer, bytes } of cases) {
      const raw = hex(bytes), head = hex(answer.head);
      same("answer", reader.openAnswer(raw, keys.server_public, head, lent), answer);
      refused("an altered answer", () => reader.openAnswer(changed(raw, 12), keys.server_public, head, lent));
      refused("an answer to another", () => reader.openAnswer(raw, keys.server_public, Buffer.alloc(32), lent));
    }
  },
  sticks(cases) {
    for (const { direction, device, file, envelope, answer, contents = [] } of cases) {
      const seed = direction === "up" ? keys.server_private : keys.device_private;
      same("stick", papers.openStick(hex(file), seed), { direction, device, parts: [envelope ?? answer, ...contents] });
      refused("a stick for another", () => papers.openStick(hex(file), keys.root_private));
    }
  },
  certificates({ device, server }) {
    const desk = { device: "11-0001", commune: "03158", desk: 1, training: true, key: keys.device_public };
    same("device certificate", papers.readDevice(hex(device), keys.root_public), desk);
    refused("an altered certificate", () => papers.readDevice(changed(hex(device), 3), keys.root_public));
    const says = { province: "11", training: true, key: keys.server_public, last_day: server.last_day };
    same("server certificate", papers.readServer(server.text, keys.root_public), says);
  },
  enrolment(made) {
    same("request", papers.readRequest(made.request), made.check_word);
    const { chain, ...content } = made.content; // what is empty is left out
    same("enrolment by request", papers.openEnrolment(made.by_request, { seal: keys.seal_private }, lent), content);
    same("enrolment by code", papers.openEnrolment(made.by_code, { code: made.code }, lent), content);
    refused("another code", () => papers.openEnrolment(made.by_code, { code: "AAAAAAAAAA" }, lent));
  },
  slip({ token, word, ...slip }) {
    same("slip", papers.readToken(token, keys.root_public), slip);
    same("slip behind an address", papers.readToken(`tra.cuu/${token}`, keys.root_public), slip);
    refused("a slip of another root", () => papers.readToken(token, keys.server_public));
    same("look-up word", papers.word("motcua/word/1", hex(word.identity)), word.letters);
  },
  scans(made) {
    const ticket = [1, made.device, made.digest, made.size], named = [made.digest, made.size];
    same("scan", papers.openScan(hex(made.sealed), hex(made.key)), made.plain);
    same("digest of a scan", reader.sha256(hex(made.sealed)), made.digest);
    same("ticket", papers.readTicket(made.authorization, keys.device_public), ticket);
    same("receipt", papers.checkWord("motcua/scan-stored/1", ticket, made.receipt, keys.server_public), ticket);
    same("release", papers.checkWord("motcua/scan-released/1", ticket, made.release, keys.server_public), ticket);
    const list = papers.readScanFile(hex(made.list), "MC1L", "motcua/scan-list/1", keys.device_public);
    same("list of scans", list, [1, made.device, [named]]);
    const receipts = papers.readScanFile(hex(made.receipts.file), "MC1R", "motcua/scan-receipts/1", keys.server_public);
    same("receipts", receipts, [1, made.device, made.receipts.time_ms, [[...named, made.receipt]]]);
  },
};

try {
  for (const [name, cases] of Object.entries(vectors)) CHECKS[name](cases);
} finally {
  rmSync(folder, { recursive: true });
}
