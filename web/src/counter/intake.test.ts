import { describe, expect, test } from 'vitest';
import { bodyOf } from './body';
import { parseCard } from './cardQr';
import { canBeChecked, current, factsOf, newIntake, rulesOf, samePerson, withAnother, withApplicant, withCard, withDossier, withProcedure, withoutCurrent, type Procedure } from './intake';

let count = 0;
const id = () => `id-${++count}`;
const home = { id: 'H26.local.ward-00004', name: 'Phường Ba Đình' };
const birth = {
  code: '1.001193', name: 'Thủ tục đăng ký khai sinh', cases: [{ id: '1', limit: { kind: 'stated', trust: 'assumed' } }], channels: [],
  fees: [{ id: 'f1', label: 'Lệ phí', status: 'stated', amount_minor: 8000, currency: 'VND' }, { id: 'f2', status: 'free' }, { id: 'f3', status: 'stated', amount_minor: 5, channel: 'online' }],
  papers: [
    { kind: 'submit', heading: 'Nộp', papers: [{ id: 'p1', name: 'Giấy chứng sinh', originals: 1, copies: 0 }, { id: 'p2', name: 'Bản sao', originals: 0, copies: 2 }] },
    { kind: 'show', papers: [{ id: 'p3', name: 'Thẻ căn cước', originals: 1 }] },
    { kind: 'note', papers: [{ id: 'n', name: 'Lưu ý' }] },
  ],
  needs_result_address: true,
  competence: {
    version: 1,
    rules: [
      { id: 'r1', authority: 'commune_pc', place_kind: 'residence_subject', when: [{ fact: 'foreign', op: 'is', values: ['no'] }] },
      { id: 'r2', authority: 'commune_pc', place_kind: 'residence_subject', case_id: '2', when: [{ fact: 'foreign', op: 'in', values: ['yes', 'no'] }] },
      { id: 'r3', authority: 'department', place_kind: 'none', applicant_kind: 'organisation' },
    ],
  },
} as unknown as Procedure;
const card = parseCard('001090123456||Nguyễn Văn Thử|01021990|Nam|Số 1 phố Giả Định|15042021')!;

describe('an intake', () => {
  test('a procedure brings its papers, fees, place and way of delivery', () => {
    const intake = withProcedure(newIntake(id), birth, home);
    const dossier = current(intake);
    expect(dossier).toMatchObject({ caseId: '1', place: home });
    expect(dossier.papers.map((paper) => [paper.id, paper.kind, paper.quantity])).toEqual([['p1', 'original', 1], ['p2', 'copy', 2], ['p3', 'shown', 1]]);
    expect(dossier.fees.map((fee) => [fee.id, fee.ticked])).toEqual([['f1', true], ['f2', false]]);
    expect(intake.way).toBe('post');
  });

  test('the card fills the applicant, lies on the desk, and its address is where the result goes until somebody types there', () => {
    const intake = withCard(newIntake(id), card);
    expect(intake).toMatchObject({ paperOnDesk: true, resultAddress: 'Số 1 phố Giả Định', applicant: { number: '001090123456', birthDate: '01/02/1990', sex: 'male' } });
    const typed = { ...intake, resultAddress: 'nơi khác', addressTyped: true };
    expect(withApplicant(typed, { address: 'mới' }).resultAddress).toBe('nơi khác');
  });

  test('a person, an address, papers and fees become a body without what was left empty', () => {
    let intake = withCard(withProcedure(newIntake(id), birth, home), card);
    intake = { ...intake, checkedAt: '2026-11-25T09:00:00+07:00' };
    intake = withDossier(intake, { papers: current(intake).papers.map((paper) => ({ ...paper, ticked: paper.id !== 'p2' })) });
    const body = bodyOf(intake, current(intake), 'H26.local.point-00004');
    expect(JSON.parse(JSON.stringify(body))).toEqual({
      procedure: '1.001193', case: '1', point: 'H26.local.point-00004', channel: 'counter', place: { unit: home.id }, checked_at: '2026-11-25T09:00:00+07:00',
      applicant: { kind: 'person', name: 'Nguyễn Văn Thử', identity: { kind: 'personal_number', number: '001090123456', country: 'VN' }, birth_date: '1990-02-01', sex: 'male', address: 'Số 1 phố Giả Định' },
      delivery: { way: 'post', address: 'Số 1 phố Giả Định' },
      papers: [{ paper: 'p1', kind: 'original', quantity: 1 }, { paper: 'p3', kind: 'shown', quantity: 1 }],
      sets: 1, fees: [{ line: 'f1', quantity: 1, paid: false }], answers: {},
    });
  });

  test('no number, a passport, a representative, post with its ground', () => {
    let intake = withProcedure(newIntake(id), birth, home);
    intake = withApplicant(intake, { name: 'Lê Thị Mẫu', number: '' });
    expect(bodyOf(intake, current(intake), 'p').applicant.identity).toEqual({ kind: 'none' });
    intake = withApplicant(intake, { kind: 'foreigner', identity: 'passport', number: 'X123', country: 'gb' });
    expect(bodyOf(intake, current(intake), 'p').applicant.identity).toEqual({ kind: 'passport', number: 'X123', country: 'GB' });
    intake = { ...intake, channel: 'post', occurredAt: '2026-11-25T08:00:00+07:00', ground: 'BC-1', checkedAt: 'x' };
    intake = { ...intake, submitter: { ...intake.applicant, name: 'Trần Thị Ví Dụ', relation: 'mẹ', paper: 'Giấy ủy quyền 5', scope: '', until: '31/01/2027' } };
    const body = bodyOf(intake, current(intake), 'p');
    expect(body).toMatchObject({ ground: 'post BC-1', submitter: { relation: 'mẹ', authority: { paper: 'Giấy ủy quyền 5', until: '2027-01-31' } } });
    expect(body.checked_at).toBeUndefined();
  });

  test('several dossiers of one person, and the same person again, each with a key of its own', () => {
    const one = withCard(withProcedure(newIntake(id), birth, home), card);
    const two = withAnother(one, id);
    expect(two.at).toBe(1);
    expect(current(two)).toMatchObject({ place: home, papers: [] });
    expect(new Set(two.dossiers.map((dossier) => dossier.key)).size).toBe(2);
    expect(withoutCurrent(two).dossiers).toEqual(one.dossiers);
    const again = samePerson(two, id);
    expect(again.applicant).toBe(two.applicant);
    expect(again.dossiers).toHaveLength(1);
    expect(again.dossiers[0]?.key).not.toBe(one.dossiers[0]?.key);
  });

  test('what can be checked, and what rules ask', () => {
    const intake = withProcedure(newIntake(id), birth, home);
    expect(canBeChecked(intake, current(intake))).toBe(false);
    expect(canBeChecked(withApplicant(intake, { name: 'A' }), current(intake))).toBe(true);
    expect(rulesOf(birth, '1', 'person').map((rule) => rule.id)).toEqual(['r1']);
    expect(factsOf(birth.competence.rules)).toEqual(new Map([['foreign', ['no', 'yes']]]));
  });
});
