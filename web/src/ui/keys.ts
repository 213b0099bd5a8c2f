// Keys by name: "F2", "Ctrl+Enter", "?". One place decides what a key means on a screen, and the list that `?` opens is
// made from the same table.
export interface Pressed {
  key: string;
  ctrlKey: boolean;
  altKey: boolean;
  metaKey: boolean;
}

export function keyName(event: Pressed): string {
  const held = `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}`;
  return held + (event.key.length === 1 ? event.key.toLowerCase() : event.key);
}

export interface Binding<Act extends string> {
  key: string;
  act: Act;
  /** Text may be typed with this key, so it means something only outside of fields. */
  outside?: true;
}

export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button', 'submit'].includes(target.type);
}

export function actOf<Act extends string>(bindings: readonly Binding<Act>[], event: Pressed, typing: boolean): Act | undefined {
  const name = keyName(event);
  return bindings.find((binding) => binding.key === name && !(binding.outside && typing))?.act;
}
