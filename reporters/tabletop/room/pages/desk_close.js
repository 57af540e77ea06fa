// The end: what is read aloud, the hot wash, and what stays.

import { el } from './dom.js';
import { panel, quiet } from './parts.js';
import { reveals } from './desk_might.js';

// What is kept of the session, by the path behind the page's link.
const files = [
  ['report.html', 'After-action report', 'to read and print'], ['report.md', 'Report as Markdown', 'to edit'],
  ['report.xlsx', 'Report as a workbook', 'with the improvement plan to fill in'], ['saved.yaml', 'The session as a scenario', 'ripple run gives the same outcome'],
];

// save fetches a file, which may take its time to be made, and puts it where downloads go.
async function save(path, desk) {
  desk.making = path;
  desk.again();
  try {
    const link = el('a', { href: URL.createObjectURL(await (await desk.room.get(path)).blob()), download: path });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    desk.tell(`Saved where downloads go: ${path}.`);
  } catch (error) {
    desk.tell(error.message, true);
  }
  desk.making = '';
  desk.again();
}

export function close(view, desk) {
  const end = () => desk.act('end', { again: view.ended }, view.ended ? 'The exercise goes on.' : 'The exercise is over.');
  return [
    el('div.main', { key: 'main' },
      panel('end', 'End of the exercise',
        view.ended && view.read && el('blockquote.read', null, el('p.quiet', null, 'Read aloud'), el('p', null, view.read)),
        el('div.row', null, el('button', { type: 'button', class: view.ended ? '' : 'go', onclick: end }, view.ended ? 'Go on after all' : 'End the exercise')),
        !view.ended && quiet('Nothing is lost: it can go on after all.')),
      panel('wash', 'Hot wash', view.desk['hot-wash']?.length ? el('ol.questions', null, view.desk['hot-wash'].map(q => el('li', null, q))) : quiet('The scenario has no questions for it. For example: what surprised you? What would you do earlier?'))),
    el('aside', { key: 'aside' }, panel('now-reveal', 'What might have been', quiet('Now is the time to show it to everybody.'), reveals(view, desk)), panel('files', 'What stays', el('ul.plain', null, files.map(([path, name, what]) => el('li', { key: path },
      el('button', { type: 'button', disabled: Boolean(desk.making), onclick: () => save(path, desk) }, name),
      el('p.quiet', { role: 'status' }, desk.making !== path ? what : path.startsWith('report') ? 'It is being made: what was decided is played many times, which takes minutes. Go on, and leave this page open.' : 'It is being written.')))))),
  ];
}
