// Exercises of a lesson. Without this script each is a form that loads the page anew; with it the answer comes
// into its place, the picture of a scene can be pointed at, and a lost connection is said plainly.

/* global connectScene */

const LOST = 'Not saved: there is no connection. What you chose is still here. Try again when you are back online.';
const ENDED = 'Not saved: you are signed out. Keep this page open, sign in, then come back and try again here.';
const CHANGED = 'Not saved: this lesson was changed after you opened it. Load the page again to see it as it is now.';
const FAILED = 'Not saved: the site does not answer as it should. What you chose is still here. Try again in a moment.';

function say(exercise, words) {
  exercise.querySelector('[data-exercise-lost]')?.remove();
  const message = document.createElement('p');
  message.className = 'govuk-body app-exercise__lost';
  message.setAttribute('role', 'alert');
  message.dataset.exerciseLost = '';
  message.textContent = words;
  if (words === ENDED) message.append(' ', buildWayIn());
  (exercise.querySelector('form') ?? exercise).append(message);
}

function buildWayIn() {
  const link = document.createElement('a');
  link.className = 'govuk-link';
  return Object.assign(link, { textContent: 'Sign in again in a new tab', href: '/sign-in', target: '_blank' });
}

function replace(exercise, page) {
  const fresh = page.getElementById(exercise.id);
  if (!fresh) return false;
  const here = document.importNode(fresh, true);
  exercise.replaceWith(here);
  document.title = page.title;
  connect(here);
  const verdict = here.querySelectorAll('[data-exercise-verdict]');
  const place = here.querySelector('.govuk-error-message') ? here.querySelector('input:not([type="hidden"]), select') : [...verdict].pop();
  const target = place ?? here.querySelector('input:not([type="hidden"]), select, h2');
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
  return true;
}

async function ask(address, options) {
  const response = await fetch(address, { ...options, credentials: 'same-origin' });
  return { response, page: new DOMParser().parseFromString(await response.text(), 'text/html') };
}

// A page may outlive the sign-in that its forms belong to. The lesson itself knows who is asking now. Says what
// is wrong, or nothing when the forms are good again.
async function findOutWhy(exercise) {
  const { response, page } = await ask(location.pathname);
  if (new URL(response.url).pathname.startsWith('/sign-in')) return ENDED;
  if (!response.ok) return FAILED;
  if (!page.getElementById(exercise.id)) return CHANGED;
  const fresh = page.getElementsByName('csrf_token')[0].value;
  const fields = [...document.getElementsByName('csrf_token')];
  if (fields.every((field) => field.value === fresh)) return FAILED;
  for (const field of fields) field.value = fresh;
  return '';
}

// Asks once more when it is only the form that had grown too old.
async function load(exercise, request) {
  if (exercise.classList.contains('app-exercise--is-sending')) return;
  exercise.classList.add('app-exercise--is-sending');
  try {
    if (replace(exercise, (await request()).page)) return;
    const trouble = await findOutWhy(exercise);
    if (trouble) say(exercise, trouble);
    else if (!replace(exercise, (await request()).page)) say(exercise, FAILED);
  } catch {
    say(exercise, LOST);
  } finally {
    exercise.classList.remove('app-exercise--is-sending');
  }
}

function connect(exercise) {
  connectScene(exercise);
  exercise.addEventListener('submit', (event) => {
    event.preventDefault();
    const form = event.target;
    load(exercise, () => ask(form.action, { method: 'POST', body: new FormData(form) }));
  });
  exercise.querySelector('[data-exercise-again]')?.addEventListener('click', (event) => {
    event.preventDefault();
    const { href } = event.currentTarget;
    load(exercise, () => ask(href));
  });
}

for (const exercise of document.querySelectorAll('[data-exercise]')) {
  connect(exercise);
}
