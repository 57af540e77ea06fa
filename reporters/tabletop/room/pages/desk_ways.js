// Going back and going another way: every way stays.

import { el } from './dom.js';
import { read } from './page.js';
import { field, panel, quiet } from './parts.js';
import { clock, title } from './words.js';

export function ways(view, desk) {
  const path = [...(view.desk.path ?? [])].reverse();
  return [
    el('div.main', { key: 'main' }, panel('path', 'Go back to before …',
      path.length === 0 && quiet('Nothing has been decided or changed yet.'),
      el('ol.plain', null, path.map(p => el('li.step', { key: `line-${p.line}` },
        el('div.row', null, el('p', null, el('span.when', null, `${clock(p.at)} · `), title(p.text)),
          el('button', { type: 'button', 'aria-label': `Go back to before: ${p.text}`, 'aria-expanded': String(desk.open === `back-${p.line}`), onclick: () => desk.unfold(`back-${p.line}`, '#path form input') }, 'Go back')),
        desk.open === `back-${p.line}` && back(p, desk)))))),
    el('aside', { key: 'aside' }, panel('branches', 'Ways of play', el('ol.plain', null, view.desk.branches.map(b => el('li', { key: `branch-${b.number}` },
      el('p', null, el('b', null, `${b.number}. ${b.name}`), b.number === view.desk.branch && el('span.tag', null, 'here')),
      el('p.quiet', null, `played to ${clock(b.now)}${b.from ? ` · left way ${b.from}` : ''}`),
      b.number !== view.desk.branch && el('button', { type: 'button', 'aria-label': `Go on with way ${b.number}`, onclick: () => desk.act('switch', { branch: b.number }, `On way ${b.number}.`) }, 'Go on here')))))),
  ];
}

function back(p, desk) {
  const send = async event => {
    event.preventDefault();
    const { name } = read(event.target);
    if (await desk.act('fork', { line: p.line, name }, `Back on ${clock(p.at)}, before that. The way played so far stays.`)) desk.show('now');
  };
  return el('form.goal', { key: 'back', onsubmit: send }, field('Name of the new way (may stay empty)', el('input', { name: 'name', autocomplete: 'off', maxlength: 200 })), el('button', null, 'Go back, keep both'));
}
