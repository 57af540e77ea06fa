// How far a number may come: bands around the middle, a picture with its words.

import { svg } from './dom.js';
import { clock, number } from './words.js';

const spread = f => `${number(f.p50)} in the middle, eight of ten between ${number(f.p10)} and ${number(f.p90)}`;

// height says when the number is greatest, in the middle or, where that is nothing, at most.
export function height(fans, days) {
  const by = fans.some(f => f.p50 > 0) ? 'p50' : 'p90', top = fans.reduce((best, f, i) => f[by] > fans[best][by] ? i : best, 0);
  return `most on day ${days[top].day}, ${spread(fans[top])}`;
}

export function fan(fans, days, name) {
  const width = 600, tall = 150, left = 44, bottom = 22, top = 8;
  const most = Math.max(1, ...fans.map(f => f.p90));
  const x = i => left + ((width - left - 4) * i) / Math.max(1, fans.length - 1);
  const y = n => tall - bottom - ((tall - bottom - top) * n) / most;
  const point = (i, n) => `${x(i).toFixed(1)},${y(n).toFixed(1)}`;
  const band = (low, high) => [...fans.map((f, i) => point(i, f[high])), ...fans.map((f, i) => point(i, f[low])).reverse()].join(' ');
  const said = `${name}: ${height(fans, days)}; at the end ${spread(fans.at(-1))}`;
  return svg('svg.picture', { viewBox: `0 0 ${width} ${tall}`, role: 'img', 'aria-label': said },
    svg('polygon.wide', { points: band('p10', 'p90') }), svg('polygon.narrow', { points: band('p25', 'p75') }),
    svg('polyline.middle', { points: fans.map((f, i) => point(i, f.p50)).join(' ') }),
    svg('line.axis', { x1: left, x2: width - 4, y1: y(0), y2: y(0) }),
    svg('text', { x: left - 6, y: y(most) + 10, 'text-anchor': 'end' }, number(most)), svg('text', { x: left - 6, y: y(0), 'text-anchor': 'end' }, '0'),
    svg('text', { x: left, y: tall - 5 }, clock(days[0])), svg('text', { x: width - 4, y: tall - 5, 'text-anchor': 'end' }, clock(days.at(-1))));
}
