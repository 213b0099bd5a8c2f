// One of a few, all in sight: radio buttons that look like one bar. Arrow keys choose, as the browser does it.
import { useId } from 'react';

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value | '';
  options: readonly { value: Value; label: string }[];
  choose: (value: Value) => void;
  where?: string;
  error?: string;
}

export function Choice<Value extends string>({ label, value, options, choose, where, error }: ChoiceProps<Value>) {
  const name = useId();
  return (
    <fieldset className="choice">
      <legend>{label}</legend>
      <div className="choice-bar">
        {options.map((option, at) => (
          <label key={option.value} className={option.value === value ? 'chosen' : ''}>
            <input type="radio" name={name} checked={option.value === value} onChange={() => choose(option.value)} data-where={at === 0 ? where : undefined} />
            {option.label}
          </label>
        ))}
      </div>
      {error && <p className="field-error">{error}</p>}
    </fieldset>
  );
}
