// Listens for a card that a scanner types into whatever field has the focus, and puts it where that field belongs.
import { useEffect, useEffectEvent, useState } from 'react';
import { isTyping } from '../ui/keys';
import type { Card } from './cardQr';
import { begin, change, desk } from './desk';
import { cardWords, kNoPerson, kNoSubmitter, withCard, type Intake } from './intake';
import { Scanner } from './scanner';

interface Before {
  open: Intake;
  field: HTMLInputElement | null;
  text: string;
}

const fieldOf = (target: EventTarget | null): HTMLInputElement | null => (target instanceof HTMLInputElement && isTyping(target) ? target : null);

function takeNote(): Before {
  const field = fieldOf(document.activeElement);
  return { open: desk.get().open, field, text: field?.value ?? '' };
}

/** As if nobody had typed: React learns of it as of any other typing. */
function restore(before: Before): void {
  begin(before.open);
  if (!before.field?.isConnected || before.field.value === before.text) return;
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set?.call(before.field, before.text);
  before.field.dispatchEvent(new Event('input', { bubbles: true }));
}

function fill(card: Card, party: string | undefined): void {
  change((intake) => {
    if (party === '/submitter') return { ...intake, submitter: { ...(intake.submitter ?? kNoSubmitter), ...cardWords(card) } };
    if (party === '/subject') return { ...intake, subject: { ...(intake.subject ?? kNoPerson), ...cardWords(card) } };
    return withCard(intake, card);
  });
}

/** The name on the card that was read last, to be told. */
export function useScanner(off: boolean): string {
  const [name, setName] = useState('');
  const pressed = useEffectEvent((event: KeyboardEvent, scanner: Scanner<Before>) => {
    if (off || event.isComposing) return;
    const field = fieldOf(event.target);
    const heard = scanner.press({ key: event.key, at: event.timeStamp, fieldText: field?.value.includes('|') ? field.value : '' });
    if (!heard.swallow) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (!heard.card) return;
    const party = (document.activeElement as HTMLElement | null)?.closest<HTMLElement>('[data-party]')?.dataset.party;
    if (heard.before) restore(heard.before);
    fill(heard.card, party);
    setName(heard.card.name);
  });
  const inserted = useEffectEvent((event: InputEvent, scanner: Scanner<Before>) => {
    if (off || event.isComposing || !event.data || !event.inputType.startsWith('insert')) return;
    if (scanner.text(event.data, event.timeStamp).swallow) event.preventDefault();
  });
  useEffect(() => {
    const scanner = new Scanner(takeNote);
    const listen = (event: KeyboardEvent) => pressed(event, scanner);
    const insert = (event: Event) => event instanceof InputEvent && inserted(event, scanner);
    window.addEventListener('keydown', listen, true);
    window.addEventListener('beforeinput', insert, true);
    return () => {
      window.removeEventListener('keydown', listen, true);
      window.removeEventListener('beforeinput', insert, true);
    };
  }, []);
  return name;
}
