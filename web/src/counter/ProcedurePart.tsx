// Finding the procedure: what this desk takes in most, first; else a few letters. Twins are told apart by a question.
import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rest, take, type Schemas } from '../api/client';
import { Picker } from '../ui/Picker';
import { Trouble } from '../ui/Trouble';
import { useDebounced } from '../ui/useDebounced';
import { change } from './desk';
import { withDossier, withProcedure, type DossierForm } from './intake';
import { useProblemAt } from './problems';

type Item = Pick<Schemas['ProcedureItem'], 'code' | 'name'> & Partial<Schemas['ProcedureItem']>;
type Twins = Schemas['Twins'];

const kMostFavourites = 9;

function useFavourites(point: string): Item[] | undefined {
  const asked = useQuery({
    queryKey: ['favourites', point],
    queryFn: () => take(rest.GET('/points/{id}/favourites', { params: { path: { id: point } } })),
    retry: false,
  });
  if (!asked.data) return asked.isError ? [] : undefined;
  const known = new Map<string, Item>();
  for (const item of [...asked.data.most, ...asked.data.last]) known.set(item.code, { code: item.code, name: item.name });
  return [...known.values()].slice(0, kMostFavourites);
}

function useFound(typed: string): { items: Item[]; waiting: boolean } {
  const q = useDebounced(typed.trim(), 120);
  const asked = useQuery({
    queryKey: ['procedures', q],
    queryFn: () => take(rest.GET('/procedures', { params: { query: { q, limit: 12 } } })),
    enabled: q.length > 1,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
  });
  const asks = typed.trim().length > 1;
  return { items: asks ? (asked.data?.items ?? []) : [], waiting: asks && !asked.isError && (q !== typed.trim() || asked.isFetching) };
}

function Question({ twins, answer }: { twins: Twins; answer: (code: string) => void }) {
  const { t, i18n } = useTranslation('counter');
  const vi = i18n.language === 'vi';
  return (
    <fieldset
      className="question"
      onKeyDown={(event) => {
        const choice = twins.choices[Number(event.key) - 1];
        if (choice) answer(choice.code);
      }}
    >
      <legend>
        {t('twins')}. {vi ? twins.question_vi : twins.question_en}
      </legend>
      <div className="buttons">
        {twins.choices.map((choice, at) => (
          <Button key={choice.code} variant="default" autoFocus={at === 0} onClick={() => answer(choice.code)}>
            <kbd>{at + 1}</kbd> {vi ? choice.answer_vi : choice.answer_en}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

interface ProcedurePartProps {
  dossier: DossierForm;
  point: string;
  home: { id: string; name: string };
  done: () => void;
}

export function ProcedurePart({ dossier, point, home, done }: ProcedurePartProps) {
  const { t } = useTranslation('counter');
  const [typed, setTyped] = useState('');
  const [twins, setTwins] = useState<Twins | null>(null);
  const favourites = useFavourites(point);
  const found = useFound(typed);
  const error = useProblemAt('/procedure');
  const choose = useMutation({
    mutationFn: (code: string) => take(rest.GET('/procedures/{code}', { params: { path: { code } } })),
    onSuccess: (procedure) => {
      change((intake) => withProcedure(intake, procedure, home));
      done();
    },
  });
  function pick(item: Item) {
    if (item.twins) setTwins(item.twins);
    else choose.mutate(item.code);
  }
  if (dossier.procedure) return <Chosen dossier={dossier} error={error} />;
  const items = typed.trim() === '' ? (favourites ?? []) : found.items;
  return (
    <>
      <Picker
        label={t('find_procedure')}
        description={t('find_procedure_hint')}
        where="/procedure"
        typed={typed}
        type={setTyped}
        items={items}
        idOf={(item) => item.code}
        show={(item, at) => (
          <>
            {typed.trim() === '' && <kbd>{at + 1}</kbd>}
            <span lang="vi">{item.name}</span> <span className="quiet mono">{item.code}</span>
            {item.receivable === false && <span className="quiet small"> ({t('not_receivable')})</span>}
          </>
        )}
        take={pick}
        takeTyped={(text) => {
          const favourite = /^[1-9]$/.test(text) ? favourites?.[Number(text) - 1] : undefined;
          if (favourite) pick(favourite);
          return favourite !== undefined;
        }}
        waiting={found.waiting}
        open={twins === null && !choose.isPending}
        nothing={found.waiting || typed.trim().length < 2 ? undefined : t('ui:nothing_found')}
        error={error}
        autoFocus
      />
      {typed === '' && favourites?.length === 0 && <p className="quiet small">{t('favourites_none')}</p>}
      {twins && (
        <Question
          twins={twins}
          answer={(code) => {
            setTwins(null);
            choose.mutate(code);
          }}
        />
      )}
      {choose.isError && <Trouble error={choose.error} again={() => choose.mutate(choose.variables)} />}
    </>
  );
}

function Chosen({ dossier, error }: { dossier: DossierForm; error: string | undefined }) {
  const { t } = useTranslation('counter');
  const procedure = dossier.procedure!;
  return (
    <div className="chosen-one">
      <p>
        <strong lang="vi">{procedure.name}</strong> <span className="quiet mono">{procedure.code}</span>
      </p>
      {!procedure.receivable.receivable && (
        <ul className="reasons">
          {procedure.receivable.reasons.map((reason) => (
            <li key={reason.code}>■ {reason.text}</li>
          ))}
        </ul>
      )}
      {error && <p className="field-error">{error}</p>}
      <Button
        size="compact-sm"
        variant="default"
        data-where="/procedure"
        onClick={() => change((intake) => withDossier(intake, { procedure: undefined, caseId: '', facts: {}, papers: [], fees: [] }))}
      >
        {t('change_procedure')}
      </Button>
    </div>
  );
}
