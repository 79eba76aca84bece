// A second reader of SYNC/1 for Node.js 20: what docs/sync-protocol.md says, in another language; no line is shared with the
// product. Where the page was silent at first it was mended; nobody has read the mended page with fresh eyes yet.
// What Node 20 has not is lent by the caller: `lent.unzstd(frame, words)`, `lent.argon2id(code, salt)`.

import crypto from "node:crypto";

const SIGNATURE = 64, HASH = 32, MOST_PLAIN = 64n << 20n;
const [LINES, COLUMNS] = [1, 2];
export const hex = (words) => Buffer.from(words, "hex");
const base64 = (words) => Buffer.from(words, "base64");
const bytes = (...parts) => Buffer.concat(parts.map((one) => Buffer.from(one)));
const text = (raw) => new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(raw);
const need = (holds, what) => { if (!holds) throw new Error(what); };

// What a newer program wrote is told apart from what is damaged.
export class Newer extends Error {}

function marked(raw, mark) {
  const [a, b, digit, d] = raw.subarray(0, 4).toString("latin1");
  if (a + b + d === mark[0] + mark[1] + mark[3] && digit > mark[2] && digit <= "9") throw new Newer(mark);
  need(a + b + digit + d === mark, mark);
}

function versioned(found, known) {
  if (found > known && found < 32) throw new Newer("version");
  need(found === known, "version");
}

// --- keys and the chain ------------------------------------------------------------------------------------------

const [PUBLIC, PRIVATE] = [(oid) => hex(`302a300506032b65${oid}032100`), (oid) => hex(`302e020100300506032b65${oid}04220420`)];
const [ED25519, X25519] = ["70", "6e"];
const publicKey = (raw, oid) => crypto.createPublicKey({ key: bytes(PUBLIC(oid), raw), format: "der", type: "spki" });
const privateKey = (raw, oid) => crypto.createPrivateKey({ key: bytes(PRIVATE(oid), raw), format: "der", type: "pkcs8" });
const half = (raw, oid) => crypto.createPublicKey(privateKey(raw, oid)).export({ format: "der", type: "spki" }).subarray(12);
export const signingHalf = (seed) => half(seed, ED25519);
export const sealingHalf = (secret) => half(secret, X25519);

export function verify(key, label, message, signature) {
  need(crypto.verify(null, bytes(label, message), publicKey(key, ED25519), signature), "signature");
}

export const sha256 = (...parts) => crypto.createHash("sha256").update(bytes(...parts)).digest();
export const root = (key, salt, training) => sha256("motcua/1", key, salt, [training ? 1 : 0]);
export const downRoot = (commune) => sha256("motcua/down/1", commune);
export const run = (parent, lines) => lines.map((line) => (parent = sha256(parent, line)));

// --- JSON as it is hashed; an integer wider than a double is a BigInt ----------------------------------------------

const narrow = (big) => (big >= -(1n << 53n) && big <= 1n << 53n ? Number(big) : big);

export function dump(value) {
  if (Array.isArray(value)) return `[${value.map(dump).join(",")}]`;
  return typeof value === "bigint" ? String(value) : JSON.stringify(value);
}

// --- three streams, and columns in them ----------------------------------------------------------------------------

const zagzig = (number) => (number & 1n ? -((number + 1n) >> 1n) : number >> 1n);

class Source {
  constructor(raw) {
    Object.assign(this, { shapes: raw, shape: 0, number: 0, at: 0 });
    const [first, second] = [this.count(), this.count()];
    const middle = this.shape + first, end = middle + second;
    need(end <= raw.length, "streams");
    [this.shapes, this.numbers, this.text] = [raw.subarray(this.shape, middle), raw.subarray(middle, end), raw.subarray(end)];
    this.shape = 0;
  }

  big() {
    for (let number = 0n, shift = 0n; ; shift += 7n) {
      need(this.shape < this.shapes.length && shift <= 56n, "count");
      const byte = this.shapes[this.shape++];
      number |= BigInt(byte & 127) << shift;
      if (byte < 128) return number;
    }
  }

  count() { return narrow(this.big()); }
  counts(many) { return Array.from({ length: many }, () => this.count()); }

  raw(many) {
    need(this.number + many <= this.numbers.length, "numbers");
    return this.numbers.subarray(this.number, (this.number += many));
  }

  planes(many) {
    const width = this.count(), found = new Array(many).fill(0n);
    need(width >= 1 && width <= 8, "width");
    for (let plane = 0; plane < width; plane++)
      this.raw(many).forEach((byte, place) => (found[place] = (found[place] << 8n) | BigInt(byte)));
    return found;
  }

  piece(size) {
    need(this.at + size <= this.text.length, "text");
    return this.text.subarray(this.at, (this.at += size));
  }

  line() {
    const end = this.text.indexOf(10, this.at);
    need(end >= 0, "line");
    const found = text(this.piece(end - this.at));
    this.at += 1;
    return found;
  }

  end() {
    need(this.shape === this.shapes.length && this.number === this.numbers.length && this.at === this.text.length, "rest");
  }
}

function one(source) {
  const mark = source.count();
  if (mark === 0) return null;
  const number = source.big();
  if (mark === 1) return zagzig(number) !== 0n;
  if (mark === 2) return narrow(zagzig(number));
  if (mark === 3) return text(source.piece(Number(number)));
  need(mark === 4, "value");
  return Array.from({ length: Number(number) }, () => one(source));
}

function steps(source, many) {
  let sum = 0n;
  return source.planes(many).map((step) => narrow((sum += zagzig(step))));
}

function texts(source, many) {
  if (source.count() === 0) return Array.from({ length: many }, () => source.line());
  return source.planes(many).map((size) => text(source.piece(Number(size))));
}

function hexes(source, many) {
  const size = source.count();
  return Array.from({ length: many }, () => source.raw(size).toString("hex"));
}

function pattern(source, many) {
  const [first, ...parts] = Array.from({ length: source.count() }, () => source.line());
  return parts.reduce((heads, part) => {
    const width = source.count(), runs = column(source, many);
    return heads.map((head, place) => head + String(runs[place]).padStart(width, "0") + part);
  }, new Array(many).fill(first));
}

function pool(source, many) {
  const size = source.count(), places = column(source, many), values = column(source, size);
  need(places.every((place) => place in values), "pool");
  return places.map((place) => values[place]);
}

function lists(source, many) {
  const sizes = column(source, many), found = sizes.map(() => []);
  for (let place = 0; place < Math.max(...sizes); place++) {
    const longer = found.filter((_, row) => sizes[row] > place);
    column(source, longer.length).forEach((value, row) => longer[row].push(value));
  }
  return found;
}

function mixed(source, many) {
  const marks = column(source, many), found = new Array(many).fill(null);
  for (const mark of [1, 2, 3, 4]) {
    const places = [...marks.keys()].filter((place) => marks[place] === mark);
    column(source, places.length).forEach((value, row) => (found[places[row]] = mark === 1 ? value !== 0 : value));
  }
  return found;
}

const same = (source, many) => new Array(many).fill(one(source));
const integers = (source, many) => source.planes(many).map((number) => narrow(zagzig(number)));
const SHAPES = [same, integers, steps, texts, hexes, pattern, pool, lists, mixed];

function column(source, many) {
  if (many === 0) return [];
  const shape = source.count();
  need(shape < SHAPES.length, "shape");
  return SHAPES[shape](source, many);
}

export function unpackLines(packed, count) {
  const source = new Source(packed), kinds = source.count(), which = column(source, count);
  const heads = Array.from({ length: kinds }, () => [...column(source, 1), ...column(source, 1)]);
  const tables = heads.map((_, kind) => column(source, which.filter((found) => found === kind + 1).length));
  const sizes = column(source, which.filter((kind) => kind === 0).length), opened = [];
  let time = 0n;
  const lines = which.map((kind, place) => {
    if (kind === 0) return source.piece(sizes.shift()); // raw lines are all that is left of the text
    const [number, version, recorded, late, reference, ...rest] = [...heads[kind - 1], ...tables[kind - 1].shift()];
    time += BigInt(recorded);
    return Buffer.from(dump([number, version, narrow(time), late, referred(reference, place, opened), ...rest]));
  });
  source.end();
  return lines;
}

// A step's reference in the line, from what travels; `opened` are the places where the batch opened dossiers.
function referred(told, place, opened) {
  if (told === 0) opened.push(place);
  if (typeof told === "string" || told === null || told <= 0) return told;
  if (BigInt(told) % 2n) return narrow(BigInt(told) / 2n);
  need(told / 2 <= opened.length, "reference");
  return place - opened[opened.length - told / 2];
}

// --- envelopes and answers -----------------------------------------------------------------------------------------

// A frame that states no size, or more than 64 MiB, is not opened.
export function unpacked(frame, words, lent) {
  need(frame.length > 14 && frame.readUInt32LE(0) === 0xfd2fb528, "zstd");
  const single = (frame[4] >> 5) & 1, size = [single, 2, 4, 8][frame[4] >> 6];
  const at = 6 - single + [0, 1, 2, 4][frame[4] & 3];
  need(size > 0, "no size");
  const stated = size === 8 ? frame.readBigUInt64LE(at) : BigInt(frame.readUIntLE(at, size) + (size === 2 ? 256 : 0));
  need(stated <= MOST_PLAIN, "size");
  return lent.unzstd(frame, words);
}

function readHeader(raw) {
  if (raw[0] === 0x5b) {
    const [version, device, installation, parent, count, dictionary, schema, app_version, ...rest] = JSON.parse(text(raw));
    const [clock_ms, cursor, held, asks] = rest, known = { cursor, cursor_hash: base64(held), asks: asks.map(base64) };
    versioned(version, 1);
    return { version, device, installation, parent: base64(parent), count, dictionary, schema, app_version, clock_ms, ...known };
  }
  versioned(raw[0], 2);
  const source = new Source(raw.subarray(1));
  const [named, opened, count, dictionary, schema, program, clock_ms, cursor, held, asked] = source.counts(10);
  const [device, installation, parent] = [text(source.piece(named)), text(source.piece(opened)), source.piece(HASH)];
  const [app_version, cursor_hash] = [text(source.piece(program)), source.piece(held)];
  const asks = Array.from({ length: asked }, () => source.piece(HASH));
  source.end();
  return { version: 2, device, installation, parent, count, dictionary, schema, app_version, clock_ms, cursor, cursor_hash, asks };
}

function plainLines(plain, count) {
  const found = [];
  if (plain[0] === 0x4c) // "L": between line ends
    for (let at = 1; at <= plain.length; at += found.at(-1).length + 1) {
      const end = plain.indexOf(10, at);
      found.push(plain.subarray(at, end < 0 ? plain.length : end));
    }
  else if (plain[0] === 0x50) // "P": each behind its size
    for (let at = 1; at < plain.length; ) {
      const begin = plain.indexOf(10, at) + 1, end = begin + Number(text(plain.subarray(at, begin - 1)));
      need(plain[end] === 10, "line");
      found.push(plain.subarray(begin, end));
      at = end + 1;
    }
  need(found.length === count, "lines");
  return found;
}

// `words(number)`: the stock of words, behind the catalogue of this number (0: none).
export function openEnvelope(raw, key, words, lent) {
  const [signed, signature] = [raw.subarray(0, -SIGNATURE), raw.subarray(-SIGNATURE)];
  verify(key, "", signed, signature);
  marked(raw, "MC1E");
  const first = raw.readUInt32BE(4), second = raw.readUInt32BE(8 + first), at = 12 + first;
  const header = readHeader(signed.subarray(8, 8 + first)), body = signed.subarray(at, at + second), head = signed.subarray(at + second);
  need(head.length === (header.version === 1 ? HASH : 8), "sizes");
  if (header.count && header.schema > COLUMNS) throw new Newer("schema");
  need(!header.count || header.schema >= LINES, "schema");
  need(header.count || body.length === 0, "body");
  const columns = header.schema === COLUMNS;
  const plain = header.count ? unpacked(body, columns ? words(header.dictionary) : null, lent) : null;
  const lines = plain === null ? [] : columns ? unpackLines(plain, header.count) : plainLines(plain, header.count);
  need((run(header.parent, lines).at(-1) ?? header.parent).subarray(0, head.length).equals(head), "chain");
  return { header, lines };
}

function readAnswer(payload) {
  if (payload[0] === 0x5b) return JSON.parse(text(payload));
  versioned(payload[0], 2);
  const source = new Source(payload.subarray(1));
  const [result, what, count, time, named, from, last, rest] = source.counts(8);
  need(result < 3 && what < 3, "answer");
  const head = source.piece(HASH), stored = [null, head, what === 2 ? source.piece(HASH) : null][what];
  const incarnation = text(source.piece(named));
  const [verdicts, down, ...others] = rest ? JSON.parse(text(source.piece(rest))) : [[], [], null, null, null];
  source.end();
  const told = [head.toString("base64"), ["stored", "unknown_parent", "refused"][result], stored?.toString("base64") ?? null];
  return [1, ...told, count, time, incarnation, verdicts, from, down, last, ...others];
}

export function openAnswer(raw, key, head, lent) {
  marked(raw, "MC1A");
  const payload = raw.subarray(9, -SIGNATURE), hash = (words) => (words === null ? null : base64(words));
  need(raw[4] <= 1 && raw.readUInt32BE(5) === payload.length, "sizes");
  verify(key, "", raw.subarray(0, -SIGNATURE), raw.subarray(-SIGNATURE));
  const [version, quoted, result, stored, count, time_ms, incarnation, verdicts, ...rest] = readAnswer(raw[4] ? unpacked(payload, null, lent) : payload);
  const [down_from, down, down_last, offsite, server_certificate, message, standing = null, letter = null, ahead = [], last = 1] = rest;
  versioned(version, 1);
  need(base64(quoted).equals(head), "an answer to another envelope");
  return {
    head, result, stored: hash(stored), count, time_ms, incarnation, down_from, down: down.map((line) => Buffer.from(line)), down_last,
    verdicts: verdicts.map(([event, code, sentence]) => ({ event: hash(event), code, sentence })),
    offsite: hash(offsite), server_certificate, message, standing, letter, ahead: ahead.map(base64), ahead_last: last !== 0,
  };
}
