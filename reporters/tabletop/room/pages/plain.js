// How things stand, in few words: the title, the moment, what people were told, customers.

const element = (name, text, ...children) => {
  const e = document.createElement(name);
  if (text) e.textContent = text;
  e.append(...children);
  return e;
};

export function start(root, room) {
  room.on(view => {
    document.title = `${room.label}: ${view.title}`;
    const rows = view.customers.map(c => element('tr', '',
      element('th', c.name), element('td', c['on-time'] < 0 ? '–' : `${(100 * c['on-time']).toFixed(1)} %`),
      element('td', String(c.open)), element('td', String(c.overdue)), element('td', String(c.lost))));
    const head = element('tr', '', ...['customers', 'on time', 'open', 'overdue', 'lost'].map(t => element('th', t)));
    root.replaceChildren(
      element('h1', view.title), element('p', `${view.now.text} ${view.now.date ?? ''}, ${view.playing ? 'playing' : 'paused'}`),
      element('ul', '', ...view.story.slice(-5).map(line => element('li', `${line.at.text}: ${line.text}`))),
      element('table', '', element('thead', '', head), element('tbody', '', ...rows)));
  });
}
