// What travels beside envelopes and answers: sticks, certificates, enrolments, slips, scans, and events by their fields.

import crypto from "node:crypto";
import { dump, hex, sealingHalf, sha256, unpacked, verify } from "./reader.mjs";

const SIGNATURE = 64;
const text = (raw) => new TextDecoder("utf-8", { fatal: true }).decode(raw);
const need = (holds, what) => { if (!holds) throw new Error(what); };
const split = (raw) => [raw.subarray(0, -SIGNATURE), raw.subarray(-SIGNATURE)];

// --- sealed boxes --------------------------------------------------------------------------------------------------

const PRIME = (1n << 255n) - 19n;

function power(base, exponent) {
  let [found, square] = [1n, base % PRIME];
  for (let left = exponent; left > 0n; left >>= 1n, square = (square * square) % PRIME)
    if (left & 1n) found = (found * square) % PRIME;
  return found;
}

// An Ed25519 key as a key of X25519: both halves.
export function asSealKey(key) {
  const y = BigInt(`0x${Buffer.from(key).reverse().toString("hex")}`) & ((1n << 255n) - 1n);
  const u = ((1n + y) * power(PRIME + 1n - y, PRIME - 2n)) % PRIME;
  return hex(u.toString(16).padStart(64, "0")).reverse();
}
export const asSealSecret = (seed) => crypto.createHash("sha512").update(seed).digest().subarray(0, 32);

function openBox(key, box, context) {
  const opener = crypto.createDecipheriv("chacha20-poly1305", key, Buffer.alloc(12), { authTagLength: 16 });
  opener.setAAD(Buffer.from(context), { plaintextLength: box.length - 16 });
  opener.setAuthTag(box.subarray(-16));
  return Buffer.concat([opener.update(box.subarray(0, -16)), opener.final()]);
}

export function unseal(secret, sealed, context) {
  const theirs = sealed.subarray(0, 32), mine = sealingHalf(secret);
  const der = (prefix, raw) => Buffer.concat([hex(prefix), raw]);
  const shared = crypto.diffieHellman({
    privateKey: crypto.createPrivateKey({ key: der("302e020100300506032b656e04220420", secret), format: "der", type: "pkcs8" }),
    publicKey: crypto.createPublicKey({ key: der("302a300506032b656e032100", theirs), format: "der", type: "spki" }),
  });
  const key = crypto.hkdfSync("sha256", shared, Buffer.concat([theirs, mine]), context, 32);
  return openBox(Buffer.from(key), sealed.subarray(32), context);
}

export function openStick(raw, signingSeed) {
  const end = 6 + raw[5], direction = ["up", "down"][raw[4]];
  need(raw.subarray(0, 4).toString() === "MC1U" && raw.length === end + 4 + raw.readUInt32BE(end), "stick");
  const plain = unseal(asSealSecret(signingSeed), raw.subarray(end + 4), `motcua/stick/1/${direction}`);
  const parts = direction === "up" ? [plain] : [];
  for (let at = 0; direction === "down" && at < plain.length; at += 4 + parts.at(-1).length)
    parts.push(plain.subarray(at + 4, at + 4 + plain.readUInt32BE(at)));
  return { direction, device: text(raw.subarray(6, end)), parts };
}

// --- certificates, enrolments, slips -------------------------------------------------------------------------------

const LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

export function word(label, raw) {
  const number = sha256(label, raw).readUInt32BE(0);
  return [0, 5, 10, 15, 20, 25].map((shift) => LETTERS[(number >> shift) & 31]).join("");
}

export function readDevice(raw, root) {
  const at = 1 + raw[0], [signed, signature] = split(raw);
  need(raw.length === at + 40 + SIGNATURE && raw[at + 7] <= 1, "certificate");
  verify(root, "motcua/device/1", signed, signature);
  const [device, commune] = [text(raw.subarray(1, at)), text(raw.subarray(at, at + 5))];
  return { device, commune, desk: raw.readUInt16BE(at + 5), training: raw[at + 7] === 1, key: raw.subarray(at + 8, at + 40) };
}

export function readServer(words, root) {
  const [province, training, key, last_day, signature] = JSON.parse(words);
  verify(root, "motcua/server/1", Buffer.from(dump([province, training, key, last_day])), hex(signature));
  return { province, training: training === 1, key: hex(key), last_day };
}

export function readRequest(words) {
  const asked = JSON.parse(words), keys = hex(asked.seal_key + asked.device_key);
  need(asked.motcua === "motcua/request/1", "request");
  verify(hex(asked.device_key), "motcua/enrolment/1", keys, hex(asked.proof));
  return word("motcua/check/1", keys).replace(/^.../, "$&-");
}

// `by`: {seal}, the machine's sealing secret, or {code}.
export function openEnrolment(words, by, lent) {
  const { motcua: context, to, box: inside } = JSON.parse(words), box = Buffer.from(inside, "base64");
  need(context === "motcua/enrolment/1", "enrolment");
  if (by.seal) need(to === sha256(sealingHalf(by.seal)).toString("hex").slice(0, 16), "for another machine");
  const under = () => openBox(lent.argon2id(by.code, box.subarray(0, 16)), box.subarray(16), context);
  const plain = unpacked(by.seal ? unseal(by.seal, box, context) : under(), null, lent), content = plain.subarray(SIGNATURE);
  const said = JSON.parse(text(content));
  verify(hex(said.root), "", content, plain.subarray(0, SIGNATURE));
  return said;
}

export function readToken(token, root) {
  const digits = BigInt(token.slice(token.lastIndexOf("MC1") + 3)).toString(16);
  const raw = hex(digits.padStart(digits.length + (digits.length % 2), "0")).subarray(1);
  need(raw[0] === 1, "token");
  const second = 2 + raw[1], at = second + 1 + raw[second], mark = at + 12, end = mark + 8;
  const [received_at, due_at, position] = [0, 4, 8].map((place) => raw.readUInt32BE(at + place));
  const desk = readDevice(raw.subarray(end + SIGNATURE), root);
  verify(desk.key, "motcua/slip/1", raw.subarray(0, end), raw.subarray(end, end + SIGNATURE));
  const [code, procedure] = [text(raw.subarray(2, second)), text(raw.subarray(second + 1, at))];
  return { code, procedure, received_at, due_at: due_at || null, position, mark: raw.subarray(mark, end).toString("hex") };
}

// --- scans ---------------------------------------------------------------------------------------------------------

export const openScan = (sealed, key) => openBox(key, sealed.subarray(4), "MC1S");

export function readTicket(header, device) {
  const [said, signature] = split(Buffer.from(header.replace(/^MotCua /, ""), "base64url"));
  verify(device, "motcua/scan/1", said, signature);
  return JSON.parse(text(said));
}

// A receipt, a release: the server's word under its label for what a ticket says.
export function checkWord(label, ticket, signature, server) {
  verify(server, label, Buffer.from(dump(ticket)), Buffer.from(signature, "base64url"));
  return ticket;
}

export function readScanFile(raw, mark, label, key) {
  const [signed, signature] = split(raw);
  need(raw.subarray(0, 4).toString() === mark, mark);
  verify(key, label, signed.subarray(4), signature);
  return JSON.parse(text(signed.subarray(4)));
}

// --- an event's line by its fields, after the table of kinds -------------------------------------------------------

function take(is, value, records) {
  if (is.endsWith("?")) return value === null ? null : take(is.slice(0, -1), value, records);
  if (is.startsWith("[")) return value.map((each) => take(is.slice(1, -1), each, records));
  if (records[is]) return named(records[is], value, records);
  need(is !== "text" || typeof value === "string", is);
  need(is !== "integer" || Number.isInteger(value), is);
  return value;
}

function named(fields, values, records) {
  need(values.length <= fields.length, "more than its fields");
  const [, , ...ending] = fields[values.length - 1] ?? [];
  need(!ending.length || dump(ending[0]) !== dump(values.at(-1)), "a default at the end is left out");
  return Object.fromEntries(fields.map(([name, is, ...otherwise], place) => {
    if (place < values.length) return [name, take(is, values[place], records)];
    need(otherwise.length, `${name} is missing`);
    return [name, otherwise[0]];
  }));
}

export function readEvent(line, { kinds, records }) {
  const [number, version, recorded_ms, late, dossier, actor, by, ...values] = JSON.parse(line);
  const kind = kinds.find((each) => each.number === number && each.version === version);
  need(kind, "a kind of a newer program");
  need(dump(JSON.parse(line)) === line && line.normalize("NFC") === line, "not canonical");
  const at = Math.floor(recorded_ms / 1000) - late;
  return { kind: kind.name, recorded_ms, at, dossier, actor, by, fact: named(kind.fields, values, records) };
}
