'use strict';

// Bytes, encodings and SHA-256.

class Problem extends Error {}

function fail(text) {
  throw new Problem(text);
}

function utf8(text) {
  return new TextEncoder().encode(text);
}

function text(bytes) {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (e) {
    return fail('is not UTF-8');
  }
}

function hex(bytes) {
  return Array.from(bytes, (it) => it.toString(16).padStart(2, '0')).join('');
}

function concat(...parts) {
  const all = new Uint8Array(parts.reduce((sum, it) => sum + it.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function isEqual(one, other) {
  return one.length === other.length && one.every((it, at) => it === other[at]);
}

function toBase64(bytes) {
  let binary = '';
  for (const it of bytes) binary += String.fromCharCode(it);
  return btoa(binary);
}

// Only the one base64 text of some bytes is accepted: padded, without white space, unused bits zero.
function fromBase64(base64) {
  let binary;
  try {
    binary = atob(base64);
  } catch (e) {
    return fail('is not base64');
  }
  const bytes = Uint8Array.from(binary, (it) => it.charCodeAt(0));
  return toBase64(bytes) === base64 ? bytes : fail('is not canonical base64');
}

const ROUND_CONSTANTS = new Int32Array(64);
const FIRST_STATE = new Int32Array(8);

// The constants of FIPS 180-4: fractions of the roots of the first 64 primes.
(function fillConstants() {
  const fraction = (root) => ((root - Math.floor(root)) * 0x100000000) | 0;
  const isPrime = (it) => {
    for (let by = 2; by * by <= it; by++) if (it % by === 0) return false;
    return true;
  };
  for (let prime = 2, count = 0; count < 64; prime++) {
    if (!isPrime(prime)) continue;
    if (count < 8) FIRST_STATE[count] = fraction(Math.sqrt(prime));
    ROUND_CONSTANTS[count++] = fraction(Math.cbrt(prime));
  }
})();

// SHA-256 that takes its input in pieces, because WebCrypto digests whole buffers only.
class Sha256 {
  constructor() {
    this.state = FIRST_STATE.slice();
    this.block = new Uint8Array(64);
    this.words = new Int32Array(64);
    this.filled = 0;
    this.length = 0;
  }

  update(bytes) {
    this.length += bytes.length;
    let at = 0;
    if (this.filled > 0) {
      at = Math.min(64 - this.filled, bytes.length);
      this.block.set(bytes.subarray(0, at), this.filled);
      this.filled += at;
      if (this.filled < 64) return this;
      this.compress(this.block, 0);
      this.filled = 0;
    }
    for (; at + 64 <= bytes.length; at += 64) this.compress(bytes, at);
    this.block.set(bytes.subarray(at));
    this.filled = bytes.length - at;
    return this;
  }

  digest() {
    const end = new Uint8Array(this.filled < 56 ? 64 : 128);
    end.set(this.block.subarray(0, this.filled));
    end[this.filled] = 0x80;
    const view = new DataView(end.buffer);
    view.setUint32(end.length - 8, Math.floor(this.length / 0x20000000));
    view.setUint32(end.length - 4, (this.length << 3) >>> 0);
    for (let at = 0; at < end.length; at += 64) this.compress(end, at);
    const digest = new Uint8Array(32);
    this.state.forEach((it, at) => new DataView(digest.buffer).setInt32(4 * at, it));
    return digest;
  }

  compress(bytes, from) {
    const w = this.words;
    const k = ROUND_CONSTANTS;
    for (let i = 0, at = from; i < 16; i++, at += 4) {
      w[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
    }
    for (let i = 16; i < 64; i++) {
      const x = w[i - 15];
      const y = w[i - 2];
      const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
      const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
      w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
    }
    // An array pattern would make an iterator for each block.
    const s = this.state;
    let a = s[0];
    let b = s[1];
    let c = s[2];
    let d = s[3];
    let e = s[4];
    let f = s[5];
    let g = s[6];
    let h = s[7];
    for (let i = 0; i < 64; i++) {
      const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
      const one = (h + s1 + ((e & f) ^ (~e & g)) + k[i] + w[i]) | 0;
      const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    s[0] += a;
    s[1] += b;
    s[2] += c;
    s[3] += d;
    s[4] += e;
    s[5] += f;
    s[6] += g;
    s[7] += h;
  }
}

function sha256(...parts) {
  const hash = new Sha256();
  parts.forEach((it) => hash.update(it));
  return hash.digest();
}

const CHUNK_BYTES = 4 * 1024 * 1024;

// Reads a file in pieces, so that its size is not limited by memory.
async function digestOf(file, progress) {
  const hash = new Sha256();
  for (let at = 0; at < file.size; at += CHUNK_BYTES) {
    hash.update(new Uint8Array(await file.slice(at, at + CHUNK_BYTES).arrayBuffer()));
    progress(Math.min(1, (at + CHUNK_BYTES) / file.size));
  }
  return hash.digest();
}
