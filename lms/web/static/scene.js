// The picture of a scene: what is pointed at in it is ticked in the list below it, and the other way round.

/* exported connectScene */

function connectScene(exercise) {
  const picture = exercise.querySelector('[data-scene]');
  const boxes = new Map(
    [...exercise.querySelectorAll('input[type="checkbox"]')].map((box) => [box.value, box]),
  );
  if (!picture || boxes.size === 0) return;
  picture.classList.add('app-scene--can-point');
  for (const region of picture.querySelectorAll('[data-key]')) {
    const box = boxes.get(region.dataset.key);
    if (!box) continue;
    const show = () => region.classList.toggle('app-scene__region--is-chosen', box.checked);
    region.addEventListener('click', () => {
      box.checked = !box.checked;
      box.dispatchEvent(new Event('change', { bubbles: true }));
    });
    box.addEventListener('change', show);
    box.addEventListener('focus', () => region.classList.add('app-scene__region--is-focused'));
    box.addEventListener('blur', () => region.classList.remove('app-scene__region--is-focused'));
    show();
  }
}
