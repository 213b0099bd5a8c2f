// What the competence rules ask: the case, the place, and facts that decide who is competent.
import { Button, Checkbox, NativeSelect } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useContext, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { rest, take } from '../api/client';
import { Picker } from '../ui/Picker';
import { useDebounced } from '../ui/useDebounced';
import { change } from './desk';
import { asksPlace, factsOf, rulesOf, withCase, withDossier, type DossierForm } from './intake';
import { Problems, useProblemAt } from './problems';

interface Unit {
  id: string;
  name: string;
}

const kBefore = '2025-06-30'; // the last day of the old units

/** Communes by a few letters of their name, with or without tones. */
export function UnitPicker({ label, where, was, chosen, take: taken, description, autoFocus }: {
  label: string;
  where: string;
  was: boolean;
  chosen: Unit | undefined;
  take: (unit: Unit) => void;
  description?: string;
  autoFocus?: boolean;
}) {
  const { t, i18n } = useTranslation('counter');
  const [typed, setTyped] = useState('');
  const q = useDebounced(typed.trim(), 120);
  const asked = useQuery({
    queryKey: ['units', q, was],
    queryFn: () => take(rest.GET('/units', { params: { query: { q, kind: 'commune', limit: 12, ...(was && { on: kBefore }) } } })),
    enabled: q !== '',
    placeholderData: keepPreviousData,
    staleTime: 600_000,
  });
  return (
    <Picker
      label={label}
      description={description ?? t('place_hint')}
      where={where}
      chosen={chosen?.name}
      typed={typed}
      type={setTyped}
      items={typed.trim() === '' ? [] : (asked.data?.items ?? [])}
      idOf={(unit) => unit.id}
      show={(unit) => (
        <>
          <span>{i18n.language === 'en' ? (unit.name_en ?? unit.name) : unit.name}</span> <span className="quiet mono">{unit.official_code}</span>
        </>
      )}
      take={(unit) => taken({ id: unit.id, name: unit.name })}
      waiting={typed.trim() !== '' && !asked.isError && (q !== typed.trim() || asked.isFetching)}
      nothing={asked.isFetching ? undefined : t('ui:nothing_found')}
      error={useProblemAt('/place')}
      autoFocus={autoFocus}
    />
  );
}

/** An old unit that was divided: the server names those that it went to. */
function Candidates() {
  const { t } = useTranslation('counter');
  const problem = useContext(Problems);
  const ids = problem?.code === 'place_divided' ? (problem.facts?.candidates ?? '').split(/,\s*/).filter(Boolean) : [];
  const names = useQuery({
    queryKey: ['units', 'all'],
    queryFn: () => take(rest.GET('/units', { params: { query: { kind: 'commune', limit: 200 } } })),
    enabled: ids.length > 0,
    staleTime: Infinity,
  });
  if (ids.length === 0) return null;
  const nameOf = (id: string) => names.data?.items.find((unit) => unit.id === id)?.name ?? id;
  return (
    <fieldset className="question">
      <legend>{t('place_candidates')}</legend>
      <div className="buttons">
        {ids.map((id) => (
          <Button key={id} variant="default" onClick={() => change((intake) => withDossier(intake, { placeWas: false, place: { id, name: nameOf(id) } }))}>
            {nameOf(id)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}

export function PlacePart({ dossier, applicantKind }: { dossier: DossierForm; applicantKind: string }) {
  const { t, i18n } = useTranslation('counter');
  const caseError = useProblemAt('/case');
  const procedure = dossier.procedure;
  if (!procedure) return null;
  const rules = rulesOf(procedure, dossier.caseId, applicantKind);
  const rule = rules.find((one) => one.place_kind && one.place_kind !== 'none') ?? rules[0];
  const asked = i18n.language === 'vi' ? rule?.place_question_vi : rule?.place_question_en;
  return (
    <>
      {procedure.cases.length > 1 && (
        <NativeSelect
          label={t('case')}
          value={dossier.caseId}
          onChange={(event) => change((intake) => withCase(intake, event.currentTarget.value))}
          data={[{ value: '', label: t('choose') }, ...procedure.cases.map((one) => ({ value: one.id, label: one.name ?? one.id }))]}
          error={caseError}
          data-where="/case"
        />
      )}
      {asksPlace(procedure) && (
        <>
          <UnitPicker
            label={asked ?? t(`place.${rule?.place_kind ?? 'none'}`)}
            where="/place"
            was={dossier.placeWas}
            chosen={dossier.place}
            take={(place) => change((intake) => withDossier(intake, { place }))}
          />
          <Checkbox
            label={t('place_was')}
            checked={dossier.placeWas}
            onChange={(event) => change((intake) => withDossier(intake, { placeWas: event.currentTarget.checked, place: undefined }))}
          />
          <Candidates />
        </>
      )}
      {[...factsOf(rules)].map(([fact, values]) => (
        <NativeSelect
          key={fact}
          label={fact}
          value={dossier.facts[fact] ?? ''}
          onChange={(event) => change((intake) => withDossier(intake, { facts: { ...dossier.facts, [fact]: event.currentTarget.value } }))}
          data={[{ value: '', label: t('choose') }, ...values]}
          data-where={`/answers/${fact}`}
        />
      ))}
    </>
  );
}
