// What might have been and what may come: on the desk only, until it is revealed.

import { el } from './dom.js';
import { panel, quiet } from './parts.js';
import { ahead, compared } from './compared.js';
import { arms, money } from './words.js';

export function might(view, desk) {
  return [el('div.main', { key: 'main' }, past(view), future(view, desk)),
    el('aside', { key: 'aside' }, panel('reveal', 'Who sees it',
      quiet('Shown live, these spoil the exercise and anchor what people think. They stay on this desk until you reveal them.'),
      reveals(view, desk),
      el('h3', null, 'Names on the wall'),
      el('button', { type: 'button', 'aria-pressed': String(view.desk.blanked), onclick: () => desk.act('blank', { on: !view.desk.blanked }) }, view.desk.blanked ? 'Show names of departments' : 'Hide names of departments')))];
}

// reveals are buttons that show everybody what might have been, and hide it again.
export const reveals = (view, desk) => Object.keys(arms).map(what => reveal(what, view, desk));

function reveal(what, view, desk) {
  const on = view.revealed?.[what] ?? false;
  return el('p.reveal', { key: what }, el('button', { type: 'button', 'aria-pressed': String(on), onclick: () => desk.act('reveal', { what, on: !on }, on ? `Hidden again: ${arms[what]}.` : `Everybody sees now: ${arms[what]}.`) },
    on ? 'Hide' : 'Reveal', `: ${arms[what]}`), on ? el('span.tag', null, 'everybody sees it') : null);
}

const past = view => panel('compared', 'What might have been',
  el('p', null, 'The room’s responses have cost ', el('b', null, money(view.compared?.[0]?.spent ?? 0, view.currency)), ' so far.'), compared(view));

const future = (view, desk) => panel('ahead', 'What may come',
  el('div.row', null, el('button', { type: 'button', disabled: Boolean(view.desk['looking-ahead']), onclick: () => desk.act('forecast', {}, 'The forecast is being made.') }, view.forecast ? 'Look ahead again' : 'Look ahead'),
    view.desk['looking-ahead'] ? quiet('The model runs ahead, many times. Go on with anything else: what is decided meanwhile it would not know, and it is given up then.')
      : !view.forecast && quiet('Runs the model ahead from here, many times. It knows no inject that has not come.')),
  view.desk['no-forecast'] && el('p.warn', null, `There is no forecast: ${view.desk['no-forecast']}`),
  view.forecast && ahead(view.forecast));
