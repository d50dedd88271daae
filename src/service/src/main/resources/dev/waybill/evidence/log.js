'use strict';

// The log of records: entry, Merkle tree, checkpoint, signatures and policy (C2SP).

const ED25519 = 1;
const ED25519_COSIGNATURE = 4;
const ML_DSA_44_COSIGNATURE = 6;
const KEY_BYTES = { 1: 32, 4: 32, 6: 1312 };

function node(left, right) {
  return sha256(Uint8Array.of(1), left, right);
}

function leaf(entry) {
  return sha256(Uint8Array.of(0), entry);
}

// RFC 9162, 2.1.3.2.
function isIncluded(hash, index, size, hashes, root) {
  if (index >= size) return false;
  let at = index;
  let last = size - 1n;
  let result = hash;
  for (const sibling of hashes) {
    if (last === 0n) return false;
    if (at % 2n === 1n || at === last) {
      result = node(sibling, result);
      while (at % 2n === 0n && at !== 0n) {
        at /= 2n;
        last /= 2n;
      }
    } else {
      result = node(result, sibling);
    }
    at /= 2n;
    last /= 2n;
  }
  return last === 0n && isEqual(result, root);
}

function number(digits) {
  return /^(0|[1-9][0-9]{0,18})$/.test(digits) ? BigInt(digits) : fail('has no number');
}

function hashOf(base64) {
  const bytes = fromBase64(base64);
  return bytes.length === 32 ? bytes : fail('has a hash of another length');
}

// Returns the parts of a proof; its checkpoint is a signed note.
function readProof(bytes) {
  const lines = text(bytes).split('\n');
  const next = () => (lines.length > 1 ? lines.shift() : fail('is cut off'));
  if (next() !== 'c2sp.org/tlog-proof@v1') fail('is no proof of C2SP');
  const extra = next();
  if (!extra.startsWith('extra ')) fail('carries no entry');
  const index = next();
  if (!index.startsWith('index ')) fail('states no index');
  const hashes = [];
  for (let line = next(); line !== ''; line = next()) hashes.push(hashOf(line));
  return {
    entry: fromBase64(extra.slice(6)),
    index: number(index.slice(6)),
    hashes,
    note: readNote(lines.join('\n')),
  };
}

function readNote(note) {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n') || split + 2 === note.length) fail('has no signature');
  if (/[\x00-\x09\x0b-\x1f]/.test(note)) fail('has a control character');
  const signatures = note.slice(split + 2, -1).split('\n').map(readSignature);
  return { text: note.slice(0, split + 1), signatures };
}

function readSignature(line) {
  const form = /^\u2014 ([^ +]+) ([A-Za-z0-9+/=]+)$/.exec(line) || fail('has a line that is no signature');
  const bytes = fromBase64(form[2]);
  if (bytes.length <= 4) fail('has a signature that is too short');
  return { name: form[1], id: hex(bytes.subarray(0, 4)), bytes: bytes.subarray(4) };
}

function readCheckpoint(lines) {
  const [origin, size, root, ...rest] = lines.slice(0, -1).split('\n');
  if (!lines.endsWith('\n') || root === undefined || rest.includes('') || origin === '') {
    fail('is no checkpoint');
  }
  return { origin, size: number(size), root: hashOf(root) };
}

function readVkey(vkey) {
  const [, name, id, base64] = /^([^+ ]+)\+([0-9a-f]{8})\+(.+)$/.exec(vkey) || fail('has no key');
  const bytes = fromBase64(base64);
  const type = bytes[0];
  if (KEY_BYTES[type] !== bytes.length - 1) fail('has a key of an unknown type');
  const computed = hex(sha256(utf8(name + '\n'), bytes).subarray(0, 4));
  if (computed !== id) fail('has a key with the id of another one');
  return { name, id, type, bytes: bytes.subarray(1), vkey };
}

// Returns the keys and the quorum of a policy (C2SP tlog-policy).
function readPolicy(bytes) {
  const policy = { logs: [], witnesses: [], rules: new Map(), quorum: undefined };
  if (!text(bytes).endsWith('\n')) fail('is cut off');
  for (const line of text(bytes).split('\n')) {
    const words = line.split(/[ \t]+/).filter((it) => it !== '');
    if (words.length > 0 && !words[0].startsWith('#')) readPolicyLine(policy, words);
  }
  return policy.quorum === undefined ? fail('states no quorum') : policy;
}

function readPolicyLine(policy, [kind, name, ...rest]) {
  if (kind === 'log') {
    policy.logs.push(readVkey(name || ''));
  } else if (kind === 'witness') {
    const key = { ...readVkey(rest[0] || ''), witness: name };
    policy.witnesses.push(key);
    define(policy, name, (isMet) => isMet(key));
  } else if (kind === 'group') {
    define(policy, name, groupRule(policy, rest));
  } else if (kind === 'quorum' && policy.quorum === undefined) {
    policy.quorum = name === 'none' ? () => true : ruleOf(policy, name);
  } else {
    fail('has a line of another form');
  }
}

function define(policy, name, rule) {
  if (name === undefined || name === 'none' || policy.rules.has(name)) fail('defines a name twice');
  policy.rules.set(name, rule);
}

function ruleOf(policy, name) {
  return policy.rules.get(name) || fail('names what it does not define');
}

function groupRule(policy, [threshold, ...names]) {
  const rules = names.map((it) => ruleOf(policy, it));
  const least = threshold === 'all' ? rules.length : threshold === 'any' ? 1 : count(threshold);
  if (new Set(names).size !== names.length || least < 1 || least > rules.length) {
    fail('has a group that cannot be met');
  }
  return (isMet) => rules.filter((it) => it(isMet)).length >= least;
}

function count(digits) {
  return Number(number(digits || ''));
}

// Returns 'valid', 'invalid', or 'not checked' where the browser or this page lacks the algorithm.
async function judgeSignature(key, signature, note) {
  if (key.type === ML_DSA_44_COSIGNATURE) return 'not checked';
  const isCosignature = key.type === ED25519_COSIGNATURE;
  if (signature.bytes.length !== (isCosignature ? 72 : 64)) return 'invalid';
  let message = note.text;
  if (isCosignature) message = `cosignature/v1\ntime ${timeOf(signature)}\n${note.text}`;
  return verifyEd25519(key.bytes, signature.bytes.subarray(isCosignature ? 8 : 0), utf8(message));
}

function timeOf(signature) {
  const bytes = signature.bytes;
  return new DataView(bytes.buffer, bytes.byteOffset, 8).getBigUint64(0);
}

async function verifyEd25519(key, signature, message) {
  let imported;
  try {
    imported = await crypto.subtle.importKey('raw', key, { name: 'Ed25519' }, false, ['verify']);
  } catch (e) {
    return e.name === 'NotSupportedError' ? 'not checked' : 'invalid';
  }
  const isValid = await crypto.subtle.verify({ name: 'Ed25519' }, imported, signature, message);
  return isValid ? 'valid' : 'invalid';
}

// Judges every signature of a note that is of a listed key.
async function judgeNote(policy, note) {
  const judged = [];
  for (const signature of note.signatures) {
    for (const key of [...policy.logs, ...policy.witnesses]) {
      if (key.name === signature.name && key.id === signature.id) {
        judged.push({ key, signature, result: await judgeSignature(key, signature, note) });
      }
    }
  }
  return judged;
}
