// Saves each response of a quiz as soon as it is given, and says what the server has and has not got. Nothing
// hangs on it: the form sends everything again when it is submitted, and works without this script.

/* global connectScene */

const form = document.querySelector('form[data-quiz]');
const pageStatus = form.querySelector('[data-quiz-status]');
const token = form.elements.csrf_token;

// Arrow keys go through radio buttons one by one: only where they come to rest is worth a request.
const REST_MS = 200;
const TIMEOUT_MS = 15_000;
const LONGEST_WAIT_MS = 30_000;

const SAVING = 'Saving…';
const NO_CONNECTION = 'Not saved yet: no connection. We try again.';
const NO_ANSWER = 'Not saved yet: the site does not answer as it should. We try again.';
const SIGNED_OUT = 'Not saved yet: you are signed out. Keep this page open, and come back to it: then it is saved.';
const CLOSED = 'This attempt takes no more answers from you.';

class Question {
  constructor(element) {
    this.element = element;
    this.status = document.createElement('p');
    this.status.className = 'app-saving govuk-body-s';
    element.append(this.status);
    this.controls = [...element.querySelectorAll('input, select')];
    this.refusal = '';
    this.isUnsaved = this.controls.some(isChanged) || 'refused' in element.dataset;
    this.isSaved = !this.isUnsaved && this.controls.some(isGiven);
  }

  read() {
    const sent = new URLSearchParams({ csrf_token: token.value });
    for (const control of this.controls) {
      if (control.type === 'select-one' || control.checked) sent.append(control.name, control.value);
    }
    return sent;
  }

  change() {
    this.refusal = '';
    this.isUnsaved = true;
  }
}

function isChanged(control) {
  // A browser that comes back to a page may fill in what was there when it was left.
  if (control.type !== 'select-one') return control.checked !== control.defaultChecked;
  const kept = [...control.options].find((option) => option.defaultSelected) ?? control.options[0];
  return control.value !== kept.value;
}

function isGiven(control) {
  return control.type === 'select-one' ? control.value !== '' : control.checked;
}

const questions = [...form.querySelectorAll('[data-question]')].map((element) => new Question(element));
let timer;
let working;
let failures = 0;
let trouble = '';
let wayOut;
let isPaused = false;
let isClosed = false;
let isLeaving = false;
let wasHeldBack = false;

const nextToSave = () => questions.find((each) => each.isUnsaved && !each.refusal);
const hasUnsaved = () => questions.some((each) => each.isUnsaved);

function show() {
  for (const each of questions) {
    tell(each.status, describe(each), each.isUnsaved && !each.refusal);
    each.status.classList.toggle('app-saving--trouble', each.isUnsaved && Boolean(each.refusal || trouble));
  }
  const unsaved = nextToSave() ?? questions.find((each) => each.isUnsaved);
  const words = questions.some((each) => each.isSaved) ? 'Everything you chose is saved.' : '';
  tell(pageStatus, unsaved ? describe(unsaved) : isClosed ? trouble : words, isClosed || unsaved);
}

function describe(question) {
  if (!question.isUnsaved) return question.isSaved ? 'Saved' : '';
  if (question.refusal) return `Not saved yet. ${question.refusal}`;
  return trouble || SAVING;
}

function tell(place, words, isInTrouble) {
  const link = isInTrouble && wayOut ? buildLink(wayOut) : '';
  // Said again, the same words would be read out again.
  if (place.textContent === `${words}${link && ` ${link.textContent}`}`) return;
  place.replaceChildren(words, link && ' ', link);
}

function buildLink({ words, href, target }) {
  const link = document.createElement('a');
  link.className = 'govuk-link';
  Object.assign(link, { textContent: words, href, target });
  return link;
}

function work(after = 0) {
  clearTimeout(timer);
  if (isPaused || isClosed) return;
  timer = setTimeout(() => { working ??= saveAll().finally(() => { working = undefined; show(); }); }, after);
}

async function saveAll() {
  for (let question = nextToSave(); question && !isPaused && !isClosed; question = nextToSave()) {
    if (!(await save(question))) return;
  }
}

// One at a time, so that what was given last is also what arrives last. Says whether to go on with the next.
async function save(question) {
  const sent = question.read();
  let response;
  try {
    response = await ask(`${form.dataset.quiz}/responses/${question.element.dataset.question}`, sent);
  } catch {
    return tryAgain(NO_CONNECTION);
  }
  const hasChanged = question.read().toString() !== sent.toString();
  if (response.status === 204) {
    failures = 0;
    trouble = '';
    wayOut = undefined;
    question.isUnsaved = hasChanged;
    question.isSaved = sent.size > 1;
    show();
    return true;
  }
  if (response.status === 422) {
    if (!hasChanged) question.refusal = await response.text();
    show();
    return true;
  }
  if (response.status === 409) return close(await response.text());
  if (response.status === 429 || response.status >= 500) return tryAgain(NO_ANSWER);
  return findOutWhy();
}

function ask(address, body) {
  const options = body ? { method: 'POST', body, redirect: 'manual' } : {};
  return fetch(address, { ...options, signal: AbortSignal.timeout(TIMEOUT_MS) });
}

function tryAgain(why) {
  trouble = why;
  failures += 1;
  const wait = Math.min(LONGEST_WAIT_MS, 1000 * 2 ** failures);
  setTimeout(() => work(wait));
  return false;
}

// Refused for who is asking: signed out, signed in again, or somebody else by now. The page itself knows which.
async function findOutWhy() {
  let response;
  let text;
  try {
    response = await ask(form.dataset.quiz);
    text = await response.text();
  } catch {
    return tryAgain(NO_CONNECTION);
  }
  const path = new URL(response.url).pathname;
  if (path.startsWith('/sign-in')) return pause();
  if (response.status >= 500) return tryAgain(NO_ANSWER);
  if (path !== form.dataset.quiz || !response.ok) return close(CLOSED);
  const page = new DOMParser().parseFromString(text, 'text/html');
  const fresh = page.querySelector('form[data-quiz] [name="csrf_token"]')?.value;
  if (!fresh || fresh === token.value) return tryAgain(NO_ANSWER);
  for (const each of document.getElementsByName('csrf_token')) each.value = fresh;
  return true;
}

function pause() {
  isPaused = true;
  trouble = SIGNED_OUT;
  wayOut = { words: 'Sign in again in a new tab', href: '/sign-in', target: '_blank' };
  return false;
}

function close(why) {
  isClosed = true;
  trouble = `Not saved. ${why}`;
  wayOut = { words: 'See where you are with this quiz', href: form.dataset.quiz, target: '' };
  return false;
}

function goOn() {
  if (document.visibilityState === 'hidden' || isClosed) return;
  isPaused = false;
  if (hasUnsaved()) work();
}

form.addEventListener('change', (event) => {
  const question = questions.find((each) => each.element.contains(event.target));
  if (!question) return;
  question.change();
  work(REST_MS);
  show();
});

// Whoever submits without a connection would get the browser's own error page, and lose what is not saved.
form.addEventListener('submit', async (event) => {
  if (isLeaving || isClosed || !nextToSave()) {
    isLeaving = true;
    return;
  }
  event.preventDefault();
  const button = event.submitter;
  isPaused = false;
  work();
  await new Promise((resolve) => setTimeout(resolve, 1));
  await working;
  if (isPaused || isClosed) return;
  if (nextToSave() && trouble === NO_CONNECTION && (!wasHeldBack || !navigator.onLine)) {
    wasHeldBack = true;
    trouble = 'Not sent: no connection. What you chose is still on this page. We try again to save it.';
    show();
    return;
  }
  isLeaving = true;
  form.requestSubmit(button);
});

addEventListener('beforeunload', (event) => {
  if (hasUnsaved() && !isLeaving && !isClosed) event.preventDefault();
});
addEventListener('pageshow', () => { isLeaving = false; });
addEventListener('online', goOn);
addEventListener('focus', goOn);
document.addEventListener('visibilitychange', goOn);

form.parentElement.querySelector('[data-quiz-intro]').textContent =
  'Each answer is saved as you give it. You can change it until you submit, and stop at any time to go on later.';
for (const each of questions) connectScene(each.element);
show();
if (nextToSave()) work();
