// Somebody stands at the wrong door: one key says where to go, and is counted without naming anybody.
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isRefusal, rest, take, type Schemas } from '../api/client';
import { Dialog } from '../ui/Dialog';
import { Trouble } from '../ui/Trouble';
import { makeId } from './desk';
import type { DossierForm } from './intake';
import { UnitPicker } from './PlacePart';

/** Not enough is known to say it at once: then the officer is asked. */
const kAskOn = ['place_needed', 'direction_needed'];

type Asked = Schemas['DirectionAsked'];

function Where({ direction }: { direction: Schemas['Direction'] }) {
  const { t, i18n } = useTranslation('counter');
  const words = i18n.language === 'vi' ? direction.direction_vi : direction.direction_en;
  return (
    <div className="direction" role="status">
      {direction.procedure && <p className="quiet" lang="vi">{direction.procedure.name}</p>}
      {direction.unit ? <p className="direction-unit">→ {direction.unit.name}</p> : !words && <p>{t('wrong_door_none')}</p>}
      {words && <p>{words}</p>}
      {direction.points.map((point) => (
        <p key={point.id}>
          <strong>{point.name}</strong>
          <br />
          {point.address}
        </p>
      ))}
    </div>
  );
}

interface WrongDoorProps {
  point: string;
  dossier: DossierForm;
  close: () => void;
  next: () => void;
}

export function WrongDoor({ point, dossier, close, next }: WrongDoorProps) {
  const { t } = useTranslation('counter');
  const [unit, setUnit] = useState<{ id: string; name: string }>();
  const key = useRef(makeId()); // pressed twice is one person
  const ask = useMutation({
    mutationFn: (body: Asked) => take(rest.POST('/points/{id}/directions', { params: { path: { id: point }, header: { 'Idempotency-Key': key.current } }, body })),
  });
  const procedure = dossier.procedure?.code;
  const asked = useRef(false);
  useEffect(() => {
    if (!procedure || asked.current) return;
    asked.current = true;
    const place = dossier.place && (dossier.placeWas ? { old_unit: dossier.place.id } : { unit: dossier.place.id });
    ask.mutate({ procedure, ...(place && { place }) });
  });
  return (
    <Dialog title={t('wrong_door_title')} close={close}>
      <p className="quiet small">{t('wrong_door_lead')}</p>
      {ask.isError && !kAskOn.some((code) => isRefusal(ask.error, code)) && <Trouble error={ask.error} />}
      {ask.data ? (
        <>
          <Where direction={ask.data} />
          <Button onClick={next} data-autofocus ref={(button) => button?.focus()}>
            {t('wrong_door_next')}
          </Button>
        </>
      ) : (
        (!procedure || ask.isError) && (
          <form
            className="sign-in"
            onSubmit={(event) => {
              event.preventDefault();
              if (!unit) return;
              key.current = makeId();
              ask.mutate({ unit: unit.id, ...(procedure && { procedure }) });
            }}
          >
            <UnitPicker label={t('wrong_door_unit')} where="" was={false} chosen={unit} take={setUnit} autoFocus />
            <Button type="submit" disabled={!unit}>
              {t('wrong_door_ask')}
            </Button>
          </form>
        )
      )}
    </Dialog>
  );
}
