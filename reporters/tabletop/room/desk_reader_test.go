package room

import (
	"context"
	"testing"
	"time"

	"ripple/reporters/internal/browsertest"
	"ripple/reporters/tabletop"
)

// TestScreenReadersAreTold: everything has a name and a place, and what changes is said.
func TestScreenReadersAreTold(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	h.until(t, "day 9")
	_, err := h.session.Propose(context.Background(), tabletop.Request{Team: "yard", Words: "More steel"})
	fatal(t, err)
	fatal(t, h.session.Reveal(context.Background(), tabletop.RevealDoNothing, true))
	for role, keys := range map[string][]string{"facilitator": {"1", "e", "w", "r", "o", "l", "c", "?"}, "yard": {""}, "evaluator": {""}} {
		p := h.sit(t, b, role)
		for _, key := range keys {
			press(p, key)
			for what, expression := range map[string]string{
				"fields without a label":     `[...document.querySelectorAll('input, textarea, select')].filter(e => !e.labels.length && !e.ariaLabel)`,
				"buttons without a name":     `[...document.querySelectorAll('button, a')].filter(e => !(e.ariaLabel || e.textContent).trim())`,
				"pictures without a name":    `[...document.querySelectorAll('svg')].filter(s => !s.closest('[aria-hidden=true]') && !(s.getAttribute('role') == 'img' && s.getAttribute('aria-label')))`,
				"images without words":       `[...document.querySelectorAll('img')].filter(e => !e.alt)`,
				"tables without a caption":   `[...document.querySelectorAll('table')].filter(t => !t.caption?.textContent.trim())`,
				"headings without a scope":   `[...document.querySelectorAll('th')].filter(t => !t.scope)`,
				"ids given twice":            `[...document.querySelectorAll('[id]')].filter(e => document.querySelectorAll('#' + CSS.escape(e.id)).length > 1)`,
				"names that lead nowhere":    `[...document.querySelectorAll('[aria-labelledby]')].filter(e => !document.getElementById(e.getAttribute('aria-labelledby')))`,
				"headings that skip a level": `[...document.querySelectorAll('main h1, main h2, main h3, main h4')].filter((h, i, all) => i > 0 && +h.tagName[1] > +all[i-1].tagName[1] + 1)`,
				"sections without a name":    `[...document.querySelectorAll('section, nav, aside')].filter(s => !s.getAttribute('aria-labelledby') && !s.getAttribute('aria-label'))`,
			} {
				if found := browsertest.Asked[[]string](p, expression+".map(e => e.outerHTML.slice(0, 160))"); len(found) > 0 {
					t.Errorf("%s %s: %d %s, the first %s", role, key, len(found), what, found[0])
				}
			}
		}
		if n := browsertest.Asked[int](p, `document.querySelectorAll('[role=status], [aria-live]').length`); n < 2 {
			t.Errorf("%s: only %d places say what changes", role, n)
		}
		p.Quiet()
	}
}

// TestPlayIsSeenAtTheDesk: Space lets play run and stand, the pace is one key, and when an inject comes
// the desk says so wherever the facilitator is.
func TestPlayIsSeenAtTheDesk(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	h.until(t, "day 8")
	p := h.sit(t, b, "facilitator")
	h.pass(time.Second) // the clock begins
	press(p, "+")
	told(p, "A simulated day takes 5 s.")
	press(p, " ")
	p.Holds(`document.querySelector('.moment .sign').textContent.includes('playing') && document.querySelector('#go').textContent.includes('Pause')`)
	h.pass(0) // what passed before play began does not count
	h.pass(time.Second)
	p.Holds(`document.querySelector('.clock').textContent == 'Day 8 04:48'`)
	press(p, " ")
	p.Holds(`document.querySelector('.moment .sign').textContent.includes('paused')`)
	press(p, " ", "e")
	p.Holds(`document.querySelector('.moment .sign').textContent.includes('playing')`)
	h.pass(0)
	h.pass(time.Second)
	told(p, "Play stands: inject 1 has come.")
	press(p, "Escape")
	p.Holds(`document.querySelector('#stands .card .say').textContent == 'The buyer waits for a signature.'`)
	p.Holds(`document.querySelector('#stands [role=status]').textContent == 'Something happens The buyer waits for a signature.'`)
	// Where digits need Shift, the key in their place will do, and so does the digit.
	for _, key := range []string{`key: '&', code: 'Digit1'`, `key: '1', code: 'Digit1', shiftKey: true`} {
		browsertest.Asked[bool](p, `(document.body.dispatchEvent(new KeyboardEvent('keydown', {`+key+`, bubbles: true})), true)`)
		p.Holds(`document.querySelector('#decide .player[aria-pressed=true] b').textContent == 'Front'`)
		press(p, "Escape")
		p.Holds(`!document.querySelector('#decide .player[aria-pressed=true]')`)
	}
	p.Quiet()
}

// TestAfterTheLastMomentTheDeskLeadsToTheEnd: the one button is no longer to play on.
func TestAfterTheLastMomentTheDeskLeadsToTheEnd(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	h.until(t, "day 36 00:00")
	p := h.sit(t, b, "facilitator")
	p.Holds(`document.querySelector('#go').textContent.includes('End the exercise') && document.querySelector('#stands h2').textContent == 'Play has reached its end'`)
	press(p, " ")
	p.Holds(`document.querySelector('#wash') && document.querySelectorAll('#now-reveal button').length == 3`)
	browsertest.Asked[bool](p, `([...document.querySelectorAll('#files button')].at(-1).click(), true)`)
	told(p, "Saved where downloads go: saved.yaml.")
	p.Quiet()
}

// TestTheExerciseEndsAtTheDesk: it ends, what belongs to the end is shown, and it can go on after all.
func TestTheExerciseEndsAtTheDesk(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	p, team := h.sit(t, b, "facilitator"), h.sit(t, b, "front")
	press(p, "c")
	browsertest.Asked[bool](p, `(document.querySelector('#end button').focus(), true)`)
	press(p, "Enter")
	told(p, "The exercise is over.")
	team.Holds(`!document.querySelector('#propose') && document.querySelector('.moment .sign').textContent.includes('ended')`)
	press(p, "Escape", "1")
	p.Holds(`document.querySelector('#stands h2').textContent == 'The exercise is over' && !document.querySelector('#decide')`)
	press(p, "c")
	browsertest.Asked[bool](p, `(document.querySelector('#end button').focus(), true)`)
	press(p, "Enter")
	told(p, "The exercise goes on.")
	team.Holds(`document.querySelector('#propose')`)
	p.Quiet()
	team.Quiet()
}

// TestPagesWithNothingToShow: a scenario in which nothing happens and nobody can choose anything has its
// pages all the same.
func TestPagesWithNothingToShow(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, "../testdata/bare.yaml")
	for role, keys := range map[string][]string{"facilitator": {"1", "Escape", "e", "w", "r", "o", "l", "c"}, "board": nil, "evaluator": nil} {
		p := h.sit(t, b, role)
		press(p, keys...)
		p.Holds(`document.querySelector('h2')`)
		p.Quiet()
	}
	p := h.sit(t, b, "facilitator")
	press(p, "1", "Enter", "We wait", "Escape", "Enter")
	told(p, "Written down in words, not modelled: Board.")
	p.Quiet()
}

// TestWhatMayComeIsSeenAtTheDesk: on demand, with a fan for every kind of customer that may wait.
func TestWhatMayComeIsSeenAtTheDesk(t *testing.T) {
	b := browsertest.New(t)
	h := opened(t, workshop)
	h.until(t, "day 12")
	p, team := h.sit(t, b, "facilitator"), h.sit(t, b, "yard")
	press(p, "w")
	browsertest.Asked[bool](p, `(document.querySelector('#ahead button').click(), true)`)
	p.Holds(`document.querySelector('#ahead svg.picture polygon') && document.querySelector('#ahead').textContent.includes('This is the model’s chance only')`)
	if browsertest.Asked[bool](team, `!!document.querySelector('#revealed')`) {
		t.Error("the team sees the forecast before it is revealed")
	}
	browsertest.Asked[bool](p, `(document.querySelectorAll('#reveal button')[2].click(), true)`)
	team.Holds(`document.querySelector('#revealed svg.picture')`)
	if wide := browsertest.Asked[int](p, `document.documentElement.scrollWidth`); wide > 1280 {
		t.Errorf("the forecast is %d wide", wide)
	}
	p.Quiet()
	team.Quiet()
}
