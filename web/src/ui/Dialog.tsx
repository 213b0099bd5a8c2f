// The browser's own dialog: it keeps the focus inside, makes the rest inert, and gives the focus back.
import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface DialogProps {
  title: string;
  /** Left out where it may not be closed but by what it asks for. */
  close?: () => void;
  className?: string;
  children: ReactNode;
}

export function Dialog({ title, close, className = '', children }: DialogProps) {
  const { t } = useTranslation('ui');
  const dialog = useRef<HTMLDialogElement>(null);
  const name = useId();
  useEffect(() => {
    const shown = dialog.current;
    shown?.showModal();
    shown?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
    return () => shown?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={`dialog ${className}`}
      aria-labelledby={name}
      onCancel={(event) => {
        event.preventDefault();
        close?.();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault(); // a browser closes on the second Escape whatever is said to the first
        event.stopPropagation();
        close?.();
      }}
    >
      <div className="dialog-head">
        <h2 id={name}>{title}</h2>
        {close && (
          <button type="button" className="dialog-close" aria-label={t('close')} onClick={close}>
            ✕
          </button>
        )}
      </div>
      {children}
    </dialog>
  );
}
