// Exercises of a lesson. Without this script each is a form that loads the page anew; with it the answer comes
// into its place, the picture of a scene can be pointed at, and a lost connection is said plainly.

/* global connectScene */

const LOST = 'Not saved: there is no connection. What you chose is still here. Try again when you are back online.';
const ENDED = 'Not saved: you have been signed out. Open this page in a new tab, sign in there, then try again here.';

function say(exercise, words) {
  exercise.querySelector('[data-exercise-lost]')?.remove();
  const message = document.createElement('p');
  message.className = 'govuk-body app-exercise__lost';
  message.setAttribute('role', 'alert');
  message.dataset.exerciseLost = '';
  message.textContent = words;
  (exercise.querySelector('form') ?? exercise).append(message);
}

function replace(exercise, page) {
  const fresh = page.getElementById(exercise.id);
  if (!fresh) return false;
  const here = document.importNode(fresh, true);
  exercise.replaceWith(here);
  connect(here);
  const verdict = here.querySelectorAll('[data-exercise-verdict]');
  const place = here.querySelector('.govuk-error-message') ? here.querySelector('input:not([type="hidden"]), select') : [...verdict].pop();
  const target = place ?? here.querySelector('input:not([type="hidden"]), select, h2');
  target?.focus();
  target?.scrollIntoView({ block: 'nearest' });
  return true;
}

async function load(exercise, address, options) {
  exercise.classList.add('app-exercise--is-sending');
  try {
    const answer = await fetch(address, { ...options, credentials: 'same-origin' });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    if (!replace(exercise, page)) say(exercise, answer.url.includes('/sign-in') ? ENDED : `Not saved: ${page.title}`);
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
    load(exercise, event.target.action, { method: 'POST', body: new FormData(event.target) });
  });
  exercise.querySelector('[data-exercise-again]')?.addEventListener('click', (event) => {
    event.preventDefault();
    load(exercise, event.currentTarget.href, {});
  });
}

for (const exercise of document.querySelectorAll('[data-exercise]')) {
  connect(exercise);
}
