// One press: check, and if there is nothing to mind, receive. With something to mind it is shown, and a second press receives
// all the same.
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { Problem } from '../api/client';
import { begin, desk } from './desk';
import type { Intake } from './intake';
import { checkAll, receiveAll, Refusal, withCheckEnded, type Notice } from './saving';

const kCheckTooOld = ['checked_too_long_ago', 'checked_on_another_day', 'checked_in_future'];
const sameNotices = (notices: readonly Notice[]): string => notices.map((one) => one.code + one.text).join('\n');

export interface Receiving {
  start: () => void;
  busy: boolean;
  /** Of the dossier that is shown, from the last press. */
  problem: Problem | undefined;
  error: unknown;
  toMind: Notice[];
}

export function useReceive(intake: Intake, point: string, account: string): Receiving {
  const client = useQueryClient();
  const [seen, setSeen] = useState<Notice[]>([]);
  const [failed, setFailed] = useState<{ form: Intake; problem: Problem } | null>(null);
  const run = useMutation({
    mutationFn: async () => {
      setFailed(null);
      const ready = withCheckEnded(desk.get().open, new Date());
      begin(ready);
      // What was sent and not answered is sent again as it was, without a new look at it.
      const doubtful = ready.dossiers.some((dossier) => dossier.doubtful);
      const notices = doubtful ? [] : await checkAll(ready, point);
      if (sameNotices(notices) !== sameNotices(seen)) {
        setSeen(notices);
        if (notices.length > 0) return;
      }
      await receiveAll(desk.get().open, point, account);
      void client.invalidateQueries({ queryKey: ['favourites'] });
      void client.invalidateQueries({ queryKey: ['worklist'] });
      client.removeQueries({ queryKey: ['earlier'] }); // what was found before is no longer all
    },
    onError: (error) => {
      if (!(error instanceof Refusal)) return;
      const now = desk.get().open;
      const shown = { ...now, at: error.at, checkedAt: kCheckTooOld.includes(error.problem.code) ? '' : now.checkedAt };
      begin(shown);
      setFailed({ form: shown, problem: error.problem });
    },
  });
  return {
    start: () => {
      if (!run.isPending) run.mutate();
    },
    busy: run.isPending,
    problem: failed && failed.form === intake ? failed.problem : undefined, // gone with the next key
    error: run.error instanceof Refusal ? null : run.error,
    toMind: seen,
  };
}
