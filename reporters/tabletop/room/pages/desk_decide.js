// Writing down what a team decided, in three keys: its number, a letter, Enter.

import { el } from './dom.js';
import { read } from './page.js';
import { field, kbd, panel, quiet } from './parts.js';
import { actions, choices, sizes } from './choose.js';
import { count, letter, title } from './words.js';

// numbered is the place of the team that a key means, -1: it means none. On some keyboards digits
// need Shift: without it the key in their place will do. Elsewhere Shift leads to teams after ten.
function numbered(event) {
  if (/^[0-9]$/.test(event.key)) return (Number(event.key) + 9) % 10;
  const key = /^Digit([0-9])$/.exec(event.code);
  if (!key || ['+', '-', '?'].includes(event.key)) return -1;
  return (Number(key[1]) + 9) % 10 + (event.shiftKey ? 10 : 0);
}

// newDecision is the part of the desk in which a decision is made.
export function newDecision(desk) {
  // kept is what was written in a decision that the room refused.
  const own = { team: '', picked: [], written: 0, kept: {} };

  const home = () => document.getElementById('decide')?.focus();

  const choose = team => {
    own.team = own.team === team ? '' : team;
    own.picked = [];
    own.kept = {};
    if (desk.tab !== 'now') desk.show('now');
    desk.tell('');
    home();
    document.getElementById('decide')?.scrollIntoView({ block: 'start' });
  };

  const pick = name => {
    own.picked = own.picked.includes(name) ? own.picked.filter(n => n !== name) : [...own.picked, name];
    desk.again();
    document.querySelector(`#decide [data-key="${CSS.escape(`choice-${name}`)}"]`)?.scrollIntoView({ block: 'nearest' });
  };

  // theirs are all responses: first those that the team may choose.
  const theirs = (view, team) => {
    const may = c => !team.choices || team.choices.includes(c.name);
    return [...view.desk.choices.filter(may), ...view.desk.choices.filter(c => !may(c))];
  };

  const confirm = async view => {
    const team = view.desk.teams.find(t => t.name === own.team);
    const form = document.querySelector('#decide form');
    if (!team || !form) return;
    const fields = read(form);
    const chosen = actions(theirs(view, team), own.picked, fields);
    if (!chosen.length && !fields.words) {
      form.querySelector('textarea').focus();
      return;
    }
    const label = title(team.label), picked = own.picked;
    own.team = '';
    own.picked = [];
    own.kept = {};
    own.written++;
    desk.again();
    home();
    const done = await desk.act('decide', { team: team.name, actions: chosen, words: fields.words, reason: fields.reason, extra: fields.extra === 'on' },
      chosen.length ? `Written down: ${label}, ${chosen.map(a => view.desk.choices.find(c => c.name === a.choice).label).join(' and ')}.` : `Written down in words, not modelled: ${label}.`);
    if (done || own.team) return;
    own.team = team.name;
    own.picked = picked;
    own.kept = fields;
    own.written++;
    desk.again();
  };

  // key does what a key means here, and tells whether it means something.
  const key = (event, view) => {
    if (desk.room.view.ended) return false;
    const at = numbered(event);
    if (at >= 0) {
      const team = view.desk.teams[at];
      if (team) choose(team.name);
      return Boolean(team);
    }
    const team = view.desk.teams.find(t => t.name === own.team);
    if (!team || desk.tab !== 'now') return false;
    if (event.key === 'Enter') {
      confirm(view);
      return true;
    }
    if (event.key === 'Escape') {
      choose(own.team);
      return true;
    }
    const place = event.key.length === 1 ? event.key.toUpperCase().charCodeAt(0) - 65 : -1;
    if (place < 0 || place > 25) return false;
    const choice = theirs(view, team)[place];
    if (choice && !choice.barred) pick(choice.name);
    return true;
  };

  const look = view => {
    if (view.ended) return null;
    const team = view.desk.teams.find(t => t.name === own.team);
    return panel('decide', 'What do they decide?',
      el('p.legend', null, team ? [kbd('A'), '… choose, ', kbd('Enter'), ' write it down, ', kbd('Esc'), ' leave it']
        : [kbd('1'), view.desk.teams.length > 1 && ['… ', kbd(String(Math.min(9, view.desk.teams.length)))], ' which team, ', kbd('A'), '… what, ', kbd('Enter'), ' write it down']),
      el('ol.teams', null, view.desk.teams.map((t, i) => el('li', { key: `team-${t.name}` },
        el('button.player', { type: 'button', 'aria-pressed': String(t.name === own.team), onclick: () => choose(t.name) },
          i < 10 && kbd(String((i + 1) % 10)), el('span', null, el('b', null, title(t.label)), el('span.part', null, t.left ? `${count(t.left, 'decision')} left` : 'none left in this turn')))))),
      team && form(view, team));
  };

  const form = (view, team) => {
    const all = theirs(view, team);
    const written = own.picked.length === 0;
    return el('form.decision', { key: `decision-${team.name}-${own.written}`, onsubmit: event => { event.preventDefault(); confirm(view); } },
      all.length ? choices(all, { picked: own.picked, currency: view.currency, pick, brief: true, mark: i => letter(i) && kbd(letter(i)) }) : quiet('There is nothing to choose: write it in words.'),
      sizes(all, own.picked),
      el('div.said-so', null,
        field('In their own words', el('textarea', { name: 'words', rows: 1, maxlength: 1000 }, own.kept.words)),
        field('Why', el('textarea', { name: 'reason', rows: 1, maxlength: 1000 }, own.kept.reason))),
      team.left === 0 && !written && el('label.tick', { key: 'extra' }, el('input', { type: 'checkbox', name: 'extra' }), ' Beyond what they may have in this turn'),
      el('div.confirm', null, el('button.go', null, written ? 'Words only, not modelled' : 'Write it down', ' ', kbd('Enter'))));
  };

  return { key, look };
}
