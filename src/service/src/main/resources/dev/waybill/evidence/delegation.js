'use strict';

// The delegation: a trusted key, such as one of KMS, states that the key of the record may sign.

const DELEGATION = 'keys/delegation.sigstore.json';
const DELEGATOR = 'keys/delegator.pem';
const DELEGATION_TYPE = 'https://waybill.dev/attestation/delegation/v1';
const MAX_NANOS = 25n * 3600n * 1000000000n;

// Returns the nanoseconds of a time in UTC, so that no digit is lost.
function nanosOf(value) {
  const form = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?Z$/.exec(value);
  if (!form) fail('states no time in UTC');
  const seconds = Date.parse(form[1] + 'Z') / 1000;
  if (!Number.isSafeInteger(seconds)) fail('states an impossible time');
  return BigInt(seconds) * 1000000000n + BigInt((form[2] || '').padEnd(9, '0'));
}

function readDelegation(payload) {
  const { subject, sha256, predicate } = readInToto(payload, [DELEGATION_TYPE], 'delegation');
  const stated = {};
  const members = ['key', 'publicKey', 'provenance', 'raw', 'notBefore', 'notAfter', 'delegator'];
  for (const member of members) stated[member] = requireText(predicate, member);
  const name = `keys/delegated/${hex(fromUnpadded(stated.key))}.pem`;
  if (subject.name !== name) fail('its name is not that of the key that it states');
  if (subject.uri !== `s3://${stated.provenance}/${name}`) fail('its uri is not that of its key');
  return { ...stated, from: nanosOf(stated.notBefore), until: nanosOf(stated.notAfter), sha256 };
}

function fromUnpadded(keyId) {
  if (!/^SHA256:[A-Za-z0-9+/]{43}$/.test(keyId)) fail('names no fingerprint');
  return fromBase64(keyId.slice(7) + '=');
}

// Returns the defect, by the name that waybill verify has for it; undefined when there is none.
function defectOf(delegation, record, facts, pem) {
  const isOfKey = delegation.key === facts.fingerprint
    && isEqual(fromBase64(delegation.publicKey), facts.spki)
    && delegation.sha256 === hex(sha256(pem));
  if (!isOfKey) return 'delegation-of-other-key: another key signed the record';
  if (delegation.raw !== record.bucket) {
    return 'delegation-of-other-deployment: it is for objects of another bucket';
  }
  const { from, until } = delegation;
  if (until < from) return 'delegation-malformed: it ends before it begins';
  if (until - from > MAX_NANOS) return 'delegation-too-long: it is for more than 25 hours';
  const sealed = nanosOf(record.sealed);
  const times = `from ${delegation.notBefore} to ${delegation.notAfter}, sealed ${record.sealed}`;
  if (sealed < from) return 'delegation-not-yet-valid: it is ' + times;
  if (sealed > until) return 'delegation-expired: it is ' + times;
  return undefined;
}

// A pack without a delegation is of a key that is trusted itself.
async function checkDelegation(pack, record, checks, facts) {
  if (pack.files[DELEGATION] === undefined && pack.files[DELEGATOR] === undefined) return;
  await checks.run('delegation', async () => {
    const envelope = readBundle(requiredFile(pack, DELEGATION));
    const spki = readKey(requiredFile(pack, DELEGATOR));
    facts.delegator = fingerprint(spki);
    checks.expect('delegator', envelope.keyId === facts.delegator,
      'the delegation names the delegating key of the pack, ' + facts.delegator,
      'delegation-untrusted: the delegation names another key than keys/delegator.pem');
    checks.expect('delegation signature', await isSigned(envelope, spki),
      'ECDSA P-256 over the DSSE envelope', 'delegation-forged: does not verify');
    const delegation = readDelegation(envelope.payload);
    facts.delegation = delegation;
    const defect = defectOf(delegation, record, facts, requiredFile(pack, 'keys/signer.pem'));
    checks.expect('delegation', defect === undefined,
      `by ${delegation.delegator}, from ${delegation.notBefore} to ${delegation.notAfter}`, defect);
    // The holder of a key chooses the time that a record states.
    checks.add('time', NOT_CHECKED,
      'only S3 knows when it stored the record: see waybill verify s3://…', false);
  });
}
