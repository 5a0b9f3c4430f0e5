// Makes a long list of organisations searchable by typing. Without a script it stays a plain list.
for (const select of document.querySelectorAll('select[data-organisation-picker]')) {
  const label = document.querySelector(`label[for="${select.id}"]`);
  const describedBy = select.getAttribute('aria-describedby');
  accessibleAutocomplete.enhanceSelectElement({
    selectElement: select,
    defaultValue: select.value ? select.selectedOptions[0].text : '',
    autoselect: false,
    confirmOnBlur: true,
    showAllValues: true,
    dropdownArrow: () => '',
    tNoResults: () => 'No organisation found',
  });
  if (label && describedBy) {
    const input = document.getElementById(label.htmlFor);
    input.setAttribute('aria-describedby', `${describedBy} ${input.getAttribute('aria-describedby') ?? ''}`.trim());
  }
}
