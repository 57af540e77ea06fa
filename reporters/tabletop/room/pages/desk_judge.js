// Notes, and ratings where no evaluator sits in the room.

import { el } from './dom.js';
import { notes, objectives } from './rate.js';

export function judge(view, desk) {
  const judging = view.judging ?? { objectives: [], ratings: [] };
  return [el('div.main', { key: 'main' }, notes(view.desk.notes, judging, desk)), el('aside', { key: 'aside' }, objectives(judging, desk))];
}
