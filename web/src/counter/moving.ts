// Moving through the form by Enter and PageDown, in the order in which it stands on the screen.
const kFields = 'input:not([type=hidden]):not(:disabled), select:not(:disabled), textarea:not(:disabled), button:not(:disabled):not([tabindex="-1"])';

function stops(form: HTMLElement): HTMLElement[] {
  return [...form.querySelectorAll<HTMLElement>(kFields)].filter((one) => {
    if (one.tabIndex < 0 || one.offsetParent === null) return false;
    return !(one instanceof HTMLInputElement && one.type === 'radio' && !one.checked); // one stop for a bar of choices
  });
}

function go(to: HTMLElement | undefined): boolean {
  to?.focus();
  to?.scrollIntoView({ block: 'nearest' });
  return to !== undefined;
}

/** Enter in a field; buttons keep it for themselves. */
export function goOn(form: HTMLElement, from: HTMLElement): boolean {
  if (from instanceof HTMLButtonElement || from instanceof HTMLTextAreaElement) return false;
  const all = stops(form).filter((one) => !(one instanceof HTMLButtonElement) || one.closest('.earlier, .question, .review'));
  return go(all[all.indexOf(from) + 1]);
}

export function goToSection(form: HTMLElement, step: 1 | -1): boolean {
  const sections = [...form.querySelectorAll<HTMLElement>('[data-section]')];
  const at = sections.findIndex((section) => section.contains(document.activeElement));
  for (let next = at + step; next >= 0 && next < sections.length; next += step) {
    const section = sections[next];
    if (section && go(stops(section)[0])) return true;
  }
  return step === 1 && go(form.querySelector<HTMLElement>('.review button') ?? undefined);
}

export function goInto(form: HTMLElement, section: string): boolean {
  const found = form.querySelector<HTMLElement>(`[data-section="${section}"]`);
  return found !== null && go(stops(found)[0]);
}
