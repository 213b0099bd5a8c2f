import { useEffect, useEffectEvent } from 'react';
import { actOf, isTyping, type Binding } from './keys';

/** While the screen is there, its keys do its acts; a dialog on top takes them away, and so does `off`. */
export function useKeys<Act extends string>(bindings: readonly Binding<Act>[], does: Partial<Record<Act, () => void>>, off = false): void {
  const pressed = useEffectEvent((event: KeyboardEvent) => {
    if (off || event.defaultPrevented || event.isComposing || document.querySelector('dialog[open]')) return;
    const act = actOf(bindings, event, isTyping(event.target));
    const todo = act && does[act];
    if (!todo) return;
    event.preventDefault();
    todo();
  });
  useEffect(() => {
    const listen = (event: KeyboardEvent) => pressed(event);
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}
