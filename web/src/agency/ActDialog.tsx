// Doing something to a dossier: what it takes, what follows from it, and a confirmation before it is done.
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../api/client';
import type { Session } from '../api/session';
import { Dialog } from '../ui/Dialog';
import { Trouble } from '../ui/Trouble';
import { firstWords, kActFields, kHurts, kNeeded, perform, type ActField, type ActWords, type Doing, type Dossier } from './acts';

const kChoices: Partial<Record<ActField, readonly string[]>> = { method: ['counter', 'post', 'electronic'], to: ['applicant', 'representative'] };
const kLabels = { reason: 'reason', basis: 'basis', account: 'account', note: 'act_note', title: 'result_title', number: 'result_number', method: 'method', to: 'to' } as const;

interface FieldProps {
  field: ActField;
  value: string;
  say: (word: string) => void;
  first: boolean;
}

function ActWord({ field, value, say, first }: FieldProps) {
  const { t } = useTranslation('agency');
  const shared = { label: t(kLabels[field]), value, required: kNeeded.includes(field), withAsterisk: false, 'data-autofocus': first || undefined };
  const choices = kChoices[field];
  if (choices) {
    const words = field === 'method' ? 'methods' : 'tos';
    const labels = choices.map((choice) => ({ value: choice, label: t(`${words}.${choice}` as never) as string }));
    return <NativeSelect {...shared} data={labels} onChange={(event) => say(event.currentTarget.value)} />;
  }
  if (field === 'reason' || field === 'note') {
    return <Textarea {...shared} rows={3} maxLength={2000} onChange={(event) => say(event.currentTarget.value)} />;
  }
  return <TextInput {...shared} maxLength={field === 'number' ? 100 : 500} onChange={(event) => say(event.currentTarget.value)} />;
}

interface ActDialogProps {
  dossier: Dossier;
  doing: Doing;
  session: Session;
  close: () => void;
  done: (dossier: Dossier) => void;
  /** What is on the screen is no longer so. */
  overtaken: (holder: string | undefined) => void;
}

export function ActDialog({ dossier, doing, session, close, done, overtaken }: ActDialogProps) {
  const { t } = useTranslation('agency');
  const [words, setWords] = useState<ActWords>(() => firstWords(doing, dossier));
  const [key] = useState(() => crypto.randomUUID());
  const act = useMutation({
    mutationFn: () => perform(dossier, doing, words, session, key),
    onSuccess: done,
    onError: (error) => {
      if (isRefusal(error, 'already_held')) overtaken(error.problem.facts?.holder);
      else if (isRefusal(error, 'stale')) overtaken(undefined);
    },
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!act.isPending) act.mutate();
  }
  return (
    <Dialog title={t(`act.${doing}`)} close={close}>
      <form className="sign-in" onSubmit={submit}>
        <p className={kHurts.includes(doing) ? 'hurts' : 'quiet'}>{t(`act_warning.${doing}`)}</p>
        {kActFields[doing].map((field, at) => (
          <ActWord key={field} field={field} first={at === 0} value={words[field] ?? ''} say={(word) => setWords({ ...words, [field]: word })} />
        ))}
        {act.isError && <Trouble error={act.error} />}
        <div className="buttons">
          <Button type="submit" loading={act.isPending} data-autofocus={kActFields[doing].length === 0 || undefined}>
            {t('confirm')}
          </Button>
          <Button variant="default" onClick={close}>
            {t('ui:cancel')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
