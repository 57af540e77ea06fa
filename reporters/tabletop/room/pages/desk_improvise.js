// An inject that nobody planned: what people are told and, if need be, what happens.

import { el } from './dom.js';
import { read } from './page.js';
import { field, kbd, panel } from './parts.js';

// What can happen without knowing the format: where, how much and for how long, as scenarios
// write it.
const happenings = {
  '': { label: 'nothing more: they are words' },
  absence: { label: 'people are away', where: 'department', much: ['by', '30 %', 'How many of them'], long: '3 days' },
  slowdown: { label: 'work takes longer', where: 'department', much: ['work', 'x 1.5', 'How much longer'], long: '5 days' },
  slip: { label: 'what comes in is held', where: 'department', much: ['by', '2 days', 'For how long each'], long: '5 days' },
  outage: { label: 'a system is down', where: 'system', long: '8h' },
  surge: { label: 'customers order more', where: 'customers', much: ['by', '40 %', 'How much more'], long: '4 days' },
  other: { label: 'something else, in YAML' },
};

const places = {
  department: view => view.map.departments.map(d => d.name),
  system: view => view.desk.systems ?? [],
  customers: view => view.customers.map(c => c.name),
};
const asks = { department: 'Where', system: 'Which system', customers: 'Who' };

export function improvise(view, desk) {
  const what = desk.happening ?? '', happening = happenings[what];
  const send = async event => {
    event.preventDefault();
    const form = event.target, fields = read(form), text = written(view, what, fields);
    if (!text) return form.querySelector('textarea').focus();
    if (!await desk.act('improvise', { text }, r => `Inject ${r?.inject ?? ''} has come.`)) return;
    form.reset();
    desk.happening = '';
    desk.again();
  };
  const choose = event => {
    desk.happening = event.target.value;
    desk.again();
  };
  const can = Object.entries(happenings).filter(([, h]) => !h.where || places[h.where](view).length);
  return panel('improvise', ['Improvise ', kbd('I')], el('form', { key: 'improvise', onsubmit: send },
    field('What they are told', el('textarea', { name: 'say', rows: 3, maxlength: 1000 })),
    field('From', el('input', { name: 'from', autocomplete: 'off', maxlength: 100 })),
    el('fieldset.ticks', null, el('legend', null, 'To (nobody ticked: to all)'), view.desk.teams.map(t => el('label.tick', { key: t.name }, el('input', { type: 'checkbox', name: `to:${t.name}` }), ` ${t.label}`))),
    field('What happens', el('select', { name: 'what', onchange: choose }, can.map(([name, h]) => el('option', { value: name }, h.label)))),
    happening.where && el('div.extent', { key: what },
      field(asks[happening.where], el('select', { name: 'where' }, places[happening.where](view).map(name => el('option', { value: name }, name)))),
      happening.much && field(happening.much[2], el('input', { name: 'much', value: happening.much[1], autocomplete: 'off', maxlength: 60 })),
      field('For how long', el('input', { name: 'long', value: happening.long, autocomplete: 'off', maxlength: 60 }))),
    what === 'other' && field('As in a scenario’s injects', el('textarea.code', { key: 'other', name: 'other', rows: 2, maxlength: 2000, placeholder: 'stock-loss: {stock: sensor-boards, pieces: 200}' })),
    el('button.go', null, 'It happens now')));
}

// written is the inject as scenarios write it; '' when nothing is said and nothing happens.
function written(view, what, fields) {
  const lines = [], quoted = JSON.stringify, happening = happenings[what];
  if (fields.say) lines.push(`say: ${quoted(fields.say)}`);
  if (fields.from) lines.push(`from: ${quoted(fields.from)}`);
  const to = view.desk.teams.filter(t => fields[`to:${t.name}`]).map(t => quoted(t.name));
  if (to.length) lines.push(`to: [${to.join(', ')}]`);
  if (happening.where) {
    lines.push(`${what}:`, `  ${happening.where}: ${fields.where}`);
    if (happening.much) lines.push(`  ${happening.much[0]}: ${fields.much}`);
    if (fields.long) lines.push(`  for: ${fields.long}`);
  } else if (fields.other) lines.push(fields.other);
  return fields.say || happening.where || fields.other ? lines.join('\n') : '';
}
