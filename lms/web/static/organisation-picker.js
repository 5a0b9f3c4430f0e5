// Makes a long list of organisations searchable by typing. Without a script it stays a plain list.
for (const select of document.querySelectorAll('select[data-organisation-picker]')) {
  const id = select.id;
  const described = (select.getAttribute('aria-describedby') ?? '').split(' ').filter(Boolean);
  // The component describes its input itself, so our hint and error are said by its words.
  const words = described.map((each) => document.getElementById(each).textContent.trim());
  words.push('When there are results, use the up and down arrows to look through them and enter to choose.');
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: select.value ? select.selectedOptions[0].text : '',
    confirmOnBlur: false,
    showAllValues: true,
    dropdownArrow: () => '',
    tAssistiveHint: () => words.join('. '),
    tNoResults: () => 'No organisation found',
  });
  // The component leaves the old choice in place when the text no longer names it: nobody would see that the
  // wrong organisation is sent.
  const input = document.getElementById(id);
  select.form?.addEventListener('submit', () => {
    const typed = input.value.trim().toLowerCase();
    const named = [...select.options].find((option) => option.text.trim().toLowerCase() === typed);
    if (named) named.selected = true;
    else select.selectedIndex = -1;
  });
}
