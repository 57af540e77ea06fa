// Moments of virtual time in words.

// clock is the time of day.
export function clock(moment) {
  const found = /\b(\d\d:\d\d)/.exec(moment.text);
  return found ? found[1] : '';
}

// briefly is a date with its weekday.
export function briefly(date) {
  if (!date) return '';
  const day = new Date(date + 'T00:00:00Z');
  return day.toLocaleDateString('en-GB', { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' }).replace(',', '');
}
