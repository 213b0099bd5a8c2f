// A person who does not exist, with words that stand nowhere else: where one of them shows up, something has leaked.
// The words are looked for as they were typed, without case and tones, and numbers without what stands between digits.

const kWords = {
  'applicant.name': 'Chim Hoàng Yến Canh Mỏ (giả định)',
  'applicant.identity.number': '001199765432',
  'applicant.phone': '0987650123',
  'applicant.email': 'canary.of.the.mine@example.org',
  'applicant.address': 'Số 7777 ngõ Lồng Chim, phố Giả Định',
  'submitter.name': 'Vẹt Xanh Đại Diện (giả định)',
  'submitter.identity.number': 'CNRY77441',
  'submitter.relation': 'cô họ của chim hoàng yến',
  'submitter.authority.paper': 'Giấy ủy quyền Lồng Son 77',
  'subject.name': 'Hoàng Yến Non (giả định)',
  'delivery.address': 'Hòm thư Cây Me 7788',
  'answers': 'điều chỉ chim hoàng yến biết',
  helper: 'Sáo Sậu Giúp Việc (giả định)',
  note: 'ghi chú riêng về chim',
  reason: 'lý do viết riêng cho chim',
  opinion: 'ý kiến riêng về hồ sơ chim',
  title: 'Giấy cấp cho chim hoàng yến',
  number: 'CNRY-45-77',
};

const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll(/[đĐ]/g, 'd').toLowerCase();
const bare = (text) => text.replaceAll(/[\s.\-()]/g, '');

const kNeedles = Object.entries(kWords).map(([field, word]) => [field, folded(word)]);
kNeedles.push(['applicant.phone', '987650123']);

/** Which fields of the canary stand in a text, in any form. */
export function fieldsIn(text) {
  const whole = folded(text);
  const digits = bare(whole);
  return kNeedles.filter(([, word]) => whole.includes(word) || (/^\d+$/.test(word) && digits.includes(word))).map(([field]) => field);
}

/** The words as they may stand in files, for a search in bytes. */
export const spellings = Object.values(kWords).flatMap((word) => [word, word.normalize('NFD'), word.toUpperCase()]);

/** An intake of the canary; `base` gives procedure, point, place and papers. */
export function intakeOf(base) {
  const word = (field) => kWords[field];
  return {
    ...base,
    applicant: { kind: 'person', name: word('applicant.name'), identity: { kind: 'personal_number', number: word('applicant.identity.number'), country: 'VN' },
      phone: word('applicant.phone'), email: word('applicant.email'), address: word('applicant.address') },
    submitter: { kind: 'foreigner', name: word('submitter.name'), identity: { kind: 'passport', number: word('submitter.identity.number') },
      relation: word('submitter.relation'), authority: { paper: word('submitter.authority.paper') } },
    subject: { kind: 'person', name: word('subject.name'), identity: { kind: 'none' } },
    delivery: { way: 'post', address: word('delivery.address') },
    answers: { private_matter: word('answers') },
    helper: word('helper'),
    note: word('note'),
  };
}

/** Words that officers write about the canary, for the bodies of acts. */
export const about = { reason: kWords.reason, note: kWords.opinion, title: kWords.title, number: kWords.number };
