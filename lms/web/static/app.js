// Served behind GOV.UK Frontend in one file (see lms/web/assets.py), whose classes are therefore in scope.
/* global Component, ConfigurableComponent, ExitThisPage, createAll, Button, CharacterCount, Checkboxes,
   ErrorSummary, NotificationBanner, PasswordInput, Radios, ServiceNavigation, SkipLink, Tabs, Accordion */

// GOV.UK's component adds an entry to the tab's history; ours replaces the one that is there, and tells
// early.js to turn away whoever comes back by the history.
class QuickExit extends ExitThisPage {
  exitPage() {
    document.body.classList.add('govuk-exit-this-page-hide-content');
    document.title = '';
    try {
      sessionStorage.setItem('left-for', this.$button.href);
    } catch {
      // The browser forbids storage: leave all the same.
    }
    location.replace(this.$button.href);
  }
}

createAll(QuickExit);
for (const component of [
  Accordion, Button, CharacterCount, Checkboxes, ErrorSummary, NotificationBanner, PasswordInput, Radios,
  ServiceNavigation, SkipLink, Tabs,
]) {
  createAll(component);
}
