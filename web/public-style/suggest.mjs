// Suggestions while a name is typed: an ARIA 1.2 combobox over the plain search form. The input stays what it was: Enter
// without a chosen suggestion sends the form, and a server that is slow or silent changes nothing.
import Combobox from '@github/combobox-nav';

const kPause = 200; // ms without a key before the server is asked
const kLeast = 2; // characters
const kMost = 7; // suggestions

export function suggest(form) {
  const input = form.querySelector('input[name=q]');
  const list = element('ul', { id: 'suggestions', role: 'listbox', hidden: '', 'aria-label': form.dataset.label });
  const status = element('p', { role: 'status', class: 'govuk-visually-hidden' });
  const box = element('div', { class: 'mc-suggest' });
  input.replaceWith(box);
  box.append(input, list);
  form.append(status);
  const combobox = new Combobox(input, list, { tabInsertsSuggestions: false });
  let asked; // what is being waited for
  let timer;

  function close() {
    clearTimeout(timer);
    asked?.abort();
    if (list.hidden) return;
    combobox.stop();
    list.hidden = true;
    list.replaceChildren();
  }

  function show(items) {
    if (items.length === 0) {
      close();
      status.textContent = form.dataset.none;
      return;
    }
    if (!list.hidden) combobox.stop();
    list.replaceChildren(...items.map(option));
    list.hidden = false;
    combobox.start();
    status.textContent = form.dataset.some.replace('{n}', items.length);
  }

  async function ask() {
    asked?.abort();
    const mine = (asked = new AbortController());
    const query = new URLSearchParams({ q: input.value.trim(), limit: kMost });
    try {
      const answer = await fetch(`${form.dataset.suggest}?${query}`, { signal: mine.signal });
      if (answer.ok && !mine.signal.aborted) show((await answer.json()).items);
    } catch {
      // No network, or it was asked again: the form still works.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer);
    if (input.value.trim().length < kLeast) close();
    else timer = setTimeout(ask, kPause);
  });
  input.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || list.hidden) return;
    event.preventDefault(); // closes the list, and leaves what was typed
    close();
  });
  input.addEventListener('blur', close);
  form.addEventListener('submit', close);
  list.addEventListener('pointerdown', (event) => event.preventDefault()); // the input keeps its focus
  list.addEventListener('combobox-commit', (event) => {
    location.assign(`/procedures/${encodeURIComponent(event.target.dataset.code)}`);
  });
}

function option(item, i) {
  const made = element('li', { id: `suggestion-${i}`, role: 'option', lang: 'vi', 'data-code': item.code });
  made.append(element('span', {}, item.name), element('small', {}, `${item.field} · ${item.code}`));
  return made;
}

function element(name, attributes, text = '') {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.textContent = text;
  return made;
}
