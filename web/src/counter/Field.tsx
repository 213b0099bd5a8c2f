import { TextInput } from '@mantine/core';
import type { HTMLAttributes, ReactNode } from 'react';
import { useProblemAt } from './problems';

interface FieldProps {
  label: string;
  where: string;
  value: string;
  say: (text: string) => void;
  description?: ReactNode;
  most?: number;
  inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'];
  className?: string;
}

/** One line of text at its place in the body. */
export function Field({ label, where, value, say, description, most = 300, inputMode, className }: FieldProps) {
  return (
    <TextInput
      label={label}
      description={description}
      value={value}
      onChange={(event) => say(event.currentTarget.value)}
      error={useProblemAt(where)}
      data-where={where}
      maxLength={most}
      inputMode={inputMode}
      className={className}
      autoComplete="off"
      spellCheck={false}
    />
  );
}
