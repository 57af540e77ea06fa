// Choosing responses with their sizes, at the desk and by teams.

import { el } from './dom.js';
import { field } from './parts.js';
import { costs, title } from './words.js';

// choices are buttons, one for each response; picked are the names of those chosen. When brief,
// only what is chosen says what it does.
export function choices(all, { picked, currency, pick, mark, brief }) {
  return el('ul.choices', null, all.map((c, i) => el('li', { key: `choice-${c.name}` },
    el('button.choice', { type: 'button', 'aria-pressed': String(picked.includes(c.name)), disabled: Boolean(c.barred), onclick: () => pick(c.name) },
      mark?.(i), el('span.what', null,
        el('b', null, title(c.label)),
        (!brief || picked.includes(c.name)) && el('span.part', null, c.parts.map(p => p.text).join(' ')),
        [...new Set(c.parts.map(p => costs(p, currency).join(' · ')))].map(text => el('span.part.costs', null, text)),
        c.barred && el('span.part', null, `Cannot be chosen: ${c.barred}.`))))));
}

const fieldName = (choice, size) => `size:${choice}:${size.key}`;

// sizes are fields for the numbers of the responses that are chosen.
export function sizes(all, picked) {
  const some = all.filter(c => picked.includes(c.name) && c.parts.some(p => p.sizes?.length));
  return some.map(c => el('fieldset.sizes', { key: `sizes-${c.name}` }, el('legend', null, `How much: ${c.label}`),
    c.parts.flatMap(p => p.sizes ?? []).map(s => field(s.name, el('input', { key: s.key, name: fieldName(c.name, s), value: s.value, size: 12, autocomplete: 'off', maxlength: 60 })))));
}

// actions are what was chosen, with the sizes that somebody changed.
export function actions(all, picked, fields) {
  return all.filter(c => picked.includes(c.name)).map(c => {
    const changed = c.parts.flatMap(p => p.sizes ?? [])
      .map(s => ({ key: s.key, value: fields[fieldName(c.name, s)] ?? s.value, was: s.value }))
      .filter(s => s.value && s.value !== s.was);
    return { choice: c.name, ...(changed.length && { sizes: changed.map(({ key, value }) => ({ key, value })) }) };
  });
}

// sized are the sizes of an action, for people.
export const sized = action => (action.sizes ?? []).map(s => `${s.key.replace(/^\d+\./, '').replaceAll('-', ' ')} ${s.value}`).join(', ');
