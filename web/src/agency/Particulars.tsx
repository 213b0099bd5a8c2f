// What belongs to a person is fetched only when an officer says why, and is covered again when they leave.
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { rest, take, type Schemas } from '../api/client';
import type { Session } from '../api/session';
import { dateOfIso } from '../ui/dates';
import { Trouble } from '../ui/Trouble';

type Purpose = Schemas['Purpose'];
type Found = Schemas['Particulars'];
type Party = Schemas['Submitter'];

const kPurposes: Partial<Record<Session['role'], readonly Purpose[]>> = {
  counter: ['reception', 'delivery', 'enquiry'],
  specialist: ['casework', 'enquiry', 'complaint'],
  head: ['casework', 'enquiry', 'complaint'],
  inspector: ['inspection', 'complaint'],
};

export function purposesOf(session: Session): Purpose[] {
  return [...new Set(session.rights.flatMap((right) => kPurposes[right.role] ?? []))];
}

function PartyLines({ title, party }: { title: string; party: Party }) {
  const { t } = useTranslation('agency');
  const identity = party.identity?.number && `${party.identity.number}${party.identity.country ? ` (${party.identity.country})` : ''}`;
  const authority = party.authority && [party.authority.paper, party.authority.scope, party.authority.until && dateOfIso(party.authority.until)].filter(Boolean).join(', ');
  const lines = [
    ['name', party.name],
    ['identity', identity],
    ['birth_date', party.birth_date && dateOfIso(party.birth_date)],
    ['sex', party.sex && t(`sex.${party.sex}`)],
    ['phone', party.phone],
    ['email', party.email],
    ['address', party.address],
    ['tax_code', party.tax_code],
    ['relation', party.relation],
    ['authority', authority],
  ] as const;
  return (
    <section>
      <h3>{title}</h3>
      <dl className="facts">
        {lines.map(([name, text]) => text && (
          <div key={name}>
            <dt>{t(`party.${name}`)}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Found({ found }: { found: Found }) {
  const { t } = useTranslation('agency');
  return (
    <div className="particulars">
      {found.erased && <p>{t('erased')}</p>}
      {found.applicant && <PartyLines title={t('applicant')} party={found.applicant} />}
      {found.submitter && <PartyLines title={t('submitter')} party={found.submitter} />}
      {found.subject && <PartyLines title={t('subject')} party={found.subject} />}
      {found.delivery?.address && (
        <p>
          <strong>{t('result_address')}:</strong> {found.delivery.address}
        </p>
      )}
      {found.note && (
        <p>
          <strong>{t('note')}:</strong> {found.note}
        </p>
      )}
    </div>
  );
}

export function Particulars({ code, session }: { code: string; session: Session }) {
  const { t } = useTranslation('agency');
  const purposes = purposesOf(session);
  const [purpose, setPurpose] = useState<Purpose>(purposes[0] ?? 'casework');
  const [reference, setReference] = useState('');
  // A mutation, since looking is an act that is recorded: never done again by itself, never kept.
  const look = useMutation({
    mutationFn: () => take(rest.GET('/dossiers/{code}/particulars', { params: { path: { code }, query: { purpose, reference: reference.trim() || undefined } } })),
    gcTime: 0,
  });
  function submit(event: FormEvent) {
    event.preventDefault();
    look.mutate();
  }
  if (purposes.length === 0) return null;
  const asksReference = purpose === 'inspection' || purpose === 'complaint';
  return (
    <section>
      <h2>{t('particulars')}</h2>
      <p className="quiet small">{t('particulars_rule')}</p>
      {look.data ? (
        <>
          <Found found={look.data} />
          <Button size="compact-md" variant="default" onClick={() => look.reset()}>
            {t('hide_particulars')}
          </Button>
        </>
      ) : (
        <form className="inline-form" onSubmit={submit}>
          <NativeSelect label={t('purpose')} value={purpose} onChange={(event) => setPurpose(event.currentTarget.value as Purpose)}
            data={purposes.map((one) => ({ value: one, label: t(`purposes.${one}`) }))} />
          {asksReference && <TextInput label={t('reference')} value={reference} maxLength={40} onChange={(event) => setReference(event.currentTarget.value)} />}
          <Button type="submit" variant="default" loading={look.isPending}>
            {t('open_particulars')}
          </Button>
        </form>
      )}
      {look.isError && <Trouble error={look.error} />}
    </section>
  );
}
