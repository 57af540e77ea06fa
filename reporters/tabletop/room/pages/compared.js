// What might have been and what may come, as far as whoever looks may see it.

import { el } from './dom.js';
import { panel, quiet } from './parts.js';
import { fan, height } from './fan.js';
import { arms, clock, number, share, title } from './words.js';

// compared is a table of customers in this room and in others.
export function compared(view) {
  const all = view.compared ?? [], kinds = view.customers.filter(c => c.placed > 0 && all.some(o => o.customers === c.name));
  if (!kinds.length) return quiet('No customer has ordered yet.');
  const head = ['', 'on time', 'overdue', 'lost', `revenue, ${view.currency}`];
  const row = (name, c, key) => el('tr', { key, class: key === 'here' ? 'here' : '' }, el('th', { scope: 'row' }, name),
    el('td', null, share(c['on-time'])), el('td', null, number(c.overdue)), el('td', null, number(c.lost)), el('td', null, number(c.revenue / 100)));
  return el('div.scroll', { role: 'region', 'aria-label': 'Customers in this room and in others', tabindex: '0' }, el('table', null, el('caption.known', null, 'Customers in this room and in others'),
    el('thead', null, el('tr', null, head.map((h, i) => i ? el('th', { scope: 'col' }, h) : el('td', null)))),
    kinds.map(c => el('tbody', { key: c.name }, el('tr.group', null, el('th', { scope: 'rowgroup', colspan: head.length }, title(c.name))),
      row('in this room', c, 'here'), all.filter(o => o.customers === c.name).map(o => row(arms[o.with] ?? o.with, o, o.with))))));
}

// ahead are the fans of a forecast.
export function ahead(f) {
  const some = f.customers.filter(c => c.overdue.some(at => at.p90 > 0)), none = f.customers.filter(c => !some.includes(c));
  return [
    quiet(`From ${clock(f.at)} to ${clock(f.until)}, ${f.replications} times. Half of them stay within the dark band, eight of ten within the light one. This is the model’s chance only: nothing else happens, and nobody decides anything more.`),
    some.map(c => el('figure.fan', { key: c.name }, el('figcaption', null, `${title(c.name)}: orders overdue`, quiet(`${title(height(c.overdue, f.days))}.`)), fan(c.overdue, f.days, c.name))),
    none.length > 0 && quiet(`In nine of ten, no order is overdue of: ${none.map(c => c.name).join(', ')}.`),
  ];
}

// revealed is a part that is there once the facilitator has revealed something.
export const revealed = view => (view.compared?.length > 0 || view.forecast) && panel('revealed', 'What the facilitator reveals',
  view.compared?.length > 0 && compared(view), view.forecast && [el('h3', null, 'What may come'), ahead(view.forecast)]);
