// How numbers, moments and states are said to people.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const dates = new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
const hour = 3600000, day = 24 * hour;

export const number = n => whole.format(n);

// money is an amount in cents.
export const money = (cents, currency) => `${currency} ${whole.format(cents / 100)}`;

// share is a part of one; below zero: there is nothing to count yet.
export const share = part => part < 0 ? '–' : `${(100 * part).toFixed(1)} %`;

export const count = (n, one, many = one + 's') => `${number(n)} ${n === 1 ? one : many}`;

// clock is a moment without seconds: day 22 09:00.
export const clock = moment => moment.text.replace(/(\d\d:\d\d):[\d.]+/, '$1');

export const time = moment => clock(moment).replace(/^day \d+ /, '');

// date is a moment's, or nothing where the calendar has ended.
export const date = moment => moment.date ? dates.format(new Date(moment.date + 'T00:00:00Z')) : '';

// length is a stretch of time in milliseconds.
export function length(ms) {
  if (ms < hour) return count(Math.max(1, Math.round(ms / 60000)), 'minute');
  if (ms < 2 * day) return count(Math.round(ms / hour), 'hour');
  return count(Math.round(ms / day), 'day');
}

// ahead says how far off a moment is.
export const ahead = (from, to) => to.tick <= from.tick ? 'now' : `in ${length(to.tick - from.tick)}`;

// pace is how long a simulated day takes.
export const pace = ms => ms < 1000 ? `${ms / 1000} s` : ms < 60000 ? `${Math.round(ms / 1000)} s` : `${Math.round(ms / 6000) / 10} min`;

// lettered are A, B, …, Z, then none.
export const letter = i => i < 26 ? String.fromCharCode(65 + i) : '';

// costs are what something takes, in words: money and time.
export function costs(part, currency) {
  const all = [];
  if (part.cost) all.push(money(part.cost, currency));
  if (part['cost-per-day']) all.push(`${money(part['cost-per-day'], currency)} a day`);
  if (part['cost-per-item']) all.push(`${money(part['cost-per-item'], currency)} for each order or piece`);
  all.push(part['ready-after'] ? `ready in ${length(part['ready-after'])}` : 'at once');
  if (part.for) all.push(`for ${part.for}`);
  return all;
}

// An inject's state: a sign and words, never a colour alone.
export const states = {
  planned: ['○', 'planned'],
  waiting: ['?', 'waits for its condition'],
  held: ['‖', 'held'],
  fired: ['✓', 'has come'],
  skipped: ['✕', 'skipped'],
};
export const state = status => states[status] ?? ['–', status];

export const ratings = {
  performed: ['●', 'performed'],
  'some-challenges': ['◕', 'some challenges'],
  'major-challenges': ['◔', 'major challenges'],
  unable: ['○', 'unable'],
};

export const answers = { open: ['…', 'waits for an answer'], admitted: ['✓', 'admitted'], refused: ['✕', 'refused'] };

export const arms = { 'do-nothing': 'had nobody responded', baseline: 'had nothing gone wrong', forecast: 'what may come' };

export const title = text => text.charAt(0).toUpperCase() + text.slice(1);
