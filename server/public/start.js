import { catalogues } from './i18n.js';

const KEPT = 'ticketero.start.language';
const HEALTH_EVERY_MS = 10_000;
const COPIED_MS = 1_800;

/** What the page knows: drawn anew, whole, whenever it or the language changes. */
const page = { language: keptLanguage(), demo: null, health: null, healthFailed: false };

function keptLanguage() {
  try {
    return localStorage.getItem(KEPT) === 'en' ? 'en' : 'es';
  } catch {
    return 'es'; // storage switched off: the page works, it only forgets
  }
}

function text(key, values = {}) {
  const found = catalogues[page.language][key] ?? catalogues.es[key] ?? key;
  return found.replace(/\{(\w+)\}/g, (_, name) => String(values[name] ?? ''));
}

const byId = (id) => document.getElementById(id);

/** Text is only ever set as text: names come from the server. */
function element(tag, className, content) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (content !== undefined) made.textContent = content;
  return made;
}

function draw() {
  document.documentElement.lang = page.language;
  for (const place of document.querySelectorAll('[data-text]')) place.textContent = text(place.dataset.text);
  const toggle = byId('language');
  toggle.textContent = text('otherLanguage');
  toggle.lang = text('otherLanguageTag');
  drawDemo();
  drawHealth();
}

function drawDemo() {
  const { demo } = page;
  byId('demo').hidden = !demo;
  for (const link of document.querySelectorAll('[data-demo-link]')) {
    link.setAttribute('href', demo ? `${link.pathname}?demo` : link.pathname);
  }
  if (!demo) return;
  const password = byId('demo-password');
  password.hidden = !demo.password;
  if (demo.password) {
    const [before, after] = text('demo.password', { password: '\n' }).split('\n');
    password.replaceChildren(before, element('code', '', demo.password), after);
  }
  byId('people').replaceChildren(...demo.users.map(person));
}

function person({ name, email, role, module }) {
  const row = element('li', 'person');
  const label = catalogues.es[`role.${role}`] ? text(`role.${role}`) : role;
  const place = module ? ` · ${text('demo.module', { module })}` : '';
  const copy = element('button', 'person__email', email);
  copy.type = 'button';
  copy.title = text('demo.copy', { email });
  copy.addEventListener('click', () => void copied(copy, email));
  row.append(element('p', 'person__name', name), element('p', 'person__role', label + place), copy);
  return row;
}

async function copied(button, email) {
  try {
    await navigator.clipboard.writeText(email);
  } catch {
    return; // plain http elsewhere than on this machine: the address can still be selected by hand
  }
  button.textContent = text('demo.copied');
  setTimeout(() => (button.textContent = email), COPIED_MS);
}

function drawHealth() {
  const { health, healthFailed } = page;
  const facts = [];
  if (healthFailed) facts.push(['DOWN', text('health.unreachable')]);
  else if (!health) facts.push(['OFF', text('health.checking')]);
  else {
    const telegram = health.components?.telegram?.status ?? 'OFF';
    facts.push([health.status, text(`health.${health.status}`)]);
    facts.push([telegram, text(`health.telegram.${telegram}`)]);
    facts.push(['', text('health.version', { version: health.version })]);
  }
  // Only what is new is written: this is a live region, read out at each change.
  const drawn = JSON.stringify(facts);
  const list = byId('health');
  if (list.dataset.drawn === drawn) return;
  list.dataset.drawn = drawn;
  list.replaceChildren(
    ...facts.map(([state, words]) => {
      const fact = element('li', 'fact', words);
      fact.dataset.state = state;
      return fact;
    }),
  );
}

async function readDemo() {
  try {
    const answer = await fetch('/api/demo', { headers: { accept: 'application/json' } });
    page.demo = answer.ok ? await answer.json() : null;
  } catch {
    page.demo = null;
  }
  drawDemo();
}

async function readHealth() {
  try {
    const answer = await fetch('/api/health', { headers: { accept: 'application/json' }, cache: 'no-store' });
    page.health = await answer.json(); // 503 says what is wrong in the same words as 200
    if (page.healthFailed) void readDemo(); // the server is back: it may have been away when the page opened
    page.healthFailed = false;
  } catch {
    page.healthFailed = true;
  }
  drawHealth();
  setTimeout(() => void readHealth(), HEALTH_EVERY_MS);
}

byId('language').addEventListener('click', () => {
  page.language = page.language === 'es' ? 'en' : 'es';
  try {
    localStorage.setItem(KEPT, page.language);
  } catch {
    // as above
  }
  draw();
});

draw();
void readDemo();
void readHealth();
