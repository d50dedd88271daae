'use strict';

// The page: shows the checks of the pack, and repeats them with each file that is dropped.

const VERDICTS = {
  yes: 'YES, by the keys in this pack: the file is the object that was sealed and logged.',
  no: 'NO: something does not match.',
  incomplete: 'NOT YET: not everything was checked.',
};

function byId(id) {
  return document.getElementById(id);
}

// All text is set as text, so that no name in the pack is read as HTML.
function append(parent, name, content) {
  const element = document.createElement(name);
  element.textContent = content;
  parent.append(element);
  return element;
}

function readPack() {
  return JSON.parse(byId('pack').textContent);
}

function show(result) {
  const verdict = byId('verdict');
  verdict.textContent = VERDICTS[result.verdict];
  verdict.className = result.verdict;
  const rows = byId('checks');
  rows.replaceChildren();
  for (const check of result.checks) {
    const row = append(rows, 'tr', '');
    append(row, 'th', check.name).scope = 'row';
    append(row, 'td', check.result).className = check.result.replace(' ', '-');
    append(row, 'td', check.detail);
  }
  showTrust(result.facts);
}

function showTrust(facts) {
  // Only the key that delegates is known to the operator.
  byId('fingerprint').textContent = facts.delegator || facts.fingerprint || 'unknown';
  const keys = byId('log-keys');
  keys.replaceChildren();
  const { logs, witnesses } = facts.policy || { logs: [], witnesses: [] };
  for (const key of [...logs, ...witnesses]) append(keys, 'li', `${key.name}+${key.id}`);
}

function showPack(pack) {
  byId('uri').textContent = pack.object;
  for (const { part, reason } of pack.absent) append(byId('absent'), 'li', `${part}: ${reason}`);
  for (const name of pack.left) append(byId('absent'), 'li', `${name}: in the pack, not in this page`);
  showLines(pack, 'fixity/history.ndjson', byId('history'));
  showLines(pack, 'trail/events.ndjson', byId('events'));
}

// The lines are Waybill's and CloudTrail's own words, and nothing in this page vouches for them.
function showLines(pack, name, list) {
  const bytes = fileOf(pack, name);
  const lines = bytes ? text(bytes).split('\n').filter((it) => it !== '') : [];
  for (const line of lines) append(list, 'li', line);
  if (lines.length === 0) append(list, 'li', 'none in this page');
}

let running = 0;

// Verifies with a file, and shows the result unless another file was chosen meanwhile.
async function check(file) {
  const run = ++running;
  const verdict = byId('verdict');
  verdict.className = '';
  verdict.textContent = file ? `Reading ${file.name} …` : 'Checking …';
  const result = await verifyPack(readPack(), file, (part) => {
    if (run === running && file) {
      verdict.textContent = `Reading ${file.name}: ${Math.floor(100 * part)} %`;
    }
  });
  if (run === running) show(result);
  return result;
}

function listen() {
  byId('file').addEventListener('change', (event) => check(event.target.files[0]));
  document.addEventListener('dragover', (event) => event.preventDefault());
  document.addEventListener('drop', (event) => {
    event.preventDefault();
    if (event.dataTransfer.files.length > 0) check(event.dataTransfer.files[0]);
  });
}

if (typeof document !== 'undefined') {
  listen();
  showPack(readPack());
  check(undefined);
}
