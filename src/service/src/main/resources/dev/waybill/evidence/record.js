'use strict';

// The record: Sigstore bundle, DSSE envelope and in-toto statement.

const BUNDLE_TYPE = 'application/vnd.dev.sigstore.bundle.v0.3+json';
const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1';
const PREDICATES = [
  'https://waybill.dev/attestation/custody/v1',
  'https://waybill.dev/attestation/custody/v2',
];
// SubjectPublicKeyInfo of a P-256 key up to its uncompressed point.
const P256_PREFIX = '3059301306072a8648ce3d020106082a8648ce3d03010703420004';

function parseJson(bytes) {
  let value;
  try {
    value = JSON.parse(text(bytes));
  } catch (e) {
    return e instanceof Problem ? fail(e.message) : fail('is not JSON');
  }
  return requireObject(value, 'it');
}

function requireObject(value, name) {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isObject ? value : fail(name + ' is not an object');
}

function requireOnly(object, names) {
  const unknown = Object.keys(object).some((it) => !names.includes(it));
  if (unknown) fail('has an unknown field');
}

function requireText(object, name) {
  return typeof object[name] === 'string' ? object[name] : fail(name + ' is not a string');
}

// Returns the decoded envelope of a bundle of exactly the form that Waybill writes.
function readBundle(bytes) {
  const bundle = parseJson(bytes);
  requireOnly(bundle, ['mediaType', 'verificationMaterial', 'dsseEnvelope']);
  if (bundle.mediaType !== BUNDLE_TYPE) fail('is no Sigstore bundle v0.3');
  const material = requireObject(bundle.verificationMaterial, 'verificationMaterial');
  requireOnly(material, ['publicKey']);
  const key = requireObject(material.publicKey, 'publicKey');
  requireOnly(key, ['hint']);
  return readEnvelope(requireObject(bundle.dsseEnvelope, 'dsseEnvelope'), requireText(key, 'hint'));
}

function readEnvelope(envelope, hint) {
  requireOnly(envelope, ['payload', 'payloadType', 'signatures']);
  if (envelope.payloadType !== PAYLOAD_TYPE) fail('the payload type is not that of in-toto');
  const signatures = envelope.signatures;
  if (!Array.isArray(signatures) || signatures.length !== 1) fail('does not have one signature');
  const signature = requireObject(signatures[0], 'the signature');
  requireOnly(signature, ['keyid', 'sig']);
  if (requireText(signature, 'keyid') !== hint) fail('the keyid is not the hint of the bundle');
  return {
    payload: fromBase64(requireText(envelope, 'payload')),
    signature: fromBase64(requireText(signature, 'sig')),
    keyId: hint,
  };
}

// Pre-authentication encoding of DSSE: the bytes that are signed.
function pae(payload) {
  const head = `DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `;
  return concat(utf8(head), payload);
}

// Returns a DER integer as 32 bytes, and where it ends.
function derInteger(der, at) {
  const length = der[at + 1];
  const start = at + 2;
  const isInteger = der[at] === 2 && length >= 1 && length <= 33 && start + length <= der.length;
  if (!isInteger || der[start] >= 0x80) fail('is not canonical ASN.1 DER');
  const isPadded = length > 1 && der[start] === 0;
  if (isPadded && der[start + 1] < 0x80) fail('is not canonical ASN.1 DER');
  const number = der.subarray(isPadded ? start + 1 : start, start + length);
  if (number.length > 32) fail('has a number outside the range of P-256');
  return { bytes: concat(new Uint8Array(32 - number.length), number), end: start + length };
}

// WebCrypto takes the two numbers of a signature, and the record has them as ASN.1 DER.
function rawSignature(der) {
  if (der[0] !== 0x30 || der[1] !== der.length - 2) fail('is not canonical ASN.1 DER');
  const r = derInteger(der, 2);
  const s = derInteger(der, r.end);
  if (s.end !== der.length) fail('is not canonical ASN.1 DER');
  return concat(r.bytes, s.bytes);
}

// Returns the SubjectPublicKeyInfo of a P-256 key in PEM.
function readKey(bytes) {
  const form = /^-----BEGIN PUBLIC KEY-----\n([A-Za-z0-9+/=\n]+)\n-----END PUBLIC KEY-----\n$/;
  const pem = form.exec(text(bytes)) || fail('is no public key in PEM');
  const spki = fromBase64(pem[1].replaceAll('\n', ''));
  if (spki.length !== 91 || !hex(spki).startsWith(P256_PREFIX)) fail('is no key of P-256');
  return spki;
}

function sshField(bytes) {
  return concat(Uint8Array.of(0, 0, 0, bytes.length), bytes);
}

// The OpenSSH fingerprint, as ssh-keygen -l prints it.
function fingerprint(spki) {
  const point = spki.subarray(26);
  const blob = concat(
    sshField(utf8('ecdsa-sha2-nistp256')), sshField(utf8('nistp256')), sshField(point));
  return 'SHA256:' + toBase64(sha256(blob)).replaceAll('=', '');
}

async function isSigned(envelope, spki) {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const key = await crypto.subtle.importKey('spki', spki, algorithm, false, ['verify']);
  return crypto.subtle.verify(
    algorithm, key, rawSignature(envelope.signature), pae(envelope.payload));
}

// Returns the only subject, its SHA-256 and the predicate of a statement.
function readInToto(payload, types, kind) {
  const statement = parseJson(payload);
  requireOnly(statement, ['_type', 'subject', 'predicateType', 'predicate']);
  if (statement._type !== STATEMENT_TYPE) fail('is no in-toto statement');
  if (!types.includes(statement.predicateType)) fail('is no ' + kind);
  if (!Array.isArray(statement.subject) || statement.subject.length !== 1) {
    fail('does not have one subject');
  }
  const subject = requireObject(statement.subject[0], 'subject');
  const digest = requireObject(subject.digest, 'digest');
  requireOnly(digest, ['sha256']);
  if (!/^[0-9a-f]{64}$/.test(requireText(digest, 'sha256'))) fail('states no SHA-256');
  const predicate = requireObject(statement.predicate, 'predicate');
  return { subject, sha256: digest.sha256, predicate };
}

// Returns what a custody statement states.
function readStatement(payload) {
  const { subject, sha256, predicate } = readInToto(payload, PREDICATES, 'custody statement');
  return { ...readVersion(subject), sha256, sealed: requireText(predicate, 'sealed') };
}

function readVersion(subject) {
  const stated = requireObject(subject.annotations, 'annotations');
  const version = {
    bucket: requireText(stated, 'bucket'),
    key: requireText(stated, 'key'),
    versionId: requireText(stated, 'versionId'),
    eTag: stated.eTag,
    size: stated.size,
  };
  if (!Number.isSafeInteger(version.size) || version.size < 0) fail('states no size');
  if (subject.name !== version.key) fail('its name is not the key that it states');
  if (subject.uri !== uriOf(version)) fail('its uri is not that of the version that it states');
  return { ...version, uri: subject.uri };
}

function percentEncoded(value, plain) {
  const encode = (octet) => {
    const char = String.fromCharCode(octet);
    const isPlain = /[A-Za-z0-9._~-]/.test(char) || char === plain;
    return isPlain ? char : '%' + hex([octet]).toUpperCase();
  };
  return Array.from(utf8(value), encode).join('');
}

function uriOf(version) {
  const path = percentEncoded(version.key, '/');
  return `s3://${version.bucket}/${path}?versionId=${percentEncoded(version.versionId, '')}`;
}

// The key of the record in the provenance bucket, which only this version has.
function recordKeyOf(version) {
  const id = version.versionId;
  const name = /^[A-Za-z0-9._-]{1,200}$/.test(id) ? id : '!' + hex(sha256(utf8(id)));
  return `records/${version.bucket}/${hex(sha256(utf8(version.key)))}/${name}.sigstore.json`;
}
