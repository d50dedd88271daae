// Drives the page of evidence packs in Chromium.
//
// usage: verify-pages.mjs PACKS OBJECTS MUTATIONS SEED
// PACKS has a folder for each pack, named by a number; OBJECTS has the object's file of each.
// 1. Each page accepts its object and rejects it with one byte altered, loads nothing, and reports no error.
// 2. One page rejects MUTATIONS alterations of the packs. They take the way of a dropped file.
// 3. Without Ed25519, with a part missing and for a pack that is made anew by another key, the page says so.
import { createRequire } from 'node:module';
import fs from 'node:fs';
import path from 'node:path';
import { delegatedAnew, harmless, rejected, remade } from './mutations.mjs';

const require = createRequire(path.resolve(process.env.BROWSER_MODULES) + '/');
const puppeteer = require('puppeteer-core');
const [packs, objects, count, seed] = process.argv.slice(2);
const numbers = fs.readdirSync(packs).sort((one, other) => one - other);
const DELEGATION = 'keys/delegation.sigstore.json';
const NEEDED = ['record.sigstore.json', 'keys/signer.pem', DELEGATION, 'keys/delegator.pem', 'log/record.tlog-proof', 'log/policy'];
let failures = 0;

function expect(what, actual, expected) {
  if (actual !== expected) {
    console.log(`${what}: expected ${expected}, found ${actual}`);
    failures++;
  }
}

const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM || '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
});
const page = await browser.newPage();
const problems = [];
page.on('pageerror', (error) => problems.push(error.message));
page.on('console', (message) => problems.push(message.text()));
page.on('request', (request) => {
  if (!/^file:.*\/verify\.html$/.test(request.url())) problems.push('request of ' + request.url());
});

async function open(number) {
  await page.goto('file://' + path.resolve(packs, number, 'verify.html'));
  await page.waitForFunction("['yes', 'no', 'incomplete'].includes(document.getElementById('verdict').className)");
  return verdict();
}

function verdict() {
  return page.$eval('#verdict', (it) => it.className);
}

// Chooses a file as an auditor does, and returns the verdict.
async function choose(file) {
  const input = await page.$('#file');
  await page.evaluate("document.getElementById('verdict').className = 'waiting'");
  await input.uploadFile(path.resolve(file));
  await page.waitForFunction("['yes', 'no', 'incomplete'].includes(document.getElementById('verdict').className)");
  return verdict();
}

async function checkPages() {
  const broken = path.join(packs, '..', 'altered');
  for (const number of numbers) {
    const bytes = fs.readFileSync(path.join(objects, number));
    fs.writeFileSync(broken, bytes.length ? Buffer.from(bytes).fill(bytes[0] ^ 1, 0, 1) : Buffer.of(0));
    expect(`pack ${number} without a file`, await open(number), 'incomplete');
    const accepted = await choose(path.join(objects, number));
    expect(`pack ${number}`, accepted, 'yes');
    if (accepted !== 'yes') console.log(await page.$eval('#checks', (it) => it.innerText));
    expect(`pack ${number} with an altered object`, await choose(broken), 'no');
  }
  expect('errors, messages and requests of the pages', problems.join('; '), '');
  console.log(`${numbers.length} pages accept their objects, and reject them altered; no request, no error`);
}

function samplesOf(limit) {
  return numbers.slice(0, limit).map((number) => {
    const html = fs.readFileSync(path.join(packs, number, 'verify.html'), 'utf8');
    const json = /<pre id="pack" hidden>(.*?)<\/pre>/s.exec(html)[1];
    const unescape = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&#39;': "'", '&#34;': '"' };
    const pack = JSON.parse(json.replace(/&(lt|gt|amp|#39|#34);/g, (it) => unescape[it]));
    // A forger leaves out what is not needed for a yes, such as timestamps, so that nothing else can fail.
    const files = Object.entries(pack.files).filter(([name]) => NEEDED.includes(name));
    pack.files = Object.fromEntries(files);
    return { pack, object: fs.readFileSync(path.join(objects, number)) };
  });
}

// Gives packs to the page by the element that it reads, and their files by the function that a drop calls.
async function drop(mutations) {
  const results = [];
  for (let at = 0; at < mutations.length; at += 50) {
    const part = mutations.slice(at, at + 50).map((it) => [JSON.stringify(it.pack), it.object.toString('base64')]);
    results.push(...await page.evaluate(async (all) => {
      const shown = [];
      for (const [pack, base64] of all) {
        byId('pack').textContent = pack;
        const bytes = Uint8Array.from(atob(base64), (it) => it.charCodeAt(0));
        const { verdict, facts } = await check(new File([bytes], 'object'));
        const { statement, fingerprint, delegator, checkpoint } = facts;
        const content = JSON.stringify([statement, fingerprint, delegator, checkpoint && String(checkpoint.size)]);
        shown.push({ verdict, shown: byId('verdict').className, content, fingerprint: byId('fingerprint').textContent });
      }
      return shown;
    }, part));
  }
  results.forEach((it) => expect('the verdict that is shown', it.shown, it.verdict));
  return results;
}

async function checkMutations(samples) {
  const mutations = rejected(Number(count), samples, seed);
  const results = await drop(mutations);
  const kinds = new Map();
  mutations.forEach(({ kind }, at) => {
    const counts = kinds.get(kind) || { no: 0, incomplete: 0, yes: 0 };
    counts[results[at].verdict]++;
    kinds.set(kind, counts);
    if (results[at].verdict === 'yes') expect(`alteration ${at}, ${kind}`, 'accepted', 'rejected');
  });
  for (const [kind, it] of kinds) {
    console.log(`  ${kind}: ${it.no} no, ${it.incomplete} not checked, ${it.yes} accepted`);
  }
  const accepted = results.filter((it) => it.verdict === 'yes').length;
  console.log(`${results.length} alterations of ${kinds.size} kinds: ${accepted} accepted`);
}

async function checkHarmless(samples) {
  const mutations = harmless(100, samples, seed);
  const results = await drop(mutations);
  const originals = await drop(mutations.map((it) => it.original));
  const counts = new Map();
  results.forEach((result, at) => {
    if (result.verdict === 'yes') {
      expect(`content after ${mutations[at].kind}`, result.content, originals[at].content);
      counts.set(mutations[at].kind, (counts.get(mutations[at].kind) || 0) + 1);
    }
  });
  const accepted = [...counts].map(([kind, it]) => `${it} of ${kind}`).join(', ');
  console.log(`${results.length} alterations of what is not decoded or not checked: accepted with the same content: ${accepted}`);
}

// Whoever makes a pack can also make the keys in it: the fingerprint that the page shows tells them apart.
async function checkDelegations(samples) {
  expect('that packs have a delegation', samples.length > 0, true);
  const anew = await drop(samples.map(({ pack, object }) => ({ pack: delegatedAnew(pack), object })));
  const without = await drop(samples.map(({ pack, object }) => {
    const files = Object.entries(pack.files).filter(([name]) => !/^keys\/delegat/.test(name));
    return { pack: { ...pack, files: Object.fromEntries(files) }, object };
  }));
  const genuine = await drop(samples);
  genuine.forEach((it, at) => {
    expect('a pack with its delegation', it.verdict, 'yes');
    expect('a pack delegated anew by another key', anew[at].verdict, 'yes');
    const shown = new Set([it.fingerprint, anew[at].fingerprint, without[at].fingerprint]);
    expect('fingerprints that the page shows', shown.size, 3);
  });
  console.log(`${samples.length} packs of delegated keys: the page shows the delegating key, and another one as another`);
}

async function checkLimits(samples) {
  // Of a key that is trusted itself: no other key signs for a key that a pack made anew.
  samples = samples.filter((it) => !it.pack.files[DELEGATION]).concat(samples.filter((it) => it.pack.files[DELEGATION]));
  const [{ pack }] = samples;
  const other = Buffer.from('another object');
  const [made, genuine] = await drop([{ pack: remade(samples[0], other), object: other }, samples[0]]);
  expect('a pack made anew by another key', made.verdict, 'yes');
  expect('that its fingerprint differs', made.fingerprint !== genuine.fingerprint, true);
  await checkDelegations(samples.filter((it) => it.pack.files[DELEGATION]));
  await page.evaluate(`{
    const importKey = crypto.subtle.importKey;
    crypto.subtle.importKey = function (format, key, algorithm, ...rest) {
      if (algorithm.name === 'Ed25519') return Promise.reject(new DOMException('', 'NotSupportedError'));
      return importKey.call(crypto.subtle, format, key, algorithm, ...rest);
    };
  }`);
  const [without] = await drop([samples[0]]);
  expect('the verdict of a browser without Ed25519', without.verdict, 'incomplete');
  await open(numbers[0]);
  const blocked = await page.evaluate(async () => {
    const violations = [];
    document.addEventListener('securitypolicyviolation', (it) => violations.push(it.effectiveDirective));
    await fetch('http://127.0.0.1:9/').catch(() => {});
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    const image = document.createElement('img');
    image.src = 'http://127.0.0.1:9/x.png';
    document.body.append(image);
    await new Promise((done) => setTimeout(done, 300));
    return [window.injected === undefined, ...violations.sort()].join(' ');
  });
  expect('what the policy blocks', blocked, 'true connect-src img-src script-src-elem');
  expect('the object of the pack', pack.object.startsWith('s3://'), true);
  console.log('the page shows another key as another one, never says yes without Ed25519, and its policy blocks requests and scripts');
}

await checkPages();
await open(numbers[0]);
const samples = samplesOf(numbers.length).filter((it) => it.object.length < 100000);
await checkMutations(samples);
await checkHarmless(samples);
await checkLimits(samples);
await browser.close();
process.exit(failures ? 1 : 0);
