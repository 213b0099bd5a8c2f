// A field with a list below it (ARIA combobox): letters narrow, arrows choose, Enter takes.
import { TextInput } from '@mantine/core';
import { useEffect, useEffectEvent, useId, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface PickerProps<Item> {
  label: string;
  description?: ReactNode;
  where?: string;
  /** What stands in the field while nothing is typed. */
  chosen?: string;
  typed: string;
  type: (text: string) => void;
  items: Item[];
  idOf: (item: Item) => string;
  show: (item: Item, at: number) => ReactNode;
  take: (item: Item) => void;
  /** Enter on what was typed before the list is asked; true when that was enough. */
  takeTyped?: (text: string) => boolean;
  /** The list stands open also while nothing is typed. */
  open?: boolean;
  /** The list does not belong to what was typed yet; Enter then takes the first of what comes. */
  waiting?: boolean;
  nothing?: string;
  error?: ReactNode;
  autoFocus?: boolean;
}

export function Picker<Item>(props: PickerProps<Item>) {
  const { items, idOf, typed } = props;
  const { t } = useTranslation('ui');
  const list = useId();
  const [at, setAt] = useState(0);
  const [wanted, setWanted] = useState(false);
  const here = Math.min(at, items.length - 1);
  const shown = items.length > 0 && (typed !== '' || props.open === true);

  function take(item: Item) {
    setAt(0);
    props.type('');
    props.take(item);
  }

  const arrived = useEffectEvent(() => {
    setWanted(false);
    const first = items[0];
    if (first && typed !== '') take(first);
  });
  useEffect(() => {
    if (wanted && !props.waiting) arrived();
  }, [wanted, props.waiting]);

  function press(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.ctrlKey) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      setAt(Math.max(0, Math.min(items.length - 1, here + (event.key === 'ArrowDown' ? 1 : -1))));
    } else if (event.key === 'Enter') {
      if (props.takeTyped?.(typed)) {
        event.preventDefault();
        event.stopPropagation();
        props.type('');
        return;
      }
      if (props.waiting) {
        event.preventDefault();
        event.stopPropagation();
        setWanted(true);
        return;
      }
      const item = items[here];
      if (!shown || !item) return;
      event.preventDefault();
      event.stopPropagation();
      take(item);
    } else if (event.key === 'Escape' && typed !== '') {
      event.preventDefault();
      props.type('');
    }
  }

  return (
    <div className="picker">
      <TextInput
        label={props.label}
        description={props.description}
        value={typed === '' ? (props.chosen ?? '') : typed}
        onChange={(event) => {
          // The first letter after a choice begins anew.
          const text = event.currentTarget.value;
          setWanted(false);
          props.type(typed === '' && props.chosen && text.startsWith(props.chosen) ? text.slice(props.chosen.length) : text);
          setAt(0);
        }}
        onFocus={(event) => event.currentTarget.select()}
        onKeyDown={press}
        onBlur={() => typed !== '' && !props.open && props.type('')}
        error={props.error}
        data-where={props.where}
        role="combobox"
        aria-expanded={shown}
        aria-controls={shown ? list : undefined}
        aria-autocomplete="list"
        aria-activedescendant={shown && here >= 0 && items[here] ? `${list}-${idOf(items[here])}` : undefined}
        autoComplete="off"
        spellCheck={false}
        autoFocus={props.autoFocus}
      />
      <span role="status" className="hidden">
        {typed !== '' && t('results_count', { count: items.length })}
      </span>
      {shown && (
        <ul id={list} role="listbox" aria-label={props.label} className="picker-list">
          {items.map((item, index) => (
            <li
              key={idOf(item)}
              id={`${list}-${idOf(item)}`}
              role="option"
              aria-selected={index === here}
              onMouseDown={(event) => event.preventDefault()}
              onClick={() => take(item)}
            >
              {props.show(item, index)}
            </li>
          ))}
        </ul>
      )}
      {typed !== '' && items.length === 0 && props.nothing && <p className="quiet small">{props.nothing}</p>}
    </div>
  );
}
