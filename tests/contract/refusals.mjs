// What a refusal must be, for tables of bad input: sent in both languages, the same code and place, whole sentences, and
// nothing written.
import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';

/** A copy of a body with the member at a JSON pointer set, or taken away when the value is undefined. */
function changed(body, pointer, value) {
  const copy = structuredClone(body);
  const steps = pointer.split('/').slice(1);
  const last = steps.pop();
  const at = steps.reduce((object, step) => object[step], copy);
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

/** For a record that is served; `at` gives {talk, server, record} once they are there. */
export function refusalsOf(at) {
  const position = async () => (await (await fetch(`${at().server.base}/health`)).json()).position;
  const files = () => {
    const vault = join(at().record.where[1], 'vault');
    return existsSync(vault) ? readdirSync(vault, { recursive: true }).filter((name) => /[0-9a-f]{64}/.test(name)) : [];
  };

  /** Sent twice, in Vietnamese and in English: the same refusal, and the record stands where it stood. */
  async function refusedTwice(id, { status, code, where, facts = {}, headers = {}, ...sent }) {
    const stood = [await position(), files()];
    const said = [];
    for (const language of ['vi', 'en']) {
      said.push(await at().talk.refused(id, status, code, { ...sent, headers: { ...headers, 'accept-language': language } }));
    }
    const [vi, en] = said;
    assert.notEqual(vi.detail, en.detail);
    for (const { detail } of said) {
      assert.ok(detail.length > 5, detail);
      assert.doesNotMatch(detail, /[{}]|“”|""|\(\)|: ?\.|ngày ?\.|on \./, 'a fact is missing in the sentence');
    }
    for (const answer of said) {
      if (where !== undefined) assert.equal(answer.where, where, JSON.stringify(answer));
      for (const [name, value] of Object.entries(facts)) assert.equal(answer.facts?.[name], value, JSON.stringify(answer));
    }
    assert.deepEqual([await position(), files()], stood, 'something was written');
    return vi;
  }

  /** A table of refusals of one operation: name → what is sent and what is answered. */
  function refusals(id, defaults, table) {
    for (const [name, row] of Object.entries(table)) {
      test(name, async () => {
        const { at: pointer, value, ...wanted } = { ...defaults(), ...row };
        if (pointer !== undefined) wanted.body = changed(wanted.body, pointer, typeof value === 'function' ? value() : value);
        await refusedTwice(id, wanted);
      });
    }
  }

  return { position, files, refusedTwice, refusals };
}
