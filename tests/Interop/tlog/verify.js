// An independent verifier of a public audit log, with nothing but Node's own crypto: C2SP tlog-tiles, tlog-checkpoint and signed-note, RFC 6962.
//
//   node verify.js PREFIX [VKEY]
//
// PREFIX: https://HOST/v1/audit/log/ ; VKEY: the log's verifier key as it is known, else the one that the log gives (which shows no log made anew).
// Prints one JSON object. Exit 0: sound; 3: not sound; 1: could not be read.
'use strict';
const crypto = require('crypto');

const WIDTH = 256;
const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), crypto.createHash('sha256')).digest();
const leafHash = (entry) => sha256(Buffer.of(0), entry);
const nodeHash = (left, right) => sha256(Buffer.of(1), left, right);

class Unsound extends Error {
  constructor(message, entry) {
    super(message);
    this.entry = entry;
  }
}

async function fetchBytes(prefix, path) {
  const answer = await fetch(new URL(path, prefix), { redirect: 'error' });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return Buffer.from(await answer.arrayBuffer());
}

function parseKey(text) {
  const match = /^([^+\s]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(text.trim());
  if (!match) throw new Unsound('not a verifier key');
  const [, name, hash, base64] = match;
  const material = Buffer.from(base64, 'base64');
  if (material.length !== 33 || material[0] !== 1) throw new Unsound('not an Ed25519 key');
  if (sha256(name + '\n', material).subarray(0, 4).toString('hex') !== hash) throw new Unsound('key hash differs');
  // SubjectPublicKeyInfo of Ed25519 (RFC 8410) is these twelve bytes and the key.
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), material.subarray(1)]);
  return { name, hash: Buffer.from(hash, 'hex'), key: crypto.createPublicKey({ key: spki, format: 'der', type: 'spki' }) };
}

function openCheckpoint(note, signer) {
  const end = note.lastIndexOf('\n\n');
  if (end < 0) throw new Unsound('not a note');
  const text = note.slice(0, end + 1);
  const isSigned = note.slice(end + 2).split('\n').some((line) => {
    const [dash, name, base64] = line.split(' ');
    const blob = Buffer.from(base64 || '', 'base64');
    return dash === '\u2014' && name === signer.name && blob.length === 68 && blob.subarray(0, 4).equals(signer.hash)
      && crypto.verify(null, Buffer.from(text), signer.key, blob.subarray(4));
  });
  if (!isSigned) throw new Unsound('checkpoint is not signed by the key');
  const [origin, size, root] = text.split('\n');
  if (origin !== signer.name || !/^(0|[1-9][0-9]*)$/.test(size)) throw new Unsound('not a checkpoint of this log');
  return { origin, size: Number(size), root: Buffer.from(root, 'base64') };
}

function tilePath(level, index, width) {
  const groups = [];
  let rest = index;
  do {
    groups.unshift(String(rest % 1000).padStart(3, '0'));
    rest = Math.floor(rest / 1000);
  } while (rest > 0);
  const path = groups.map((group, i) => (i < groups.length - 1 ? 'x' + group : group)).join('/');
  return `tile/${level}/${path}` + (width < WIDTH ? `.p/${width}` : '');
}

function readBundle(bytes, width, first) {
  const entries = [];
  for (let at = 0; at < bytes.length;) {
    const length = bytes.readUInt16BE(at);
    entries.push(bytes.subarray(at + 2, at + 2 + length));
    at += 2 + length;
  }
  if (entries.length !== width || entries.some((entry) => entry.length !== 32)) throw new Unsound('bundle is not of commitments', first);
  return entries;
}

// RFC 6962 section 2.1, word for word.
function treeHash(leaves, from, to) {
  if (from === to) return sha256();
  if (to - from === 1) return leaves[from];
  let split = 1;
  while (split * 2 < to - from) split *= 2;
  return nodeHash(treeHash(leaves, from, from + split), treeHash(leaves, from + split, to));
}

async function main(prefix, vkey) {
  const signer = parseKey(vkey || (await fetchBytes(prefix, 'key')).toString());
  const checkpoint = openCheckpoint((await fetchBytes(prefix, 'checkpoint')).toString(), signer);
  let hashes = [];
  for (let index = 0; index * WIDTH < checkpoint.size; index++) {
    const width = Math.min(WIDTH, checkpoint.size - index * WIDTH);
    const entries = readBundle(await fetchBytes(prefix, tilePath('entries', index, width)), width, index * WIDTH);
    hashes.push(...entries.map(leafHash));
  }

  const leaves = hashes;
  // Every tile of every level, against the hashes that follow from the commitments.
  for (let level = 0, span = 1; hashes.length > 0; level++, span *= WIDTH) {
    for (let index = 0; index * WIDTH < hashes.length; index++) {
      const made = hashes.slice(index * WIDTH, (index + 1) * WIDTH);
      const served = await fetchBytes(prefix, tilePath(level, index, made.length));
      const bad = made.findIndex((hash, i) => !hash.equals(served.subarray(i * 32, i * 32 + 32)));
      if (bad >= 0 || served.length !== made.length * 32) {
        throw new Unsound(`tile ${level}/${index} differs`, (index * WIDTH + Math.max(bad, 0)) * span);
      }
    }
    const above = [];
    for (let i = 0; i + WIDTH <= hashes.length; i += WIDTH) above.push(treeHash(hashes, i, i + WIDTH));
    hashes = above;
  }

  if (!treeHash(leaves, 0, leaves.length).equals(checkpoint.root)) throw new Unsound('root is not the checkpoint\'s', 0);
  return { sound: true, origin: checkpoint.origin, size: checkpoint.size, root: checkpoint.root.toString('base64') };
}

main(process.argv[2], process.argv[3]).then(
  (result) => console.log(JSON.stringify(result)),
  (error) => {
    console.log(JSON.stringify({ sound: false, error: error.message, entry: error.entry }));
    process.exitCode = error instanceof Unsound ? 3 : 1;
  });
