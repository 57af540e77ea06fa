// Rating objectives and writing notes, for the evaluator and at the desk.

import { el } from './dom.js';
import { read } from './page.js';
import { field, note, panel, quiet, sign } from './parts.js';
import { ratings } from './words.js';

// objectives are what was to be shown, each with its rating.
export function objectives(judging, own) {
  return panel('objectives', 'Objectives', judging.objectives.length === 0 && quiet('The scenario names no objectives.'),
    judging.objectives.map(o => objective(o, judging, own)));
}

// objectiveOf is the objective that something serves, in its own words.
export const objectiveOf = (judging, name) => judging.objectives.find(o => o.name === name)?.text ?? name;

function objective(o, judging, own) {
  const rate = rating => own.act('rate', { objective: o.name, rating, words: words(o) }, `Rated: ${o.text}`);
  const words = () => document.querySelector(`[data-key="${CSS.escape(`objective-${o.name}`)}"] textarea`)?.value.trim() ?? '';
  return el('article.objective', { key: `objective-${o.name}` }, el('h3', { id: `objective-${o.name}` }, o.text),
    el('div.rating', { role: 'group', 'aria-labelledby': `objective-${o.name}` }, judging.ratings.map(r =>
      el('button', { type: 'button', key: r, 'aria-pressed': String(o.rating === r), onclick: () => rate(r) }, sign(ratings[r])))),
    field('What you saw', el('textarea', { rows: 1, maxlength: 1000 })), o.words && el('p.quiet', null, `Said before: “${o.words}”`));
}

// notes are what was written down, and a place to write more.
export function notes(all, judging, own) {
  const send = async event => {
    event.preventDefault();
    const form = event.target, { words, objective } = read(form);
    if (!words) return form.querySelector('textarea').focus();
    if (await own.act('note', { words, ...(objective && { objective }) }, 'Noted.')) form.reset();
  };
  return panel('note', 'Notes', el('form', { key: 'note', onsubmit: send },
    field('A note', el('textarea', { name: 'words', rows: 3, maxlength: 1000 })),
    judging.objectives.length > 0 && field('About', el('select', { name: 'objective' }, el('option', { value: '' }, 'the exercise'), judging.objectives.map(o => el('option', { value: o.name }, o.text)))),
    el('button.go', null, 'Note it')),
    el('ol.plain.notes', null, [...(all ?? [])].reverse().map((n, i, list) => note(n, list.length - i, ratings, name => objectiveOf(judging, name)))));
}
