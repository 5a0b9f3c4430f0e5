// Runs before the page is drawn, as the first thing in the body. Two jobs that cannot wait for app.js.

// After "Exit this page" the pages visited before it are still in the tab's history. Whoever presses Back
// must not see them, so each one that comes up that way leaves again at once. A deliberate visit is let in.
(function () {
  function leaveAgain(cameByHistory) {
    try {
      const destination = sessionStorage.getItem('left-for');
      if (!destination) return;
      if (cameByHistory) {
        document.documentElement.hidden = true;
        location.replace(destination);
      } else {
        sessionStorage.removeItem('left-for');
      }
    } catch {
      // The browser forbids storage: the exit itself still works, and there is nothing to remember.
    }
  }

  const [entry] = performance.getEntriesByType('navigation');
  leaveAgain(Boolean(entry) && entry.type === 'back_forward');
  addEventListener('pageshow', function (event) {
    if (event.persisted) leaveAgain(true);
  });
})();

// The style sheet shows some components differently once their scripts can run.
document.body.classList.add('js-enabled');
if ('noModule' in HTMLScriptElement.prototype) document.body.classList.add('govuk-frontend-supported');
