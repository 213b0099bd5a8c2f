import { useTranslation } from 'react-i18next';
import { Choice } from '../ui/Choice';
import { hour, todayAt } from '../ui/dates';
import { change } from './desk';
import { Field } from './Field';
import { withDossier, type DossierForm, type Intake } from './intake';
import { TextInput } from '@mantine/core';
import { useState } from 'react';

const kWays = ['desk', 'post', 'electronic'] as const;
const kChannels = ['counter', 'post'] as const;

/** A clock of today; what is half typed stays in the field and is no instant yet. */
function ClockField({ label, where, instant, say, empty }: { label: string; where: string; instant: string; say: (instant: string) => void; empty?: string }) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <TextInput
      label={label}
      data-where={where}
      value={typed ?? (instant ? hour(instant) : '')}
      placeholder={empty}
      inputMode="numeric"
      autoComplete="off"
      onChange={(event) => {
        const text = event.currentTarget.value.replace(/^(\d\d)(\d\d)$/, '$1:$2');
        const at = todayAt(text, new Date());
        setTyped(at ? null : text);
        if (at || text === '') say(at ?? '');
      }}
      onBlur={() => setTyped(null)}
    />
  );
}

export function DeliveryPart({ intake, dossier }: { intake: Intake; dossier: DossierForm }) {
  const { t } = useTranslation('counter');
  const set = (words: Partial<Intake>) => change((now) => ({ ...now, ...words }));
  return (
    <div className="fields">
      <Choice label={t('way_label')} value={intake.way} options={kWays.map((value) => ({ value, label: t(`way.${value}`) }))}
        choose={(way) => set({ way, wayChosen: true })} where="/delivery/way" />
      {intake.way === 'post' && (
        <Field label={t('result_address')} where="/delivery/address" value={intake.resultAddress} most={500} className="whole"
          say={(resultAddress) => set({ resultAddress, addressTyped: true })} />
      )}
      <Field label={t('sets')} where="/sets" value={String(dossier.sets)} most={2} inputMode="numeric"
        say={(text) => change((now) => withDossier(now, { sets: Math.max(1, Math.min(99, Number(text.replace(/\D/g, '')) || 1)) }))} />
      <Field label={t('helper')} where="/helper" value={intake.helper} most={200} say={(helper) => set({ helper })} />
      <Field label={t('note')} where="/note" value={intake.note} most={500} className="whole" say={(note) => set({ note })} />
      <Choice label={t('channel_label')} value={intake.channel} options={kChannels.map((value) => ({ value, label: t(`channels.${value}`) }))}
        choose={(channel) => set({ channel })} where="/channel" />
      {intake.channel === 'post' ? (
        <>
          <ClockField label={t('arrived')} where="/occurred_at" instant={intake.occurredAt} say={(occurredAt) => set({ occurredAt })} />
          <Field label={t('ground')} where="/ground" value={intake.ground} most={40} say={(ground) => set({ ground })} />
        </>
      ) : (
        <ClockField label={t('checked_at')} where="/checked_at" instant={intake.checkedAt} empty={t('checked_now')} say={(checkedAt) => set({ checkedAt })} />
      )}
    </div>
  );
}
