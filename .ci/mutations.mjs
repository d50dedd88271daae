// Alterations of evidence packs, as the JSON that verify.html holds. Each is { kind, pack, object, same }: `same`
// marks an alteration of what the page does not check or that changes no decoded content, which may be accepted
// with the same content only.
import crypto from 'node:crypto';

const RECORD = 'record.sigstore.json';
const KEY = 'keys/signer.pem';
const DELEGATION = 'keys/delegation.sigstore.json';
const DELEGATOR = 'keys/delegator.pem';
const PROOF = 'log/record.tlog-proof';
const POLICY = 'log/policy';
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

const decode = (base64) => Buffer.from(base64, 'base64');

function altered(pack, name, bytes) {
  return { ...pack, files: { ...pack.files, [name]: Buffer.from(bytes).toString('base64') } };
}

function flipped(bytes, at, bit) {
  const copy = Buffer.from(bytes);
  copy[at] ^= 1 << bit;
  return copy;
}

// Random numbers that are the same in each run of a seed.
export function randomOf(seed) {
  let count = 0;
  return (limit) => {
    const hash = crypto.createHash('sha256').update(`${seed}/${count++}`).digest();
    return hash.readUInt32BE(0) % limit;
  };
}

function bundleOf(pack, name) {
  return JSON.parse(decode(pack.files[name]).toString());
}

function withBundle(pack, name, change) {
  const bundle = bundleOf(pack, name);
  change(bundle, bundle.dsseEnvelope);
  return altered(pack, name, JSON.stringify(bundle));
}

function recordOf(pack) {
  return bundleOf(pack, RECORD);
}

function withRecord(pack, change) {
  return withBundle(pack, RECORD, change);
}

function withStatement(pack, change, name = RECORD) {
  return withBundle(pack, name, (record, envelope) => {
    const statement = JSON.parse(decode(envelope.payload).toString());
    change(statement, statement.subject[0]);
    envelope.payload = Buffer.from(JSON.stringify(statement)).toString('base64');
  });
}

function withDelegation(pack, change) {
  return withStatement(pack, (statement) => change(statement.predicate, statement), DELEGATION);
}

function derOf(r, s) {
  const integer = (value) => {
    let hex = value.toString(16);
    if (hex.length % 2) hex = '0' + hex;
    if (parseInt(hex[0], 16) >= 8) hex = '00' + hex;
    return Buffer.concat([Buffer.of(2, hex.length / 2), Buffer.from(hex, 'hex')]);
  };
  const body = Buffer.concat([integer(r), integer(s)]);
  return Buffer.concat([Buffer.of(0x30, body.length), body]);
}

function numbersOf(der) {
  const r = der.subarray(4, 4 + der[3]);
  const s = der.subarray(6 + der[3]);
  return [BigInt('0x' + r.toString('hex')), BigInt('0x' + s.toString('hex'))];
}

// The other valid signature of the same payload, for which no private key is needed.
function malleated(pack, name) {
  return withBundle(pack, name, (record, envelope) => {
    const [r, s] = numbersOf(decode(envelope.signatures[0].sig));
    envelope.signatures[0].sig = derOf(r, ORDER - s).toString('base64');
  });
}

function proofOf(pack) {
  const text = decode(pack.files[PROOF]).toString();
  const split = text.indexOf('\n\n');
  const [header, extra, index, ...hashes] = text.slice(0, split).split('\n');
  return { header, extra, index, hashes, note: text.slice(split + 2) };
}

function withProof(pack, change) {
  const proof = proofOf(pack);
  change(proof);
  const lines = [proof.header, proof.extra, proof.index, ...proof.hashes, '', proof.note];
  return altered(pack, PROOF, lines.join('\n'));
}

function withEntry(pack, change) {
  return withProof(pack, (proof) => {
    const entry = JSON.parse(decode(proof.extra.slice(6)).toString());
    change(entry);
    proof.extra = 'extra ' + Buffer.from(JSON.stringify(entry)).toString('base64');
  });
}

function newKey() {
  return crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function fingerprintOf(publicKey) {
  const point = publicKey.export({ type: 'spki', format: 'der' }).subarray(26);
  const field = (bytes) => Buffer.concat([Buffer.of(0, 0, 0, bytes.length), Buffer.from(bytes)]);
  const blob = Buffer.concat([field('ecdsa-sha2-nistp256'), field('nistp256'), field(point)]);
  return 'SHA256:' + crypto.createHash('sha256').update(blob).digest('base64').replaceAll('=', '');
}

// Signs a bundle of the pack with a key, and names it.
function signedBy(pack, name, { publicKey, privateKey }) {
  return withBundle(pack, name, (bundle, envelope) => {
    const payload = decode(envelope.payload);
    const signed = Buffer.concat([Buffer.from(`DSSEv1 28 ${envelope.payloadType} ${payload.length} `), payload]);
    const keyid = fingerprintOf(publicKey);
    envelope.signatures[0] = { keyid, sig: crypto.sign('sha256', signed, privateKey).toString('base64') };
    bundle.verificationMaterial.publicKey.hint = keyid;
  });
}

function pemOf(publicKey) {
  return publicKey.export({ type: 'spki', format: 'pem' });
}

/** A pack whose delegation another key signed, after a change. With that key, only the change can be wrong. */
export function delegatedAnew(pack, change = () => {}) {
  const key = newKey();
  return altered(signedBy(withDelegation(pack, change), DELEGATION, key), DELEGATOR, pemOf(key.publicKey));
}

function hoursFrom(time, hours) {
  return new Date(Date.parse(time) + hours * 3600000).toISOString();
}

function sealedOf(pack) {
  return JSON.parse(decode(recordOf(pack).dsseEnvelope.payload).toString()).predicate.sealed;
}

function vkeyOf(name, type, raw) {
  const bytes = Buffer.concat([Buffer.of(type), raw]);
  const id = crypto.createHash('sha256').update(name + '\n').update(bytes).digest('hex').slice(0, 8);
  return `${name}+${id}+${bytes.toString('base64')}`;
}

function newVkey(name, type) {
  const { publicKey } = crypto.generateKeyPairSync('ed25519');
  return vkeyOf(name, type, publicKey.export({ type: 'spki', format: 'der' }).subarray(12));
}

// The type of the key of a signature line is told by its length.
const isMlDsa = (line) => line.length > 1000;

const digits = '0123456789abcdef';

// A way to alter for each kind; (pack, object, random, other) => pack, [pack, object], or undefined for none.
const KINDS = {
  'record: a bit': (pack, object, random) => {
    const bytes = decode(pack.files[RECORD]);
    return altered(pack, RECORD, flipped(bytes, random(bytes.length), random(8)));
  },
  'record: cut off': (pack, object, random) => {
    const bytes = decode(pack.files[RECORD]);
    return altered(pack, RECORD, bytes.subarray(0, random(bytes.length)));
  },
  'payload: digest': (pack, object, random) => withStatement(pack, (statement, subject) => {
    const at = random(64);
    const old = subject.digest.sha256;
    const digit = digits[(digits.indexOf(old[at]) + 1 + random(15)) % 16];
    subject.digest.sha256 = old.slice(0, at) + digit + old.slice(at + 1);
  }),
  'payload: digest of another object that is dropped': (pack, object, random) => {
    const other = Buffer.concat([object, Buffer.of(random(256))]);
    const digest = crypto.createHash('sha256').update(other).digest('hex');
    return [withStatement(pack, (statement, subject) => {
      subject.digest.sha256 = digest;
      subject.annotations.size = other.length;
    }), other];
  },
  'payload: name': (pack, object, random) => withStatement(pack, (statement, subject) => {
    const member = ['bucket', 'key', 'versionId'][random(3)];
    subject.annotations[member] += 'x';
    const { bucket, key, versionId } = subject.annotations;
    subject.name = key;
    subject.uri = `s3://${bucket}/${encodeURIComponent(key).replaceAll('%2F', '/')}?versionId=${versionId}`;
  }),
  'payload: time': (pack, object, random) => withStatement(pack, (statement) => {
    statement.predicate.sealed = new Date(random(1e9) * 1000).toISOString();
  }),
  'payload type': (pack, object, random) => withRecord(pack, (record, envelope) => {
    envelope.payloadType = ['application/vnd.in-toto', 'text/plain', ''][random(3)];
  }),
  'signature: a bit': (pack, object, random) => withRecord(pack, (record, envelope) => {
    const sig = decode(envelope.signatures[0].sig);
    envelope.signatures[0].sig = flipped(sig, random(sig.length), random(8)).toString('base64');
  }),
  'signature: malleated': (pack) => malleated(pack, RECORD),
  'signature: by another key': (pack) => withRecord(pack, (record, envelope) => {
    const head = `DSSEv1 28 ${envelope.payloadType} ${decode(envelope.payload).length} `;
    const signed = Buffer.concat([Buffer.from(head), decode(envelope.payload)]);
    envelope.signatures[0].sig = crypto.sign('sha256', signed, newKey().privateKey).toString('base64');
  }),
  'key: another': (pack) =>
    altered(pack, KEY, newKey().publicKey.export({ type: 'spki', format: 'pem' })),
  'key: a bit': (pack, object, random) => {
    const bytes = decode(pack.files[KEY]);
    return altered(pack, KEY, flipped(bytes, random(bytes.length), random(8)));
  },
  'proof: index': (pack, object, random) => withProof(pack, (proof) => {
    proof.index = `index ${BigInt(proof.index.slice(6)) + BigInt(1 + random(300))}`;
  }),
  'proof: a hash': (pack, object, random) => withProof(pack, (proof) => {
    const at = random(proof.hashes.length);
    proof.hashes[at] = flipped(decode(proof.hashes[at]), random(32), random(8)).toString('base64');
  }),
  'proof: a hash less or more': (pack, object, random) => withProof(pack, (proof) => {
    const at = random(proof.hashes.length);
    proof.hashes.splice(at, random(2), crypto.randomBytes(32).toString('base64').slice(0, 44 * random(2)));
    proof.hashes = proof.hashes.filter((it) => it !== '');
    if (proof.hashes.length === proofOf(pack).hashes.length) proof.hashes.pop();
  }),
  'leaf: a bit': (pack, object, random) => withProof(pack, (proof) => {
    const entry = decode(proof.extra.slice(6));
    proof.extra = 'extra ' + flipped(entry, random(entry.length), random(8)).toString('base64');
  }),
  'leaf: a member': (pack, object, random) => withEntry(pack, (entry) => {
    const member = ['record', 'recordSha256', 'sha256', 'key', 'bucket', 'versionId', 'sealed', 'kind'][random(8)];
    entry[member] += '0';
  }),
  'checkpoint: size': (pack, object, random) => withProof(pack, (proof) => {
    const lines = proof.note.split('\n');
    lines[1] = String(BigInt(lines[1]) + BigInt(1 + random(1000)));
    proof.note = lines.join('\n');
  }),
  'checkpoint: root': (pack, object, random) => withProof(pack, (proof) => {
    const lines = proof.note.split('\n');
    lines[2] = flipped(decode(lines[2]), random(32), random(8)).toString('base64');
    proof.note = lines.join('\n');
  }),
  'checkpoint: origin': (pack) => withProof(pack, (proof) => {
    proof.note = 'x' + proof.note;
  }),
  'checkpoint: a bit of an Ed25519 signature': (pack, object, random) => withProof(pack, (proof) => {
    const lines = proof.note.split('\n');
    const choices = lines.flatMap((line, at) => (line.startsWith('\u2014') && !isMlDsa(line) ? [at] : []));
    const at = choices[random(choices.length)];
    const words = lines[at].split(' ');
    const bytes = decode(words[2]);
    words[2] = flipped(bytes, random(bytes.length), random(8)).toString('base64');
    lines[at] = words.join(' ');
    proof.note = lines.join('\n');
  }),
  'checkpoint: without the Ed25519 signatures': (pack) => withProof(pack, (proof) => {
    proof.note = proof.note.split('\n').filter((it) => !it.startsWith('\u2014') || isMlDsa(it)).join('\n');
  }),
  'policy: other keys of the log': (pack) => {
    const text = decode(pack.files[POLICY]).toString();
    return altered(pack, POLICY, text.replace(/^log ([^+ ]+)\+\S+/gm, (line, name) => 'log ' + newVkey(name, 1)));
  },
  'policy: another key of the witness': (pack) => {
    const text = decode(pack.files[POLICY]).toString();
    const replaced = text.replace(/^witness lite ([^+ ]+)\+\S+/gm, (line, name) => `witness lite ${newVkey(name, 4)}`);
    return altered(pack, POLICY, replaced);
  },
  'policy: a bit': (pack, object, random) => {
    const bytes = decode(pack.files[POLICY]);
    // Keys and quorum; not the addresses of witnesses, which nothing depends on.
    const places = [...bytes.toString('latin1').matchAll(/\+[0-9a-f]{8}\+\S+|^quorum \S+/gm)];
    const place = places[random(places.length)];
    return altered(pack, POLICY, flipped(bytes, place.index + random(place[0].length), random(8)));
  },
  'object: a bit': (pack, object, random) =>
    (object.length ? [pack, flipped(object, random(object.length), random(8))] : undefined),
  'object: longer': (pack, object, random) => [pack, Buffer.concat([object, crypto.randomBytes(1 + random(70))])],
  'object: cut off': (pack, object, random) =>
    (object.length ? [pack, object.subarray(0, random(object.length))] : undefined),
  'object: of another pack': (pack, object, random, other) => [pack, other.object],
  'swapped: record': (pack, object, random, other) =>
    ({ ...pack, files: { ...pack.files, [RECORD]: other.pack.files[RECORD] } }),
  'swapped: record and object': (pack, object, random, other) =>
    [{ ...pack, files: { ...pack.files, [RECORD]: other.pack.files[RECORD] } }, other.object],
  'swapped: proof': (pack, object, random, other) =>
    ({ ...pack, files: { ...pack.files, [PROOF]: other.pack.files[PROOF] } }),
  'swapped: leaf': (pack, object, random, other) => withProof(pack, (proof) => {
    proof.extra = proofOf(other.pack).extra;
  }),
  'swapped: index and hashes': (pack, object, random, other) => withProof(pack, (proof) => {
    Object.assign(proof, { index: proofOf(other.pack).index, hashes: proofOf(other.pack).hashes });
  }),
  'swapped: payload': (pack, object, random, other) => withRecord(pack, (record, envelope) => {
    envelope.payload = recordOf(other.pack).dsseEnvelope.payload;
  }),
  'swapped: signature': (pack, object, random, other) => withRecord(pack, (record, envelope) => {
    envelope.signatures = recordOf(other.pack).dsseEnvelope.signatures;
  }),
  'delegation: a bit': (pack, object, random) => {
    const bytes = decode(pack.files[DELEGATION]);
    return altered(pack, DELEGATION, flipped(bytes, random(bytes.length), random(8)));
  },
  'delegation: cut off': (pack, object, random) => {
    const bytes = decode(pack.files[DELEGATION]);
    return altered(pack, DELEGATION, bytes.subarray(0, random(bytes.length)));
  },
  'delegation: extended without a signature': (pack, object, random) => withDelegation(pack, (it) => {
    it.notAfter = hoursFrom(it.notAfter, (1 + random(50)) / 100);
  }),
  'delegation: signature: a bit': (pack, object, random) => withBundle(pack, DELEGATION, (bundle, envelope) => {
    const sig = decode(envelope.signatures[0].sig);
    envelope.signatures[0].sig = flipped(sig, random(sig.length), random(8)).toString('base64');
  }),
  'delegation: by another key': (pack) => signedBy(pack, DELEGATION, newKey()),
  'delegation: by another key in the name of the right one': (pack) => {
    const { keyid } = bundleOf(pack, DELEGATION).dsseEnvelope.signatures[0];
    return withBundle(signedBy(pack, DELEGATION, newKey()), DELEGATION, (bundle, envelope) => {
      envelope.signatures[0].keyid = keyid;
      bundle.verificationMaterial.publicKey.hint = keyid;
    });
  },
  'delegation: keyid and hint': (pack) => withBundle(pack, DELEGATION, (bundle, envelope) => {
    envelope.signatures[0].keyid += 'x';
    bundle.verificationMaterial.publicKey.hint += 'x';
  }),
  'delegation: the record in its place': (pack) =>
    ({ ...pack, files: { ...pack.files, [DELEGATION]: pack.files[RECORD], [DELEGATOR]: pack.files[KEY] } }),
  'delegation: another delegating key': (pack) => altered(pack, DELEGATOR, pemOf(newKey().publicKey)),
  'delegation: the delegated key delegates': (pack) =>
    ({ ...pack, files: { ...pack.files, [DELEGATOR]: pack.files[KEY] } }),
  'delegation: delegating key: a bit': (pack, object, random) => {
    const bytes = decode(pack.files[DELEGATOR]);
    return altered(pack, DELEGATOR, flipped(bytes, random(bytes.length), random(8)));
  },
  'delegation: removed, or its key': (pack, object, random) => {
    const files = { ...pack.files };
    delete files[[DELEGATION, DELEGATOR][random(2)]];
    return { ...pack, files };
  },
  // Signed anew by a key that the pack has as the delegating one, so that nothing but the content is wrong.
  'delegation: signed, expired': (pack, object, random) => delegatedAnew(pack, (it) => {
    it.notAfter = hoursFrom(sealedOf(pack), -(1 + random(100)) / 3600);
    it.notBefore = hoursFrom(it.notAfter, -20);
  }),
  'delegation: signed, not yet valid': (pack, object, random) => delegatedAnew(pack, (it) => {
    it.notBefore = hoursFrom(sealedOf(pack), (1 + random(100)) / 3600);
    it.notAfter = hoursFrom(it.notBefore, 20);
  }),
  'delegation: signed, too long': (pack, object, random) => delegatedAnew(pack, (it) => {
    it.notAfter = hoursFrom(it.notBefore, 25 + (1 + random(100)) / 3600);
  }),
  'delegation: signed, ends before it begins': (pack) => delegatedAnew(pack, (it) => {
    [it.notBefore, it.notAfter] = [it.notAfter, it.notBefore];
  }),
  'delegation: signed, of another deployment': (pack) => delegatedAnew(pack, (it) => {
    it.raw += 'x';
  }),
  'delegation: signed, of another key': (pack) => delegatedAnew(pack, (it, statement) => {
    const { publicKey } = newKey();
    const id = fingerprintOf(publicKey);
    const name = `keys/delegated/${decode(id.slice(7)).toString('hex')}.pem`;
    it.key = id;
    it.publicKey = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const sha256 = crypto.createHash('sha256').update(pemOf(publicKey)).digest('hex');
    statement.subject = [{ name, uri: `s3://${it.provenance}/${name}`, digest: { sha256 } }];
  }),
  'delegation: signed, a member of another key': (pack, object, random) => delegatedAnew(pack, (it, statement) => {
    const other = newKey().publicKey;
    const change = [
      () => { it.key = fingerprintOf(other); },
      () => { it.publicKey = other.export({ type: 'spki', format: 'der' }).toString('base64'); },
      () => { statement.subject[0].digest.sha256 = '0'.repeat(64); },
      () => { statement.subject[0].name += 'x'; },
      () => { statement.subject[0].uri += 'x'; },
    ];
    change[random(change.length)]();
  }),
  'delegation: signed, without a member': (pack, object, random) => delegatedAnew(pack, (it) => {
    delete it[['key', 'publicKey', 'provenance', 'raw', 'notBefore', 'notAfter', 'delegator'][random(7)]];
  }),
  'delegation: signed, of another type': (pack) => delegatedAnew(pack, (it, statement) => {
    statement.predicateType = 'https://waybill.dev/attestation/custody/v2';
  }),
  'removed: a part': (pack, object, random) => {
    const files = { ...pack.files };
    delete files[[RECORD, KEY, PROOF, POLICY][random(4)]];
    return { ...pack, files };
  },
};

const SAME_KINDS = {
  'JSON white space of the record': (pack) => altered(pack, RECORD, JSON.stringify(recordOf(pack), null, 1)),
  'keyid and hint': (pack) => withRecord(pack, (record, envelope) => {
    envelope.signatures[0].keyid += 'x';
    record.verificationMaterial.publicKey.hint += 'x';
  }),
  'delegation: the other signature of the same content': (pack) => malleated(pack, DELEGATION),
  'padding bits of base64': (pack) => {
    const record = decode(pack.files[RECORD]).toString();
    const next = { A: 'B', Q: 'R', g: 'h', w: 'x', E: 'F', I: 'J', M: 'N', U: 'V', Y: 'Z', c: 'd', k: 'l', o: 'p', s: 't' };
    const changed = record.replace(/"sig":"([^"=]*)([A-Za-z0-9+/])(=+)"/, (all, head, last, padding) =>
      `"sig":"${head}${next[last] || last}${padding}"`);
    return changed === record ? undefined : altered(pack, RECORD, changed);
  },
  'a bit of an ML-DSA-44 signature': (pack, object, random) => withProof(pack, (proof) => {
    const lines = proof.note.split('\n');
    const choices = lines.flatMap((line, at) => (isMlDsa(line) ? [at] : []));
    const at = choices[random(choices.length)];
    const words = lines[at].split(' ');
    const bytes = decode(words[2]);
    words[2] = flipped(bytes, 20 + random(bytes.length - 20), random(8)).toString('base64');
    lines[at] = words.join(' ');
    proof.note = lines.join('\n');
  }),
  'a signature of an unknown key': (pack, object, random) => withProof(pack, (proof) => {
    proof.note += `\u2014 unknown.example ${crypto.randomBytes(68).toString('base64')}\n`;
  }),
};

function one(kinds, kind, all, random) {
  const samples = kind.startsWith('delegation') ? all.filter((it) => it.pack.files[DELEGATION]) : all;
  const sample = samples[random(samples.length)];
  let other = samples[random(samples.length)];
  if (other === sample) other = samples[(samples.indexOf(sample) + 1) % samples.length];
  const made = kinds[kind](sample.pack, sample.object, random, other);
  if (made === undefined) return undefined;
  const [pack, object] = Array.isArray(made) ? made : [made, sample.object];
  const isUnchanged = JSON.stringify(pack) === JSON.stringify(sample.pack) && object.equals(sample.object);
  return isUnchanged ? undefined : { kind, pack, object, original: sample };
}

function some(kinds, count, samples, random) {
  const names = Object.keys(kinds);
  const made = [];
  for (let at = 0, tries = 0; made.length < count; at++) {
    const mutation = one(kinds, names[at % names.length], samples, random);
    if (mutation) made.push(mutation);
    else if (++tries > 10 * count) throw new Error('too many alterations change nothing');
  }
  return made;
}

/** Alterations that must be rejected. */
export function rejected(count, samples, seed) {
  return some(KINDS, count, samples, randomOf(seed));
}

/** Alterations that may be accepted with the same content only. */
export function harmless(count, samples, seed) {
  return some(SAME_KINDS, count, samples, randomOf(seed + '/same'));
}

/** A pack whose record, key and log were all made anew for another object, by somebody who holds no key. */
export function remade(sample, object) {
  const signer = newKey();
  const hash = (...parts) => {
    const digest = crypto.createHash('sha256');
    parts.forEach((it) => digest.update(it));
    return digest.digest();
  };
  let pack = withStatement(sample.pack, (statement, subject) => {
    subject.digest.sha256 = hash(object).toString('hex');
    subject.annotations.size = object.length;
  });
  pack = signedBy(pack, RECORD, signer);
  pack = withEntry(altered(pack, KEY, pemOf(signer.publicKey)), (entry) => {
    entry.sha256 = hash(object).toString('hex');
    entry.size = object.length;
    entry.recordSha256 = hash(decode(pack.files[RECORD])).toString('hex');
  });
  const log = crypto.generateKeyPairSync('ed25519');
  const raw = log.publicKey.export({ type: 'spki', format: 'der' }).subarray(12);
  const vkey = vkeyOf('caa304-provenance/log', 1, raw);
  pack = withProof(pack, (proof) => {
    const text = `caa304-provenance/log\n1\n${hash(Buffer.of(0), decode(proof.extra.slice(6))).toString('base64')}\n`;
    const signature = crypto.sign(null, Buffer.from(text), log.privateKey);
    const signed = Buffer.concat([Buffer.from(vkey.split('+')[1], 'hex'), signature]).toString('base64');
    proof.index = 'index 0';
    proof.hashes = [];
    proof.note = `${text}\n\u2014 caa304-provenance/log ${signed}\n`;
  });
  return altered(pack, POLICY, `log ${vkey}\nquorum none\n`);
}
