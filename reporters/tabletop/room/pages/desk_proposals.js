// What teams propose, and the facilitator's answers.

import { el } from './dom.js';
import { read } from './page.js';
import { field, panel } from './parts.js';
import { actions, choices, sized, sizes } from './choose.js';
import { clock, count, title } from './words.js';

export function proposals(view, desk) {
  const open = (view.proposals ?? []).filter(p => p.status === 'open');
  return open.length > 0 && panel('proposals', `${count(open.length, 'proposal')} to answer`,
    el('ol.plain', null, open.map(p => el('li.proposal', { key: `proposal-${p.id}` }, one(p, view, desk)))));
}

function one(p, view, desk) {
  const team = view.desk.teams.find(t => t.name === p.team);
  const modelled = p.actions?.length > 0;
  const admit = () => desk.act('admit', { proposal: p.id }, `Proposal ${p.id} is admitted.`);
  const unfold = what => () => desk.unfold(`${what}-${p.id}`, `#proposals form textarea, #proposals form button`);
  return [
    el('p.when', null, `${title(team?.label ?? p.team)} · ${clock(p.at)}`),
    modelled && el('p', null, el('b', null, title((p.choices ?? []).join(' and '))), p.actions.map(sized).filter(Boolean).map(s => ` (${s})`)),
    p.words && el('p', null, `“${p.words}”`), p.reason && el('p.quiet', null, `Why: ${p.reason}`),
    el('div.row', null,
      el('button.yes', { type: 'button', onclick: admit }, modelled ? '✓ Admit' : '✓ Admit, not modelled'),
      el('button', { type: 'button', 'aria-expanded': String(desk.open === `map-${p.id}`), onclick: unfold('map') }, modelled ? 'Admit something else' : 'Say which response it is'),
      el('button', { type: 'button', 'aria-expanded': String(desk.open === `no-${p.id}`), onclick: unfold('no') }, '✕ Refuse')),
    desk.open === `map-${p.id}` && map(p, view, desk), desk.open === `no-${p.id}` && no(p, desk),
  ];
}

// map is where words become responses with sizes.
function map(p, view, desk) {
  const picked = desk.picked?.of === p.id ? desk.picked.names : (p.actions ?? []).map(a => a.choice).filter(Boolean);
  const pick = name => {
    desk.picked = { of: p.id, names: picked.includes(name) ? picked.filter(n => n !== name) : [...picked, name] };
    desk.again();
  };
  const admit = async event => {
    event.preventDefault();
    const chosen = actions(view.desk.choices, picked, read(event.target));
    if (!chosen.length) return desk.tell('Choose a response first, or admit it as not modelled.', true);
    if (await desk.act('admit', { proposal: p.id, actions: chosen }, `Proposal ${p.id} is admitted.`)) desk.picked = null;
  };
  return el('form', { key: 'map', onsubmit: admit },
    choices(view.desk.choices, { picked, currency: view.currency, pick, brief: true }), sizes(view.desk.choices, picked), el('button.go', null, 'Admit this'));
}

function no(p, desk) {
  const refuse = event => {
    event.preventDefault();
    desk.act('refuse', { proposal: p.id, why: read(event.target).why }, `Proposal ${p.id} is refused.`);
  };
  return el('form', { key: 'no', onsubmit: refuse }, field('Why not (they read it)', el('textarea', { name: 'why', rows: 2, maxlength: 1000 })), el('button.go', null, 'Refuse it'));
}
