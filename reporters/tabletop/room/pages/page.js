// What every page does: draw itself whenever something changes, and say what became of what
// somebody did.

import { draw, el } from './dom.js';

const patience = 400; // ms until a page says that something takes its time
const reading = 12000; // ms that a message stays: what went wrong stays until something else is said

// page is a page of a room. look(view) gives what to show.
export function page(root, room, look) {
  const own = { said: '', wrong: false, asked: 0 };
  const said = () => el('p.said', { key: 'said', id: 'said', role: 'status', class: own.wrong ? 'wrong' : own.said ? 'good' : 'empty' }, own.said);

  const again = () => {
    if (room.view) draw(root, look(room.view, said));
  };

  // tell says something to whoever sits here.
  const tell = (text, wrong = false) => {
    clearTimeout(own.fading);
    own.said = text;
    own.wrong = wrong;
    if (text && !wrong) own.fading = setTimeout(tell, reading, '');
    again();
  };

  // act asks the room for something and says what became of it; it gives whether it was done.
  const act = async (name, fields, text = '') => {
    own.asked++;
    root.classList.add('busy');
    const slow = setTimeout(tell, patience, 'The room works it out …');
    try {
      const result = await room.do(name, fields);
      tell(typeof text === 'function' ? text(result) : text);
      return true;
    } catch (error) {
      tell(error.message, true);
      return false;
    } finally {
      clearTimeout(slow);
      if (--own.asked === 0) root.classList.remove('busy');
    }
  };

  room.on(again);
  return { again, tell, act };
}

// typing tells whether what somebody presses is text.
export const typing = target => target.matches?.('textarea, select, input:not([type=checkbox]):not([type=radio])') ?? false;

// read is what was written in a form, without spaces around it.
export function read(form) {
  const fields = {};
  for (const [name, value] of new FormData(form)) fields[name] = value.trim();
  return fields;
}
