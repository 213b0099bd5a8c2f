// Who may call what: for every operation of api/openapi.yaml every caller's answer. `own` is an officer of the unit and
// point that the dossier is at, `other` one of another ward; inspectors are of the centre, and of another ward. A status
// that is no refusal of rights (412 `stale` on an act, 422 on a body) shows that the caller was let through to it: every
// act is tried on a version that does not exist, so that nothing is done.
export const roles = ['counter', 'specialist', 'head', 'inspector', 'controller', 'operator'];
export const callers = ['nobody', ...roles.flatMap((role) => [`${role} own`, `${role} other`])];

const everybody = (status) => Object.fromEntries(callers.map((caller) => [caller, status]));
const each = (others, some) => ({ ...everybody(others), ...some });
const signedIn = (status) => each(status, { nobody: 401 });

// Of the dossier: its desk, the deciding unit and the centre's inspector know of it; for everybody else it does not exist.
const known = { 'counter own': 403, 'specialist own': 403, 'head own': 403, 'inspector own': 403 };
const act = (some) => each(404, { nobody: 401, ...known, ...some });

export const expected = {
  sign_in: everybody(401), // a wrong password, whoever asks
  who_am_i: signedIn(200),
  sign_out: signedIn(204),
  change_password: signedIn(422), // a wrong one
  list_sessions: signedIn(200),
  end_session: signedIn(404), // somebody else's
  find_procedures: everybody(200),
  read_procedure: everybody(200),
  publish_procedure: each(403, { nobody: 401, 'controller own': 422, 'controller other': 422 }),
  list_units: everybody(200),
  list_points: everybody(200),
  take_in: each(403, { nobody: 401, 'counter own': 422 }),
  check_intake: each(403, { nobody: 401, 'counter own': 200 }),
  find_earlier: each(403, { nobody: 401, 'counter own': 200 }),
  read_favourites: each(403, { nobody: 401, 'counter own': 200 }),
  direct: each(403, { nobody: 401, 'counter own': 200 }),
  read_directions: each(403, { nobody: 401, 'counter own': 200, 'head own': 200, 'inspector own': 200 }),
  read_dossier: each(404, { nobody: 401, 'counter own': 200, 'specialist own': 200, 'head own': 200, 'inspector own': 200 }),
  read_particulars: each(404, { nobody: 401, 'counter own': 200, 'specialist own': 200, 'head own': 200, 'inspector own': 200 }),
  read_timeline: each(404, { nobody: 401, 'counter own': 200, 'specialist own': 200, 'head own': 200, 'inspector own': 200 }),
  receive: act({ 'counter own': 412 }),
  refuse_reception: act({ 'counter own': 412 }),
  hand_over: act({ 'counter own': 412 }),
  assign: act({ 'specialist own': 412, 'head own': 412 }), // to the specialist, who takes it
  approve: act({ 'head own': 412 }),
  refuse: act({ 'head own': 412 }),
  release: act({ 'specialist own': 412, 'head own': 412 }),
  deliver: act({ 'counter own': 412, 'specialist own': 412, 'head own': 412 }),
  track: everybody(200),
  read_register: everybody(200),
  read_worklist: each(403, { nobody: 401, 'counter own': 200, 'specialist own': 200, 'head own': 200, 'inspector own': 200 }),
  read_health: everybody(200),
  read_metrics: everybody(200),
};

export const purposes = { counter: 'enquiry', specialist: 'casework', head: 'casework', inspector: 'inspection', controller: 'casework', operator: 'casework' };
