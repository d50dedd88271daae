// Checks of the status page in Chromium.
// usage: node status-page.mjs MODULES PORTS.json PICTURES [LOCAL_URL]
// MODULES is the folder with puppeteer-core and axe-core. Prints the number of checks, and fails at the first
// difference.
import { createRequire } from 'node:module'
import { readFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'

const [modules, portsFile, pictures, local] = process.argv.slice(2)
const require = createRequire(join(modules, 'package.json'))
const puppeteer = require('puppeteer-core')
const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8')
const ports = JSON.parse(readFileSync(portsFile, 'utf8'))
mkdirSync(pictures, { recursive: true })

const MAX_BYTES = 60_000
const MAX_MILLIS = 300
const MAX_PICTURE = 200_000
const counts = {}
const check = (kind, isTrue, detail) => {
  if (!isTrue) throw new Error(`${kind}: ${detail}`)
  counts[kind] = (counts[kind] ?? 0) + 1
}

const url = port => `http://127.0.0.1:${port}/status`
const browser = await puppeteer.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--lang=en', '--force-device-scale-factor=1'],
})

// Opens a page whose requests to anything but the page and its style sheet fail the proof.
async function open(address, scheme = 'light', width = 1000) {
  const page = await browser.newPage()
  await page.setViewport({ width, height: 800 })
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
  page.seen = []
  page.on('request', it => page.seen.push(it.url()))
  page.on('dialog', it => { page.seen.push('dialog'); it.dismiss() })
  const answer = await page.goto(address, { waitUntil: 'load' })
  check('answers', answer.status() === 200, `${address} answered ${answer.status()}`)
  return page
}

function onlyOwn(page) {
  const own = new URL(page.url())
  const strange = page.seen.filter(it => {
    const seen = new URL(it, own)
    return seen.origin !== own.origin || !['/status', '/status.css'].includes(seen.pathname)
  })
  check('requests', strange.length === 0, `requested ${strange}`)
}

async function accessible(page, name) {
  // The page's own policy forbids scripts, so the checker runs in a world of its own.
  const frame = page.mainFrame()
  const result = await frame.isolatedRealm().evaluate(async source => {
    (0, eval)(source)
    return await globalThis.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  }, axe)
  const found = result.violations.map(it => `${it.id} at ${it.nodes.map(n => n.target).slice(0, 3)}: ${it.nodes[0].failureSummary}`)
  check('axe', found.length === 0, `${name}: ${found.join('; ')}`)
  check('axe rules', result.passes.length > 15, `${name}: only ${result.passes.length} rules applied`)
}

async function noScroll(page, name) {
  const wide = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth])
  check('320 px', wide[0] <= wide[1], `${name} is ${wide[0]} px wide in ${wide[1]} px`)
}

// Every link, field and button is reached by Tab, in the order of the page, and shows its focus.
async function keyboard(page) {
  const expected = await page.evaluate(() =>
    [...document.querySelectorAll('a[href], input, button')].map(it => it.textContent + it.id))
  const reached = []
  for (let at = 0; at < expected.length; at++) {
    await page.keyboard.press('Tab')
    const focus = await page.evaluate(() => {
      const it = document.activeElement
      const style = getComputedStyle(it)
      const box = it.getBoundingClientRect()
      return [it.textContent + it.id, style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2, box.left >= 0 && box.width > 0]
    })
    reached.push(focus[0])
    check('focus', focus[1] && focus[2], `the focus of ${focus[0]} is not visible`)
  }
  check('keyboard', JSON.stringify(reached) === JSON.stringify(expected), `reached ${reached} instead of ${expected}`)
  await page.keyboard.down('Shift')
  for (let at = 1; at < expected.length; at++) await page.keyboard.press('Tab')
  await page.keyboard.up('Shift')
  await page.keyboard.press('Enter')
  check('keyboard', await page.evaluate(() => document.activeElement.id) === 'main', 'the skip link does not lead to the status')
}

const picture = (page, name) => page.screenshot({ path: join(pictures, name), fullPage: true })

// A part of the page for the documents.
async function kept(page, name, first, last) {
  const [top, bottom] = await page.evaluate((a, b) => {
    const begin = a === 'header' ? 0 : document.querySelector(a).getBoundingClientRect().top + scrollY
    return [begin, document.querySelector(b).getBoundingClientRect().bottom + scrollY + 24]
  }, first, last)
  const bytes = await page.screenshot({ path: join(pictures, name), clip: { x: 60, y: top, width: 880, height: bottom - top }, captureBeyondViewport: true })
  check('pictures', bytes.length <= MAX_PICTURE, `${name} has ${bytes.length} bytes`)
}

// Size and time with the state of ten million objects. The server keeps no page, so that each request reads every
// source. The first pages of a process load classes, and their time is only told.
const fetched = async port => Buffer.from(await (await fetch(url(port))).arrayBuffer())
const start = performance.now()
await fetched(ports.whole)
console.log(`first page of the process: ${(performance.now() - start).toFixed(0)} ms`)
await fetched(ports.broken)
const times = []
const quickest = {}
const pages = [['whole', ports.whole], ['broken', ports.broken], ['unknown', ports.unknown], ...ports.hostile.map(it => ['hostile', it])]
for (const [name, port] of [...pages, ...pages, ...pages]) {
  const began = performance.now()
  const body = await fetched(port)
  const took = performance.now() - began
  times.push(took)
  quickest[name] = Math.min(took, quickest[name] ?? Infinity)
  check('size', body.length <= MAX_BYTES, `${name} has ${body.length} bytes`)
  check('no script', !/<script/i.test(body), `${name} has a script element`)
  if (times.length <= pages.length && name !== 'hostile') console.log(`${name}: ${body.length} bytes`)
}
// The quickest one: other proofs and the service share the processor.
for (const [name, took] of Object.entries(quickest)) check('time', took <= MAX_MILLIS, `${name} took ${took} ms`)
const median = times.sort((a, b) => a - b)[times.length >> 1]

// HTTP
for (const [path, method, status] of [
  ['/', 'GET', 302], ['/status', 'HEAD', 200], ['/status.css', 'GET', 200], ['/status.css', 'HEAD', 200],
  ['/status', 'POST', 405], ['/status', 'PUT', 405], ['/status', 'DELETE', 405], ['/status', 'OPTIONS', 405],
  ['/status', 'PATCH', 405], ['/', 'POST', 405], ['/status.css', 'POST', 405],
  ['/status/', 'GET', 404], ['/Status', 'GET', 404], ['/status/x', 'GET', 404], ['/status.css/', 'GET', 404], ['/x', 'GET', 404]]) {
  const answer = await fetch(`http://127.0.0.1:${ports.whole}${path}`, { method, redirect: 'manual', body: method === 'POST' ? 'x=1' : undefined })
  check('HTTP', answer.status === status, `${method} ${path} answered ${answer.status}`)
  if (status < 404 || status === 405) {
    const policy = answer.headers.get('content-security-policy') ?? ''
    check('headers', policy.startsWith("default-src 'none'; style-src 'self'") && !policy.includes('unsafe') && !policy.includes('script')
      && answer.headers.get('x-content-type-options') === 'nosniff' && answer.headers.get('referrer-policy') === 'no-referrer'
      && answer.headers.get('cache-control') === 'no-store', `${method} ${path} lacks headers`)
  }
}

for (const [name, port] of [['whole', ports.whole], ['broken', ports.broken], ['unknown', ports.unknown]]) {
  for (const scheme of ['light', 'dark']) {
    const page = await open(url(port), scheme)
    await accessible(page, `${name} ${scheme}`)
    onlyOwn(page)
    await picture(page, `status-${name}-${scheme}.png`)
    if (name === 'whole' && scheme === 'light') {
      await kept(page, 'status-page.png', 'header', '#coverage')
      await kept(page, 'status-page-rest.png', '#log', '#incidents')
    }
    if (name === 'broken' && scheme === 'light') await kept(page, 'status-page-broken.png', 'header', '#custody')
    await page.close()
  }
  const narrow = await open(url(port), 'light', 320)
  await accessible(narrow, `${name} 320 px`)
  await noScroll(narrow, name)
  await picture(narrow, `status-${name}-narrow.png`)
  await keyboard(narrow)
  await narrow.close()
}

// Names are not shown, and objects cannot be asked for.
const quiet = await open(`${url(ports.whole)}?object=s3://b/secret-key`)
check('names', !(await quiet.content()).includes('secret-key'), 'a question is answered although names are off')
check('names', await quiet.$('form') === null, 'there is a form although names are off')
await quiet.close()
const failed = await (await fetch(url(ports.unknown))).text()
check('names', !failed.includes('secret-bucket') && !failed.includes('111122223333'), 'the message of a failure is shown')
check('unknown', (failed.match(/<p class="unknown"/g) ?? []).length === 6 && !failed.includes('class="good"'), 'an unknown source looks well')

// Hostile keys: shown as text, no script, no request.
const visible = text => [...text].map(it => /[\p{Cc}\p{Cf}]/u.test(it) && it !== '\n' && it.length === 1 ? '\ufffd' : it).join('')
const squeezed = text => text.replace(/[\s\ufffd]+/g, ' ').trim()
const same = (text, key) => squeezed(text).includes(squeezed(visible(key)))
for (let batch = 0; batch < ports.hostile.length; batch++) {
  const keys = ports.keys.slice(batch * 20, batch * 20 + 20)
  const page = await open(url(ports.hostile[batch]), 'light', 320)
  const shown = await page.$$eval('#incidents .detail', all => all.map(it => it.textContent))
  for (const key of keys) {
    check('hostile incidents', shown.some(it => same(it.replace(/…$/, ''), key.slice(0, 90))), `not shown: ${JSON.stringify(key)}`)
  }
  await noScroll(page, `incidents ${batch}`)
  for (const key of keys) {
    await page.goto(`${url(ports.hostile[batch])}?object=${encodeURIComponent('s3://bucket/' + key)}`, { waitUntil: 'load' })
    const story = await page.$eval('#object', it => [it.querySelector('h3').textContent, it.querySelector('td:last-child').textContent])
    check('hostile objects', same(story[0], key), `not shown: ${JSON.stringify(key)}: ${story[0]}`)
    check('no markup', await page.evaluate(() => document.querySelectorAll('script, iframe, img, object, embed, base, style, main template, main svg svg, main link, main meta').length) === 0, `markup of ${key}`)
    check('no script runs', await page.evaluate(() => window.hit === undefined), `a script of ${key} ran`)
    await noScroll(page, `story of ${key}`)
    onlyOwn(page)
  }
  await page.close()
}

// A person asks for an object.
const asked = await open(url(ports.hostile[0]))
await asked.type('#address', 's3://caa304-raw-data/processed/demo/hello.txt')
await Promise.all([asked.waitForNavigation({ waitUntil: 'load' }), asked.keyboard.press('Enter')])
check('form', new URL(asked.url()).hash === '#object' && (await asked.$eval('#object h3', it => it.textContent)).includes('hello.txt'), asked.url())
await accessible(asked, 'story')
await picture(asked, 'status-object.png')
await asked.close()

if (local) {
  for (const scheme of ['light', 'dark']) {
    const page = await open(local, scheme)
    await accessible(page, `local ${scheme}`)
    onlyOwn(page)
    await picture(page, `status-local-${scheme}.png`)
    await page.close()
  }
}
if (local) {
  const page = await open(`${local}?object=${encodeURIComponent('s3://caa304-raw-data/processed/demo/hello.txt')}`)
  const story = await page.$eval('#object', it => [it.querySelector('p strong')?.textContent, it.textContent])
  check('story', story[0] === 'whole' && /sealed/.test(story[1]) && /cloudtrail/i.test(story[1]), story[1])
  await accessible(page, 'story of the local object')
  onlyOwn(page)
  await picture(page, 'status-local-object.png')
  await page.close()
}
await browser.close()
console.log(`pages took ${times[0].toFixed(0)} to ${Math.max(...times).toFixed(0)} ms, half of them at most ${median.toFixed(0)} ms`)
for (const [kind, count] of Object.entries(counts)) console.log(`${count} ${kind}`)
console.log(`${Object.values(counts).reduce((a, b) => a + b, 0)} checks passed`)
