'use strict';

// The verification of a pack: a list of checks, and one verdict.

const OK = 'ok';
const FAILED = 'failed';
const NOT_CHECKED = 'not checked';

class Checks {
  constructor() {
    this.list = [];
  }

  add(name, result, detail, isRequired = true) {
    this.list.push({ name, result, detail, isRequired });
  }

  expect(name, isTrue, good, bad) {
    this.add(name, isTrue ? OK : FAILED, isTrue ? good : bad);
    return isTrue;
  }

  // Runs a step. What it cannot read or compute is a failed check, never a passed one.
  async run(name, step) {
    try {
      return await step();
    } catch (e) {
      this.add(name, FAILED, e instanceof Problem ? e.message : 'cannot be checked: ' + e.name);
      return undefined;
    }
  }

  verdict() {
    const required = this.list.filter((it) => it.isRequired);
    if (this.list.some((it) => it.result === FAILED)) return 'no';
    return required.every((it) => it.result === OK) ? 'yes' : 'incomplete';
  }
}

function fileOf(pack, name) {
  const base64 = pack.files[name];
  return typeof base64 === 'string' ? fromBase64(base64) : undefined;
}

function requiredFile(pack, name) {
  return fileOf(pack, name) || fail(name + ' is not in the pack');
}

function absenceOf(pack, part) {
  const found = (pack.absent || []).find((it) => it.part === part);
  return found ? found.reason : 'the pack does not have it';
}

// Verifies a pack and, when there is one, the object's file.
async function verifyPack(pack, file, progress = () => {}) {
  const checks = new Checks();
  const facts = {};
  if (!globalThis.crypto || !crypto.subtle) {
    checks.add('browser', NOT_CHECKED, 'this browser has no WebCrypto here: try another one');
    return { verdict: checks.verdict(), checks: checks.list, facts };
  }
  const record = await checks.run('record', () => checkRecord(pack, checks, facts));
  if (record) {
    await checkDelegation(pack, record, checks, facts);
    await checkObject(record, file, checks, progress);
    await checkLog(pack, record, checks, facts);
    await checkTimestamp(pack, checks, facts);
    await checkHistory(pack, checks, facts);
  }
  return { verdict: checks.verdict(), checks: checks.list, facts };
}

async function checkRecord(pack, checks, facts) {
  const bytes = requiredFile(pack, 'record.sigstore.json');
  const envelope = readBundle(bytes);
  checks.add('payload type', OK, PAYLOAD_TYPE);
  const spki = readKey(requiredFile(pack, 'keys/signer.pem'));
  facts.spki = spki;
  facts.fingerprint = fingerprint(spki);
  checks.expect('key', envelope.keyId === facts.fingerprint,
    'the record names the key of the pack, ' + facts.fingerprint,
    'the record names another key than that of the pack');
  checks.expect('signature', await isSigned(envelope, spki),
    'ECDSA P-256 over the DSSE envelope', 'does not verify');
  const statement = readStatement(envelope.payload);
  facts.statement = statement;
  checks.add('record', OK, `${statement.uri}, sealed ${statement.sealed}`);
  return { bytes, ...statement };
}

async function checkObject(record, file, checks, progress) {
  if (!file) {
    checks.add('object', NOT_CHECKED, 'choose the file of the object');
    return;
  }
  checks.expect('size', file.size === record.size,
    `${file.size} bytes`, `the file has ${file.size} bytes, recorded are ${record.size}`);
  await checks.run('object', async () => {
    const digest = hex(await digestOf(file, progress));
    checks.expect('object', digest === record.sha256, `SHA-256 ${digest}, as recorded`,
      `the file has the SHA-256 ${digest}, recorded is ${record.sha256}`);
  });
}

async function checkLog(pack, record, checks, facts) {
  if (pack.files['log/record.tlog-proof'] === undefined) {
    checks.add('log', NOT_CHECKED, absenceOf(pack, 'log'));
    return;
  }
  await checks.run('log', async () => {
    const proof = readProof(requiredFile(pack, 'log/record.tlog-proof'));
    const policy = readPolicy(requiredFile(pack, 'log/policy'));
    const checkpoint = readCheckpoint(proof.note.text);
    facts.proof = proof;
    facts.checkpoint = checkpoint;
    facts.policy = policy;
    checkEntry(proof, record, checks);
    const isThere = isIncluded(
      leaf(proof.entry), proof.index, checkpoint.size, proof.hashes, checkpoint.root);
    checks.expect('inclusion', isThere,
      `entry ${proof.index} of ${checkpoint.size} in ${checkpoint.origin}`,
      'the checkpoint does not have the entry');
    await checkSignatures(policy, proof.note, checkpoint, checks);
  });
}

// The digest of the record binds the entry to it; the rest of the entry must not mislead.
function checkEntry(proof, record, checks) {
  const entry = parseJson(proof.entry);
  const isSame = entry.v === 1
    && entry.recordSha256 === hex(sha256(record.bytes))
    && entry.record === recordKeyOf(record)
    && entry.sha256 === record.sha256
    && ['bucket', 'key', 'versionId', 'size'].every((it) => entry[it] === record[it])
    && (entry.eTag === undefined || entry.eTag === record.eTag);
  checks.expect('entry', isSame,
    `of this record, ${entry.record}, logged as sealed ${entry.sealed}`,
    'the entry of the log is of another record, or states this one otherwise');
}

async function checkSignatures(policy, note, checkpoint, checks) {
  const judged = await judgeNote(policy, note);
  const isOf = (keys, result) => judged.filter((it) => keys.includes(it.key) && it.result === result);
  const own = policy.logs.filter((it) => it.name === checkpoint.origin);
  const wrong = judged.filter((it) => it.result === 'invalid');
  if (wrong.length > 0) {
    checks.add('checkpoint', FAILED, `the signature of ${wrong[0].key.name} does not verify`);
  } else if (isOf(own, 'valid').length > 0) {
    checks.add('checkpoint', OK, `signed by ${checkpoint.origin} (Ed25519)`);
  } else if (isOf(own, 'not checked').length > 0) {
    checks.add('checkpoint', NOT_CHECKED, 'this browser cannot verify the signatures of the log');
  } else {
    checks.add('checkpoint', FAILED, 'no key of the log has signed it');
  }
  checkWitnesses(policy, judged, checks);
  addUnchecked(judged, checks);
}

function checkWitnesses(policy, judged, checks) {
  const has = (results) => (key) =>
    judged.some((it) => it.key === key && results.includes(it.result));
  const valid = policy.witnesses.filter(has(['valid']));
  const detail = valid.map((key) => `${key.name} at ${cosignedAt(judged, key)}`).join(', ');
  if (policy.quorum(has(['valid']))) {
    checks.add('witnesses', OK, detail || 'the policy in the pack asks for none');
  } else if (policy.quorum(has(['valid', 'not checked']))) {
    checks.add('witnesses', NOT_CHECKED, 'the quorum needs cosignatures that this page cannot check');
  } else {
    checks.add('witnesses', FAILED, 'too few witnesses have cosigned for the policy in the pack');
  }
}

function cosignedAt(judged, key) {
  const { signature } = judged.find((it) => it.key === key && it.result === 'valid');
  return timeText(Number(timeOf(signature)) * 1000);
}

function timeText(milliseconds) {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? 'an impossible time' : time.toISOString();
}

function addUnchecked(judged, checks) {
  for (const { key, result } of judged) {
    if (result === 'not checked') {
      const algorithm = key.type === ML_DSA_44_COSIGNATURE ? 'ML-DSA-44' : 'Ed25519';
      checks.add(`signature of ${key.name}`, NOT_CHECKED,
        `${algorithm}, key ${key.id}: this page does not check it`, false);
    }
  }
}

// The token itself is a CMS structure, which openssl verifies.
async function checkTimestamp(pack, checks, facts) {
  if (!facts.proof || pack.files['log/timestamp.txt'] === undefined) return;
  await checks.run('timestamp', () => {
    const stamped = readCheckpoint(text(requiredFile(pack, 'log/timestamp.txt')));
    const lines = text(requiredFile(pack, 'log/timestamp.proof')).split('\n').slice(0, -1);
    const isThere = isIncluded(
      leaf(facts.proof.entry), facts.proof.index, stamped.size, lines.map(hashOf), stamped.root);
    checks.expect('timestamped tree', isThere && stamped.origin === facts.checkpoint.origin,
      `the tree of ${stamped.size} entries has the entry`, 'does not have the entry');
    checks.add('timestamp', NOT_CHECKED, 'verify log/timestamp.tsr with openssl ts', false);
  });
}

// Signed statements over cycles of re-verification, which the key of the record signs as well.
async function checkHistory(pack, checks, facts) {
  const names = Object.keys(pack.files).filter((it) => /^fixity\/cycle-\d{4}\.sigstore\.json$/.test(it));
  for (const name of names) {
    await checks.run(name, async () => {
      const envelope = readBundle(requiredFile(pack, name));
      if (envelope.keyId !== facts.fingerprint) {
        checks.add(name, NOT_CHECKED, 'signed by another key, ' + envelope.keyId, false);
        return;
      }
      const statement = parseJson(envelope.payload);
      const { cycle, ended } = requireObject(statement.predicate, 'predicate');
      checks.expect(name, await isSigned(envelope, facts.spki),
        `cycle ${cycle} of re-verification, ended ${ended}: signature verifies`, 'does not verify');
    });
  }
}
