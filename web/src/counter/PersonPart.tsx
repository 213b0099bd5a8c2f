// A person by their number first, then the rest; what they gave before is offered when their paper lies on the desk.
import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { rest, take } from '../api/client';
import { Choice } from '../ui/Choice';
import { dateOfIso } from '../ui/dates';
import { Trouble } from '../ui/Trouble';
import { change } from './desk';
import { Field } from './Field';
import { kNoPerson, kNoSubmitter, partyWords, withApplicant, type IdentityKind, type Intake, type PersonForm } from './intake';
import { useProblemAt } from './problems';

type Kind = PersonForm['kind'];
const kKinds: readonly Kind[] = ['person', 'foreigner', 'household_business', 'organisation'];
const kIdentities: Record<Kind, readonly IdentityKind[]> = {
  person: ['personal_number', 'old_card', 'passport', 'none'],
  foreigner: ['passport', 'personal_number', 'none'],
  household_business: ['personal_number', 'old_card', 'none'],
  organisation: ['none', 'personal_number'],
};

interface PersonFieldsProps {
  person: PersonForm;
  where: string; // "/applicant"
  say: (change: Partial<PersonForm>) => void;
  afterNumber?: React.ReactNode;
}

export function PersonFields({ person, where, say, afterNumber }: PersonFieldsProps) {
  const { t } = useTranslation('counter');
  const human = person.kind === 'person' || person.kind === 'foreigner';
  const numbered = person.identity !== 'none';
  return (
    <div className="fields" data-party={where}>
      <Choice label={t('kind_label')} value={person.kind} options={kKinds.map((value) => ({ value, label: t(`kind.${value}`) }))} where={`${where}/kind`}
        choose={(kind) => say({ kind, identity: kIdentities[kind][0], country: kind === 'foreigner' ? '' : 'VN' })} />
      <Choice label={t('identity_label')} value={person.identity} options={kIdentities[person.kind].map((value) => ({ value, label: t(`identity.${value}`) }))}
        choose={(identity) => say({ identity, ...(identity === 'none' && { number: '' }) })} where={`${where}/identity/kind`} error={useProblemAt(`${where}/identity/kind`)} />
      {numbered && (
        <Field label={t('number')} where={`${where}/identity/number`} value={person.number} most={30} className="mono-field"
          inputMode={person.identity === 'passport' ? 'text' : 'numeric'} say={(number) => say({ number })} />
      )}
      {(person.identity === 'passport' || person.kind === 'foreigner') && (
        <Field label={t('country')} where={`${where}/identity/country`} value={person.country} most={3} say={(country) => say({ country })} />
      )}
      {afterNumber}
      <Field label={human ? t('name') : t('name_organisation')} where={`${where}/name`} value={person.name} most={200} say={(name) => say({ name })} />
      {!human && <Field label={t('tax_code')} where={`${where}/tax_code`} value={person.taxCode} most={20} inputMode="numeric" say={(taxCode) => say({ taxCode })} />}
      {human && (
        <>
          <Field label={t('birth_date')} where={`${where}/birth_date`} value={person.birthDate} most={12} inputMode="numeric" say={(birthDate) => say({ birthDate })} />
          <Choice label={t('sex')} value={person.sex || 'unsaid'} options={(['male', 'female', 'unsaid'] as const).map((value) => ({ value, label: t(`sexes.${value}`) }))}
            choose={(sex) => say({ sex: sex === 'unsaid' ? '' : sex })} where={`${where}/sex`} />
        </>
      )}
      <Field label={t('address')} where={`${where}/address`} value={person.address} say={(address) => say({ address })} className="whole" />
      <Field label={t('phone')} where={`${where}/phone`} value={person.phone} most={30} inputMode="tel" say={(phone) => say({ phone })} />
      <Field label={t('email')} where={`${where}/email`} value={person.email} most={254} inputMode="email" say={(email) => say({ email })} />
    </div>
  );
}

const complete = (person: PersonForm): boolean =>
  (person.identity === 'personal_number' && /^\d{12}$/.test(person.number)) || (person.identity === 'old_card' && /^\d{9}$/.test(person.number)) ||
  (person.identity === 'passport' && person.number.length >= 5 && person.country.length >= 2);

/** Asked once a number, since each look-up is recorded with the officer's name. */
function useEarlier(intake: Intake, point: string) {
  const { applicant, paperOnDesk } = intake;
  const identity = { kind: applicant.identity, number: applicant.number, country: applicant.country.toUpperCase() };
  return useQuery({
    queryKey: ['earlier', point, identity],
    queryFn: () => take(rest.POST('/applicants/earlier', { body: { identity, point, paper_on_desk: true } })),
    enabled: paperOnDesk && complete(applicant),
    retry: false,
    staleTime: Infinity,
    gcTime: 60_000,
  });
}

function Earlier({ intake, point }: { intake: Intake; point: string }) {
  const { t } = useTranslation('counter');
  const earlier = useEarlier(intake, point);
  const items = earlier.data?.items ?? [];
  return (
    <div className="whole" aria-live="polite">
      <Checkbox
        label={t('paper_on_desk')}
        description={t('paper_on_desk_hint')}
        checked={intake.paperOnDesk}
        onChange={(event) => change((now) => ({ ...now, paperOnDesk: event.currentTarget.checked }))}
      />
      {earlier.isError && <Trouble error={earlier.error} />}
      {earlier.data && items.length === 0 && <p className="quiet small">{t('earlier_none')}</p>}
      {items.length > 0 && (
        <div className="earlier" role="group" aria-label={t('earlier')}>
          {items.map((item) => (
            <Button
              key={`${item.name} ${item.given_on} ${item.address ?? ''}`}
              variant="default"
              onClick={() => change((now) => withApplicant(now, partyWords(item)))}
            >
              {t('earlier_use', { name: item.name, address: item.address ?? '–', date: dateOfIso(item.given_on) })}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
}

export function PersonPart({ intake, point }: { intake: Intake; point: string }) {
  return (
    <PersonFields
      person={intake.applicant}
      where="/applicant"
      say={(words) => change((now) => withApplicant(now, words))}
      afterNumber={intake.applicant.identity !== 'none' && <Earlier intake={intake} point={point} />}
    />
  );
}

export function OthersPart({ intake }: { intake: Intake }) {
  const { t } = useTranslation('counter');
  const { submitter, subject } = intake;
  const saySubmitter = (words: Partial<NonNullable<Intake['submitter']>>) => change((now) => ({ ...now, submitter: { ...(now.submitter ?? kNoSubmitter), ...words } }));
  const saySubject = (words: Partial<PersonForm>) => change((now) => ({ ...now, subject: { ...(now.subject ?? kNoPerson), ...words } }));
  return (
    <>
      <Checkbox label={t('with_submitter')} checked={submitter !== undefined}
        onChange={(event) => change((now) => ({ ...now, submitter: event.currentTarget.checked ? kNoSubmitter : undefined }))} />
      {submitter && (
        <section aria-label={t('submitter')} className="inset">
          <h3>{t('submitter')}</h3>
          <PersonFields person={submitter} where="/submitter" say={saySubmitter} />
          <div className="fields">
            <Field label={t('relation')} where="/submitter/relation" value={submitter.relation} most={200} say={(relation) => saySubmitter({ relation })} />
            <Field label={t('authority_paper')} where="/submitter/authority/paper" value={submitter.paper} say={(paper) => saySubmitter({ paper })} />
            <Field label={t('authority_scope')} where="/submitter/authority/scope" value={submitter.scope} say={(scope) => saySubmitter({ scope })} />
            <Field label={t('authority_until')} where="/submitter/authority/until" value={submitter.until} most={12} say={(until) => saySubmitter({ until })} />
          </div>
        </section>
      )}
      <Checkbox label={t('with_subject')} checked={subject !== undefined}
        onChange={(event) => change((now) => ({ ...now, subject: event.currentTarget.checked ? { ...kNoPerson, identity: 'none' } : undefined }))} />
      {subject && (
        <section aria-label={t('subject')} className="inset">
          <h3>{t('subject')}</h3>
          <PersonFields person={subject} where="/subject" say={saySubject} />
        </section>
      )}
    </>
  );
}
