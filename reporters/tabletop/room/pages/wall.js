// The wall: what everybody in the room sees.
import { arms, mount } from './map.js';
import { make, say, mark } from './marks.js';
import { date, time } from './words.js';
import { comparison, titles } from './wall_might.js';

const bullets = 4; // at most, in all
const longTitle = 26; // letters that leave no room for a legend

export function start(wall, room) {
  document.documentElement.classList.add('on-the-wall');
  const top = heading(), middle = make('div', 'wall-middle'), read = reading(), might = comparison(), told = story();
  const living = make('section', 'wall-map');
  mark(living, 'aria-label', 'The organisation');
  middle.append(living, might.root, read.root);
  wall.className = 'wall';
  wall.replaceChildren(top.root, middle, told.root);
  const map = mount(living);
  const show = (view) => {
    document.title = view.title;
    const compares = !view.playing && (!view.read || view.ended) && might.show(view);
    told.show(view);
    read.show(view, compares);
    top.show(view, compares);
    might.root.hidden = !compares;
    living.hidden = Boolean(view.read) || compares;
    map.update(view);
    Object.assign(wall.dataset, { moment: view.now.text, version: view.version, playing: view.playing });
  };
  room.on(show);
}

function heading() {
  const root = make('header', 'wall-top'), day = make('b', 'wall-day'), calendar = make('span', 'wall-date');
  const title = make('h1', 'wall-title'), module = make('span', 'wall-module'), down = make('p', 'wall-down'), state = make('p', 'wall-state');
  const legend = make('p', 'wall-legend'), first = make('span'), second = make('span');
  legend.append(first, second);
  const names = make('div', 'wall-names'), when = make('p', 'wall-when'), sign = make('i', 'wall-sign'), word = make('span');
  when.append(day, calendar);
  names.append(title, module);
  state.append(sign, word);
  root.append(when, legend, down, names, state);
  return {
    root,
    show(view, compares) {
      say(day, `Day ${view.now.day}`);
      say(calendar, [date(view.now), time(view.now)].filter(Boolean).join(', '));
      say(title, view.read ? '' : view.title);
      mark(title, 'title', view.title);
      say(module, view.module ? view.module.name : '');
      const systems = view['systems-down'] || [];
      say(down, systems.length ? `✖ down: ${systems.slice(0, 3).join(', ')}${systems.length > 3 ? ' …' : ''}` : '');
      down.hidden = !systems.length;
      const might = Object.keys(arms).filter((a) => (view.compared || []).some((c) => c.with === a)).map((a) => `${arms[a]} ${titles[a].toLowerCase()}`);
      say(first, might[0] || 'number: work, %: on time');
      say(second, might.length ? might[1] || '' : 'line: 14 days, face: 7 days');
      legend.hidden = Boolean(systems.length || view.read || compares || view.title.length > longTitle);
      mark(state, 'class', 'wall-state ' + (view.ended ? 'ended' : view.playing ? 'playing' : 'paused'));
      say(word, view.ended ? 'The end' : view.playing ? 'Playing' : 'Paused');
    },
  };
}

// reading is what is read aloud at the start and at the end.
function reading() {
  const root = make('section', 'wall-read'), title = make('h2'), text = make('p');
  root.append(title, text);
  return {
    root,
    show(view, instead) {
      root.hidden = !view.read || instead;
      say(title, view.title);
      say(text, view.read || '');
      mark(root, 'class', 'wall-read' + ((view.read || '').length > 600 ? ' long' : ''));
    },
  };
}

// story is what people were told, and what there is to discuss.
function story() {
  const root = make('footer', 'wall-story'), told = make('ul', 'wall-told'), talk = make('section', 'wall-asked');
  const title = make('h2'), questions = make('ul');
  talk.append(title, questions);
  root.append(told, talk);
  const line = (list, i) => {
    while (list.children.length <= i) {
      const item = make('li'), when = make('b'), text = make('span');
      item.append(when, text);
      list.append(item);
    }
    return list.children[i];
  };
  const fill = (list, rows) => {
    rows.forEach(([when, text], i) => {
      const item = line(list, i);
      say(item.firstChild, when);
      say(item.lastChild, text);
      mark(item, 'title', text);
    });
    while (list.children.length > rows.length) list.lastChild.remove();
  };
  return {
    root,
    show(view) {
      const asked = view.ended ? view['hot-wash'] : view.read ? [] : view.module?.questions;
      const discuss = view.playing ? [] : (asked || []).slice(0, bullets - 1);
      const latest = (view.story || []).slice().reverse().slice(0, discuss.length ? 1 : 3);
      fill(told, latest.map((s) => [`day ${s.at.day}`, s.from ? `${s.from}: ${s.text}` : s.text]));
      fill(questions, discuss.map((q) => ['?', q]));
      say(title, discuss.length ? 'To discuss' : '');
      talk.hidden = !discuss.length;
      mark(root, 'class', 'wall-story' + (discuss.length ? ' discussing' : '') + (latest.length || discuss.length ? '' : ' quiet'));
    },
  };
}
